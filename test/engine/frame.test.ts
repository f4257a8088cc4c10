import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packetKinds } from '../../src/engine/packet.ts'
import { Framing } from '../../src/engine/packet.ts'
import type { Evidence } from '../../src/engine/packet.ts'
import { assumed, framed, named, riskNames, rules, runtimes } from './framed.ts'

const rotation =
  'We added refresh-token rotation and admin-only endpoints to our Express API on Postgres. ' +
  "I'm worried about token replay issues; need backend tests, no giant e2e suite."

describe('the title', () => {
  it.each([
    [rotation, 'coverage-plan', /^refresh-token rotation and admin-only endpoints$/],
    [
      'We just shipped a Salesforce callout inside the shipment handler, and have no tests.',
      'coverage-plan',
      /^Salesforce callout inside the shipment handler$/,
    ],
    [
      '`OrderSyncJobTest` has failed 11 of the last 60 runs on buildkite',
      'flake-stabilization',
      /^OrderSyncJobTest in CI$/,
    ],
    [
      'The RabbitMQ integration tests fail regularly.',
      'flake-stabilization',
      /^RabbitMQ integration tests/,
    ],
    [
      'Our Laravel suite takes 38 minutes, PR must stay under 10 minutes.',
      'execution-lane-split',
      /^38-minute Laravel suite into lanes$/,
    ],
    [
      'Partner says our `GET /shipments/:id` sometimes returns null.',
      'contract-and-api-checks',
      /^GET \/shipments\/:id compatibility$/,
    ],
  ] as const)('of %j as %s', (text, kind, expected) => {
    expect(framed(text, kind).title).toMatch(expected)
  })

  it('is one line of at most 80 characters, and never empty', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 300 }),
          fc.lorem({ maxCount: 60 }),
          fc.lorem({ maxCount: 60 }).map((words) => `We added ${words}`),
        ),
        fc.constantFrom(...packetKinds),
        (text, kind) => {
          const { title } = framed(text, kind)
          expect(title.length).toBeGreaterThan(0)
          expect(title.length).toBeLessThanOrEqual(80)
          expect(title).not.toMatch(/\n/)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('is never the whole request', () => {
    const text = 'reservation expiry cron'
    expect(framed(text).title).not.toBe(text)
  })
})

describe('surfaces and risks', () => {
  it('keep the words of the requester, what is feared first', () => {
    const framing = framed(rotation)
    expect(framing.surfaces.map((each) => each.surface).slice(0, 2)).toEqual([
      'auth-flow',
      'endpoint',
    ])
    expect(framing.risks.find((each) => each.risk === 'idempotency')?.words).toBe(
      'token replay issues',
    )
    expect(riskNames(framing).slice(0, 2)).toEqual(['idempotency', 'permissions'])
  })

  it('call what is published an event, and no consumer', () => {
    const text =
      'Our service publishes OrderShipped JSON over RabbitMQ to a warehouse. Fields get renamed; catch it in CI.'
    expect(framed(text).surfaces.map((each) => each.words)).toContain('OrderShipped event')
  })

  it('assume what the packet kind brings along', () => {
    const framing = framed('Check our public orders API in CI.', 'contract-and-api-checks')
    const risk = framing.risks.find((each) => each.risk === 'compatibility')
    expect(risk?.stated).toBe(false)
    expect(risk?.evidence).toEqual([{ from: 'assumption', rule: 'risks/contract-compatibility' }])
  })

  it('assume the risk of the surface when none is named', () => {
    const framing = framed('Add coverage for the reminder cron.')
    expect(framing.risks.length).toBeGreaterThan(0)
  })

  it('begin with the suite where it is split, whatever its parts touch', () => {
    const { surfaces } = framed(
      '2,400 Pest tests, S3 uploads, the payment tests call the Stripe sandbox. What should run where?',
      'execution-lane-split',
    )
    expect(surfaces.map((each) => each.surface)).toEqual(['suite', 'integration'])
  })
  it('list no test suite as the surface of a coverage plan', () => {
    const { surfaces } = framed('Our test suite has no tests for the invoice endpoint.')
    expect(surfaces.map((each) => each.surface)).toEqual(['endpoint'])
  })
})

describe('dependencies and stack', () => {
  it('assume what a named runtime cannot do without', () => {
    const framing = framed('Celery tasks retry twice. Which tests?')
    expect(named(framing)).toEqual([])
    expect(assumed(framing)).toEqual(['celery', 'message broker'])
  })

  it('assume no broker beside the one that is named', () => {
    expect(assumed(framed('Celery tasks on Redis retry twice.'))).toEqual(['celery'])
  })

  it.each([
    ['FastAPI on Postgres', 'fastapi'],
    ['a pytest suite', 'python'],
    ['Rust workspace', 'rust'],
    ['Kotlin + Spring Boot', 'spring-boot'],
    ['Go, Gin and sqlc', 'go'],
    ['no stack is told', null],
  ])('%s has the stack %s', (text, stack) => {
    expect(framed(text).stack).toBe(stack)
  })
})

describe('contradictions and slices', () => {
  it('shows two limits that cannot both hold, in the words of the requester', () => {
    const { contradictions } = framed('No containers at all, but it must run on real Postgres.')
    expect(contradictions.map((each) => each.text)).toEqual([
      '"No containers" and "must run on real Postgres" hold together only if a database server is installed where the tests run',
    ])
  })

  it('shows none where a single limit stands', () => {
    expect(framed('No containers at all.').contradictions).toEqual([])
  })

  it('chooses the smallest slice only for what is too vague to frame', () => {
    expect(framed('backend needs tests', 'needs-framing').slice?.evidence).toEqual([
      { from: 'reference', rule: 'risks/slice-writes' },
    ])
    expect(framed(rotation).slice).toBeNull()
  })
})

describe('amendments', () => {
  it.each([
    ['surface', { op: 'set', to: 'POST /refunds' }],
    ['surface', { op: 'add', to: 'coupon service' }],
  ] as const)('%s %j comes first', (on, change) => {
    expect(framed(rotation, 'coverage-plan', [{ on, ...change }]).surfaces[0]?.words).toBe(
      change.to,
    )
  })

  it('a set surface is the title, an added one is not', () => {
    const set = framed(rotation, 'coverage-plan', [{ op: 'set', to: 'POST /refunds' }])
    expect(set.title).toBe('POST /refunds')
    expect(set.surfaces).toHaveLength(1)
    const added = framed(rotation, 'coverage-plan', [{ op: 'add', to: 'POST /refunds' }])
    expect(added.title).toBe(framed(rotation).title)
  })

  it('a surface can be taken away', () => {
    const { surfaces } = framed(rotation, 'coverage-plan', [
      { op: 'remove', to: 'admin-only endpoints' },
    ])
    expect(surfaces.map((each) => each.surface)).not.toContain('endpoint')
  })

  it('what was never a surface is kept as not wanted', () => {
    const framing = framed('Google login for the shop', 'coverage-plan', [
      { op: 'remove', to: 'passkeys' },
    ])
    expect(framing.surfaces.map((each) => each.surface)).toEqual(['auth-flow'])
    expect(framing.exclusions.map((each) => each.exclusion)).toEqual(['passkeys'])
  })

  it('a general word adds nothing beside the product it stands for', () => {
    const framing = framed('Orders in SQL Server', 'coverage-plan', [
      { on: 'dependency', target: 'order-database', op: 'set', to: 'shared-external' },
    ])
    expect(named(framing)).toEqual(['sqlserver'])
  })

  it('an ORM stands beside other libraries', () => {
    const framing = framed('FastAPI with Alembic', 'coverage-plan', [
      { on: 'runtime', target: 'orm', op: 'set', to: 'sqlalchemy 1.4' },
    ])
    expect(framing.runtime.map((each) => each.name)).toEqual([
      'SQLAlchemy 1.4',
      'FastAPI',
      'Alembic',
    ])
  })

  it('an added risk leads in the words that were given', () => {
    const { risks } = framed(rotation, 'coverage-plan', [
      { on: 'risk', target: 'ordering', op: 'add', to: 'OrderShipped before OrderCancelled' },
    ])
    expect(risks[0]).toMatchObject({
      risk: 'ordering',
      words: 'OrderShipped before OrderCancelled',
      evidence: [{ from: 'amendment', amendment: 'a1' }],
    })
    expect(risks.length).toBe(framed(rotation).risks.length + 1)
  })

  it('a removed risk does not come back as an assumption', () => {
    const framing = framed('Check our public API.', 'contract-and-api-checks', [
      { on: 'risk', target: 'compatibility', op: 'remove' },
    ])
    expect(riskNames(framing)).not.toContain('compatibility')
  })

  it('a framework replaces the framework and keeps the rest', () => {
    const framing = framed('Go service with Gin on Postgres', 'coverage-plan', [
      { on: 'runtime', target: 'framework', op: 'set', to: 'echo' },
    ])
    expect(runtimes(framing)).toContain('echo')
    expect(runtimes(framing)).not.toContain('gin')
    expect(runtimes(framing)).toContain('go')
  })

  it('a version stays visible, and the stack follows', () => {
    const framing = framed('Which tests for the invoice endpoint?', 'coverage-plan', [
      { on: 'runtime', target: 'language', op: 'set', to: 'node 22' },
      { on: 'runtime', target: 'framework', op: 'add', to: 'nest' },
    ])
    expect(framing.runtime.map((each) => each.name)).toContain('Node.js 22')
    expect(framing.stack).toBe('nestjs')
  })

  it('a database of the stack is a named dependency and replaces the assumed one', () => {
    const framing = framed('Test the invoice repository.', 'coverage-plan', [
      { on: 'runtime', target: 'database', op: 'add', to: 'sql server' },
    ])
    expect(named(framing)).toEqual(['sqlserver'])
    expect(assumed(framing)).toEqual([])
  })

  it('a dependency nobody knows is kept in the words of the person', () => {
    const framing = framed(rotation, 'coverage-plan', [
      { on: 'dependency', target: 'webhook-sender', op: 'add', to: 'mock' },
    ])
    expect(framing.dependencies.at(-1)).toMatchObject({
      dependency: 'webhook-sender',
      stated: true,
    })
  })

  it('a dependency is taken away everywhere, for one lane it stays', () => {
    const remove = (target: string): readonly string[] =>
      named(
        framed('Redis and Postgres', 'coverage-plan', [{ on: 'dependency', target, op: 'remove' }]),
      )
    expect(remove('redis')).toEqual(['postgres'])
    expect(remove('redis@pr')).toEqual(['redis', 'postgres'])
  })

  it.each([
    ['containers@pr', 'forbidden', 'no-containers@pr', null],
    ['budget@pr', '12 min', 'budget@pr', '12 min'],
    ['production-copy', 'forbidden', 'production-copy', null],
    ['processes@ci', '2', 'processes@ci', '2'],
    ['pact@warehouse', 'forbidden', 'no-pact@warehouse', null],
  ])('%s to %s is the limit %s', (target, to, constraint, value) => {
    const { constraints } = framed(rotation, 'coverage-plan', [
      { on: 'constraint', target, op: 'add', to },
    ])
    expect(constraints.at(-1)).toMatchObject({ constraint, value })
  })

  it.each([
    ['budget@pr', '8 minutes', null, 'PR budget 8 minutes'],
    ['production-copy', 'forbidden', null, 'production-copy forbidden'],
    ['no-containers@pr', null, null, 'no containers on PR'],
    ['no-network', null, null, 'no network'],
    ['containers@pr', 'forbidden', 'the runners have no Docker', 'the runners have no Docker'],
  ])('%s to %s because of %j reads "%s"', (target, to, because, words) => {
    const { constraints } = framed(rotation, 'coverage-plan', [
      { on: 'constraint', target, op: 'add', to, because },
    ])
    expect(constraints.at(-1)?.words).toBe(words)
  })

  it('coverage of a layer is added or replaced', () => {
    const [first] = framed('There are 40 unit tests.', 'coverage-plan', [
      { on: 'coverage', target: 'unit', op: 'set', to: '60 cases of ShipmentHandlerTest' },
    ]).coverage
    expect(first).toMatchObject({ layer: 'unit', words: '60 cases of ShipmentHandlerTest' })
  })

  it('evidence must hold where a person says so', () => {
    const { lanes } = framed('Nightly is enough.', 'coverage-plan', [
      { on: 'lane', target: 'evidence', op: 'set', to: 'pr' },
    ])
    expect(lanes.map((each) => each.lane)).toEqual(['pr'])
  })

  it('of other topics change nothing', () => {
    const other = framed(rotation, 'coverage-plan', [
      { on: 'layer', target: 'unit', op: 'set', to: 'no' },
      { on: 'lane', target: 'scenario 5', op: 'move', to: 'scheduled' },
    ])
    expect(other).toEqual(framed(rotation))
  })
})

describe('any framing', () => {
  const evidenceOf = (framing: Framing): readonly Evidence[] => [
    ...[
      ...framing.surfaces,
      ...framing.risks,
      ...framing.dependencies,
      ...framing.runtime,
      ...framing.coverage,
      ...framing.constraints,
      ...framing.exclusions,
      ...framing.lanes,
      ...framing.contradictions,
    ].flatMap((each) => each.evidence),
    ...(framing.slice?.evidence ?? []),
  ]
  const stands = (proof: Evidence, request: string): boolean =>
    (proof.from !== 'request' || request.slice(proof.start, proof.end) === proof.quote) &&
    (proof.from === 'amendment' || rules.has(proof.rule))
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc
      .array(
        fc.constantFrom(
          'We added a webhook',
          'no containers',
          'must run on real Postgres',
          'Celery',
          'flaky tests in CI',
          'PR must stay under 10 minutes',
          'tenant A',
          'retries',
          ', ',
          '. ',
          '\n',
          'İ',
          '\u{1F600}',
          '`x',
        ),
        { maxLength: 25 },
      )
      .map((parts) => parts.join(' ')),
  )

  it('fits the schema, has evidence for each decision, and quotes the text as it stands', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...packetKinds), (request, kind) => {
        const framing = framed(request, kind)
        expect(Framing.parse(framing)).toEqual(framing)
        const decisions = [...framing.surfaces, ...framing.risks, ...framing.dependencies]
        expect(decisions.filter((each) => each.evidence.length === 0)).toEqual([])
        expect(evidenceOf(framing).filter((proof) => !stands(proof, request))).toEqual([])
      }),
      { numRuns: 150 },
    )
  })
})
