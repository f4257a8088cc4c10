import { describe, expect, it } from 'vitest'
import { houseRulesFor, noHouseRules, withoutHouseRules } from '../../src/engine/house-rules.ts'
import type { HouseRules } from '../../src/engine/house-rules.ts'
import type { Amendment, Packet, Verdict } from '../../src/engine/packet.ts'
import { plan } from '../../src/engine/plan.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'
import { renderMarkdown } from '../../src/render/markdown.ts'

const knowledge = loadKnowledge('references')
const rules: HouseRules = {
  runtime: 'Kotlin',
  containersOnPr: false,
  budgetMinutes: { pr: 8, 'local-fast': 2 },
  owners: { 'api-design': '#api-guild' },
  handOffTo: { channels: {}, fallback: null },
  acceptorIds: [],
  keepMonths: null,
}
const planned = (text: string, said: readonly Amendment[] = [], house = rules) => {
  const base = plan({ text }, said, knowledge)
  const amendments = [...houseRulesFor(house, base), ...said]
  return { amendments, verdict: plan({ text }, amendments, knowledge), base }
}
const reasons = (amendments: readonly Amendment[]) => amendments.map((each) => each.because)
const budgetOf = (verdict: Verdict, lane: string) =>
  (verdict as Packet).lanes.find((each) => each.lane === lane)?.budget

describe('house rules', () => {
  const plainRequest =
    'We added refunds with idempotency keys to our API on Postgres. Which tests do we need?'

  it('fill what a request leaves open, each with its own evidence', () => {
    const { verdict, amendments } = planned(plainRequest)
    expect(reasons(amendments)).toEqual([
      'house rule: we write Kotlin',
      'house rule: no containers on PR',
      'house rule: 2 min for local-fast',
      'house rule: 8 min for pr',
    ])
    expect(verdict.framing.runtime.map((each) => each.name)).toEqual(['Kotlin'])
    expect(budgetOf(verdict, 'pr')).toContain('8 min')
    const onPr = (verdict as Packet).dependencies.find((each) => each.scope === 'pr')
    expect(onPr?.strategy).not.toBe('containerized')
    expect(onPr?.why).toContain('house rule: no containers on PR')
    expect(JSON.stringify(verdict)).toContain('house:containers@pr')
  })

  it('stand back where the request speaks about the same thing', () => {
    const { verdict, amendments, base } = planned(
      'We added refunds to our Express API on Postgres; the pr must stay under 5 minutes and no docker in the pr.',
    )
    expect(reasons(amendments)).toEqual(['house rule: 2 min for local-fast'])
    expect(budgetOf(verdict, 'pr')).toBe(budgetOf(base, 'pr'))
    expect(verdict.framing.runtime).toEqual(base.framing.runtime)
  })

  it.each([
    ['a real database', 'The repository tests must run on a real Postgres.', 'real Postgres'],
    [
      'a real database on the PR',
      'On the PR they must run against a real Postgres.',
      'real Postgres',
    ],
  ])('stand beside %s as a visible contradiction', (_what, wish, words) => {
    const { verdict, amendments } = planned(
      `We added refunds with idempotency keys to our Express API. ${wish}`,
    )
    expect(reasons(amendments)).toContain('house rule: no containers on PR')
    const [said] = verdict.framing.contradictions
    expect(said?.text).toContain('"house rule: no containers on PR"')
    expect(said?.text).toContain(words)
    expect(verdict.caveats.map((each) => each.kind)).toContain('conflict')
    const onPr = (verdict as Packet).dependencies.find((each) => each.scope === 'pr')
    expect(onPr?.strategy).not.toBe('mock')
    expect(renderMarkdown(verdict)).toContain('- Contradiction: "house rule: no containers on PR"')
  })

  it('forbid containers on the pull request where a person forbids them on laptops only', () => {
    const onLaptops: Amendment = {
      id: 'a1',
      on: 'constraint',
      target: 'containers@local-fast',
      op: 'add',
      to: null,
      because: 'no Docker on laptops',
      by: 'U1',
    }
    const { amendments, verdict } = planned(plainRequest, [onLaptops])
    expect(reasons(amendments)).toContain('house rule: no containers on PR')
    expect(verdict.framing.constraints.map((each) => each.constraint)).toEqual(
      expect.arrayContaining(['no-containers@pr', 'no-containers@local-fast']),
    )
  })

  it('stand back where a person said something else', () => {
    const said: Amendment = {
      id: 'a1',
      on: 'constraint',
      target: 'budget@pr',
      op: 'set',
      to: '20 min',
      because: null,
      by: 'U1',
    }
    const { verdict, amendments } = planned(plainRequest, [said])
    expect(reasons(amendments)).not.toContain('house rule: 8 min for pr')
    expect(budgetOf(verdict, 'pr')).toContain('20 min')
    expect(withoutHouseRules(amendments)).toEqual([said])
  })

  it('name an owner only where something is handed over', () => {
    const { verdict } = planned(
      'How should our public refunds API look? Error model and pagination are not decided.',
    )
    const texts = new Map(verdict.routeOuts.map(({ to, text }) => [to, text]))
    expect(texts.get('api-design')).toContain('owner: #api-guild')
    expect(reasons(planned(plainRequest).amendments).join()).not.toContain('#api-guild')
  })

  it('change nothing when there are none', () => {
    const { verdict, base, amendments } = planned(plainRequest, [], noHouseRules)
    expect(amendments).toEqual([])
    expect(verdict).toEqual(base)
  })
})
