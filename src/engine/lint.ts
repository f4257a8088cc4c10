/**
 * The output linter: sentences that a packet may not contain (references/vague-phrases.md), and rows that read the same
 * in packets of different requests.
 */
import { onceFor } from './once.ts'
import type { RuleId } from './packet.ts'

interface ForbiddenPhrase {
  readonly rule: RuleId
  readonly phrase: string
  /** The words of `phrase`, in lower case: no match is without one of them. */
  readonly words: readonly string[]
  /** `phrase` as a pattern: `*` up to four words, `#` a number. */
  readonly pattern: RegExp
  readonly instead: string
}

export type LintKnowledge = readonly ForbiddenPhrase[]

export interface LintProblem {
  readonly rule: RuleId
  /** What was found, as it stands. */
  readonly found: string
  readonly instead: string
}

/** Forbidden phrases in a text. What stands in the request word for word is the requester's and not blamed. */
export function lintText(
  text: string,
  request: string,
  knowledge: LintKnowledge,
): readonly LintProblem[] {
  return knowledge.flatMap(({ rule, pattern, instead }) => {
    const found = pattern.exec(text)?.[0]
    // The request may be long, so it is looked at only for what was found.
    return found === undefined || oneSpaced(request).includes(oneSpaced(found))
      ? []
      : [{ rule, found, instead }]
  })
}

/** The phrases that stand in a text: nearly all lack a word, which is seen much faster than a pattern is tried. */
export function suspectsIn(text: string, knowledge: LintKnowledge): LintKnowledge {
  const found = new Set(text.toLowerCase().match(anyWordOf(knowledge)))
  return knowledge.filter(
    ({ words, pattern }) => words.every((word) => found.has(word)) && pattern.test(text),
  )
}

const anyWordOf = onceFor((knowledge: LintKnowledge): RegExp => {
  const words = new Set(knowledge.flatMap((each) => each.words))
  return new RegExp(`(?<![a-z0-9])(?:${[...words].join('|')})(?![a-z0-9])`, 'g')
})

/** A phrase of the reference, ready to be looked for as whole words. */
export function compilePhrase(
  phrase: string,
): Pick<ForbiddenPhrase, 'phrase' | 'words' | 'pattern'> {
  return { phrase, words: plainWords(phrase), pattern: phrasePattern(phrase) }
}

function phrasePattern(phrase: string): RegExp {
  const parts = phrase.trim().split(/\s+/)
  const source = parts
    .map((part, index) => {
      if (part === '*') return String.raw`(?:[\s,]+[\w\`'-]+){0,4}?`
      const word =
        part === '#' ? String.raw`\d+(?:\.\d+)?` : part.replaceAll(/[^\w]/g, String.raw`\$&`)
      return index === 0 ? word : `${part === '%' ? String.raw`\s*` : String.raw`[\s,]+`}${word}`
    })
    .join('')
  return new RegExp(String.raw`(?<![\w-])${source}(?![\w-])`, 'i')
}

export interface RepeatedRow {
  readonly row: string
  readonly packets: readonly string[]
}

/**
 * Rows (list items and table rows) that read the same in packets of different requests: a row that could stand
 * unchanged in another packet says nothing about this one. `allowed` holds the fixed words, such as "none".
 */
export function findRepeatedRows(
  packets: readonly { readonly name: string; readonly markdown: string }[],
  allowed: (row: string) => boolean,
): readonly RepeatedRow[] {
  const places = new Map<string, Set<string>>()
  for (const { name, markdown } of packets)
    for (const row of rowsOf(markdown)) {
      if (allowed(row)) continue
      const names = places.get(row) ?? new Set<string>()
      names.add(name)
      places.set(row, names)
    }
  return [...places]
    .filter(([, names]) => names.size > 1)
    .map(([row, names]) => ({ row, packets: [...names] }))
    .toSorted((one, other) => other.packets.length - one.packets.length)
}

/** A packet's rows without their numbers; table heads and rulers are no rows. */
function rowsOf(markdown: string): readonly string[] {
  const lines = markdown.split('\n')
  return lines.flatMap((line, at) => {
    const item = /^(?:[-*]|\d+\.) (.*)$/.exec(line)?.[1]
    if (item !== undefined) return [item.trim()]
    const isTable = line.startsWith('|')
    const isHead = (lines[at + 1] ?? '').startsWith('|--')
    return isTable && !isHead && !line.startsWith('|--') ? [line.trim()] : []
  })
}

const plainWords = (text: string): readonly string[] => text.toLowerCase().match(/[a-z0-9]+/g) ?? []

const oneSpaced = (text: string): string => text.toLowerCase().replaceAll(/\s+/g, ' ')
