import { describe, expect, it } from 'vitest'
import type { Packet } from '../../src/engine/packet.ts'
import { plan } from '../../src/engine/plan.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'

const knowledge = loadKnowledge('references')

const packetOf = (text: string): Packet => {
  const verdict = plan({ text }, [], knowledge)
  if (verdict.verdict !== 'packet') throw new Error(`a ${verdict.verdict} for: ${text}`)
  return verdict
}

const waitlist =
  'We run a Kotlin/Ktor booking API (Exposed + Postgres, Redis for seat holds). We add a waitlist: when someone cancels, the first person on the list gets the seat for 15 minutes, then it goes to the next. Worried about two cancellations promoting the same person and about a hold that expires while they pay. What should we cover, at which level?'
const softDelete =
  'NestJS + MongoDB. Adding soft delete to workspaces: deleting one hides its projects and files for 30 days, then a nightly purge removes them for good. Admins can restore. I am most afraid of the purge removing something that was restored the same night, and of hidden projects leaking through the search endpoint. Which tests?'
const wallet =
  'rust axum + sqlx, multi-currency wallet. The transfer endpoint debits one wallet and credits another. Which tests would you write first?'
const permissions =
  'FastAPI + Redis + Postgres. Introducing a cached permission check: role changes must take effect within 60s, and a Redis outage must not lock everyone out nor open everything. Reviewers ask for a test plan.'
const quota =
  'AWS Lambda (TypeScript) + DynamoDB single table. We are adding a per-tenant quota: a counter incremented with a conditional write, resets on the 1st of the month, admins can raise a tenant’s limit at runtime. What do we test where?'
const discount =
  'ASP.NET Core + SQL Server, EF Core. We are adding a discount rule that the pricing service applies per order; rounding and two clerks at once worry me. Which tests do we need?'

describe('a whole request gets the case that its reader would miss first', () => {
  it.each([
    ['a wait list', waitlist, ['bk-waitlist', 'bk-hold-pays']],
    ['a purge beside a restore', softDelete, ['rp-purge-restore', 'rp-soft-hidden']],
    ['a transfer', wallet, ['pay-two-sides']],
    ['permissions in a cache', permissions, ['ep-effect-within', 'ca-fail-mode']],
    ['a quota that is raised', quota, ['rl-raise', 'rl-period']],
  ])('%s', (_, text, expected) => {
    const rules = packetOf(text).scenarios.flatMap(({ evidence }) =>
      evidence.flatMap((proof) => (proof.from === 'amendment' ? [] : [proof.rule])),
    )
    expect(rules).toEqual(expect.arrayContaining(expected.map((id) => `scenarios/${id}`)))
  })
})

describe('what a product or a phrase is called is not what it is about', () => {
  const risksOf = (text: string): readonly string[] =>
    packetOf(text).framing.risks.map(({ risk }) => risk)

  it('a database with SQL in its name is no worry about persistence', () => {
    expect(risksOf(discount)).toEqual(['money', 'concurrency'])
  })
  it('who is locked out does not wait for a lock', () => {
    expect(risksOf(permissions)).not.toContain('concurrency')
  })
  it('functions that run on AWS are no dependency of that name', () => {
    expect(packetOf(quota).dependencies.map(({ dependency }) => dependency)).not.toContain('aws')
  })
})

const causesOf = (text: string): readonly (readonly string[])[] => {
  const table = packetOf(text)
    .shapes.flatMap(({ parts }) => parts)
    .find((part) => part.title?.startsWith('Likely causes') === true)
  return table?.type === 'table' ? table.rows : []
}
const commandOf = (text: string, lane: string): string | null | undefined =>
  packetOf(text).lanes.find((each) => each.lane === lane)?.command

const bids =
  'ExUnit tests for our auction server fail randomly: bids come back in a different order, `assert [%Bid{amount: 10}, %Bid{amount: 12}] = list_bids(a)`. About 1 of 15. async: true.'
const pool =
  'cargo test with sqlx and Redis is flaky, 3 of 40 runs fail with `PoolTimedOut`, more often since we moved to 16-core runners'
const mode =
  'RSpec + Sidekiq: `InvoiceMailerJob` spec fails maybe 1 in 30 on CircleCI with "expected 1 email, got 0". Sidekiq::Testing.inline! is set in some files and fake! in others. Someone added `sleep 2`.'

describe('a flake is ranked by its symptom', () => {
  it.each([
    ['rows that nothing orders', bids, 'row or map order taken for granted'],
    ['a pool that more workers share', pool, 'the workers together want more connections'],
    ['a mode of the whole process', mode, 'a mode set for the whole process in one file'],
    [
      'tests in another order, which is no order of rows',
      'Our RSpec suite is flaky in CI, about 1 in 10 runs: two specs fail when they run in a different order.',
      'a case needs its neighbour',
    ],
  ])('%s', (_, text, cause) => {
    expect(causesOf(text)[0]?.[1]).toContain(cause)
  })

  it('takes the words inside an error’s name for a symptom, not for a product in use', () => {
    expect(causesOf(pool)[0]?.[2]).toBe('"16-core runners", "PoolTimedOut"')
  })
  it('does not take the first word of a sentence for a product', () => {
    const evidence = causesOf(
      'Our Jest suite (Express + Postgres) goes red about once in 12 runs on GitHub Actions. Locally never.',
    ).map((row) => row[2])
    expect(evidence).toContain('"Locally"')
  })
  it('quotes no half of a quotation that stands inside another', () => {
    const evidence = causesOf(
      'Our Jest suite with TypeORM and Postgres is flaky, 1 in 12 runs: "Cannot execute operation on \\"default\\" connection because connection is not yet established".',
    ).map((row) => row[2])
    expect(evidence[0]).toBe('"not yet established"')
  })
})

describe('a flake is replayed under the condition that its cause needs', () => {
  it('looks for a polluter only where the order is the suspect', () => {
    expect(commandOf(bids, 'local-fast')).toBe('mix test --seed <seed>')
    expect(commandOf(mode, 'local-fast')).toContain('--bisect')
  })
  it('gives a cause of many workers no single processor', () => {
    expect(commandOf(pool, 'local-fast')).not.toContain('taskset')
  })
})

describe('a flake that starts before its set-up is done', () => {
  const flaky = (symptom: string): string =>
    `Our Jest suite with TypeORM and Postgres is flaky in CI, about 1 in 10 runs: ${symptom}. How do we stabilise it?`
  const firstCause = (text: string): string | undefined => causesOf(text)[0]?.[1]

  it('is told from one that waits too short', () => {
    expect(firstCause(flaky('"Cannot execute operation, connection is not yet established"'))).toBe(
      'a case runs before the set-up has opened its connection',
    )
    expect(firstCause(flaky('the job has not finished, the wait times out'))).toBe(
      'asserting before asynchronous work is done',
    )
  })
})

describe('a dependency is known by what the request says it with', () => {
  const rowsOf = (text: string): readonly string[] =>
    packetOf(text).dependencies.map(({ dependency }) => dependency)
  const meansOf = (text: string, dependency: string): string =>
    packetOf(text).dependencies.find((each) => each.dependency === dependency)?.means ?? ''

  it('a query library implies its database', () => {
    expect(rowsOf(pool)).toEqual(['redis', 'database'])
    expect(rowsOf(wallet)).toContain('database')
  })
  it('an engine and a scheduler that the stack names have rows of their own', () => {
    const spark =
      'Nightly Spark job writes parquet to S3, triggered by Airflow. Test DAG runs share one bucket and one Postgres metadata DB, so two developers running the suite overwrite each other’s partitions. How do we get test data under control?'
    expect(rowsOf(spark)).toEqual(['s3', 'postgres', 'airflow', 'spark'])
    expect(meansOf(spark, 's3')).toContain('fs.s3a')
    expect(commandOf(spark, 'pr')).toContain('pytest')
  })
  it('a store that can count needs no cache beside it', () => {
    expect(rowsOf(quota)).not.toContain('cache')
    expect(
      packetOf(quota)
        .scenarios.map(({ text }) => text)
        .join(),
    ).not.toContain('the cache')
  })
  it('a hosted search is called by its name, not an outside service', () => {
    const split =
      'PHPUnit/Laravel: 900 feature tests, which should run before merge and which at night? MySQL, Horizon, Algolia.'
    expect(
      packetOf(split)
        .lanes.map(({ runs }) => runs)
        .join(),
    ).toContain('Algolia stubbed')
  })
  it('a stub server that the team has is the one that is used', () => {
    const tax =
      'Our checkout service calls the tax provider’s SOAP service, which changed responses without notice twice this year. PHP / Symfony, PHPUnit. WireMock is already in docker-compose. What contract checks do we want?'
    expect(meansOf(tax, 'soap service')).toContain('WireMock')
    expect(meansOf(tax.replace('WireMock', 'Mountebank'), 'soap service')).toContain('Mountebank')
    expect(
      packetOf(tax)
        .scenarios.map(({ text }) => text)
        .join(),
    ).not.toContain('subgraph')
  })
  it('a LocalDB that all tests share becomes a database for each worker', () => {
    const clinic =
      'How should we seed and reset data for the xUnit integration tests of our clinic booking API? EF Core on SQL Server, 300 tests share one LocalDB.'
    expect(meansOf(clinic, 'sqlserver')).toContain('LocalDB database per worker')
  })
  it('an OpenAPI file is no file that the API serves', () => {
    const rename =
      'Rails API, public REST API consumed by around 30 partners with v1 documented in an OpenAPI file (rswag). We renamed `total_cents` to `amount_cents` in one response and two partners went down. We want PRs to fail when someone does this again.'
    expect(
      packetOf(rename)
        .scenarios.map(({ text }) => text)
        .join(),
    ).not.toContain('file')
  })
})

describe('a surface is what the request is about', () => {
  it.each([
    ['the tests, not what they run on', pool, 'Rust suite'],
    ['a job library without its member in code', mode, 'Sidekiq worker'],
    ['an endpoint at the start of a sentence', wallet, 'transfer endpoint'],
    [
      'the suite of a split, not the provider’s API',
      'Go service with sqlc and pgx, 1,100 tests, 14 min in GitLab. PR should take 5 minutes, and we also have 40 tests that hit the real Twilio API. What goes where?',
      'Go suite',
    ],
    [
      'an interface with a name before the stack’s',
      'Rails API with Sidekiq, public REST API consumed by 30 partners. We renamed `total_cents` in one response and two partners went down. PRs should fail when someone does this again.',
      'public REST API',
    ],
  ])('%s', (_, text, words) => {
    expect(packetOf(text).framing.surfaces[0]?.words).toBe(words)
  })
  it('a title tells neither the remedy that was tried nor that a flake is flaky', () => {
    expect(packetOf(mode).framing.title).toBe('InvoiceMailerJob spec in CI')
    expect(packetOf(pool).framing.title).toBe('flaky cargo test')
  })
})

describe('real accounts that CI may not call', () => {
  const packet = packetOf(
    'Django + S3 + Stripe. A new invoice export uploads a PDF and charges the card. Which tests do we need? No real Stripe or AWS in CI.',
  )
  it('are a limit of the request', () => {
    expect(packet.framing.constraints.map((each) => each.constraint)).toEqual(['no-sandbox@ci'])
  })
  it('keep no stand-in honest, and are called in no lane of CI', () => {
    for (const row of packet.dependencies)
      expect(row.keptHonestBy ?? '').not.toMatch(/scratch|test mode/)
    expect(packet.lanes.find(({ lane }) => lane === 'scheduled')?.runs).not.toMatch(
      /scratch|test mode/,
    )
  })
})

describe('a suite that is split', () => {
  const maven =
    'Our Spring Boot suite (Maven, Postgres, 1,900 tests) takes 45 minutes on every PR. Split it: the PR should take 12 minutes. What runs where?'
  it('gets the command of one shard, and is told so', () => {
    expect(commandOf(maven, 'pr')).toMatch(/NR % 5 == 1.*surefire\.includesFile/)
    expect(packetOf(maven).lanes.find(({ lane }) => lane === 'pr')?.note).toContain('shard 1')
  })
  it('gets no shard where nobody asked for one', () => {
    expect(commandOf(softDelete, 'pr')).toBe('npx jest --ci --randomize --showSeed')
  })
  it('lists what is changed before what reads it', () => {
    const column =
      'ASP.NET Core + SQL Server, EF Core. We’re splitting Orders.CustomerName into FirstName/LastName; a reporting job and the mobile API both read the old column and both versions run for about an hour. Which tests protect that migration?'
    expect(packetOf(column).framing.surfaces[0]?.surface).toBe('migration')
  })
})
