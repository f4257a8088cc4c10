/**
 * The second concern: each verdict but the primary is a candidate, and "none" is one too. A candidate gains by its own
 * share, by ideas that lean to it, by clauses that speak for it rather than for the primary (an aside and the last
 * sentence above all), and by how often the two go together.
 */
import { type VerdictLabel, verdictLabels } from '../packet.ts'
import { type ClausePart, type ClauseVoice, voicesOf } from './clause-parts.ts'
import type { Features } from './features.ts'
import { type ClassifierWeights, openSharesOf } from './model.ts'
import { secondAsk } from './places.ts'

/** How much each fact about a candidate counts, in hundredths. */
export type SecondaryWeights = ReadonlyMap<string, number>

/** What is known of a request when its second concern is looked for. */
export interface SecondaryEvidence {
  /** As an undecided reader would give them (`openSharesOf`). */
  readonly shares: ReadonlyMap<VerdictLabel, number>
  /** Ideas, wherever they stand, by name and strength: each candidate goes through them. */
  readonly ideas: Facts
  /** All that the request shows. */
  readonly features: Features
  readonly clauses: readonly ClauseVoice[]
}

/** What is known, by name, and how strongly. */
type Facts = readonly (readonly [name: string, value: number])[]

export const secondaryEvidence = (
  scores: Float64Array,
  features: Features,
  parts: readonly ClausePart[],
  weights: Pick<ClassifierWeights, 'primary' | 'bias' | 'temperature'>,
): SecondaryEvidence => ({
  shares: openSharesOf(weights, scores),
  ideas: [...features.keys()]
    .filter((name) => name.startsWith('c:') && !name.includes('@'))
    .map((name) => [name.slice(2), (features.get(name) ?? 0) / 2]),
  features,
  clauses: voicesOf(parts, weights),
})

const places = ['ask', 'bg', 'past', 'aside', 'no'] as const

/** What is known of one candidate beside a primary; null stands for "none". */
export function candidateFacts(
  primary: VerdictLabel,
  candidate: VerdictLabel | null,
  { shares, ideas, features, clauses }: SecondaryEvidence,
): Facts {
  const asksTwice = features.has(`c:${secondAsk}`) ? 1 : 0
  const doubt = Math.max(0.001, 1 - (shares.get(primary) ?? 0))
  if (candidate === null)
    return [
      ...ideaFacts('none', ideas),
      ['none', 1],
      [`none beside ${primary}`, 1],
      ['none: doubt of the primary', Math.log(doubt)],
      ['none: no second ask', 1 - asksTwice],
      ['none: no aside', clauses.some((clause) => clause.isAside) ? 0 : 1],
    ]
  const share = shares.get(candidate) ?? 0
  const isRunnerUp = verdictLabels.every(
    (other) => other === primary || (shares.get(other) ?? 0) <= share,
  )
  const leaning = places.map((place) => features.get(`l:${candidate}@${place}`) ?? 0)
  return [
    ...ideaFacts(candidate, ideas),
    [`${candidate} beside ${primary}`, 1],
    [candidate, 1],
    ['share of the doubt', Math.log(Math.min(1, share / doubt) + 0.01)],
    ['runner-up', isRunnerUp ? 1 : 0],
    ...places.map((place, at) => [`leaning ${place}`, leaning[at] ?? 0] as const),
    ['leaning and second ask', asksTwice * leaning.reduce((sum, value) => sum + value, 0)],
    ...clauseFacts(primary, candidate, clauses),
  ]
}

/** What each idea of the request says about the candidate, wherever it stands. */
const ideaFacts = (candidate: string, ideas: Facts): Facts =>
  ideas.map(([name, value]) => [`${candidate} with ${name}`, value])

/** How far the clauses speak for the candidate rather than for the primary. */
function clauseFacts(
  primary: VerdictLabel,
  candidate: VerdictLabel,
  clauses: readonly ClauseVoice[],
): Facts {
  const at = verdictLabels.indexOf(candidate)
  const against = verdictLabels.indexOf(primary)
  let sum = 0
  let best = -Infinity
  let last = -Infinity
  let aside = -Infinity
  for (const { scores, isLast, isAside } of clauses) {
    const lead = ((scores[at] ?? 0) - (scores[against] ?? 0)) / 100
    sum += Math.max(0, lead)
    best = Math.max(best, lead)
    if (isLast) last = Math.max(last, lead)
    if (isAside) aside = Math.max(aside, lead)
  }
  return [
    ['clauses together', Math.log1p(sum)],
    ['best clause', bounded(best)],
    ['last sentence', bounded(last)],
    ['best aside', bounded(aside)],
  ]
}

/** Between -1 and 1; 0 where there is no such clause. */
const bounded = (lead: number): number => (Number.isFinite(lead) ? lead / (1 + Math.abs(lead)) : 0)

/** The verdicts that can stand beside a primary, and "none" last. */
export const candidatesBeside = (primary: VerdictLabel): readonly (VerdictLabel | null)[] => [
  ...verdictLabels.filter((label) => label !== primary && label !== 'needs-framing'),
  null,
]

/** The best candidate, and by how much it outweighs "none", in hundredths. */
export function bestSecondary(
  primary: VerdictLabel,
  evidence: SecondaryEvidence,
  weights: SecondaryWeights,
): { readonly candidate: VerdictLabel; readonly lead: number } {
  const scored = candidatesBeside(primary).map((candidate) => ({
    candidate,
    score: scoreOf(candidateFacts(primary, candidate, evidence), weights),
  }))
  let best: { readonly candidate: VerdictLabel; readonly score: number } | null = null
  let none = 0
  for (const { candidate, score } of scored)
    if (candidate === null) none = score
    else if (best === null || score > best.score) best = { candidate, score }
  if (best === null) throw new RangeError('a verdict has no other verdicts beside it')
  return { candidate: best.candidate, lead: rounded(best.score - none) }
}

/** The best candidate, or null when "none" outweighs it. `caution` is what "none" gets on top, in hundredths. */
export function chooseSecondary(
  primary: VerdictLabel,
  evidence: SecondaryEvidence,
  weights: SecondaryWeights,
  caution: number,
): VerdictLabel | null {
  const { candidate, lead } = bestSecondary(primary, evidence, weights)
  return lead > caution ? candidate : null
}

/** In hundredths to two decimals, so that no machine's arithmetic can change a choice; the earlier label wins a tie. */
function scoreOf(facts: Facts, weights: SecondaryWeights): number {
  let score = 0
  for (const [name, value] of facts) score += value * (weights.get(name) ?? 0)
  return rounded(score)
}

const rounded = (value: number): number => Math.round(value * 100) / 100
