import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../src/engine/packet.ts'
import { chooseScenarios, excludedRisksOf } from '../../src/engine/scenarios.ts'
import { contexts } from './framing-arbitrary.ts'
import { packetContext } from './framing-sample.ts'
import type { FramingSample } from './framing-sample.ts'
import { rules, stepKnowledge } from './step-knowledge.ts'

const knowledge = stepKnowledge.scenarios
const textsOf = (sample: FramingSample): readonly string[] =>
  chooseScenarios(packetContext(sample), knowledge).map((each) => each.text)
const rulesOf = (sample: FramingSample): readonly string[] =>
  chooseScenarios(packetContext(sample), knowledge).map((each) => {
    const [proof] = each.evidence
    return proof && proof.from !== 'amendment' ? proof.rule.replace('scenarios/', '') : ''
  })

const isTrue = (proof: Evidence, text: string): boolean =>
  proof.from === 'amendment' ||
  (rules.has(proof.rule) &&
    (proof.from !== 'request' || text.slice(proof.start, proof.end) === proof.quote))

describe('which cases a request gets', () => {
  const table: readonly (readonly [string, FramingSample, readonly string[]])[] = [
    [
      'refresh-token rotation with admin endpoints',
      {
        text: 'We added refresh-token rotation and new admin-only endpoints to our Express API: auth failures, token replay, DB persistence bugs.',
        surfaces: ['auth-flow: refresh-token rotation', 'endpoint: admin-only endpoints'],
        risks: [
          'permissions: auth failures',
          'security: token replay',
          'persistence: DB persistence bugs',
        ],
      },
      ['ep-admin', 'auth-atomic', 'auth-reuse', 'auth-race'],
    ],
    [
      'stock holds with a sweeper and an outbox',
      {
        text: 'We moved stock reservation to a `reservations` table with 15-minute holds, a sweeper cron that frees expired ones, and an OrderReserved event via outbox to Kafka. We oversold twice.',
        surfaces: [
          'repository: stock reservation',
          'scheduled-job: sweeper cron',
          'event-stream: outbox',
        ],
        risks: ['concurrency: oversold', 'time: expired', 'side-effects: event via outbox'],
      },
      ['wk-sweep-race', 'bk-hold', 'qc-outbox', 'wk-sweep-twice'],
    ],
    [
      'a column split with a backfill',
      {
        text: 'We split customers.name into two columns: Alembic migration with backfill over 40M rows, zero downtime. Old iOS versions still read `name`.',
        surfaces: ['migration: Alembic migration'],
        risks: ['data-loss: backfill', 'compatibility: Old iOS versions'],
      },
      ['mg-up-down', 'mg-n-minus-1', 'mg-backfill', 'mg-during'],
    ],
    [
      'a consumer whose ack gets lost',
      {
        text: 'Idempotent consumer for Azure Service Bus. Dedup table with 7-day TTL. Handler succeeds, then ack lost.',
        surfaces: ['queue-consumer: Idempotent consumer'],
        risks: ['idempotency: ack lost'],
      },
      ['qc-dedupe-ttl', 'qc-ack'],
    ],
    [
      'a payment webhook',
      {
        text: 'Stripe webhook marks invoices paid. Signatures, duplicates and out-of-order events worry us.',
        surfaces: ['webhook: Stripe webhook'],
        risks: ['idempotency: duplicates', 'ordering: out-of-order', 'security: Signatures'],
        dependencies: ['stripe/payment'],
      },
      ['wh-duplicate', 'wh-order', 'wh-signature'],
    ],
    [
      'a rate limiter on two nodes',
      {
        text: 'axum rate limiter on redis sliding window, per key. clock + 2 nodes racing',
        surfaces: ['rate-limit: rate limiter'],
        risks: ['time: clock', 'concurrency: 2 nodes racing'],
        dependencies: ['redis/cache'],
      },
      ['rl-edge', 'rl-shared', 'rl-down'],
    ],
    [
      'a suite whose workers collide',
      {
        kind: 'fixture-and-reset-plan',
        text: 'All specs load seeds.rb and log in as the one super admin; with parallel_tests they step on each other. RLS per tenant, Sidekiq jobs.',
        surfaces: ['suite: specs'],
        risks: ['isolation: step on each other'],
      },
      ['is-parallel', 'is-actors'],
    ],
    [
      'mobile readers of a response',
      {
        kind: 'contract-and-api-checks',
        text: 'Two mobile apps read our orders JSON; fields become nullable or get renamed.',
        surfaces: ['endpoint: orders JSON'],
        risks: ['compatibility: renamed'],
      },
      ['ct-removed', 'ct-null', 'ct-enum'],
    ],
  ]
  it.each(table)('%s', (_name, sample, expected) => {
    expect(rulesOf(sample)).toEqual(expect.arrayContaining([...expected]))
  })

  it('leaves another surface alone when one common word is all that points to it', () => {
    expect(
      rulesOf({
        text: 'axum rate limiter: clock and 2 nodes racing',
        surfaces: ['rate-limit: rate limiter'],
        risks: ['time: clock'],
      }),
    ).not.toContain('pay-clock')
  })

  it('gives no cases to kinds that answer in another shape', () => {
    expect(textsOf({ kind: 'flake-stabilization' })).toEqual([])
    expect(textsOf({ kind: 'execution-lane-split' })).toEqual([])
  })
})

describe('in whose terms a case speaks', () => {
  const consumer = (broker: string): readonly string[] =>
    rulesOf({
      text: 'Consumer crashes between effect and ack.',
      surfaces: ['queue-consumer: Consumer'],
      risks: ['idempotency: crashes'],
      dependencies: [`${broker}/broker`],
    })
  it.each([
    ['kafka', 'qc-redelivery-kafka'],
    ['rabbitmq', 'qc-redelivery-rabbit'],
    ['sqs', 'qc-redelivery-sqs'],
    ['nats', 'qc-redelivery'],
  ])('says redelivery in the terms of %s', (broker, rule) => {
    expect(consumer(broker)).toContain(rule)
    expect(consumer(broker).filter((each) => each.startsWith('qc-redelivery'))).toHaveLength(1)
  })

  it.each([
    ['rails', 'lost-rails'],
    ['spring-boot', 'lost-jpa'],
    ['aspnet', 'lost-ef'],
    ['go', 'ep-lost-update'],
    [null, 'ep-lost-update'],
  ])('says a lost update in the terms of %s', (stack, rule) => {
    expect(
      rulesOf({
        text: 'Two editors overwrite each other: lost update on edit.',
        surfaces: ['endpoint: edit'],
        risks: ['concurrency: overwrite'],
        stack,
      }),
    ).toContain(rule)
  })
})

describe('whose words a case carries', () => {
  it('uses the noun, the duration and the event of the request', () => {
    const text =
      'A booking is held for 15 minutes, then a worker frees it and emits BookingExpired. Holds expire while someone pays.'
    const texts = textsOf({
      text,
      surfaces: ['worker: a worker'],
      risks: ['time: expire', 'concurrency: while someone pays'],
    }).join('\n')
    expect(texts).toContain('15 minutes')
    expect(texts).toContain('booking')
  })

  it('takes no duration from a limit on the pipeline', () => {
    const [text] = textsOf({
      text: 'Tokens expire. PR must stay under 10 minutes.',
      surfaces: ['service: tokens'],
      risks: ['time: expire'],
      constraints: ['10 minutes'],
    })
    expect(text).not.toContain('10 minutes')
  })

  it('does not mistake a verb or a method for a noun', () => {
    const texts = textsOf({
      text: 'POST /parcels twice: a Java team reads it in order to ship.',
      surfaces: ['endpoint: POST /parcels'],
      risks: ['idempotency: twice'],
    }).join('\n')
    expect(texts).not.toMatch(/\b(post|reading|order) (row|request|change)/)
    expect(texts).toContain('parcel')
  })

  it('stays in whole sentences when the request has no noun of its own', () => {
    for (const text of textsOf({
      text: 'Tests please.',
      surfaces: ['endpoint: it'],
      risks: ['concurrency: parallel'],
    }))
      expect(text).not.toMatch(/\{|undefined|null /)
  })
})

describe('where a case runs', () => {
  const race: FramingSample = {
    text: 'Two buyers race for the last seat in Postgres.',
    surfaces: ['repository: seats'],
    risks: ['concurrency: race'],
    dependencies: ['postgres/relational'],
  }
  it('runs a race on the pull request', () => {
    expect(chooseScenarios(packetContext(race), knowledge)[0]).toMatchObject({
      layer: 'integration',
      lane: 'pr',
    })
  })
  it('moves what only the real engine shows to the schedule when the PR has no containers', () => {
    const scenarios = chooseScenarios(
      packetContext({ ...race, constraints: ['no-containers@pr'] }),
      knowledge,
    )
    expect(scenarios[0]).toMatchObject({ layer: 'integration', lane: 'scheduled' })
  })
})

describe('the two-way trace', () => {
  it('traces every stated risk to a case or to a reason', () => {
    fc.assert(
      fc.property(contexts('coverage-plan'), (context) => {
        const scenarios = chooseScenarios(context, knowledge)
        const excluded = excludedRisksOf(context, scenarios, knowledge)
        for (const { risk } of context.framing.risks.filter((each) => each.stated))
          expect(
            scenarios.some((each) => each.risks.includes(risk)) ||
              excluded.some((each) => each.risk === risk),
          ).toBe(true)
        for (const each of scenarios) expect(each.risks.length).toBeGreaterThan(0)
      }),
    )
  })

  it('puts no case into a layer that the request or the thread closes', () => {
    const race: FramingSample = {
      text: 'Two buyers race for the last seat; the price rule is wrong.',
      surfaces: ['service: price rule'],
      risks: ['concurrency: race', 'validation: price rule'],
    }
    const excluded = packetContext({ ...race, exclusions: ['integration'] })
    const scenarios = chooseScenarios(excluded, knowledge)
    expect(scenarios.map((each) => each.layer)).not.toContain('integration')
    expect(excludedRisksOf(excluded, scenarios, knowledge)[0]?.text).toContain(
      'integration, which is closed',
    )
    const out = packetContext({ ...race, amendments: [{ on: 'layer', target: 'unit', to: 'out' }] })
    expect(chooseScenarios(out, knowledge).map((each) => each.layer)).not.toContain('unit')
  })

  it('says why a risk lost its case in the thread', () => {
    const context = packetContext({
      surfaces: ['cache: cache'],
      risks: ['staleness: old price'],
      amendments: [1, 2, 3, 4, 5, 6].map((number) => ({
        on: 'scenario',
        op: 'remove',
        target: String(number),
        because: 'covered by the vendor',
      })),
    })
    const scenarios = chooseScenarios(context, knowledge)
    expect(scenarios).toEqual([])
    expect(excludedRisksOf(context, scenarios, knowledge)).toMatchObject([
      { risk: 'staleness', text: expect.stringContaining('covered by the vendor') },
    ])
  })
})

describe('what holds for every framing', () => {
  it('gives a coverage plan three to six cases, each once, each able to fail', () => {
    fc.assert(
      fc.property(contexts('coverage-plan'), (context) => {
        const scenarios = chooseScenarios(context, knowledge)
        expect(scenarios.length).toBeGreaterThanOrEqual(3)
        expect(scenarios.length).toBeLessThanOrEqual(6)
        expect(new Set(scenarios.map((each) => each.text)).size).toBe(scenarios.length)
        expect(scenarios.map((each) => each.number)).toEqual(scenarios.map((_, index) => index + 1))
        for (const each of scenarios) expect(each.text).toMatch(/^[^{}]+ -> [^{}]+$/)
      }),
    )
  })

  it('names rules that exist and quotes that stand in the request', () => {
    fc.assert(
      fc.property(contexts(), (context) => {
        for (const each of chooseScenarios(context, knowledge)) {
          expect(each.evidence.length).toBeGreaterThan(0)
          for (const proof of each.evidence) expect(isTrue(proof, context.reading.text)).toBe(true)
        }
      }),
    )
  })

  it('gives the same cases for the same context, whatever the order of the reference', () => {
    fc.assert(
      fc.property(contexts(), (context) => {
        const shuffled = { ...knowledge, rows: knowledge.rows.toReversed() }
        expect(chooseScenarios({ ...context }, shuffled)).toEqual(
          chooseScenarios(context, knowledge),
        )
      }),
      { numRuns: 50 },
    )
  })

  it('gives every migration a way back and the release that still runs beside it', () => {
    fc.assert(
      fc.property(contexts('coverage-plan'), (context) => {
        fc.pre(context.framing.surfaces[0]?.surface === 'migration')
        const text = chooseScenarios(context, knowledge)
          .map((each) => each.text)
          .join('\n')
        expect(text).toMatch(/down restores it/)
        expect(text).toMatch(/previous release/)
      }),
    )
  })
})
