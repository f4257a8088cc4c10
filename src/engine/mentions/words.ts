/**
 * The request as words, cut finer than the tokenizer does: `golang-migrate`, `EF.Core` and `KafkaContainer` are names
 * whose parts matter here. Addresses, user mentions and emoji are left out: a host name in a link is not a dependency.
 */
import { onceFor } from '../once.ts'
import type { Reading } from '../read-request.ts'

export interface Word {
  /** Lower case. */
  readonly text: string
  readonly start: number
  readonly end: number
  /** Index of the sentence-like stretch it stands in; phrases never reach over its border. */
  readonly stretch: number
  /**
   * What a phrase's word is looked up by: the text; `=Word` when written with a capital; `.net` with a dot before it, and
   * `*.net` when that dot ends a file name.
   */
  readonly keys: readonly string[]
  /** Lower-case parts of a camel-case name, joined from each start: `kafka`, `kafkacontainer`; empty for plain words. */
  readonly parts: readonly string[]
}

export interface Words {
  readonly text: string
  readonly list: readonly Word[]
  /** Whether the word, or its plural, stands anywhere. */
  includes(word: string): boolean
}

const hidden = /https?:\/\/[^\s|>]+|<[@#!][^>\s]{1,80}>|:[a-z][a-z0-9_+-]{1,40}:/g
/** A number keeps its groups and decimals together (`1,400`, `2.5h`); a name its `++` or `#`. */
const word =
  /\d{1,12}(?:[.,]\d{1,6}){1,4}\p{L}{0,20}(?![\p{L}\p{N}])|[\p{L}\p{N}]+(?:\+\+(?![\p{L}\p{N}])|#(?![\p{L}\p{N}]))?/gu
const camelPart = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+/g
const stretchEnd = /[.!?…][)\]"'»”]*\s|\n|;|\s[—–]\s/
/** A name has few parts; more is noise such as an encoded key. */
const longestName = 80

/** The words of a request's first `length` characters; most requests are shorter than every limit, and are cut once. */
export function headWords(reading: Reading, length: number): Words {
  const kept = headsOf(reading)
  const end = Math.min(length, reading.text.length)
  const words = kept.get(end) ?? wordsOf(reading.text.slice(0, end))
  kept.set(end, words)
  return words
}

const headsOf = onceFor<Reading, Map<number, Words>>(() => new Map())

/** All words of the text in order. Linear in its length. */
export function wordsOf(text: string): Words {
  const visible = text.replace(hidden, (match) => ' '.repeat(match.length))
  const list: Word[] = []
  let stretch = 0
  let last = 0
  for (const match of visible.matchAll(word)) {
    const raw = match[0]
    const start = match.index
    if (
      list.length > 0 &&
      start - last > 1 &&
      stretchEnd.test(visible.slice(last, Math.min(start, last + 40)))
    )
      stretch += 1
    last = start + raw.length
    const lower = raw.toLowerCase()
    list.push({
      text: lower,
      start,
      end: last,
      stretch,
      keys: keysOf(visible, raw, lower, start),
      parts: raw === lower ? none : partsOf(raw),
    })
  }
  let present: ReadonlySet<string> | undefined
  return {
    text,
    list,
    includes(wanted) {
      present ??= new Set(list.flatMap((each) => [each.text, singular(each.text)]))
      return present.has(wanted)
    },
  }
}

const none: readonly string[] = []

export const singular = (text: string): string => (text.length > 3 ? text.replace(/s$/, '') : text)

function keysOf(text: string, raw: string, lower: string, start: number): readonly string[] {
  const dotted = text[start - 1] === '.'
  if (raw === lower && !dotted) return [lower]
  const keys = [lower]
  if (raw !== lower) keys.push(`=${raw}`)
  if (dotted)
    keys.push(/[\p{L}\p{N}_*)]/u.test(text[start - 2] ?? ' ') ? `*.${lower}` : `.${lower}`)
  return keys
}

function partsOf(raw: string): readonly string[] {
  if (raw.length > longestName || !/[a-z0-9][A-Z]|[A-Z]{2}[a-z]/.test(raw)) return none
  const parts = raw.match(camelPart) ?? none
  if (parts.length < 2) return none
  return parts.flatMap((_, at) =>
    [1, 2, 3]
      .filter((count) => at + count <= parts.length)
      .map((count) =>
        parts
          .slice(at, at + count)
          .join('')
          .toLowerCase(),
      ),
  )
}
