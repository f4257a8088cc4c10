import type { Features } from '../../src/engine/classify/features.ts'
import { verdictLabels } from '../../src/engine/packet.ts'
import type { WeightsFile } from '../../src/knowledge/classifier-weights.ts'
import type { Labelled } from './corpus.ts'
import { fitLogistic, type Row } from './logistic.ts'

/** A labelled request with what the classifier sees of it. */
export interface Example {
  readonly item: Labelled
  readonly features: Features
}

const l2 = 1
const fewestRequests = 3
const unit = 100

/** Learns both models from the examples. Depends on nothing but their values and order. */
export function fit(examples: readonly Example[]): Omit<WeightsFile, 'learnedFrom'> {
  return {
    temperature: 1,
    high: 0.9,
    low: 0.4,
    primary: fitModel(
      examples.map(({ item, features }) => ({
        features,
        label: item.primary,
        weight: weightOf(item),
      })),
      verdictLabels,
    ),
    secondary: fitModel(
      examples.map(({ item, features }) => ({
        features: new Map([
          ...[...features].filter(([name]) => !/^(?:w|a|b|ab|n|q):/.test(name)),
          [`primary:${item.primary}`, 1],
        ]),
        label: item.secondary ?? 'none',
        weight: weightOf(item),
      })),
      [...verdictLabels, 'none'],
    ),
  }
}

/** Requests as people type them count more than those written to be hard. */
const weightOf = (item: Labelled): number =>
  item.isYardstick ? 2 : item.origin === 'issue' ? 1.5 : 1

function fitModel<Outcome extends string>(
  examples: readonly { features: Features; label: Outcome; weight: number }[],
  outcomes: readonly Outcome[],
): { outcomes: Outcome[]; bias: number[]; weights: Record<string, number[]> } {
  const uses = new Map<string, number>()
  for (const { features } of examples)
    for (const name of features.keys()) uses.set(name, (uses.get(name) ?? 0) + 1)
  const names = [...uses.keys()]
    .filter((name) => (uses.get(name) ?? 0) >= fewestRequests)
    .toSorted()
  const places = new Map(names.map((name, at) => [name, at]))
  const rows = examples.map(({ features, label, weight }): Row => {
    const known = [...features].filter(([name]) => places.has(name))
    const target = new Float64Array(outcomes.length)
    target[outcomes.indexOf(label)] = 1
    return {
      features: Int32Array.from(known, ([name]) => places.get(name) ?? 0),
      values: Float64Array.from(known, ([, value]) => value),
      target,
      weight,
    }
  })
  const k = outcomes.length
  const weights = fitLogistic(rows, {
    featureCount: names.length,
    classCount: k,
    l2,
    iterations: 60,
  })
  const rowAt = (place: number): number[] =>
    Array.from(weights.subarray(place * k, place * k + k), (each) => Math.round(each * unit) + 0)
  return {
    outcomes: [...outcomes],
    bias: rowAt(names.length),
    weights: Object.fromEntries(
      names
        .map((name, place): [string, number[]] => [name, rowAt(place)])
        .filter(([, row]) => row.some((each) => Math.abs(each) >= 2)),
    ),
  }
}
