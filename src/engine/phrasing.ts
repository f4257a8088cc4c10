/** Sentences of the references, bound to one request: its own words, its numbers, its title. */
import type { PacketContext } from './context.ts'
import type { Evidence, RuleId, Scenario } from './packet.ts'

/** Replaces each `{name}` by its value; a name without a value stays, so that a test can find it. */
export const fillPhrase = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replaceAll(/\{([a-z-]+)\}/g, (whole, name: string) => values[name] ?? whole)

/**
 * The requester's words for a risk in quotes, the reference's wording for a risk that was not stated, and the title when
 * no risk is meant.
 */
export function riskLabel(context: PacketContext, risk: string | null): string {
  const found = context.framing.risks.find((each) => each.risk === risk)
  if (!found) return context.framing.title
  const words = clipped(plain(found.words), 56)
  return found.stated ? `“${words}”` : words
}

/** The surface in the requester's words: one of `preferred` if the request has it, else the first; the title if none. */
export function surfaceLabel(context: PacketContext, preferred: readonly string[] = []): string {
  const { surfaces, title } = context.framing
  const surface = surfaces.find((each) => preferred.includes(each.surface)) ?? surfaces[0]
  return surface && surface.words !== '' ? clipped(plain(surface.words), 56) : title
}

/** ` (scenarios 1 and 3)` with a leading space, or nothing. */
export const caseList = (scenarios: readonly Scenario[]): string =>
  scenarios.length === 0 ? '' : ` (${numbered(scenarios)})`

/** `scenario 2`, `scenarios 1-4 and 6`. */
export function numbered(scenarios: readonly Pick<Scenario, 'number'>[]): string {
  const numbers = scenarios.map((each) => each.number).toSorted((one, other) => one - other)
  const runs = numbers.reduce<readonly (readonly [number, number])[]>((before, number) => {
    const last = before.at(-1)
    return last && last[1] === number - 1
      ? [...before.slice(0, -1), [last[0], number]]
      : [...before, [number, number]]
  }, [])
  const parts = runs.flatMap(([first, last]) =>
    first === last
      ? [String(first)]
      : last === first + 1
        ? [String(first), String(last)]
        : [`${first}-${last}`],
  )
  return `scenario${numbers.length === 1 ? '' : 's'} ${listed(parts)}`
}

/** `a`, `a and b`, `a, b and c`. */
export const listed = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`

/** First letter in upper case where the first word is an ordinary word (`iOS` and `code` stay). */
export const sentence = (text: string): string =>
  /^[a-z][a-z'’-]*(?:[ ,:;]|$)/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text

/** A quote inside a sentence: no markup, line breaks or table bars of the requester's. */
export const plain = (words: string): string =>
  words
    .replaceAll(/[`*_{}|<>\r\n]+/g, ' ')
    .replaceAll(/ +/g, ' ')
    .trim()

/** Cut at a word, with an ellipsis. */
export function clipped(words: string, most: number): string {
  if (words.length <= most) return words
  // One sign more, so that a word that ends at the limit is kept.
  const end = words.slice(0, most + 1).lastIndexOf(' ')
  return `${words.slice(0, end > most / 2 ? end : most).trimEnd()}…`
}

/** The rule, then at most `most` quotes of what it relies on, without repeats. */
export function proof(
  rule: RuleId,
  lists: readonly (readonly Evidence[])[],
  most = 3,
): readonly Evidence[] {
  const quotes = lists
    .flatMap((list) => list.filter((each) => each.from !== 'reference').slice(0, 1))
    .filter((each, at, all) => all.findIndex((other) => same(each, other)) === at)
    .slice(0, most)
  return [...quotes, { from: 'reference', rule }]
}

const same = (one: Evidence, other: Evidence): boolean =>
  one.from === 'request' && other.from === 'request'
    ? one.start === other.start && one.end === other.end
    : one.from === 'amendment' && other.from === 'amendment'
      ? one.amendment === other.amendment
      : one.from === other.from && one.rule === other.rule
