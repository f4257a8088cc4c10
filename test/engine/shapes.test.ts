import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PacketContext } from '../../src/engine/context.ts'
import type { Shape, ShapePart } from '../../src/engine/packet.ts'
import { chooseScenarios } from '../../src/engine/scenarios.ts'
import { shapesOf } from '../../src/engine/shapes.ts'
import { contexts } from './framing-arbitrary.ts'
import { packetContext } from './framing-sample.ts'
import type { FramingSample } from './framing-sample.ts'
import { rules, stepKnowledge } from './step-knowledge.ts'

const shapes = (context: PacketContext): readonly Shape[] =>
  shapesOf(
    context,
    {
      scenarios: chooseScenarios(context, stepKnowledge.scenarios),
      layers: [],
      dependencies: [],
      control: [],
      lanes: [],
    },
    stepKnowledge,
  )
const part = (sample: FramingSample, title: string): ShapePart | undefined =>
  shapes(packetContext(sample))
    .flatMap((shape) => shape.parts)
    .find((each) => each.title === title)
const rowsOf = (sample: FramingSample, title: string): readonly (readonly string[])[] => {
  const found = part(sample, title)
  return found?.type === 'table' ? found.rows : []
}
const itemsOf = (sample: FramingSample, title: string): readonly string[] => {
  const found = part(sample, title)
  return found?.type === 'list' ? found.items : []
}

describe('the flake memo', () => {
  const listener: FramingSample = {
    kind: 'flake-stabilization',
    text: 'Green locally, about 1 in 6 GitHub Actions runs fails: Awaitility ConditionTimeoutException in the shipment listener tests, sometimes duplicate key on customer_email.',
    surfaces: ['queue-consumer: shipment listener'],
    risks: ['async-timing: ConditionTimeoutException'],
    dependencies: ['kafka/broker', 'postgres/relational'],
    runtime: ['java', 'spring-boot'],
    stack: 'spring-boot',
  }
  const causes = (sample: FramingSample): readonly (readonly string[])[] =>
    rowsOf(sample, 'Likely causes, most probable first')

  it('ranks causes with the requester’s evidence and the experiment for each', () => {
    const [first] = causes(listener)
    expect(first?.[1]).toContain('partition')
    expect(first?.[2]).toContain('ConditionTimeoutException in the shipment listener"')
    expect(first?.[3]).not.toBe('')
    expect(causes(listener).length).toBeLessThanOrEqual(5)
  })

  it('suspects the product of a redelivered message, and waits for assignment by the means of the stack', () => {
    const rows = causes(listener)
    expect(rows[0]?.[2]).toContain('"Green locally"')
    expect(rows[0]?.[4]).toContain('`ContainerTestUtils.waitForAssignment`')
    expect(rows.map((row) => row[1])).toContain('the product applies a redelivered message twice')
  })

  it('counts the clean runs that the stated rate asks for', () => {
    const items = itemsOf(listener, 'Reproduce, quarantine, exit').join('\n')
    expect(items).toContain('1 in 6')
    expect(items).toContain('17 clean runs give 95 %')
    expect(items).toContain('demand 100')
    expect(items).toContain('@RepeatedTest(100)')
  })

  it('asks to measure first when no rate is stated', () => {
    expect(
      itemsOf(
        { ...listener, text: 'Our listener tests are flaky.' },
        'Reproduce, quarantine, exit',
      ).join(),
    ).toMatch(/count failures over 20 runs under the failing conditions first/)
  })

  it('tells a symptom from a product in use, and both from a cause nobody spoke of', () => {
    const rows = causes({ ...listener, text: 'Our Kafka tests are red: connection refused.' })
    const evidence = rows.map((row) => row[2] ?? '')
    expect(evidence[0]).toBe('"connection refused"')
    expect(evidence.some((each) => each.startsWith('no symptom named, only "Kafka" in use'))).toBe(
      true,
    )
    expect(
      causes({ ...listener, text: 'They are red.', dependencies: [] }).every((row) =>
        row[2]?.startsWith('no word of the request: only likely in such a suite'),
      ),
    ).toBe(true)
  })

  it('quotes an error text whole, with the object it is about', () => {
    const quotes = causes({
      ...listener,
      text: "Fails with 'bind: address already in use', sometimes duplicate key on customer_email.",
    }).map((row) => row[2])
    expect(quotes).toContain('"bind: address already in use"')
    expect(quotes).toContain('"duplicate key on customer_email"')
  })

  it('closes a fault of the calendar by instants, not by repeats', () => {
    const items = itemsOf(
      { ...listener, text: 'Tests fail at midnight and on the 31st, about 1 in 20 runs.' },
      'Reproduce, quarantine, exit',
    ).join('\n')
    expect(items).toContain('failing instants')
    expect(items).not.toContain('clean runs')
  })

  it('makes a rate of failures a day only with an assumption', () => {
    expect(
      itemsOf(
        { ...listener, text: 'Listener timeouts about twice a day.' },
        'Reproduce, quarantine, exit',
      ).join(),
    ).toContain('at twice a day (1 in 10 at 20 runs a day, assumed), 29 clean runs')
  })

  it('repeats with the runner that the request names', () => {
    const jest: FramingSample = {
      ...listener,
      text: 'Jest timeouts.',
      runtime: ['node', 'express', 'jest'],
      stack: 'express',
    }
    const items = itemsOf(jest, 'Reproduce, quarantine, exit').join('\n')
    expect(items).toContain('npx jest')
    expect(items).not.toContain('vitest')
  })

  it('quarantines only with owner, expiry and exit criterion', () => {
    const items = itemsOf(listener, 'Reproduce, quarantine, exit').join('\n')
    expect(items).toMatch(/owner, expiry .* exit criterion/)
  })

  it('does not blame a broker that the request does not have', () => {
    expect(
      causes({ ...listener, dependencies: ['postgres/relational'] }).map((row) => row[1]),
    ).not.toContainEqual(expect.stringContaining('partition'))
  })

  it('keeps a cause’s number when the thread removes or moves others', () => {
    const base = causes(listener)
    expect(
      causes({
        ...listener,
        amendments: [{ on: 'scenario', op: 'remove', target: 'cause 2' }],
      }).map((row) => row[0]),
    ).toEqual(base.map((row) => row[0]).filter((number) => number !== '2'))
    expect(
      causes({
        ...listener,
        amendments: [{ on: 'scenario', op: 'move', target: 'cause 3', to: 'goes first' }],
      })[0]?.[0],
    ).toBe('3')
  })
})

describe('the compatibility packet', () => {
  const orders: FramingSample = {
    kind: 'contract-and-api-checks',
    text: 'Two mobile apps read our orders JSON and a Python warehouse service consumes OrderShipped over RabbitMQ. Fields become nullable or get renamed.',
    surfaces: ['endpoint: orders JSON', 'event-stream: OrderShipped'],
    risks: ['compatibility: renamed'],
    dependencies: ['rabbitmq/broker'],
    stack: 'aspnet',
  }
  it('takes one mechanism per reader kind and says what it blocks', () => {
    const rows = rowsOf(orders, 'Readers and what protects them')
    expect(rows.find((row) => row[0]?.includes('mobile'))?.[1]).toContain('oasdiff')
    expect(rows.find((row) => row[0]?.includes('warehouse'))?.[1]).toContain('Pact message')
    for (const row of rows) expect(row[2]).toMatch(/PR/)
  })
  it('says for the named changes whether they break', () => {
    const changes = rowsOf(orders, 'What breaks and what does not').map((row) => row[0])
    expect(changes.slice(0, 2)).toEqual(['field renamed', 'value becomes nullable or is left out'])
  })
  it.each([
    ['grpc', 'grpc: billing proto', 'a proto field number', 'buf breaking'],
    ['graphql', 'graphql: orders schema', 'a schema', 'graphql-inspector diff'],
    [
      'a registry',
      'event-stream: payments topic',
      'an Avro schema in the schema registry',
      'registry compatibility test',
    ],
    [
      'a federation',
      'graphql: inventory subgraph',
      'a type of one subgraph and the router cannot compose',
      'rover subgraph check',
    ],
    ['files', 'import-export: camt.053 files', 'an XSD that banks read', 'golden files'],
    [
      'devices',
      'event-stream: smoke detectors',
      'MQTT frames of two firmware versions',
      'captured frames',
    ],
  ])('chooses the check of %s', (_name, surface, change, check) => {
    const rows = rowsOf(
      { ...orders, text: `We change ${change}.`, surfaces: [surface] },
      'Readers and what protects them',
    )
    expect(rows.map((row) => row[1]).join('\n')).toContain(check)
  })
  it('counts a schema and its HTTP transport as one interface', () => {
    const rows = rowsOf(
      {
        ...orders,
        text: 'Mobile apps read our GraphQL API; an enum value is removed.',
        surfaces: ['graphql: GraphQL API'],
      },
      'What breaks and what does not',
    )
    expect(rows.map((row) => row.length)).toEqual(rows.map(() => 2))
    expect(rows.map((row) => row[0])).toContain('field removed')
  })
  it('verifies pacts where the request has them', () => {
    const rows = rowsOf(
      {
        ...orders,
        text: 'Provider verification against our pact broker gates loans-api.',
        surfaces: ['endpoint: loans-api'],
      },
      'Readers and what protects them',
    )
    expect(rows.map((row) => row[1]).join()).toContain('can-i-deploy')
  })
  it('does not check by a registry that the request says it has not', () => {
    const context = packetContext({
      ...orders,
      text: 'There is no Avro schema registry; JSON on Kafka breaks consumers.',
      surfaces: ['event-stream: JSON on Kafka'],
    })
    const [clause] = context.reading.clauses
    const denied = {
      ...context,
      reading: {
        ...context.reading,
        clauses: [
          { ...clause!, end: 32, negated: true },
          { ...clause!, start: 34 },
        ],
      },
    }
    const [table] = shapes(denied).flatMap((shape) => shape.parts)
    expect(table?.type === 'table' ? table.rows.flat().join() : '').toContain('Pact message')
  })
  it('names provider states in the requester’s noun', () => {
    expect(itemsOf(orders, 'Provider states and bases')[0]).toContain('"order exists"')
  })
})

describe('the fixture memo', () => {
  const specs: FramingSample = {
    kind: 'fixture-and-reset-plan',
    text: 'All specs load seeds.rb and log in as the one super admin; RLS per tenant; with parallel_tests they step on each other.',
    surfaces: ['suite: specs'],
    risks: ['isolation: step on each other'],
  }
  it('lists actors from the least privileged to the foreign admin', () => {
    const actors = rowsOf(specs, 'Actors').map((row) => row[0])
    expect(actors).toContain('user, least privileged')
    expect(actors).toContain('admin of another tenant')
    expect(actors.length).toBeLessThanOrEqual(5)
  })
  it('lists the roles that the request names, and nobody where it names none', () => {
    const roles: FramingSample = {
      ...specs,
      text: 'How do we get tokens for viewer, editor and admin?',
    }
    expect(rowsOf(roles, 'Actors').map((row) => row[0])).toEqual([
      'anonymous',
      'viewer',
      'editor',
      'admin',
    ])
    expect(part({ ...specs, text: 'Each spec creates 300 rows.' }, 'Actors')).toBeUndefined()
  })
  it('says how each worker gets its database, by engine and stack', () => {
    const workers: FramingSample = {
      ...specs,
      text: 'Per-worker databases for parallel_tests; Postgres migrations take 40 seconds.',
      dependencies: ['postgres/relational'],
      stack: 'rails',
    }
    const title = 'A database for each worker'
    expect(itemsOf(workers, title).join('\n')).toMatch(/TEMPLATE[^]*TEST_ENV_NUMBER/)
    expect(part({ ...workers, dependencies: [] }, title)).toBeUndefined()
    expect(rowsOf(workers, 'What the numbers say')[0]?.join()).toMatch(
      /^40 s of migrations,.*320 s/,
    )
  })
  it('orders the change by what the request suffers from', () => {
    const steps = itemsOf(specs, 'Order of the change')
    expect(steps[0]).toContain('tenant')
    expect(steps.length).toBeLessThanOrEqual(6)
    expect(steps.join()).toContain('the shared caller goes')
    expect(steps.at(-1)).toMatch(/^make it stick: /)
  })
  it('says one step about the callers and one about the seed, the closest', () => {
    const steps = itemsOf(specs, 'Order of the change')
    expect(steps.filter((each) => /least-privileged callers|BYPASSRLS/.test(each))).toHaveLength(1)
    expect(steps.filter((each) => each.includes('seeds.rb'))).toHaveLength(1)
  })
  it('compares ways to reset only when the request weighs them', () => {
    const title = 'Ways to reset, compared'
    expect(part(specs, title)).toBeUndefined()
    const rows = rowsOf(
      { ...specs, text: 'Truncate between tests or transaction rollback? Jobs run in a worker.' },
      title,
    )
    expect(rows.map((row) => row[0])).toEqual([
      'rollback of a transaction a case',
      'truncate or delete between cases',
    ])
  })
})

describe('the lane split', () => {
  const suite: FramingSample = {
    kind: 'execution-lane-split',
    text: '2,400 tests, MySQL, and the payment tests call the Stripe sandbox. 38 minutes on every PR.',
    surfaces: ['suite: tests'],
    dependencies: ['stripe/payment'],
  }
  it('keeps a provider case in the PR until its stub twin is there', () => {
    expect(itemsOf(suite, 'Promote and demote').join('\n')).toContain('stub twin')
    expect(itemsOf(suite, 'First week').join('\n')).toContain('stub twins')
  })
  it('says what the split can lose in the words of the request, or what every split can', () => {
    expect(itemsOf(suite, 'At stake')).toEqual([
      'an outage or a rate limit of Stripe stops every merge ("Stripe sandbox")',
      'the only case of a charge path is moved away with the slow ones ("payment tests")',
    ])
    const plain: FramingSample = { ...suite, text: 'Our tests take 38 minutes.', dependencies: [] }
    expect(itemsOf(plain, 'At stake')).toEqual([
      expect.stringContaining('the only one that fails for its reason'),
    ])
  })
  it('measures before anything is moved', () => {
    expect(itemsOf(suite, 'First week')[0]).toMatch(/^time the .* file by file/)
  })
  it('reckons with the minutes and the number of tests', () => {
    const rows = rowsOf(suite, 'What the numbers say')
    expect(rows[0]?.join()).toMatch(/^38 min today.*28 min too long.*6 shards/)
    expect(rows[1]?.join()).toMatch(
      /^2,400 tests in 38 min: 0\.95 s each,.*about 631 of them in 10 min/,
    )
  })
  it('gives each timed part of the request its lane, and the shards to what stays', () => {
    const parts: FramingSample = {
      ...suite,
      text: 'Unit 3m, pg integration 14m, the external ones 22m (Stripe sandbox). What goes where?',
    }
    expect(rowsOf(parts, 'Where each part goes').map((row) => row.slice(0, 3))).toEqual([
      ['Unit', '3 min', 'local and PR'],
      ['pg integration', '14 min', 'PR'],
      ['external ones', '22 min', 'nightly'],
    ])
    expect(rowsOf(parts, 'What the numbers say')[0]?.join()).toMatch(
      /^22 of 39 min leave.*17 min stay/,
    )
  })
  it('says which checks after a deploy roll back, and only where that is asked', () => {
    const asked: FramingSample = { ...suite, text: 'Which payment checks run after deploy?' }
    const checks = rowsOf(asked, 'Checks after the deploy')
    expect(checks.some(([, red]) => red === 'rolls back')).toBe(true)
    expect(checks.some(([, red]) => red?.startsWith('alerts only') === true)).toBe(true)
    expect(part(suite, 'Checks after the deploy')).toBeUndefined()
  })
  it('says one thing about a topic', () => {
    const twins = itemsOf(suite, 'Promote and demote').filter((each) => each.includes('stub twin'))
    expect(twins).toHaveLength(1)
  })
})

describe('what a coverage plan leaves out', () => {
  it('is quiet when nothing is', () => {
    expect(part({ risks: ['concurrency: race'] }, 'Left out on purpose')).toBeUndefined()
  })
  it('names the requester’s exclusions and the risks below the line', () => {
    const sample: FramingSample = {
      text: 'race. No load-testing.',
      exclusions: ['load-testing'],
      risks: ['concurrency: race'],
      amendments: [1, 2, 3, 4, 5, 6].map((number) => ({
        on: 'scenario',
        op: 'remove',
        target: `${number}`,
      })),
    }
    const items = itemsOf(sample, 'Left out on purpose')
    expect(items).toContainEqual(expect.stringContaining('two writers at once'))
    expect(items).toContainEqual('"load-testing": excluded on request')
  })
})

describe('every shape', () => {
  it('is bounded, filled and points to rules that exist', () => {
    fc.assert(
      fc.property(contexts(), (context) => {
        for (const shape of shapes(context))
          for (const each of shape.parts) {
            const cells =
              each.type === 'table'
                ? each.rows.flat()
                : each.type === 'list'
                  ? each.items
                  : [each.text]
            expect(cells.length).toBeGreaterThan(0)
            expect(cells.every((cell) => cell !== '' && !/[{}]/.test(cell))).toBe(true)
            expect(each.type !== 'table' || each.rows.length <= 6).toBe(true)
            expect(
              each.type !== 'table' || each.rows.every((row) => row.length === each.columns.length),
            ).toBe(true)
            expect(each.evidence.length).toBeGreaterThan(0)
            expect(
              each.evidence.every((proof) => proof.from === 'amendment' || rules.has(proof.rule)),
            ).toBe(true)
          }
      }),
    )
  })
})
