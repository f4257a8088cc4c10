import { minimize } from './logistic.ts'

/** One decision: the facts of each candidate, and which of them was right. */
export interface Choice {
  readonly candidates: readonly (readonly (readonly [name: string, value: number])[])[]
  readonly right: number
  readonly weight: number
}

/** Weights of the facts (conditional logit, L2): by name, in name order. */
export function fitChoices(choices: readonly Choice[], l2: number): ReadonlyMap<string, number> {
  const names = [
    ...new Set(
      choices.flatMap((choice) =>
        choice.candidates.flatMap((facts) => facts.map(([name]) => name)),
      ),
    ),
  ].toSorted()
  const places = new Map(names.map((name, at) => [name, at]))
  const rows = choices.map((choice) => ({
    ...choice,
    candidates: choice.candidates.map((facts) => ({
      places: Int32Array.from(facts, ([name]) => places.get(name) ?? 0),
      values: Float64Array.from(facts, ([, value]) => value),
    })),
  }))
  const weights = minimize(
    (at, slope) => {
      slope.fill(0)
      let loss = 0
      for (const row of rows) {
        const scores = row.candidates.map((facts) => scoreOf(facts, at))
        const top = Math.max(...scores)
        const powers = scores.map((score) => Math.exp(score - top))
        const total = powers.reduce((sum, power) => sum + power, 0)
        row.candidates.forEach((facts, index) => {
          const share = (powers[index] ?? 0) / total
          if (index === row.right) loss -= row.weight * Math.log(Math.max(share, 1e-300))
          spread(facts, row.weight * (share - (index === row.right ? 1 : 0)), slope)
        })
      }
      at.forEach((weight, place) => {
        loss += 0.5 * l2 * weight * weight
        slope[place] = (slope[place] ?? 0) + l2 * weight
      })
      return loss
    },
    names.length,
    100,
  )
  return new Map(names.map((name, place) => [name, weights[place] ?? 0]))
}

interface Facts {
  readonly places: Int32Array
  readonly values: Float64Array
}

function scoreOf({ places, values }: Facts, weights: Float64Array): number {
  let score = 0
  for (let at = 0; at < places.length; at += 1)
    score += (values[at] ?? 0) * (weights[places[at] ?? 0] ?? 0)
  return score
}

function spread({ places, values }: Facts, error: number, slope: Float64Array): void {
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at] ?? 0
    slope[place] = (slope[place] ?? 0) + error * (values[at] ?? 0)
  }
}
