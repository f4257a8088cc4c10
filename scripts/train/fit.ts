/**
 * Learns the classifier's weights from labelled requests. Two views are fitted apart and averaged: words with their
 * pieces, and ideas with words. Fitted together, the ideas, whose phrases were written by people who had read many of
 * these very requests, would explain everything and leave the words untrained. What needs shares of requests that were
 * not learned from (temperature, thresholds, the secondary) gets them from an inner cross-validation.
 */
import type { ClausePart } from '../../src/engine/classify/clause-parts.ts'
import type { Features } from '../../src/engine/classify/features.ts'
import { type ClassifierWeights, scoresOf, sharesOf } from '../../src/engine/classify/model.ts'
import {
  choosePair,
  type ChosenPair,
  concernEvidence,
  contendersOf,
  pairFacts,
  type PairWeights,
} from '../../src/engine/classify/pairs.ts'
import {
  candidateFacts,
  candidatesBeside,
  type ConcernEvidence,
} from '../../src/engine/classify/secondary.ts'
import { type VerdictLabel, verdictLabels } from '../../src/engine/packet.ts'
import { type WeightsFile, weightsOf } from '../../src/knowledge/classifier-weights.ts'
import { fitChoices } from './choice.ts'
import type { Labelled } from './corpus.ts'
import { foldsOf } from './folds.ts'
import { fitLogistic, type Row } from './logistic.ts'

/** A labelled request with what the classifier sees of it. */
export interface Example {
  readonly item: Labelled
  readonly features: Features
  readonly parts: readonly ClausePart[]
}

type Primary = Pick<WeightsFile, 'bias' | 'primary'>

const views: readonly ReadonlySet<string>[] = [
  new Set(['w', 'a', 'n', 'b', 'ab', 'g', 's']),
  new Set(['w', 'a', 'c', 'p', 'l', 's']),
]
/** Of these the rarer ones say more. Ideas are chosen by hand, and their weights need no such help. */
const weighedByRarity = new Set(['w', 'a', 'n', 'b', 'ab', 'g'])
const l2 = 1
const fewestRequests = 3
const iterations = 35
const innerFolds = 3
/** What an acceptable alternative gets of the target. */
const alternativeShare = 0.25
/** Weights smaller than this everywhere change no verdict and are left out of the file. */
const smallest = 3
/** How often a verdict of high confidence must be right among requests that were not learned from. */
const highPrecision = 0.985
const lowQuantile = 0.1
/** Share of requests without a second concern that may be given one all the same, and one without a "possibly". */
const mostSpare = 0.45
const mostSpareForSure = 0.2

/** Depends on nothing but the examples' values and order. */
export function fit(examples: readonly Example[]): Omit<WeightsFile, 'learnedFrom' | 'verdicts'> {
  const unseen = foldsOf(
    examples.map((each) => each.item),
    innerFolds,
  ).flatMap(({ train, test }) => {
    const primary = fitPrimary(train.map((at) => pick(examples, at)))
    return test.map((at) => ({ ...pick(examples, at), primary }))
  })
  const temperature = fitTemperature(unseen)
  const evident = unseen.map((each) => ({
    ...each,
    ...viewOf(each, typed(each.primary, temperature)),
  }))
  const pairs = fitPairs(evident)
  const judged = evident.map(({ item, shares, evidence }) => ({
    item,
    ...choosePair(shares, evidence, pairs),
  }))
  return {
    temperature,
    ...thresholdsOf(judged),
    caution: cautionOf(judged, mostSpare),
    doubt: cautionOf(judged, mostSpareForSure),
    pairs: Object.fromEntries(pairs),
    ...fitPrimary(examples),
  }
}

/** How the weights see an example. */
function viewOf(
  { features, parts }: Example,
  weights: ClassifierWeights,
): Pick<Evident, 'shares' | 'evidence'> {
  const scores = scoresOf(weights, features)
  return {
    shares: sharesOf(weights, scores),
    evidence: concernEvidence(scores, features, parts, weights),
  }
}

const pick = (examples: readonly Example[], at: number): Example => {
  const example = examples[at]
  if (example === undefined) throw new RangeError(`no example ${at}`)
  return example
}

const withDefaults = (primary: Primary, temperature: number): ClassifierWeights =>
  weightsOf({ ...primary, temperature, high: 1, low: 0, pairs: {}, caution: 0, doubt: 0 })

/** Requests as people type them count more than those written to be hard, or to make one point. */
const weightOf = (item: Labelled): number =>
  item.isYardstick
    ? 2
    : { issue: 1.5, slack: 1.5, written: 1, contrast: 0.5, order: 0.3, concern: 0.5 }[item.origin]

/** Requests written to have two concerns say much about the second one, and too often "two" about the first. */
const teachesPairsOnly = ({ origin }: Labelled): boolean => origin === 'concern'

function fitPrimary(all: readonly Example[]): Primary {
  const examples = all.filter(({ item }) => !teachesPairsOnly(item))
  const k = verdictLabels.length
  const bias = new Float64Array(k)
  const sums = new Map<string, Float64Array>()
  for (const view of views) {
    const { names, weights } = fitView(examples, view)
    for (let c = 0; c < k; c += 1)
      bias[c] = (bias[c] ?? 0) + (weights[names.length * k + c] ?? 0) / views.length
    names.forEach((name, place) => {
      const sum = sums.get(name) ?? new Float64Array(k)
      for (let c = 0; c < k; c += 1)
        sum[c] = (sum[c] ?? 0) + (weights[place * k + c] ?? 0) / views.length
      sums.set(name, sum)
    })
  }
  return {
    bias: hundredths(bias),
    primary: Object.fromEntries(
      [...sums.keys()]
        .toSorted()
        .map((name): [string, number[]] => [
          name,
          hundredths(sums.get(name) ?? new Float64Array(k)),
        ])
        .filter(([, row]) => row.some((each) => Math.abs(each) >= smallest)),
    ),
  }
}

const hundredths = (values: Float64Array): number[] =>
  Array.from(values, (each) => Math.round(each * 100) + 0)

function fitView(
  examples: readonly Example[],
  view: ReadonlySet<string>,
): { readonly names: readonly string[]; readonly weights: Float64Array } {
  const uses = new Map<string, number>()
  const seen = examples.map(({ features }) =>
    [...features].filter(([name]) => view.has(kindOf(name))),
  )
  for (const features of seen)
    for (const [name] of features) uses.set(name, (uses.get(name) ?? 0) + 1)
  const names = [...uses.keys()]
    .filter((name) => (uses.get(name) ?? 0) >= fewestRequests)
    .toSorted()
  const places = new Map(names.map((name, at) => [name, at]))
  const rarities = names.map((name) =>
    weighedByRarity.has(kindOf(name)) ? rarityOf(uses.get(name) ?? 0, examples.length) : 1,
  )
  const rows = examples.map(({ item }, index): Row => {
    const known = (seen[index] ?? []).flatMap(([name, value]): [number, number][] => {
      const place = places.get(name)
      return place === undefined ? [] : [[place, value * (rarities[place] ?? 1)]]
    })
    return {
      features: Int32Array.from(known, ([place]) => place),
      values: Float64Array.from(known, ([, value]) => value),
      target: targetOf(item),
      weight: weightOf(item),
    }
  })
  const classCount = verdictLabels.length
  const weights = fitLogistic(rows, { featureCount: names.length, classCount, l2, iterations })
  // The engine sees plain features: how rare each is goes into its weights.
  return {
    names,
    weights: weights.map((weight, at) => weight * (rarities[Math.floor(at / classCount)] ?? 1)),
  }
}

const kindOf = (name: string): string => name.slice(0, name.indexOf(':'))

/** About 0.1 for what stands in most requests, 1 for one in fifty, nearly 2 for the rarest that are learned. */
const rarityOf = (uses: number, requests: number): number => Math.log(requests / uses) / 4

function targetOf(item: Labelled): Float64Array {
  const target = new Float64Array(verdictLabels.length)
  const alternatives = item.acceptable.filter((label) => label !== item.primary)
  for (const label of alternatives)
    target[verdictLabels.indexOf(label)] = alternativeShare / alternatives.length
  target[verdictLabels.indexOf(item.primary)] = alternatives.length === 0 ? 1 : 1 - alternativeShare
  return target
}

interface Unseen extends Example {
  readonly primary: Primary
}
interface Evident extends Unseen {
  readonly shares: ReadonlyMap<VerdictLabel, number>
  readonly evidence: ConcernEvidence
}
interface Judged extends ChosenPair {
  readonly item: Labelled
}

/** The temperature under which the right verdicts of unseen requests are least surprising. */
function fitTemperature(unseen: readonly Unseen[]): number {
  const candidates = Array.from(
    { length: 25 },
    (_, step) => Math.round((0.4 + step * 0.05) * 100) / 100,
  )
  const surprise = (temperature: number): number =>
    unseen.reduce((sum, { item, primary, features }) => {
      const weights = typed(primary, temperature)
      const share = sharesOf(weights, scoresOf(weights, features)).get(item.primary) ?? 0
      return sum - weightOf(item) * Math.log(Math.max(share, 0.0001))
    }, 0)
  return candidates
    .map((temperature) => ({ temperature, value: surprise(temperature) }))
    .reduce((best, each) => (each.value < best.value ? each : best)).temperature
}

/** Typed rows are built once for a fold, not for each temperature. */
const typedRows = new WeakMap<Primary, ClassifierWeights>()
function typed(primary: Primary, temperature: number): ClassifierWeights {
  const known = typedRows.get(primary) ?? withDefaults(primary, 1)
  typedRows.set(primary, known)
  return { ...known, temperature }
}

const isRight = ({ item, first }: Judged): boolean =>
  first === item.primary || item.acceptable.includes(first)

const topShare = ({ shares }: Judged): number => Math.max(...shares.values())

/** High from the smallest share above which enough verdicts are right; low below the share of the least sure tenth. */
function thresholdsOf(judged: readonly Judged[]): { readonly high: number; readonly low: number } {
  const sorted = judged.toSorted((one, other) => topShare(other) - topShare(one))
  let right = 0
  let high = 1
  sorted.forEach((each, at) => {
    if (isRight(each)) right += 1
    if (at >= 50 && right / (at + 1) >= highPrecision) high = topShare(each)
  })
  const unsure = sorted[Math.floor(sorted.length * (1 - lowQuantile))]
  return { high, low: unsure === undefined ? 0 : topShare(unsure) }
}

function fitPairs(evident: readonly Evident[]): PairWeights {
  const weights = fitChoices(
    evident.flatMap(({ item, evidence }) => {
      const pairs = firstsOf(item, evidence).flatMap((first) =>
        candidatesBeside(first).map((second) => ({ first, second })),
      )
      const right = pairs.findIndex(
        ({ first, second }) => first === item.primary && second === item.secondary,
      )
      return right < 0
        ? []
        : [
            {
              candidates: pairs.map(({ first, second }) => [
                ...candidateFacts(second, evidence),
                ...pairFacts(first, second, evidence),
              ]),
              right,
              weight: weightOf(item),
            },
          ]
    }),
    3,
  )
  return new Map([...weights].map(([name, weight]) => [name, Math.round(weight * 100) + 0]))
}

/** The contenders; the right verdict takes the place of the last where it is not among them. */
function firstsOf(item: Labelled, evidence: ConcernEvidence): readonly VerdictLabel[] {
  const contenders = contendersOf(evidence)
  return contenders.includes(item.primary) ? contenders : [...contenders.slice(0, -1), item.primary]
}

/**
 * How cautious to be with a second concern: as little as keeps the spare ones, given to unseen requests that have none,
 * below the limit.
 */
function cautionOf(judged: readonly Judged[], limit: number): number {
  const single = judged
    .filter(({ item }) => item.secondary === null && !teachesPairsOnly(item))
    .map(({ item, lead }) => ({ weight: weightOf(item), lead }))
    .toSorted((one, other) => other.lead - one.lead)
  const most = limit * single.reduce((sum, { weight }) => sum + weight, 0)
  let spare = 0
  for (const { weight, lead } of single) {
    spare += weight
    if (spare > most) return Math.ceil(lead)
  }
  return 0
}
