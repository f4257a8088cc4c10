/**
 * The second concern: each verdict but the primary is a candidate, and "none" is one too. A candidate gains by its own
 * share, by ideas that lean to it, by clauses that speak for it rather than for the primary or for anything else (an aside
 * and the last sentence above all), and by how often the two go together.
 */
import { type VerdictLabel, verdictLabels } from '../packet.ts'
import type { ClauseVoice, Voice } from './clause-parts.ts'
import type { Features } from './features.ts'
import { secondAsk } from './places.ts'

/** What is known of a request when its concerns are chosen. */
export interface ConcernEvidence {
  /** How far each verdict lags behind the likeliest, as the logarithm of their shares. */
  readonly lags: ReadonlyMap<VerdictLabel, number>
  /** As an undecided reader would give them (`openSharesOf`). */
  readonly shares: ReadonlyMap<VerdictLabel, number>
  /** Ideas, wherever they stand, by name and strength: each candidate goes through them. */
  readonly ideas: Facts
  /** All that the request shows. */
  readonly features: Features
  /** Those that state a limit speak for no concern and are left out, here and in the shares. */
  readonly clauses: readonly ClauseVoice[]
  /** What the clauses of each sentence add up to. */
  readonly sentences: readonly Voice[]
}

/** What is known, by name, and how strongly. */
export type Facts = readonly (readonly [name: string, value: number])[]

const places = ['ask', 'bg', 'past', 'aside', 'no'] as const

/** Who has nothing concrete to ask has no second thing to ask. */
export const canBeSecond = (label: VerdictLabel): boolean => label !== 'needs-framing'

/** The verdicts that can stand beside a primary, and "none" last. */
export const candidatesBeside = (primary: VerdictLabel): readonly (VerdictLabel | null)[] => [
  ...verdictLabels.filter((label) => label !== primary && canBeSecond(label)),
  null,
]

/** What is known of one candidate whatever the primary is; null stands for "none". */
export function candidateFacts(
  candidate: VerdictLabel | null,
  { ideas, features, clauses }: ConcernEvidence,
): Facts {
  const asksTwice = features.has(`c:${secondAsk}`) ? 1 : 0
  if (candidate === null)
    return [
      ...ideaFacts('none', ideas),
      ['none', 1],
      ['none: no second ask', 1 - asksTwice],
      ['none: no aside', clauses.some((clause) => clause.isAside) ? 0 : 1],
    ]
  const leaning = places.map((place) => features.get(`l:${candidate}@${place}`) ?? 0)
  return [
    ...ideaFacts(candidate, ideas),
    [candidate, 1],
    ...places.map((place, at) => [`leaning ${place}`, leaning[at] ?? 0] as const),
    ['leaning and second ask', asksTwice * leaning.reduce((sum, value) => sum + value, 0)],
  ]
}

/** What each idea of the request says about the candidate, wherever it stands. */
const ideaFacts = (candidate: string, ideas: Facts): Facts =>
  ideas.map(([name, value]) => [`${candidate} with ${name}`, value])

/** What is known of one candidate beside this primary. */
export function besideFacts(
  primary: VerdictLabel,
  candidate: VerdictLabel | null,
  evidence: ConcernEvidence,
): Facts {
  const { shares } = evidence
  const doubt = Math.max(0.001, 1 - (shares.get(primary) ?? 0))
  if (candidate === null)
    return [
      [`none beside ${primary}`, 1],
      ['none: doubt of the primary', Math.log(doubt)],
    ]
  const share = shares.get(candidate) ?? 0
  const isRunnerUp = verdictLabels.every(
    (other) => other === primary || (shares.get(other) ?? 0) <= share,
  )
  return [
    [`${candidate} beside ${primary}`, 1],
    ['share of the doubt', Math.log(Math.min(1, share / doubt) + 0.01)],
    ['runner-up', isRunnerUp ? 1 : 0],
    ...clauseFacts(primary, candidate, evidence),
  ]
}

/** How far a clause must speak for a candidate before anything else to be its own. */
const ownLead = 0.1

/** How far the clauses speak for the candidate rather than for the primary, or than for all others. */
function clauseFacts(
  primary: VerdictLabel,
  candidate: VerdictLabel,
  { clauses, sentences }: ConcernEvidence,
): Facts {
  const at = verdictLabels.indexOf(candidate)
  const against = verdictLabels.indexOf(primary)
  let sum = 0
  let own = 0
  let ownAsks = 0
  let best = -Infinity
  let clearest = -Infinity
  let last = -Infinity
  let aside = -Infinity
  for (const clause of clauses) {
    const { isLast, isAside, isAsk } = clause
    const lead = leadOver(clause, at, against)
    const overAll = leadOverAll(clause, at)
    sum += Math.max(0, lead)
    best = Math.max(best, lead)
    clearest = Math.max(clearest, overAll)
    if (overAll > ownLead) own += 1
    if (overAll > ownLead && isAsk) ownAsks += 1
    if (isLast) last = Math.max(last, lead)
    if (isAside) aside = Math.max(aside, lead)
  }
  let bestSentence = -Infinity
  let clearestSentence = -Infinity
  for (const sentence of sentences) {
    bestSentence = Math.max(bestSentence, leadOver(sentence, at, against))
    clearestSentence = Math.max(clearestSentence, leadOverAll(sentence, at))
  }
  return [
    ['clauses together', Math.log1p(sum)],
    ['best clause', bounded(best)],
    ['clearest clause', bounded(clearest)],
    ['own clauses', Math.log1p(own)],
    ['own asks', Math.log1p(ownAsks)],
    ['last sentence', bounded(last)],
    ['best aside', bounded(aside)],
    ['best sentence', bounded(bestSentence)],
    ['clearest sentence', bounded(clearestSentence)],
  ]
}

const leadOver = ({ scores }: Voice, at: number, against: number): number =>
  ((scores[at] ?? 0) - (scores[against] ?? 0)) / 100

const leadOverAll = ({ scores, leader, most, next }: Voice, at: number): number =>
  ((scores[at] ?? 0) - (leader === at ? next : most)) / 100

/** Between -1 and 1; 0 where there is no such clause. */
const bounded = (lead: number): number => (Number.isFinite(lead) ? lead / (1 + Math.abs(lead)) : 0)
