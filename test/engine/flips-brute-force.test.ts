/**
 * Nothing of `flips/space.ts`, `flips/pairs.ts` or `flips/size.ts` is used here: every amendment of the framing that the
 * small vocabulary allows is written down anew, whether it makes sense or not, and the order of sizes as the docs give it.
 */
import { describe, expect, it } from 'vitest'
import { decisionsOf } from '../../src/engine/decisions.ts'
import type { Decision } from '../../src/engine/decisions.ts'
import { changesBetween } from '../../src/engine/difference.ts'
import { flipsOf } from '../../src/engine/flips.ts'
import type { Flip } from '../../src/engine/flips.ts'
import { laneIds, layerIds, verdictLabels } from '../../src/engine/packet.ts'
import type { Amendment, Verdict } from '../../src/engine/packet.ts'
import { plan } from '../../src/engine/plan.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'
import { smallKnowledge, smallWords } from './small-knowledge.ts'

const knowledge = smallKnowledge(loadKnowledge('references'))

/** Topic, target, operation and value of everything that can be said about a framing in the small vocabulary. */
const everything: readonly Amendment[] = [
  ...smallWords.risks.flatMap((risk) => [
    said('risk', risk, 'remove', null),
    said('risk', risk, 'add', knowledge.framing.risks.get(risk)?.words ?? risk),
  ]),
  ...smallWords.dependencies.flatMap((name) => [
    said('dependency', name, 'remove', null),
    said('dependency', name, 'add', null),
  ]),
  ...smallWords.surfaces.flatMap((surface) => [
    said('surface', 'surface', 'remove', surface),
    said('surface', 'surface', 'add', surface),
  ]),
  ...smallWords.limits.flatMap((limit) => [
    said('constraint', limit, 'remove', limit.startsWith('budget') ? '10 min' : 'allowed'),
    said('constraint', limit, 'add', limit.startsWith('budget') ? '10 min' : null),
  ]),
  ...smallWords.exclusions.flatMap((exclusion) => [
    said('constraint', 'left-out', 'remove', exclusion),
    said('constraint', 'left-out', 'add', exclusion),
  ]),
  ...[...layerIds, 'existing'].flatMap((layer) => [
    said('coverage', layer, 'remove', null),
    said('coverage', layer, 'add', `tests exist: ${layer}`),
  ]),
  ...laneIds.flatMap((lane) => [
    said('lane', 'evidence', 'remove', lane),
    said('lane', 'evidence', 'add', lane),
  ]),
  ...smallWords.runtimes.flatMap((runtime) => [
    said('runtime', 'runtime', 'remove', runtime),
    said('runtime', 'runtime', 'set', runtime),
  ]),
  ...verdictLabels.flatMap((label) => [
    said('packet-kind', 'primary', 'set', label),
    ...(label === 'needs-framing' ? [] : [said('packet-kind', 'secondary', 'set', label)]),
  ]),
  said('packet-kind', 'secondary', 'remove', null),
]

function said(
  on: Amendment['on'],
  target: string,
  op: Amendment['op'],
  to: string | null,
): Amendment {
  return { id: `${on} ${target} ${op} ${to}`, on, target, op, to, because: null, by: '' }
}

/** Taken away, said as well, another stack, another kind: the first three measures of a size. */
function reachOf({ on, target, op }: Amendment): number {
  if (op === 'remove') return 0
  if (on === 'packet-kind') return target === 'primary' ? 3 : 1
  return on === 'runtime' ? 2 : 1
}

type Measures = readonly [changes: number, reach: number, others: number]

const measuresOf = (
  amendments: readonly Amendment[],
  before: Verdict,
  after: Verdict,
): Measures => [
  amendments.length,
  amendments.reduce((sum, each) => sum + reachOf(each), 0),
  // Between kinds, where nearly all changes, this is not compared.
  amendments.some((each) => reachOf(each) === 3) ? 0 : changesBetween(before, after).length - 1,
]

const isLess = (one: Measures, other: Measures): boolean => {
  const at = one.findIndex((value, index) => value !== other[index])
  return at !== -1 && one[at]! < other[at]!
}

/** The decision reads differently and answers something else, and is not only gone because nobody asks any more. */
function isTurned(decision: Decision, after: readonly Decision[], isOtherKind: boolean): boolean {
  const then = after.find((each) => each.identity === decision.identity)
  if (then !== undefined) return then.answer !== decision.answer && then.text !== decision.text
  if (isOtherKind) return false
  if (!decision.key.startsWith('dependency ')) return true
  // "Nothing outside takes part" is answered otherwise as soon as something does.
  if (decision.evidence.some(({ rule }) => rule === 'dependency-realism/no-dependency'))
    return after.some((each) => each.key.startsWith('dependency '))
  const [row] = decision.key.split('@')
  return after.some((each) => each.key.split('@')[0] === row && each.answer !== decision.answer)
}

/** Every way to turn a decision with these amendments that is smaller than the stated one. */
function smallerWays(
  text: string,
  candidates: readonly (readonly Amendment[])[],
  stated: ReadonlyMap<string, Flip>,
): readonly string[] {
  const before = plan({ text }, [], knowledge)
  const decisions = decisionsOf(before)
  const sizes = new Map(
    [...stated].map(([key, flip]) => [
      key,
      measuresOf(flip.amendments, before, plan({ text }, flip.amendments, knowledge)),
    ]),
  )
  return candidates.flatMap((amendments) => {
    const verdict = plan({ text }, amendments, knowledge)
    const after = decisionsOf(verdict)
    const isOtherKind = amendments.some((each) => reachOf(each) === 3)
    const measures = measuresOf(amendments, before, verdict)
    return decisions
      .filter((each) => isTurned(each, after, isOtherKind))
      .filter((each) => {
        const known = sizes.get(each.key)
        return known === undefined || isLess(measures, known)
      })
      .map(
        (each) => `${each.key}: ${amendments.map(({ id }) => id).join(' + ')} ${measures.join()}`,
      )
  })
}

const singles = everything.map((each) => [each])

/** Pairs of framing; another kind replaces the packet whatever stands beside it. */
const pairs = everything
  .filter((each) => reachOf(each) < 3)
  .flatMap((one, at, all) => all.slice(at + 1).map((other) => [one, other]))

describe('the stated flip is the smallest', () => {
  it.each([
    'Stock is reserved in Postgres under concurrent checkouts. No Docker on the PR runners. Which backend tests do we need?',
    'Our FastAPI worker charges cards through Stripe. Charged twice would be bad, and the PR must stay under 10 minutes. Which backend tests do we need?',
    'We added a refund endpoint in Spring Boot and already have unit tests. What runs on the PR and what at night?',
    'How do we seed and reset Postgres between the tests of our webhook?',
  ])(
    'no other single change turns a decision of %j with less',
    (text) => {
      const { flips } = flipsOf({ text }, [], knowledge, Infinity)
      const ones = new Map([...flips].filter(([, flip]) => flip.amendments.length === 1))
      expect(ones.size).toBeGreaterThan(15)
      expect(smallerWays(text, singles, flips)).toEqual([])
    },
    60_000,
  )

  it('no two changes turn what is said to stand, and none of two turns with less', () => {
    const text = 'The tests sleep. Stock is reserved in Postgres. Which tests?'
    const { flips, tried } = flipsOf({ text }, [], knowledge, Infinity)
    expect(tried.everyPair).toBe(true)
    const unmoved = decisionsOf(plan({ text }, [], knowledge)).filter(({ key }) => !flips.has(key))
    expect(unmoved.length).toBeGreaterThan(0)
    expect(smallerWays(text, [...singles, ...pairs], flips)).toEqual([])
  }, 120_000)
})
