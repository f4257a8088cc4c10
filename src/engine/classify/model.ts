import { type VerdictLabel, verdictLabels } from '../packet.ts'
import type { Features } from './features.ts'
import type { PairWeights } from './pairs.ts'

/** Everything learned from the corpus (`classifier-weights.json`). */
export interface ClassifierWeights {
  /** How much each feature speaks for each verdict, in hundredths, in the order of `verdictLabels`. */
  readonly primary: ReadonlyMap<string, Int16Array>
  readonly bias: Int16Array
  /** Divides the scores before they become shares; fitted so that a share of 0.9 is right nine times in ten. */
  readonly temperature: number
  /** Share of the primary from which confidence is high, and below which it is low. */
  readonly high: number
  readonly low: number
  readonly pairs: PairWeights
  /** By how much a second concern must outweigh "none" to be named, and to be named without a "possibly", in hundredths. */
  readonly caution: number
  readonly doubt: number
}

/**
 * The weights of what one request shows, and no others. It is scored several times, whole and clause by clause; the whole
 * table is too large to stay close to the processor.
 */
export function shownWeights(weights: ClassifierWeights, features: Features): ClassifierWeights {
  const primary = new Map<string, Int16Array>()
  for (const name of features.keys()) {
    const row = weights.primary.get(name)
    if (row !== undefined) primary.set(name, row)
  }
  return { ...weights, primary }
}

/** What the features add to each verdict, in hundredths, in the order of `verdictLabels`. */
export function scoresOf(
  weights: Pick<ClassifierWeights, 'primary'>,
  features: Features,
): Float64Array {
  const scores = new Float64Array(verdictLabels.length)
  for (const [name, value] of features) {
    const row = weights.primary.get(name)
    if (row === undefined) continue
    for (let at = 0; at < scores.length; at += 1)
      scores[at] = (scores[at] ?? 0) + value * (row[at] ?? 0)
  }
  return scores
}

/** Share of each verdict by its score, rounded to four decimals so that no machine differs. */
export function sharesOf(
  weights: Pick<ClassifierWeights, 'bias' | 'temperature'>,
  scores: Float64Array,
): ReadonlyMap<VerdictLabel, number> {
  const biased = scores.map((score, at) => score + (weights.bias[at] ?? 0))
  const top = Math.max(...biased)
  const powers = biased.map((score) => Math.exp((score - top) / 100 / weights.temperature))
  const sum = powers.reduce((total, power) => total + power, 0)
  return new Map(
    verdictLabels.map((label, at) => [
      label,
      Math.round(((powers[at] ?? 0) / sum) * 10_000) / 10_000,
    ]),
  )
}

/**
 * Shares as an undecided reader would give them: where the first verdict is certain, the order of all others still
 * shows. For the second concern only.
 */
export const openSharesOf = (
  { bias, temperature }: Pick<ClassifierWeights, 'bias' | 'temperature'>,
  scores: Float64Array,
): ReadonlyMap<VerdictLabel, number> => sharesOf({ bias, temperature: temperature * 4 }, scores)

/** From the largest share to the smallest; equal shares keep the order of the verdicts. */
export const ranked = (shares: ReadonlyMap<VerdictLabel, number>): readonly VerdictLabel[] =>
  verdictLabels.toSorted((one, other) => (shares.get(other) ?? 0) - (shares.get(one) ?? 0))
