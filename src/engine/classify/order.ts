import { type VerdictLabel, verdictLabels } from '../packet.ts'
import type { ClauseVoice } from './clause-parts.ts'
import type { Facts } from './secondary.ts'

/**
 * Which of two concerns is the first: how far the asks, the first and the last of them, what is said in passing, what is
 * put off and what is over speak for the one rather than for the other, and which of them the text comes to first.
 */
export function orderFacts(
  first: VerdictLabel,
  second: VerdictLabel,
  clauses: readonly ClauseVoice[],
): Facts {
  const one = verdictLabels.indexOf(first)
  const other = verdictLabels.indexOf(second)
  const sums = { asks: 0, end: 0, passing: 0, also: 0, later: 0, past: 0 }
  const asks: number[] = []
  const leads = clauses.map((clause) => {
    const lead = ((clause.scores[one] ?? 0) - (clause.scores[other] ?? 0)) / 100
    if (clause.isAsk) {
      sums.asks += lead
      asks.push(lead)
    }
    if (clause.isLast) sums.end += lead
    if (clause.isAside) sums.passing += lead
    if (clause.isSecondAsk) sums.also += lead
    if (clause.isPutOff) sums.later += lead
    if (clause.isPast) sums.past += lead
    return lead
  })
  const firstAsk = asks[0] ?? 0
  const lastAsk = asks.at(-1) ?? 0
  const isOneSentence = clauses[0]?.isLast === true
  return [
    ['first in the asks', bounded(sums.asks)],
    ['first in the first ask', bounded(firstAsk)],
    ['first in the last ask', asks.length > 1 ? bounded(lastAsk) : 0],
    ['less and less with each ask', asks.length > 1 ? bounded(firstAsk - lastAsk) : 0],
    ['first at the end', isOneSentence ? 0 : bounded(sums.end)],
    ['first in passing', bounded(sums.passing)],
    ['first beside an also', bounded(sums.also)],
    ['first in what is put off', bounded(sums.later)],
    ['first in the past', bounded(sums.past)],
    ['comes first', distanceBetween(leads)],
  ]
}

/** How much of each concern it takes before its place in the text says anything. */
const leastWeight = 0.3

/** How much later, as a share of the text, the clauses for the second stand than those for the first. */
function distanceBetween(leads: readonly number[]): number {
  const reach = Math.max(1, leads.length - 1)
  const sums = { forFirst: 0, placeOfFirst: 0, forSecond: 0, placeOfSecond: 0 }
  leads.forEach((lead, at) => {
    if (lead > 0) {
      sums.forFirst += lead
      sums.placeOfFirst += (lead * at) / reach
    } else {
      sums.forSecond -= lead
      sums.placeOfSecond -= (lead * at) / reach
    }
  })
  const { forFirst, placeOfFirst, forSecond, placeOfSecond } = sums
  return forFirst > leastWeight && forSecond > leastWeight
    ? placeOfSecond / forSecond - placeOfFirst / forFirst
    : 0
}

const bounded = (lead: number): number => lead / (1 + Math.abs(lead))
