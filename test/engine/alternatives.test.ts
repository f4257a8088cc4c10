import { beforeAll, describe, expect, it } from 'vitest'
import type { Alternative } from '../../src/engine/alternatives.ts'
import { decisionsOf } from '../../src/engine/decisions.ts'
import { changesBetween } from '../../src/engine/difference.ts'
import { explain } from '../../src/engine/explain.ts'
import type { Explanation } from '../../src/engine/explain.ts'
import type { Amendment, Packet } from '../../src/engine/packet.ts'
import { plan } from '../../src/engine/plan.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'
import { smallKnowledge } from './small-knowledge.ts'

const knowledge = smallKnowledge(loadKnowledge('references'))
const text =
  'Stock is reserved in Postgres under concurrent checkouts, and Kafka events are published twice. Which tests does our Spring Boot worker need?'
const packet = plan({ text }, [], knowledge) as Packet

let explanation: Explanation
beforeAll(() => {
  explanation = explain({ text }, [], knowledge)
})

const of = (key: string): readonly Alternative[] => explanation.alternatives.get(key) ?? []

const withChange = (on: Amendment['on'], target: string, op: Amendment['op'], to: string | null) =>
  plan({ text }, [{ id: 'a', on, target, op, to, because: null, by: '' }], knowledge)

describe('alternatives', () => {
  it('name the kind that was next likely, with its share', () => {
    const { runnerUp } = packet.classification
    expect(runnerUp).not.toBeNull()
    expect(of('packet choice')).toMatchObject([
      { choice: { is: 'kind', label: runnerUp?.label, probability: runnerUp?.probability } },
    ])
  })

  it('say of every layer what its other answer would cost', () => {
    for (const { layer, inScope, notes } of packet.layers) {
      const [other] = of(`layer ${layer}`)
      expect(other?.choice.is).toBe(inScope ? 'out of scope' : 'in scope')
      expect(other?.cost).toContain(inScope ? ' go' : notes)
    }
    expect(of('layer integration')[0]?.cost).toMatch(/would go; .*nothing would show “/)
  })

  it('say of every dependency what each other strategy is and leaves open', () => {
    const row = packet.dependencies.find((each) => each.dependency === 'postgres')!
    const others = of('dependency postgres')
    const strategies = others.flatMap(({ choice }) =>
      choice.is === 'strategy' ? [choice.strategy] : [],
    )
    expect(strategies.toSorted()).toEqual(
      ['mock', 'fake', 'containerized', 'shared-external']
        .filter((each) => each !== row.strategy)
        .toSorted(),
    )
    expect(others.every(({ cost }) => cost?.startsWith('leaves open: ') === true)).toBe(true)
    expect(others.every(({ choice }) => choice.is === 'strategy' && choice.means !== '')).toBe(true)
  })

  it('say of a lane with cases what they would cost one lane later or earlier', () => {
    const others = of('lane pr')
    expect(others.map(({ choice }) => (choice.is === 'lane' ? choice.lane : null))).toEqual([
      'scheduled',
      'local-fast',
    ])
    expect(others[0]?.cost).toBe(
      knowledge.whatIf.lanes.find((each) => each.lane === 'scheduled')?.costs,
    )
  })

  it('say of a case whether anything else would show its risk', () => {
    for (const { number, risks } of packet.scenarios) {
      const others = packet.scenarios.filter(
        (each) => each.number !== number && each.risks.some((risk) => risks.includes(risk)),
      )
      expect(of(`scenario ${number}`)[0]?.cost).toMatch(
        others.length > 0 ? /would still be about the same risk$/ : /^nothing else here would show/,
      )
    }
  })

  it('count what would really change besides', () => {
    const [smoke] = of('layer smoke')
    const changed = changesBetween(packet, withChange('layer', 'smoke', 'set', 'in'))
    expect(smoke?.changes).toBe(changed.filter((each) => each.key !== 'layer smoke').length)
    const [mock] = of('dependency postgres')
    const mocked = changesBetween(packet, withChange('dependency', 'postgres', 'set', 'mock'))
    expect(mock?.changes).toBe(mocked.filter((each) => each.key !== 'dependency postgres').length)
  })

  it('put a later risk first', () => {
    const [, second] = packet.framing.risks
    expect(second).toBeDefined()
    expect(of(`risk ${second?.risk}`)).toMatchObject([{ choice: { is: 'first' } }])
    expect(of(`risk ${packet.framing.risks[0]?.risk}`)).toMatchObject([{ choice: { is: 'none' } }])
  })

  it.each([
    text,
    'Our Jest suite fails about 1 in 10 runs in CI: rows from another test are left in Postgres. How do we stop that?',
    'Should /orders answer 409 or 412 on a stale version? And which tests do we need for optimistic locking in our Spring Boot service?',
    'Our checkout in Cypress fails with a blank page, although the API answers 200. The Rails order endpoint needs tests as well.',
    'We need better tests.',
  ])('say of every decision what else it could be, or why there is nothing: %s', (request) => {
    const { alternatives } = explain({ text: request }, [], knowledge)
    const silent = decisionsOf(plan({ text: request }, [], knowledge)).filter(
      ({ key }) => (alternatives.get(key) ?? []).length === 0,
    )
    expect(silent.map(({ key }) => key)).toEqual([])
  })

  it('say why the stack is no choice', () => {
    expect(of('runtime spring-boot').map(({ choice }) => choice)).toEqual([
      { is: 'none', because: 'the packet follows the stack that you have' },
    ])
  })
})
