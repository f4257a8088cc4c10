/**
 * A verdict and its second concern are looked at together: each of the two likeliest verdicts with each second concern, or
 * with none, is a pair. Which of two concerns comes first can only be told of a pair. So the likelier verdict stays first
 * unless the other one, with it as second concern, outweighs all its own pairs.
 */
import { type VerdictLabel, verdictLabels } from '../packet.ts'
import { type ClausePart, type ClauseVoice, type Voice, voiceOf, voicesOf } from './clause-parts.ts'
import type { Features } from './features.ts'
import { type ClassifierWeights, openSharesOf, ranked } from './model.ts'
import { orderFacts } from './order.ts'
import {
  besideFacts,
  candidateFacts,
  candidatesBeside,
  canBeSecond,
  type ConcernEvidence,
  type Facts,
} from './secondary.ts'

/** How much each fact about a pair counts, in hundredths. */
export type PairWeights = ReadonlyMap<string, number>

/** So many verdicts are tried as the first of a pair. */
const mostContenders = 2

export function concernEvidence(
  scores: Float64Array,
  features: Features,
  parts: readonly ClausePart[],
  weights: Pick<ClassifierWeights, 'primary' | 'bias' | 'temperature'>,
): ConcernEvidence {
  const biased = scores.map((score, at) => score + (weights.bias[at] ?? 0))
  const top = Math.max(...biased)
  const voices = voicesOf(parts, weights)
  const clauses = voices.filter((each) => !each.isLimit)
  return {
    lags: new Map(
      verdictLabels.map((label, at) => [
        label,
        rounded(((biased[at] ?? 0) - top) / 100 / weights.temperature),
      ]),
    ),
    shares: openSharesOf(weights, withoutLimits(scores, voices)),
    ideas: [...features.keys()]
      .filter((name) => name.startsWith('c:') && !name.includes('@'))
      .map((name) => [name.slice(2), (features.get(name) ?? 0) / 2]),
    features,
    clauses,
    sentences: sentencesOf(clauses),
  }
}

const withoutLimits = (scores: Float64Array, voices: readonly ClauseVoice[]): Float64Array =>
  voices
    .filter((each) => each.isLimit)
    .reduce((left, each) => left.map((score, at) => score - (each.scores[at] ?? 0)), scores)

function sentencesOf(clauses: readonly ClauseVoice[]): readonly Voice[] {
  const sums = new Map<number, Float64Array>()
  for (const { sentence, scores } of clauses) {
    const before = sums.get(sentence)
    sums.set(
      sentence,
      before === undefined ? scores : before.map((sum, at) => sum + (scores[at] ?? 0)),
    )
  }
  return Array.from(sums.values(), voiceOf)
}

/** The verdicts that may come first, the likeliest before the others. */
export const contendersOf = ({ lags }: ConcernEvidence): readonly VerdictLabel[] =>
  ranked(lags).slice(0, mostContenders)

/** What is known of a pair, without what is known of its second by itself (`candidateFacts`). */
export const pairFacts = (
  first: VerdictLabel,
  second: VerdictLabel | null,
  evidence: ConcernEvidence,
): Facts => [
  ['lag', evidence.lags.get(first) ?? 0],
  ['open share', Math.log((evidence.shares.get(first) ?? 0) + 0.001)],
  ...besideFacts(first, second, evidence),
  ...(second === null ? [] : orderFacts(first, second, evidence.clauses)),
]

export interface ChosenPair {
  readonly shares: ReadonlyMap<VerdictLabel, number>
  readonly first: VerdictLabel
  /** The best second concern, and by how much it outweighs "none", in hundredths. */
  readonly candidate: VerdictLabel
  readonly lead: number
}

export function choosePair(
  shares: ReadonlyMap<VerdictLabel, number>,
  evidence: ConcernEvidence,
  weights: PairWeights,
): ChosenPair {
  const [likeliest = 'needs-framing', other = 'needs-framing'] = contendersOf(evidence)
  const alone = new Map(
    [...verdictLabels, null].map((second) => [
      second,
      scoreOf(candidateFacts(second, evidence), weights),
    ]),
  )
  const pairOf = (first: VerdictLabel, second: VerdictLabel | null): ScoredPair => ({
    second,
    score: (alone.get(second) ?? 0) + scoreOf(pairFacts(first, second, evidence), weights),
  })
  const pairsOf = (first: VerdictLabel): readonly ScoredPair[] =>
    candidatesBeside(first).map((second) => pairOf(first, second))
  const pairs = pairsOf(likeliest)
  const swapped = canBeSecond(likeliest) ? shareOfSwap(pairs, pairOf(other, likeliest)) : 0
  if (swapped <= 0.5) return { shares, first: likeliest, ...bestOf(pairs) }
  return {
    shares: dividedBetween(other, likeliest, swapped, shares),
    first: other,
    ...bestOf(pairsOf(other)),
  }
}

interface ScoredPair {
  readonly second: VerdictLabel | null
  readonly score: number
}

/** How likely the two likeliest verdicts stand in the other order, the pairs of the likelier one being all there else is. */
function shareOfSwap(pairs: readonly ScoredPair[], swap: ScoredPair): number {
  const power = pairs.reduce((sum, { score }) => sum + Math.exp((score - swap.score) / 100), 0)
  return toFourDecimals(1 / (1 + power))
}

/** What the two share by themselves is divided anew. */
const dividedBetween = (
  first: VerdictLabel,
  second: VerdictLabel,
  part: number,
  shares: ReadonlyMap<VerdictLabel, number>,
): ReadonlyMap<VerdictLabel, number> => {
  const both = (shares.get(first) ?? 0) + (shares.get(second) ?? 0)
  return new Map(shares)
    .set(first, toFourDecimals(both * part))
    .set(second, toFourDecimals(both * (1 - part)))
}

/** The best second concern among the pairs of one first; the earlier verdict wins a tie. */
function bestOf(pairs: readonly ScoredPair[]): Pick<ChosenPair, 'candidate' | 'lead'> {
  let best: { readonly second: VerdictLabel; readonly score: number } | null = null
  let none = 0
  for (const { second, score } of pairs)
    if (second === null) none = score
    else if (best === null || score > best.score) best = { second, score }
  if (best === null) throw new RangeError('a verdict has no other verdicts beside it')
  return { candidate: best.second, lead: rounded(best.score - none) }
}

/** In hundredths to two decimals, so that no machine's arithmetic can change a choice. */
function scoreOf(facts: Facts, weights: PairWeights): number {
  let score = 0
  for (const [name, value] of facts) score += value * (weights.get(name) ?? 0)
  return rounded(score)
}

const toFourDecimals = (share: number): number => Math.round(share * 10_000) / 10_000

const rounded = (value: number): number => Math.round(value * 100) / 100
