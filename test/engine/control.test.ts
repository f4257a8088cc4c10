import { describe, expect, it } from 'vitest'
import { controlEnvironment } from '../../src/engine/control.ts'
import type { ControlId } from '../../src/engine/packet.ts'
import { decisionKnowledge } from './decision-knowledge.ts'
import { packetContext } from './framing-sample.ts'
import type { FramingSample } from './framing-sample.ts'

const linesOf = (sample: FramingSample) =>
  controlEnvironment(packetContext(sample), decisionKnowledge.control)
const textOf = (sample: FramingSample, control: ControlId): string | undefined =>
  linesOf(sample).find((each) => each.control === control)?.text

const race: FramingSample = {
  dependencies: ['postgres/relational'],
  risks: ['concurrency: oversold twice'],
}

describe('reset', () => {
  it.each([
    ['go', 'database per test from a migrated template (pgtestdb on Postgres', '`tx.Rollback`'],
    ['django', '`@pytest.mark.django_db(transaction=True)`', '`TestCase` rollback'],
    ['rails', 'DatabaseCleaner `:deletion`', 'transactional tests'],
    ['laravel', '`DatabaseTruncation`', '`RefreshDatabase`'],
    ['spring-boot', '`@Sql(executionPhase=AFTER_TEST_METHOD)`', '`@Transactional` rollback'],
    ['aspnet', 'Respawn', '`BeginTransaction`'],
    ['symfony', 'Foundry `ResetDatabase`', 'dama/doctrine-test-bundle'],
    ['phoenix', '`{:shared, self()}`', '`async: true`'],
  ])(
    'commits on %s where the risk needs commits, and rolls back elsewhere',
    (stack, commit, rollback) => {
      const text = textOf({ ...race, stack }, 'reset') ?? ''
      expect(text.indexOf(commit)).toBeGreaterThanOrEqual(0)
      expect(text.indexOf(rollback)).toBeGreaterThan(text.indexOf(commit))
      expect(text).toContain("two connections must see each other's commits")
    },
  )

  it('only rolls back when nothing depends on a commit', () => {
    const text = textOf(
      { dependencies: ['postgres/relational'], risks: ['validation: bad sku'], stack: 'django' },
      'reset',
    )
    expect(text).toBe(
      'each reservation case: `TestCase` rollback with `captureOnCommitCallbacks(execute=True)`',
    )
  })

  it('restores a snapshot of the previous schema for a migration, whatever the risk', () => {
    const text = textOf(
      { ...race, surfaces: ['migration: split of orders.address'], stack: 'spring-boot' },
      'reset',
    )
    expect(text).toContain('snapshot of the previous schema')
    expect(text).toContain('need real commits')
  })

  it('stops consumers before it resets the data', () => {
    const text =
      textOf({ ...race, dependencies: ['postgres/relational', 'rabbitmq/broker'] }, 'reset') ?? ''
    expect(text.indexOf("stop Rabbitmq's consumers")).toBeLessThan(text.indexOf('reset the data'))
    expect(text).toContain('in-flight 0')
  })

  it('stops the relay where the service only publishes through an outbox', () => {
    const text = 'We publish OrderPlaced via an outbox to RabbitMQ. Which tests do we need?'
    const dependencies = ['postgres/relational', 'rabbitmq/broker']
    const service = ['service: placing an order']
    const consumer = ['queue-consumer: order consumer']
    expect(textOf({ ...race, text, dependencies, surfaces: service }, 'reset')).toContain(
      'stop the outbox relay',
    )
    expect(textOf({ ...race, text, dependencies, surfaces: consumer }, 'reset')).toContain(
      "stop Rabbitmq's consumers",
    )
  })

  it('shows records of a topic that is only written to, and the lag of one that is read', () => {
    const text = 'We publish OrderPlaced via an outbox to Kafka. Which tests do we need?'
    const sample = { ...race, text, dependencies: ['postgres/relational', 'kafka/broker'] }
    const service = ['service: placing an order']
    const consumer = ['queue-consumer: order consumer']
    expect(textOf({ ...sample, surfaces: service }, 'debug')).toContain('by event id')
    expect(textOf({ ...sample, surfaces: consumer }, 'debug')).toContain('consumer-group lag')
  })

  it('adds what another engine needs', () => {
    expect(
      textOf({ ...race, dependencies: ['postgres/relational', 'redis/cache'] }, 'reset'),
    ).toContain('never `FLUSHALL`')
  })

  it('has nothing to say about a stand-in that stays out', () => {
    const text = textOf(
      {
        dependencies: ['sqlite/relational', 'postgres/relational'],
        risks: ['validation: bad sku'],
      },
      'reset',
    )
    expect(text).not.toContain('Sqlite')
  })
})

describe('fixtures', () => {
  it('say one thing about one risk, the closest', () => {
    const text = textOf(
      { ...race, text: 'Stock is reserved by two callers. We oversold twice.', stack: 'go' },
      'fixtures',
    )
    expect(text).toContain('makes the stock that its callers fight over')
    expect(text).not.toContain('its two writers')
  })
})

describe('auth', () => {
  it('is not involved where no caller is', () => {
    const text = textOf({ surfaces: ['worker: nightly export'], risks: ['retries: twice'] }, 'auth')
    expect(text).toBe('not involved: nobody calls the nightly export from outside')
  })

  it.each([
    ['express', 'minted with `jose`'],
    ['fastapi', 'PyJWT'],
    ['spring-boot', '`JwtDecoder`'],
    ['aspnet', 'JwtBearer'],
    ['go', '`golang-jwt`'],
    ['phoenix', '`log_in_user`'],
  ])('signs real tokens on %s and keeps verification on', (stack, means) => {
    const text = textOf(
      { surfaces: ['auth-flow: refresh rotation'], risks: ['permissions: admins only'], stack },
      'auth',
    )
    expect(text).toContain(means)
    expect(text).toContain('kept on')
  })

  it('signs payloads for a webhook', () => {
    expect(
      textOf({ surfaces: ['webhook: partner hook'], risks: ['idempotency: twice'] }, 'auth'),
    ).toContain('rotated secret')
  })
})

describe('time, readiness and isolation', () => {
  it('mentions time only where a clock decides', () => {
    expect(textOf(race, 'time')).toBeUndefined()
    const text = textOf({ ...race, risks: ['time: 15-minute holds'], stack: 'go' }, 'time')
    expect(text).toContain('placed, never waited for')
    expect(text).toContain('microseconds')
  })

  it('names the probe of each engine when a suite waits', () => {
    const text = textOf(
      {
        kind: 'flake-stabilization',
        dependencies: ['kafka/broker', 'postgres/relational'],
        risks: ['async-timing: timeouts'],
        stack: 'spring-boot',
      },
      'readiness',
    )
    expect(text).toContain('partitions assigned')
    expect(text).toContain('`pg_isready`')
    expect(text).toContain('Awaitility')
    expect(text).toContain('no sleeps')
  })

  it('mentions no readiness where nothing is waited for', () => {
    expect(textOf({ ...race, stack: 'go' }, 'readiness')).toBeUndefined()
  })

  it('uses the worker number of the runner', () => {
    expect(textOf({ ...race, stack: 'rails' }, 'isolation')).toContain('`TEST_ENV_NUMBER`')
  })

  it('obeys the number of processes that CI has', () => {
    expect(textOf({ ...race, constraints: ['processes@ci=2'] }, 'isolation')).toContain(
      '2 processes in CI',
    )
  })

  it('speaks of singletons where nothing outside the process is named', () => {
    const text = textOf(
      {
        kind: 'flake-stabilization',
        risks: ['ordering: map order'],
        surfaces: ['service: solver'],
      },
      'isolation',
    )
    expect(text).toContain('singletons')
  })
})

describe('fixtures and debug signals', () => {
  it.each([
    [
      'surface',
      { surfaces: ['auth-flow: refresh rotation'], text: 'We rotate each refresh token.' },
      '`tokenFamily(',
    ],
    [
      'words',
      { surfaces: ['auth-flow: reset'], text: 'Each password reset link works once.' },
      'replaced by a newer one',
    ],
    ['tenancy', { risks: ['tenancy: cross-tenant read'] }, 'twin tenants'],
    ['money', { risks: ['money: rounding'] }, '0, 2 and 3 decimals'],
    ['pagination', { risks: ['pagination: skipped rows'] }, 'one row more than a page'],
    ['contract', { kind: 'contract-and-api-checks' as const }, 'one builder per provider state'],
  ])('build what the %s needs', (_, sample, words) => {
    expect(textOf({ stack: 'express', ...sample }, 'fixtures')).toContain(words)
  })

  it('show the locks of the named engine and the seed', () => {
    const text = textOf({ ...race, stack: 'go' }, 'debug')
    expect(text).toContain('`pg_locks` joined to `pg_stat_activity`')
    expect(text).toContain('seed')
  })
})

describe('debug signals of many engines', () => {
  const text = (dependencies: string[]) => textOf({ ...race, stack: 'go', dependencies }, 'debug')

  it('keep a place for what no stub answered', () => {
    const many = text(['postgres/relational', 'redis/cache', 'kafka/broker', 'stripe/payment'])
    expect(many).toContain('`pg_locks`')
    expect(many).toContain('Redis: ')
    expect(many).toContain('Stripe: unmatched requests')
    expect(many).not.toContain('Kafka')
  })

  it('are the first three where nothing is stubbed, or a stub is among them', () => {
    expect(text(['postgres/relational', 'redis/cache', 'kafka/broker', 's3/object-store'])).toMatch(
      /Kafka/i,
    )
    expect(
      text(['postgres/relational', 'stripe/payment', 'kafka/broker', 'sendgrid/mail']),
    ).not.toContain('SendGrid')
  })
})

describe('replies', () => {
  const change = (target: string, op: 'set' | 'add' | 'remove', to: string | null) =>
    linesOf({ ...race, stack: 'go', amendments: [{ on: 'control', target, op, to }] })

  it('add a signal', () => {
    const line = change('debug', 'add', 'consumer lag').find((each) => each.control === 'debug')
    expect(line?.text).toMatch(/pg_locks.*; consumer lag$/)
    expect(line?.evidence[0]).toMatchObject({ from: 'amendment' })
  })

  it('take a signal out', () => {
    const line = change('debug', 'remove', 'pg_locks').find((each) => each.control === 'debug')
    expect(line?.text).not.toContain('pg_locks')
    expect(line?.text).toContain('seed')
  })

  it('replace a line', () => {
    const line = change('isolation', 'set', 'one database per test file').find(
      (each) => each.control === 'isolation',
    )
    expect(line?.text).toBe('one database per test file')
  })

  it('keep what a fragment corrects', () => {
    const line = change('isolation', 'set', 'per file').find((each) => each.control === 'isolation')
    expect(line?.text).toMatch(/^per file, instead of: rows and database per test/)
  })

  it('add a line that the packet had no reason for, in its place', () => {
    const lines = change('time', 'add', 'freeze the clock at 2024-02-29')
    expect(lines.map((each) => each.control)).toEqual([
      'fixtures',
      'reset',
      'auth',
      'time',
      'isolation',
      'debug',
    ])
  })
})
