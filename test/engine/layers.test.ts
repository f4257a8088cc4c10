import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { antiPatternsOf, caseNumbers, conflictsOf } from '../../src/engine/caveats.ts'
import type { PacketContext } from '../../src/engine/context.ts'
import { decideLayers } from '../../src/engine/layers.ts'
import type { LayerDecision, LayerId } from '../../src/engine/packet.ts'
import { layerIds } from '../../src/engine/packet.ts'
import { chooseScenarios } from '../../src/engine/scenarios.ts'
import { contexts } from './framing-arbitrary.ts'
import { packetContext, scenario } from './framing-sample.ts'
import type { FramingSample } from './framing-sample.ts'
import { rules, stepKnowledge } from './step-knowledge.ts'

const layersOf = (context: PacketContext): readonly LayerDecision[] =>
  decideLayers(context, chooseScenarios(context, stepKnowledge.scenarios), stepKnowledge)
const layer = (sample: FramingSample, id: LayerId): LayerDecision =>
  layersOf(packetContext(sample)).find((each) => each.layer === id)!

const checkout: FramingSample = {
  text: 'Checkout charges through Stripe behind the API gateway and double charges happen.',
  surfaces: ['endpoint: Checkout'],
  risks: ['idempotency: double charges'],
  dependencies: ['stripe/payment'],
}

describe('the four layers', () => {
  it('puts the weight where most cases live', () => {
    expect(
      layer(
        {
          text: 'Two buyers race for the last seat.',
          surfaces: ['repository: seats'],
          risks: ['concurrency: race'],
        },
        'integration',
      ),
    ).toMatchObject({ inScope: true, extent: 'carries the plan' })
  })

  it('protects an outcome in the requester’s nouns', () => {
    expect(
      layer(
        {
          text: 'Two buyers race for the last seat.',
          surfaces: ['repository: seats'],
          risks: ['concurrency: race'],
        },
        'integration',
      ).protects,
    ).toContain('the last seat is sold once')
  })

  it('allows smoke for a critical journey over a boundary that lower layers replace', () => {
    expect(layer(checkout, 'smoke')).toMatchObject({ inScope: true, extent: 'narrow' })
  })

  it('says what a split owes a payment, and only where one is named', () => {
    const split: FramingSample = {
      kind: 'execution-lane-split',
      text: 'Our tests take 38 minutes.',
      surfaces: ['suite: tests'],
    }
    const paid = { ...split, dependencies: ['stripe/payment'] }
    expect(layer(paid, 'contract').protects).toContain('idempotency key as sent')
    expect(layer(paid, 'smoke').protects).toContain('the smallest charge and its refund')
    expect(layer(split, 'contract').protects).not.toContain('idempotency key')
    expect(layer(split, 'smoke').protects).not.toContain('charge')
  })

  it.each([
    ['the request excludes e2e', { exclusions: ['e2e'] }],
    ['the request excludes smoke', { exclusions: ['smoke'] }],
    ['there is no shared environment', { constraints: ['no-shared-environment'] }],
    [
      'no boundary is named',
      { text: 'Checkout charges through Stripe and double charges happen.' },
    ],
    ['the journey is not critical', { text: 'The tag list behind the API gateway is slow.' }],
  ])('keeps smoke out when %s', (_name, change) => {
    expect(layer({ ...checkout, ...change }, 'smoke').inScope).toBe(false)
  })

  it('says "excluded on request" for a layer that the request excludes', () => {
    expect(layer({ ...checkout, exclusions: ['e2e'] }, 'smoke').notes).toContain(
      'excluded on request',
    )
  })

  it('speaks in the means of the stack, and says so when it is not stated', () => {
    const race = { text: 'race', surfaces: ['repository: r'], risks: ['concurrency: race'] }
    expect(layer({ ...race, stack: 'go' }, 'integration').notes).toContain('start barrier')
    expect(layer({ ...race, stack: null }, 'integration').notes).toContain('stack not stated')
  })

  it('tells what mocked repositories are worth before it asks for more', () => {
    const context = packetContext({
      text: 'race',
      surfaces: ['repository: r'],
      risks: ['concurrency: race'],
    })
    const decided = layersOf({
      ...context,
      framing: {
        ...context.framing,
        coverage: [{ words: "gomock'd repository tests", layer: 'unit', evidence: [] }],
      },
    })
    expect(decided.find((each) => each.layer === 'integration')?.notes).toMatch(
      /today's mocks stay green/,
    )
  })

  it('speaks of delivery in a flake memo only where a broker delivers', () => {
    const flake: FramingSample = {
      kind: 'flake-stabilization',
      text: 'Shipment listener tests time out.',
      surfaces: ['queue-consumer: shipment listener'],
      suspect: 'cpu',
    }
    const broker: FramingSample = { ...flake, dependencies: ['kafka/broker'] }
    expect(layer(broker, 'integration').protects).toContain('redelivery leaves one shipment')
    expect(layer(broker, 'unit').protects).toContain('decision of the listener')
    expect(layer(flake, 'integration').protects).not.toContain('redelivery')
  })

  it('adds to a thin layer the event that the request publishes', () => {
    const sample: FramingSample = {
      text: 'We oversold. Reserving writes an OrderReserved event via an outbox, published by a relay.',
      surfaces: ['service: stock reservation'],
      risks: ['concurrency: oversold'],
    }
    expect(layer(sample, 'contract').protects).toBe(
      'a refused order answers 409, also when repeated; OrderReserved keeps its published schema',
    )
  })

  it('lets the contract row carry a contract packet and keeps smoke out of a flake memo', () => {
    expect(
      layer({ kind: 'contract-and-api-checks', risks: ['compatibility: x'] }, 'contract').extent,
    ).toBe('carries the plan')
    expect(layer({ kind: 'flake-stabilization' }, 'smoke').inScope).toBe(false)
  })

  it('follows the thread when it takes a layer out or in', () => {
    const out = layer(
      {
        ...checkout,
        amendments: [
          { on: 'layer', target: 'smoke', to: 'out', because: 'the deploy script does it' },
        ],
      },
      'smoke',
    )
    expect(out).toMatchObject({ inScope: false, protects: null })
    expect(out.notes).toContain('the deploy script does it')
    const within = layer(
      {
        ...checkout,
        exclusions: ['e2e'],
        amendments: [{ on: 'layer', target: 'smoke', to: 'in' }],
      },
      'smoke',
    )
    expect(within.inScope).toBe(true)
    expect(within.protects).not.toBeNull()
  })

  it('decides all four for every framing, with an outcome, a note and a rule that exists', () => {
    fc.assert(
      fc.property(contexts(), (context) => {
        const scenarios = chooseScenarios(context, stepKnowledge.scenarios)
        const decided = decideLayers(context, scenarios, stepKnowledge)
        expect(decided.map((each) => each.layer)).toEqual(layerIds)
        expect(decided.some((each) => each.inScope)).toBe(true)
        for (const each of decided) {
          expect(each.protects === null).toBe(!each.inScope)
          expect(`${each.protects}${each.notes}`).not.toMatch(/[{}]/)
          expect(each.notes).not.toBe('')
          expect(each.evidence.length).toBeGreaterThan(0)
          expect(
            each.evidence.every((proof) => proof.from === 'amendment' || rules.has(proof.rule)),
          ).toBe(true)
        }
      }),
    )
  })

  it('opens every layer in which a case stands', () => {
    fc.assert(
      fc.property(contexts(), (context) => {
        const scenarios = chooseScenarios(context, stepKnowledge.scenarios)
        const open = decideLayers(context, scenarios, stepKnowledge).filter((each) => each.inScope)
        for (const each of scenarios) expect(open.map((row) => row.layer)).toContain(each.layer)
      }),
    )
  })

  it('never lets smoke past an exclusion', () => {
    fc.assert(
      fc.property(contexts('coverage-plan'), (context) => {
        fc.pre(context.framing.exclusions.some((each) => ['e2e', 'smoke'].includes(each.exclusion)))
        expect(layersOf(context).find((each) => each.layer === 'smoke')?.inScope).toBe(false)
      }),
    )
  })
})

describe('caveats', () => {
  it.each([
    ['all our repositories are tested with gomock', 'mock-heavy'],
    ['we log in as the one super admin', 'one admin'],
    ['tests use sqlite in memory instead of Postgres', 'another engine'],
    ['there is a sleep(2) before each assertion', 'sleeping'],
    ['we set rerunFailingTestsCount=3', 'retries that hide'],
    ['everybody tests against the staging db', 'shared environment'],
    ['specs rely on leftover rows of the previous run', 'leftovers'],
  ])('calls out the habit in "%s"', (text, habit) => {
    const [caveat] = antiPatternsOf(packetContext({ text }), stepKnowledge)
    expect(caveat?.text).toContain(habit)
    expect(caveat?.kind).toBe('smell')
  })

  it('does not call out what the request denies', () => {
    const context = packetContext({ text: 'There are no sleeps in our tests.' })
    const denied = {
      ...context,
      reading: {
        ...context.reading,
        clauses: context.reading.clauses.map((clause) => ({ ...clause, negated: true })),
      },
    }
    expect(antiPatternsOf(denied, stepKnowledge)).toEqual([])
  })

  it('says what a missing container costs, case by case', () => {
    const context = packetContext({
      surfaces: ['migration: backfill'],
      risks: ['data-loss: backfill'],
      constraints: ['no-containers@pr'],
    })
    const [conflict] = conflictsOf(
      context,
      [
        scenario(1, ['data-loss'], 'scheduled'),
        scenario(2, ['time'], 'local-fast', 'unit'),
        scenario(3, ['data-loss'], 'scheduled'),
      ],
      stepKnowledge,
    )
    expect(conflict).toMatchObject({ kind: 'conflict' })
    expect(conflict?.text).toContain('scenarios 1 and 3')
  })

  it('has no conflict where no constraint touches a risk', () => {
    expect(
      conflictsOf(
        packetContext({ constraints: ['no-containers@pr'], risks: ['time: x'] }),
        [],
        stepKnowledge,
      ),
    ).toEqual([])
  })

  it('prints case numbers as ranges', () => {
    const cases = (...numbers: readonly number[]): string =>
      caseNumbers(numbers.map((number) => scenario(number, ['time'])))
    expect(cases(3)).toBe('scenario 3')
    expect(cases(1, 2)).toBe('scenarios 1 and 2')
    expect(cases(1, 2, 3, 6)).toBe('scenarios 1-3 and 6')
    expect(cases(6, 4, 1)).toBe('scenarios 1, 4 and 6')
  })
})
