/**
 * The second concern: each verdict but the primary is a candidate, and "none" is one too. A candidate gains by its own
 * share, by ideas that lean to it (in an ask more than in the background), and by how often the two go together.
 */
import { type VerdictLabel, verdictLabels } from '../packet.ts'
import type { Features } from './features.ts'

/** How much each fact about a candidate counts, in hundredths. */
export type SecondaryWeights = ReadonlyMap<string, number>

const places = ['ask', 'bg', 'past', 'no'] as const

/** What is known of one candidate beside a primary; null stands for "none". */
export function candidateFacts(
  primary: VerdictLabel,
  candidate: VerdictLabel | null,
  shares: ReadonlyMap<VerdictLabel, number>,
  features: Features,
): Features {
  const asksTwice = features.has('c:second-ask') ? 1 : 0
  const doubt = Math.max(0.001, 1 - (shares.get(primary) ?? 0))
  if (candidate === null)
    return new Map([
      ['none', 1],
      [`none beside ${primary}`, 1],
      ['none: doubt of the primary', Math.log(doubt)],
      ['none: no second ask', 1 - asksTwice],
    ])
  const share = shares.get(candidate) ?? 0
  const isRunnerUp = verdictLabels.every(
    (other) => other === primary || (shares.get(other) ?? 0) <= share,
  )
  const facts = new Map([
    [`${candidate} beside ${primary}`, 1],
    [candidate, 1],
    ['share of the doubt', Math.log(Math.min(1, share / doubt) + 0.01)],
    ['runner-up', isRunnerUp ? 1 : 0],
  ])
  let leaning = 0
  for (const place of places) {
    const value = features.get(`l:${candidate}@${place}`) ?? 0
    leaning += value
    facts.set(`leaning ${place}`, value)
  }
  facts.set('leaning and second ask', asksTwice * leaning)
  return facts
}

/** The verdicts that can stand beside a primary, and "none" last. */
export const candidatesBeside = (primary: VerdictLabel): readonly (VerdictLabel | null)[] => [
  ...verdictLabels.filter((label) => label !== primary && label !== 'needs-framing'),
  null,
]

/** The best candidate, or null when "none" outweighs it. `caution` is what "none" gets on top, in hundredths. */
export function chooseSecondary(
  primary: VerdictLabel,
  shares: ReadonlyMap<VerdictLabel, number>,
  features: Features,
  weights: SecondaryWeights,
  caution: number,
): VerdictLabel | null {
  let best: VerdictLabel | null = null
  let bestScore = -Infinity
  for (const candidate of candidatesBeside(primary)) {
    const score = scoreOf(candidateFacts(primary, candidate, shares, features), weights)
    const cautious = candidate === null ? score + caution / 100 : score
    // Four decimals, so that no machine differs; the earlier label wins a tie.
    if (Math.round(cautious * 10_000) <= Math.round(bestScore * 10_000)) continue
    best = candidate
    bestScore = cautious
  }
  return best
}

function scoreOf(facts: Features, weights: SecondaryWeights): number {
  let score = 0
  for (const [name, value] of facts) score += (value * (weights.get(name) ?? 0)) / 100
  return score
}
