import type { Reading } from '../read-request.ts'
import { type Cue, judgedTokens } from './cues.ts'
import type { Features } from './features.ts'
import { type ClassifierWeights, scoresOf } from './model.ts'
import { asideClauses, markedClauses, putOff, secondAsk, statedLimit } from './places.ts'

/** Where a clause stands and how it is said. */
export interface ClauseSetting {
  readonly sentence: number
  /** It stands in the last sentence. */
  readonly isLast: boolean
  readonly isAsk: boolean
  readonly isPast: boolean
  readonly isAside: boolean
  /** Said with "also" or "on top", whether in passing or not. */
  readonly isSecondAsk: boolean
  /** It may wait. */
  readonly isPutOff: boolean
  /** It says what the packet has to keep to. */
  readonly isLimit: boolean
}

/** The share of a request's words and ideas that one of its clauses holds. */
export interface ClausePart extends ClauseSetting {
  readonly features: Features
}

/** What some words add to each verdict, in hundredths, in the order of `verdictLabels`. */
export interface Voice {
  readonly scores: Float64Array
  /** The place of the largest score, that score, and the next. */
  readonly leader: number
  readonly most: number
  readonly next: number
}

/** A clause with what it adds to each verdict. */
export type ClauseVoice = ClauseSetting & Voice

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
  const secondAsks = markedClauses(reading, cues, secondAsk)
  const later = markedClauses(reading, cues, putOff)
  const limits = markedClauses(reading, cues, statedLimit)
  const last = reading.sentences.length - 1
  return reading.clauses.map((clause, at) => ({
    features: new Map(
      Array.from(byClause[at] ?? [], ([name, times]): [string, number] => [
        name,
        ((features.get(name) ?? 0) * times) / (totals.get(name) ?? 1),
      ]),
    ),
    sentence: clause.sentence,
    isLast: clause.sentence === last,
    isAsk: clause.role === 'ask',
    isPast: clause.past,
    isAside: aside.has(at),
    isSecondAsk: secondAsks.has(at),
    isPutOff: later.has(at),
    isLimit: limits.has(at),
  }))
}

export const voicesOf = (
  parts: readonly ClausePart[],
  weights: Pick<ClassifierWeights, 'primary'>,
): readonly ClauseVoice[] =>
  parts.map(({ features, ...setting }) => ({
    ...setting,
    ...voiceOf(scoresOf(weights, features)),
  }))

export function voiceOf(scores: Float64Array): Voice {
  let leader = 0
  let next = -Infinity
  for (let at = 1; at < scores.length; at += 1) {
    const score = scores[at] ?? 0
    const most = scores[leader] ?? 0
    next = Math.max(next, Math.min(score, most))
    if (score > most) leader = at
  }
  return { scores, leader, most: scores[leader] ?? 0, next }
}
