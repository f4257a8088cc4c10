import type { Clause, Reading } from '../read-request.ts'

/** Where in a request something stands; what is denied counts as denied wherever it stands. */
export type Place = 'ask' | 'bg' | 'past' | 'aside' | 'no'

/** Whoever asks for a second thing says "also" or "by the way" first. */
export const secondAsk = 'second-ask'

interface Found {
  readonly signal: { readonly id: string }
  readonly clause: number
}

/** Clauses said in passing: in parentheses, as a guess, or from an "also" or a "by the way" to the end of the sentence. */
export function asideClauses(reading: Reading, found: readonly Found[]): ReadonlySet<number> {
  const { clauses, text } = reading
  const markedFrom = new Map<number, number>()
  for (const { signal, clause } of found) {
    const sentence = clauses[clause]?.sentence
    if (signal.id !== secondAsk || sentence === undefined) continue
    markedFrom.set(sentence, Math.min(clause, markedFrom.get(sentence) ?? clause))
  }
  const aside = new Set<number>()
  clauses.forEach((clause, at) => {
    const isMarked = at > 0 && at >= (markedFrom.get(clause.sentence) ?? Infinity)
    if (isMarked || clause.hedged || isInParentheses(text, clause)) aside.add(at)
  })
  return aside
}

const isInParentheses = (text: string, clause: Clause): boolean =>
  text
    .slice(Math.max(0, clause.start - 2), clause.start)
    .trimEnd()
    .endsWith('(')

export function placeOf(negated: boolean, clause: Clause | undefined, isAside: boolean): Place {
  if (negated) return 'no'
  if (isAside) return 'aside'
  if (clause?.role === 'ask') return 'ask'
  return clause?.past === true ? 'past' : 'bg'
}
