/** Careful reading of block JSON: what is absent or of another type reads as empty. */
export type Json = { readonly [key: string]: unknown }

export const record = (value: unknown): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined

export const records = (value: unknown): readonly Json[] =>
  Array.isArray(value)
    ? value.flatMap((item: unknown): readonly Json[] => {
        const found = record(item)
        return found === undefined ? [] : [found]
      })
    : []

export const string = (value: unknown): string => (typeof value === 'string' ? value : '')

export const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []

export const number = (value: unknown): number | undefined =>
  typeof value === 'number' ? value : undefined

/** The words of a text object (`plain_text` or `mrkdwn`), unformatted; for labels and names. */
export const words = (textObject: unknown): string => string(record(textObject)?.['text'])
