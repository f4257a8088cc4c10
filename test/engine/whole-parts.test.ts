import { describe, expect, it } from 'vitest'
import { plan } from '../../src/engine/plan.ts'
import { renderMarkdown } from '../../src/render/markdown.ts'
import {
  packetOf,
  commandOf,
  knowledge,
  softDelete,
  wallet,
  quota,
  pool,
  copyAndDelete,
} from './whole-packets.ts'

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

describe('a limit that names a product', () => {
  const strategies = packetOf(copyAndDelete).dependencies.map((each) => [
    each.dependency,
    each.strategy,
  ])
  it('concerns no other one', () => {
    expect(strategies).not.toContainEqual(['redshift', 'shared-external'])
    expect(strategies).toContainEqual(['s3', 'shared-external'])
  })
})

describe('fixture files', () => {
  it('are not what the rows are about', () => {
    const alice =
      'PHP 8.3 / Symfony 7, Doctrine, MariaDB. Each of our 640 functional tests reloads 38 fixture files (Alice) before it starts = 19 min. Some tests depend on ids (`/customers/17`). How do we get the test data under control?'
    expect(
      packetOf(alice)
        .scenarios.map(({ text }) => text)
        .join(),
    ).toContain('customer')
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

describe('what finds no room is said', () => {
  it('a case beyond the last one, where the request nearly asks for it', () => {
    const kafka =
      'Our Go service consumes `shipment.created` from Kafka and writes to Postgres plus an outbox. The producer’s team wants to make `carrier_id` optional and add a new enum value for `service_level`. Four consumers in other repos read the topic, schemas are in Confluent Schema Registry (Protobuf). How do we make sure nobody breaks?'
    const packet = packetOf(kafka)
    const next = packet.shapes
      .flatMap(({ parts }) => parts)
      .find((part) => part.title === 'Next to add, beyond 6 cases')
    expect(next).toMatchObject({ type: 'paragraph' })
    expect(packet.scenarios).toHaveLength(6)
  })
  it('everybody who logs in is an actor', () => {
    const clinic =
      'How should we seed and reset data for the xUnit integration tests of our clinic booking API? EF Core on SQL Server, 300 tests share one database. Doctors, receptionists and patients log in via IdentityServer.'
    const table = packetOf(clinic)
      .shapes.flatMap(({ parts }) => parts)
      .find((part) => part.title === 'Actors')
    const names = table?.type === 'table' ? table.rows.map(([name]) => name) : []
    expect(names).toEqual([
      'anonymous',
      'doctor',
      'receptionist',
      'patient',
      'other doctor, same clinic',
    ])
  })
})

describe('who takes a request over gets what it says', () => {
  const verdict = plan(
    {
      text: 'Since yesterday every payout to Polish IBANs returns 500 in production, logs show "numeric field overflow". Kotlin, Exposed, Postgres. Why?',
    },
    [],
    knowledge,
  )
  it('what fails, and the error that was seen', () => {
    expect(verdict.verdict).toBe('route-out')
    expect(verdict.framing.surfaces.map(({ words }) => words)).toEqual(['payout to Polish IBANs'])
    expect(JSON.stringify(verdict)).toContain('(seen: \\"numeric field overflow\\")')
  })
  it('the engine behind it, in Markdown too', () => {
    expect(renderMarkdown(verdict)).toContain('- Dependencies: Postgres')
  })
})

describe('tests that exist are quoted with what they are about', () => {
  const listener =
    'Spring Boot, RabbitMQ. Our claims listener stores claims. We want to add idempotency. {} What tests do we need?'
  it.each([
    ['Existing: JUnit unit tests for the rules.', 'unit', 'JUnit unit tests for the rules'],
    ['Unit tests of the policy matrix exist.', 'unit', 'Unit tests of the policy matrix exist'],
    ['Tests today: a few JUnit tests of the parser.', null, 'a few JUnit tests of the parser'],
  ])('%s', (said, layer, words) => {
    const [coverage] = packetOf(listener.replace('{}', said)).framing.coverage
    expect(coverage).toMatchObject({ layer, words })
  })
})

describe('an interface that others serve is tested from our side', () => {
  const tracking = packetOf(
    'We consume the Deutsche Post tracking API (JSON, no SLA) in a Go service behind a circuit breaker. They added a new status last week and our parser blew up, parcels stayed "in transit" for 2 days. What contract tests would have caught that and where do they run? We have httptest stubs recorded in 2023.',
  )
  it('is the surface, by its name', () => {
    expect(tracking.framing.surfaces).toMatchObject([
      { surface: 'provider-api', words: 'Deutsche Post tracking API' },
    ])
  })
  it('gets cases of the reader, and its drift at night', () => {
    const rules = tracking.scenarios.flatMap(({ evidence }) =>
      evidence.flatMap((proof) => (proof.from === 'amendment' ? [] : [proof.rule])),
    )
    expect(rules).toContain('scenarios/ct-read-unknown')
    expect(tracking.scenarios.find(({ lane }) => lane === 'scheduled')?.text).toContain('sandbox')
    expect(tracking.lanes.map(({ runs }) => runs).join()).not.toMatch(
      /can-i-deploy|deployed description/,
    )
  })
  it('is stubbed before the merge and compared at night, without a database for provider states', () => {
    expect(tracking.dependencies.map((each) => [each.name, each.scope, each.strategy])).toEqual([
      ['Deutsche Post tracking API', 'pr', 'mock'],
      ['Deutsche Post tracking API', 'scheduled', 'shared-external'],
    ])
  })
  it('is none where we serve it', () => {
    const served = packetOf(
      'Our Go service serves a tracking API that four shops consume. We added a new status last week and their parser blew up. What contract tests would have caught that?',
    )
    expect(served.framing.surfaces.map(({ surface }) => surface)).not.toContain('provider-api')
  })
})

describe('what a split can lose', () => {
  const stakesOf = (text: string): string =>
    packetOf(text)
      .shapes.flatMap(({ parts }) => parts)
      .flatMap((part) => (part.type === 'list' && part.title === 'At stake' ? part.items : []))
      .join('\n')
  const crowded =
    'CI times out at 60m almost every evening. Our tests are flaky, 14k phpunit, half of them hit MySQL. Laravel 10. Which subset should block a merge?'

  it('is said in the words of the request, but for those that it denies', () => {
    expect(stakesOf(crowded)).toContain('("flaky")')
    expect(stakesOf(crowded.replace('are flaky', 'are not flaky'))).not.toContain('flaky')
  })
})
