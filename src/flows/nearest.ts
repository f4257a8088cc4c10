/** The one candidate that a word was probably meant to be; null when none is near or two are equally near. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  const allowed = word.length < 4 ? 0 : word.length < 7 ? 1 : 2
  let best: string | null = null
  let least = allowed + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > allowed) continue
    const apart = distance(word, candidate)
    if (apart < least) {
      best = candidate
      least = apart
    } else if (apart === least) best = null
  }
  return best
}

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
