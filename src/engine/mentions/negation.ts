import type { RuleId } from '../packet.ts'
import { matchPhrases } from './phrases.ts'
import type { Match, PhraseIndex, PhraseRow } from './phrases.ts'
import type { Words } from './words.ts'

/**
 * A row of the negation table. `denies` words stand before what they deny (`no`, `instead of`), `behind` words behind it
 * (`Gradle no, Maven yes`), `ends` words close their reach (`but`), `allows` are denials in form only (`not only`).
 */
export interface NegationRow extends PhraseRow {
  readonly effect: 'denies' | 'behind' | 'ends' | 'allows'
  /** How many words after it can be denied: of names (products, languages), and of everything else. */
  readonly reach: { readonly names: number; readonly words: number }
  readonly rule: RuleId
}

/**
 * Tells whether a match stands in the reach of a denial. Names are reached less far than other words: "isn't tested in
 * Postgres" denies the testing, "no Postgres" the product.
 */
export function negationOf(
  words: Words,
  index: PhraseIndex<NegationRow>,
): (match: Match<PhraseRow>, isName: boolean) => boolean {
  const { text, list } = words
  const found = matchPhrases(words, index)
  const closing = placesOf(found, 'ends')
  const allowed = placesOf(found, 'allows')
  const behind = new Set<number>()
  const names = new Set<number>()
  const others = new Set<number>()
  for (const match of found) {
    if (match.row.effect === 'behind' && closesThought(words, match)) behind.add(match.from - 1)
    if (match.row.effect !== 'denies' || allowed.has(match.from)) continue
    const { reach } = match.row
    const longest = Math.max(reach.names, reach.words)
    let listed = 0
    for (let at = match.to + 1; at <= match.to + longest + listed; at += 1) {
      const word = list[at]
      const before = list[at - 1]
      if (word === undefined || before === undefined) break
      if (word.stretch !== list[match.to]?.stretch || closing.has(at)) break
      if (/[,:;()]/.test(text.slice(before.end, word.start))) {
        if (!coordinated(words, at) || listed >= longestList) break
        listed += 1
      }
      if ((word.text === 'or' || word.text === 'nor') && listed < longestList) listed += 2
      if (at <= match.to + reach.names + listed) names.add(at)
      if (at <= match.to + reach.words + listed) others.add(at)
    }
  }
  return (match, isName) =>
    (isName ? names : others).has(match.from) || (isName && behind.has(match.to))
}

const longestList = 6

/** "Gradle no, …": it follows its word directly, and a comma or an end follows it. */
function closesThought({ text, list }: Words, { from, to }: Match<PhraseRow>): boolean {
  const before = list[from - 1]
  const word = list[from]
  const last = list[to]
  if (before === undefined || word === undefined || last === undefined) return false
  return (
    /^:?\s$/.test(text.slice(before.end, word.start)) &&
    /^\s*(?:[,;.!]|$)/.test(text.slice(last.end))
  )
}

const placesOf = (
  found: readonly Match<NegationRow>[],
  effect: NegationRow['effect'],
): ReadonlySet<number> =>
  new Set(found.filter((each) => each.row.effect === effect).map((each) => each.from))

/** "no Redis, Kafka or Docker": after the comma comes one more item of the list, not a new thought. */
function coordinated({ text, list }: Words, at: number): boolean {
  const next = list[at + 1]
  const word = list[at]
  if (next === undefined || word === undefined) return false
  return /^\s*,/.test(text.slice(word.end, next.start)) || next.text === 'or' || next.text === 'nor'
}
