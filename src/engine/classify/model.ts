import type { VerdictLabel } from '../packet.ts'
import type { Features } from './features.ts'

/** A linear model: each feature speaks for or against each outcome with a weight in hundredths. */
export interface LinearModel<Outcome extends string> {
  readonly outcomes: readonly Outcome[]
  readonly bias: Int16Array
  readonly weights: ReadonlyMap<string, Int16Array>
}

/** Everything learned from the corpus (`classifier-weights.json`). */
export interface ClassifierWeights {
  readonly primary: LinearModel<VerdictLabel>
  readonly secondary: LinearModel<VerdictLabel | 'none'>
  /** Divides the scores before they become shares; fitted so that a share of 0.9 is right nine times in ten. */
  readonly temperature: number
  /** Share of the primary from which confidence is high, and below which it is low. */
  readonly high: number
  readonly low: number
}

const weightUnit = 100

/** Share of each outcome, in the order of `model.outcomes`, rounded to four decimals so that no machine differs. */
export function sharesOf<Outcome extends string>(
  model: LinearModel<Outcome>,
  features: Features,
  temperature: number,
): readonly number[] {
  const scores = Array.from(model.bias, (each) => each / weightUnit)
  for (const [name, value] of features) {
    const weights = model.weights.get(name)
    if (weights === undefined) continue
    for (let at = 0; at < scores.length; at += 1)
      scores[at] = (scores[at] ?? 0) + (value * (weights[at] ?? 0)) / weightUnit
  }
  const top = Math.max(...scores)
  const powers = scores.map((score) => Math.exp((score - top) / temperature))
  const sum = powers.reduce((total, power) => total + power, 0)
  return powers.map((power) => Math.round((power / sum) * 10_000) / 10_000)
}

/** Places from the largest share to the smallest; equal shares keep the order of the outcomes. */
export const ranked = (shares: readonly number[]): readonly number[] =>
  [...shares.keys()].toSorted(
    (one, other) => (shares[other] ?? 0) - (shares[one] ?? 0) || one - other,
  )
