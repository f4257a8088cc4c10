import { beforeAll, describe, expect, it } from 'vitest'
import type { Alternative } from '../../src/engine/alternatives/option.ts'
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
    expect(smoke?.changes.length).toBe(changed.filter((each) => each.key !== 'layer smoke').length)
    const [mock] = of('dependency postgres')
    const mocked = changesBetween(packet, withChange('dependency', 'postgres', 'set', 'mock'))
    expect(mock?.changes.length).toBe(
      mocked.filter((each) => each.key !== 'dependency postgres').length,
    )
  })

  it('put a later risk first, and beside the first one the second', () => {
    const [one, other] = packet.framing.risks
    expect(other).toBeDefined()
    expect(of(`risk ${other?.risk}`)[0]?.choice).toEqual({ is: 'first', words: null })
    expect(of(`risk ${one?.risk}`)[0]?.choice).toEqual({ is: 'first', words: other?.words })
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

  it.each([
    ['risk concurrency', ['risk', 'concurrency', 'remove', null]],
    ['surface worker', ['surface', 'surface', 'remove', 'worker']],
    ['runtime spring-boot', ['runtime', 'runtime', 'remove', 'spring-boot']],
  ] as const)('take %s back, as nothing but that', (key, [on, target, op, to]) => {
    const taken = of(key).find(({ amendments }) => amendments.some((each) => each.op === 'remove'))
    expect(taken?.amendments).toMatchObject([{ on, target, op, to }])
    expect(taken?.choice.is).toBe('framed')
    const changed = changesBetween(packet, withChange(on, target, op, to))
    expect(taken?.changes.length).toBe(changed.filter((each) => each.key !== key).length)
  })

  it('name another stack, since here is no other framework of the language', () => {
    expect(of('runtime spring-boot')[0]).toMatchObject({
      choice: { is: 'framed', says: 'it ran on FastAPI instead of Spring Boot' },
      amendments: [{ on: 'runtime', op: 'set', to: 'fastapi' }],
    })
  })

  it('say of the reset what another way would cost, and not the way that it takes', () => {
    const rules = packet.control.find(({ control }) => control === 'reset')?.evidence ?? []
    expect(rules.map(({ rule }) => rule)).toContain('stacks/spring-boot-reset-commit')
    const ways = of('control reset')
    expect(ways.map(({ choice }) => choice)).toEqual([
      { is: 'another way', words: 'a transaction rolled back around each test' },
      { is: 'another way', words: 'a database from a template for each test' },
    ])
    expect(ways[0]?.cost).toContain('blind to what commits')
    const changed = changesBetween(packet, withChange('control', 'reset', 'set', 'a b c d e'))
    expect(ways[0]?.changes.length).toBe(changed.length - 1)
  })

  it('move the cases of the nearest lane into a lane that has none', () => {
    const empty = packet.lanes.find(
      ({ lane }) => !packet.scenarios.some((each) => each.lane === lane),
    )
    const [other] = of(`lane ${empty?.lane}`)
    expect(other?.choice).toMatchObject({ is: 'lane', lane: empty?.lane })
    expect(other?.changes.length).toBeGreaterThan(0)
  })
})

describe('alternatives to what a team has', () => {
  const limited =
    'Stock is reserved in Postgres under concurrent checkouts. No Docker on the PR runners, and the PR must stay under 10 minutes. We already have unit tests for the parser. We do not want a giant e2e suite. The evidence must hold before the release. It runs on FastAPI. Which tests do we need?'
  const all = loadKnowledge('references')
  let alternatives: Explanation['alternatives']
  beforeAll(() => {
    ;({ alternatives } = explain({ text: limited }, [], all))
  }, 30_000)
  const said = (key: string): readonly (string | null)[] =>
    [...alternatives]
      .filter(([each]) => each.startsWith(key))
      .flatMap(([, each]) => each)
      .map(({ choice }) => (choice.is === 'framed' ? choice.says : null))

  it('lift a limit, or hold it elsewhere', () => {
    expect(said('constraint no-containers@pr')).toEqual([
      'containers were allowed in no lane',
      'containers were allowed on the PR lane',
    ])
  })

  it('give twice and half the time, or as much as it takes', () => {
    expect(said('constraint budget@pr')).toEqual([
      'the PR lane had to end within 20 minutes',
      'the PR lane had to end within 5 minutes',
      'the PR lane had no time limit',
    ])
  })

  it('take the claim of existing tests back', () => {
    expect(said('coverage ')).toEqual([
      '“We already have unit tests for the parser” were not the case',
    ])
  })

  it('want what was left out', () => {
    expect(said('exclusion e2e')).toEqual(['an end-to-end suite were wanted'])
  })

  it('run on another framework of the same language, or on none that is named', () => {
    expect(said('runtime fastapi')).toEqual([
      'it ran on Django instead of FastAPI',
      'FastAPI were not part of the stack',
    ])
  })

  it('run a language alone on its first framework, and leave a language beside its framework', () => {
    const of = (text: string) =>
      (explain({ text }, [], all).alternatives.get('runtime java') ?? []).map(
        ({ choice }) => choice,
      )
    expect(of('Which backend tests does our Java refund worker need?')).toEqual([
      { is: 'framed', says: 'it ran on Spring Boot' },
      { is: 'framed', says: 'Java were not part of the stack' },
    ])
    expect(of('Which backend tests does our Java refund worker need? We use Spring Boot.')).toEqual(
      [{ is: 'framed', says: 'Java were not part of the stack' }],
    )
  })

  it('answer a question, and ask a neighbour of whom nothing is asked', () => {
    const vague = explain({ text: 'We need better tests.' }, [], all).alternatives
    const answered = (vague.get('question ask-fear') ?? []).map(({ choice }) => choice)
    expect(answered).toHaveLength(2)
    expect(answered[0]).toMatchObject({
      is: 'framed',
      says: expect.stringMatching(/^“What broke .*” were answered with “/),
    })
    expect(said('route-out api-design')).toEqual(['API design were asked on the side'])
  })

  it('leave out what a neighbour is asked', () => {
    const { alternatives: asked } = explain(
      {
        text: 'Should /orders answer 409 or 412 on a stale version? And which tests do we need for optimistic locking in our Spring Boot service?',
      },
      [],
      all,
    )
    expect((asked.get('route-out api-design') ?? []).map(({ choice }) => choice)).toEqual([
      { is: 'framed', says: 'the shape of the API were not the question' },
    ])
  })

  it('settle an assumption or a conflict by what was tried, the smallest first', () => {
    expect(said('conflict ')).toContain('containers were allowed on the PR lane')
    const sizes = [...alternatives]
      .filter(([key]) => /^(?:conflict|assumption) /.test(key))
      .map(([, each]) => each.map(({ changes }) => changes.length))
    expect(sizes.length).toBeGreaterThan(0)
    for (const counts of sizes) expect(counts.length).toBeLessThanOrEqual(2)
  })
})
