/**
 * Step 1: which kind of problem the request is, what its second concern is, and how sure that is. A linear model over
 * readable features: ideas of `signals.md` with the role of the clause they stand in, and the words themselves.
 */
import { type Cue, type CueTree, findCues, judgedTokens } from './classify/cues.ts'
import { reasonFor } from './classify/reason.ts'
import { clausePartsOf } from './classify/clause-parts.ts'
import { featuresOf } from './classify/features.ts'
import {
  type ClassifierWeights,
  ranked,
  scoresOf,
  sharesOf,
  shownWeights,
} from './classify/model.ts'
import { choosePair, concernEvidence } from './classify/pairs.ts'
import type { Mention } from './mentions.ts'
import {
  type Classification,
  type Confidence,
  type Evidence,
  type VerdictLabel,
  verdictLabels,
} from './packet.ts'
import type { Reading } from './read-request.ts'

export interface ClassifyKnowledge {
  readonly cues: CueTree
  readonly weights: ClassifierWeights
}

export function classify(
  reading: Reading,
  _mentions: readonly Mention[],
  knowledge: ClassifyKnowledge,
): Classification {
  const cues = findCues(reading, knowledge.cues)
  const features = featuresOf(reading, cues, knowledge.cues.testWords)
  const weights = shownWeights(knowledge.weights, features)
  const scores = scoresOf(weights, features)
  const { shares, first, candidate, lead } = choosePair(
    sharesOf(weights, scores),
    concernEvidence(scores, features, clausePartsOf(reading, cues, features), weights),
    weights.pairs,
  )
  const second = ranked(shares)[1]
  const primary = reading.tokens.length === 0 ? 'needs-framing' : first
  const probability = shares.get(primary) ?? 0
  const carrying = carryingCues(cues, weights, primary)
  return {
    primary,
    ...secondaryOf(candidate, lead, primary, weights),
    confidence: understands(reading, weights) ? confidenceOf(probability, weights) : 'low',
    probability,
    runnerUp:
      second === undefined || primary !== first
        ? null
        : { label: second, probability: shares.get(second) ?? 0 },
    reason: reasonFor(reading, primary, carrying),
    evidence: evidenceOf(reading, carrying),
  }
}

/** A candidate that would often be one too many is named all the same, as a possibility. */
function secondaryOf(
  candidate: VerdictLabel,
  lead: number,
  primary: VerdictLabel,
  { caution, doubt }: ClassifierWeights,
): Pick<Classification, 'secondary' | 'isSecondaryDoubtful'> {
  if (lead <= caution || candidate === primary) return { secondary: null }
  return { secondary: candidate, ...(lead > doubt ? {} : { isSecondaryDoubtful: true }) }
}

/** In another language most words are unknown, and the rest may mean something else. */
const fewestKnownWords = 0.5
function understands(reading: Reading, weights: ClassifierWeights): boolean {
  const tokens = judgedTokens(reading)
  const known = tokens.filter((token) => weights.primary.has(`w:${token.lemma}`)).length
  return tokens.length > 0 && known / tokens.length >= fewestKnownWords
}

const confidenceOf = (probability: number, weights: ClassifierWeights): Confidence =>
  probability >= weights.high ? 'high' : probability < weights.low ? 'low' : 'medium'

/** The cues that speak most for the verdict, at most four, none inside another. */
function carryingCues(
  cues: readonly Cue[],
  weights: ClassifierWeights,
  primary: VerdictLabel,
): readonly Cue[] {
  const outcome = verdictLabels.indexOf(primary)
  const valued = cues
    .map((cue) => ({ cue, value: contributionOf(cue, weights, outcome, primary) }))
    .filter(({ value, cue }) => value > 0 && !cue.negated)
    .toSorted((one, other) => other.value - one.value || one.cue.start - other.cue.start)
  const chosen: Cue[] = []
  for (const { cue } of valued)
    if (
      chosen.length < 4 &&
      !chosen.some((other) => other.start < cue.end && cue.start < other.end)
    )
      chosen.push(cue)
  return chosen
}

function contributionOf(
  cue: Cue,
  weights: ClassifierWeights,
  outcome: number,
  primary: VerdictLabel,
): number {
  const learned = [`c:${cue.signal.id}`, `c:${cue.signal.id}@${cue.place}`].reduce(
    (sum, name) => sum + (weights.primary.get(name)?.[outcome] ?? 0),
    0,
  )
  const leaning = cue.signal.leansTo === primary ? 50 * cue.signal.strength : 0
  return (learned + leaning) * (1 + 0.1 * cue.length)
}

const evidenceOf = (reading: Reading, cues: readonly Cue[]): readonly Evidence[] =>
  cues.map((cue) => ({
    from: 'request',
    rule: cue.signal.rule,
    quote: reading.text.slice(cue.start, cue.end),
    start: cue.start,
    end: cue.end,
  }))
