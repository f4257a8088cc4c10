import type { VerdictLabel } from '../packet.ts'
import type { Clause, Reading } from '../read-request.ts'

/** Where in a request something stands; what is denied counts as denied wherever it stands. */
export type Place = 'ask' | 'bg' | 'past' | 'aside' | 'no'

/** Whoever asks for a second thing says "also" or "by the way" first. */
export const secondAsk = 'second-ask'

/** What may wait can be a second concern, hardly the first: "and only then", "that is a second ticket". */
export const putOff = 'put-off'

/** What the packet has to keep to is no second thing to do: "CI must stay under 10 minutes". */
export const statedLimit = 'stated-limit'

interface Found {
  readonly signal: { readonly id: string }
  readonly clause: number
}
interface LeaningFound extends Found {
  readonly signal: Found['signal'] & { readonly leansTo: VerdictLabel | null }
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

/**
 * Clauses that a mark such as "comes later" is about: from it to the end of its sentence, or all of the sentence where the
 * mark stands without an idea beside it ("it fails now and then, that can be the second ticket").
 */
export function markedClauses(
  { clauses }: Pick<Reading, 'clauses'>,
  found: readonly LeaningFound[],
  mark: string,
): ReadonlySet<number> {
  const leaning = new Set(
    found.filter(({ signal }) => signal.leansTo !== null).map(({ clause }) => clause),
  )
  const markedFrom = new Map<number, number>()
  for (const { signal, clause } of found) {
    const sentence = clauses[clause]?.sentence
    if (signal.id !== mark || sentence === undefined) continue
    const from = leaning.has(clause) ? clause : 0
    markedFrom.set(sentence, Math.min(from, markedFrom.get(sentence) ?? from))
  }
  return new Set(
    [...clauses.keys()].filter(
      (at) => at >= (markedFrom.get(clauses[at]?.sentence ?? -1) ?? Infinity),
    ),
  )
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
