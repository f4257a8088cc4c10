import type { Reading } from '../read-request.ts'
import { type Cue, judgedTokens } from './cues.ts'
import type { Features } from './features.ts'
import { type ClassifierWeights, scoresOf } from './model.ts'
import { asideClauses } from './places.ts'

/** The share of a request's words and ideas that one of its clauses holds. */
export interface ClausePart {
  readonly features: Features
  /** It stands in the last sentence. */
  readonly isLast: boolean
  readonly isAside: boolean
}

/** A clause with what it adds to each verdict, in hundredths, in the order of `verdictLabels`. */
export interface ClauseVoice extends Omit<ClausePart, 'features'> {
  readonly scores: Float64Array
}

/** Cuts the request's features at its clauses: what occurs in two of them belongs to each by how often it does. */
export function clausePartsOf(
  reading: Reading,
  cues: readonly Cue[],
  features: Features,
): readonly ClausePart[] {
  const totals = new Map<string, number>()
  const byClause = reading.clauses.map(() => new Map<string, number>())
  const add = (clause: number, name: string, times: number): void => {
    const counts = byClause[clause]
    if (counts === undefined || !features.has(name)) return
    counts.set(name, (counts.get(name) ?? 0) + times)
    totals.set(name, (totals.get(name) ?? 0) + times)
  }
  for (const token of judgedTokens(reading)) add(token.clause, `w:${token.lemma}`, 1)
  for (const { signal, clause, place, length } of cues) {
    add(clause, `c:${signal.id}`, 1)
    add(clause, `c:${signal.id}@${place}`, 1)
    if (signal.leansTo !== null)
      add(clause, `l:${signal.leansTo}@${place}`, signal.strength * Math.min(3, length))
  }
  const aside = asideClauses(reading, cues)
  const last = reading.sentences.length - 1
  return reading.clauses.map((clause, at) => ({
    features: new Map(
      Array.from(byClause[at] ?? [], ([name, times]): [string, number] => [
        name,
        ((features.get(name) ?? 0) * times) / (totals.get(name) ?? 1),
      ]),
    ),
    isLast: clause.sentence === last,
    isAside: aside.has(at),
  }))
}

export const voicesOf = (
  parts: readonly ClausePart[],
  weights: Pick<ClassifierWeights, 'primary'>,
): readonly ClauseVoice[] =>
  parts.map(({ features, isLast, isAside }) => ({
    scores: scoresOf(weights, features),
    isLast,
    isAside,
  }))
