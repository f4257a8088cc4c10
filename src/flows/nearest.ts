/**
 * The one candidate that a word was probably meant to be; null when none is near, or two that do not mean the same are
 * equally near. A letter too many or too few beside its twin is the likeliest slip: `reddis` is redis, not reddit.
 */
export function nearest(
  word: string,
  candidates: Iterable<string>,
  meaningOf: (candidate: string) => string = (candidate) => candidate,
): string | null {
  const allowed = word.length < 4 ? 0 : word.length < 7 ? 1 : 2
  let near: string[] = []
  let least = allowed + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > allowed) continue
    const apart = distance(word, candidate)
    if (apart < least) near = []
    if (apart > least || apart > allowed) continue
    least = apart
    near.push(candidate)
  }
  const twins = near.filter((candidate) => withoutTwins(candidate) === withoutTwins(word))
  const [best, ...others] = twins.length > 0 ? twins : near
  if (best === undefined) return null
  return others.every((other) => meaningOf(other) === meaningOf(best)) ? best : null
}

/** The name under which packets have the product that a word means, well typed or not; null when it is none. */
export function productNamed(word: string, products: ReadonlyMap<string, string>): string | null {
  const named = products.has(word)
    ? word
    : nearest(word, products.keys(), (name) => products.get(name) ?? name)
  return named === null ? null : (products.get(named) ?? null)
}

const withoutTwins = (word: string): string => word.replaceAll(/(.)\1+/gu, '$1')

/** Letters added, dropped, changed, or swapped with their neighbour. */
function distance(one: string, other: string): number {
  const letters = Array.from(one)
  const against = Array.from(other)
  let before: readonly number[] = []
  let row: readonly number[] = Array.from({ length: against.length + 1 }, (_, at) => at)
  for (const [line, letter] of letters.entries()) {
    const next = [line + 1]
    for (const [at, wanted] of against.entries()) {
      const isSwapped = letter === against[at - 1] && letters[line - 1] === wanted
      next.push(
        Math.min(
          (row[at + 1] ?? 0) + 1,
          (next[at] ?? 0) + 1,
          (row[at] ?? 0) + (letter === wanted ? 0 : 1),
          isSwapped ? (before[at - 1] ?? 0) + 1 : Infinity,
        ),
      )
    }
    before = row
    row = next
  }
  return row.at(-1) ?? 0
}
