import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { framed, mentionsOf, named, riskNames, rules, runtimes } from './framed.ts'

describe('dependencies in a request', () => {
  it.each([
    ['orders are saved in pg and cached in redis', ['postgres', 'redis']],
    ['PostgreSQLContainer boots twice', ['postgres']],
    ['KafkaIndexFaultToleranceTest times out', ['kafka']],
    ['lettuce RedisCommandTimeoutException at noon', ['redis']],
    ['rmq consumer on mssql', ['rabbitmq', 'sqlserver']],
    ['an Azure Service Bus consumer', ['azure service bus']],
    ['we write to ddb and SNS', ['dynamodb', 'sns']],
    ['users come by SAML', ['saml idp']],
    ['SAML with Okta and OneLogin', ['okta', 'onelogin']],
    ['our partner bank gives an OpenAPI file', ['partner bank api']],
    ['rows go to an object store', ['object store']],
    ['the suite empties the database', ['database']],
    ['the database is Postgres', ['postgres']],
    ['the mongo routes and the database itself', ['mongodb']],
    ['the job sends email when done', ['email']],
    ['Oracle 19c holds the ledger', ['oracle']],
    ['not Redis but Postgres', ['postgres']],
    ['Redis no, Postgres yes', ['postgres']],
    ['Mongo: no. Postgres: yes', ['postgres']],
    ['Redis no longer flushes', ['redis']],
    ['Postgres has no index', ['postgres']],
    ['we moved off Mongo to Postgres', ['postgres']],
    ['no Kafka, just Postgres', ['postgres']],
    ['no need for Kafka here', []],
    ["we don't use Redis, we use Postgres", ['postgres']],
    ['Postgres instead of MySQL', ['postgres']],
    ['no Redis, Kafka or Mongo here', []],
    ['not only Redis but Postgres', ['redis', 'postgres']],
    ["this isn't tested in Postgres", ['postgres']],
    ["we can't run unit tests without a Postgres up", ['postgres']],
    ['see https://github.com/acme/redis/pull/7', []],
    ['<@U55OPS> broke :postgres: again', []],
    ['the test oracle is wrong', []],
    ['PRs sit in the merge queue', []],
    ['a token bucket per user', []],
    ['temporal coupling between steps', []],
    ['user with that email already exists', []],
    ['a list of activities', []],
    ['import @acme/db from types.db', []],
    ['tests talk to redis db 1', ['redis']],
    ['the NServiceBus endpoint', []],
  ])('%s', (text, expected) => {
    expect(named(framed(text))).toEqual(expected)
  })
})

describe('runtimes in a request', () => {
  it.each([
    ['Go, NATS', ['go']],
    ['our Go service and its tests', ['go']],
    ['9 services (go/py/ts)', ['go', 'python', 'typescript']],
    ['go test -race is red', ['go']],
    ['Go/echo with 120 endpoints', ['go', 'echo']],
    ['node/fastify', ['node', 'fastify']],
    ['.NET 8 service, EF Core', ['dotnet', 'ef-core']],
    ['ASP.NET Core, Hangfire', ['aspnet', 'hangfire']],
    ['tests in C#', ['dotnet']],
    ['MQTT ingest in C++', ['c++']],
    ['Rails API', ['rails']],
    ['rails 7.1 / mysql', ['rails']],
    ['Spring Boot and Kotlin', ['spring-boot', 'kotlin']],
    ['Next.js with jest', ['nextjs', 'jest']],
    ['Rust.', ['rust']],
    ['RefundTransactionActionTest.php has no case for it', ['php']],
    ['email_rate_limit_test.rb fails', ['ruby']],
    ['a pytest decorator skips them', ['pytest', 'python']],
    ['our xUnit assembly', ['dotnet']],
    ['Django with pytest', ['django', 'pytest']],
    ['moved off GORM to sqlc', ['sqlc', 'go']],
    ['let us go to production', []],
    ['Go ahead and plan it', []],
    ['we express it as JSON and react to errors', []],
    ['a node pool in the cluster', []],
    ['flaky since last spring', []],
    ['guard rails for senders', []],
    ['a play on words, the rest is fine', []],
    ['nested modules echo the input', []],
    ['a Java team reads the same topic', []],
    ['test pyramid or trophy', []],
  ])('%s', (text, expected) => {
    expect(runtimes(framed(text))).toEqual(expected)
  })
})

describe('limits, coverage, exclusions and lanes in a request', () => {
  const idsOf = (text: string): readonly string[] =>
    mentionsOf(text)
      .filter((each) => ['constraint', 'exclusion', 'lane'].includes(each.kind))
      .map((each) => `${each.kind} ${each.id}${each.value === null ? '' : ` = ${each.value}`}`)

  it.each([
    ['our 2-core runners', ['constraint processes@ci = 2']],
    ['our 16-core runners', []],
    ['no Docker on the runners', ['constraint no-containers@ci']],
    ['no containers in the PR', ['constraint no-containers@pr', 'lane pr']],
    ['docker is not allowed here', ['constraint no-containers']],
    ['PR must stay under 10 minutes', ['constraint budget@pr = 10 minutes']],
    ['keep the PR under 8m', ['constraint budget@pr = 8 m']],
    ['PR should take 5 minutes, it takes 22 today', ['constraint budget@pr = 5 minutes']],
    ['we want PRs done in 7 minutes', ['constraint budget@pr = 7 minutes']],
    ['the PR takes 22 minutes today', []],
    ['CI must finish within ten minutes', ['constraint budget@pr = 10 minutes']],
    ['ten of them under load in CI', ['lane pr']],
    ['want <20s local', ['constraint budget@local = 20 s']],
    ['no staging zone', ['constraint no-shared-environment']],
    ['no prod copies please', ['constraint production-copy']],
    ['we do not need an API redesign', ['exclusion api-design']],
    ['nobody wants to redesign it', ['exclusion api-design']],
    ['no giant e2e suite', ['constraint no-e2e', 'exclusion e2e']],
    ['without turning CI into a giant end-to-end suite', ['constraint no-e2e', 'exclusion e2e']],
    ['UI tests are not what I want', ['exclusion frontend-testing']],
    ['run it nightly', ['lane scheduled']],
    ['the DB must not be mocked', ['constraint real-database', 'exclusion mocks']],
    ['docker compose starts it', []],
    ['offline-first sync', []],
    ['no PR under 85% diff coverage', []],
    ['N-1 agents still talk to it', []],
    ['no end-to-end coverage of onboarding', []],
    ['the API redesign is done', []],
    ['18 minutes of Docker builds', []],
  ])('%s', (text, expected) => {
    expect(idsOf(text)).toEqual(expected)
  })

  it.each([
    ['We already have unit tests for the parser.', 'unit'],
    ['It is covered by 480 mock-based unit tests.', 'unit'],
    ['A SoapUI project on a laptop is all.', 'smoke'],
    ['Snapshot tests exist but nobody reads them.', 'contract'],
    ['TicketRepository went out untested.', null],
    ['0 tests', null],
  ])('existing coverage: %s', (text, layer) => {
    expect(framed(text).coverage.map((each) => each.layer)).toEqual([layer])
  })

  it('does not take wanted tests for existing ones', () => {
    expect(framed('We need integration tests for the parser.').coverage).toEqual([])
    expect(framed('3 tests around the worker fail randomly.').coverage).toEqual([])
    expect(framed('12 tests fail randomly in CI.').coverage).toEqual([])
  })

  it('tells the clause about existing tests as the requester put it', () => {
    expect(
      framed('Fine. We already have unit tests for the parser, what else?').coverage[0]?.words,
    ).toBe('We already have unit tests for the parser')
  })
})

describe('risks in a request', () => {
  it.each([
    ['two concurrent refreshes race', 'concurrency'],
    ['a double charge after a retry', 'idempotency'],
    ['an older event arrives out of order', 'ordering'],
    ['the renamed field broke old clients', 'compatibility'],
    ['a viewer must get 403', 'permissions'],
    ['the backfill drops a column', 'data-loss'],
    ['tokens expire after 20 minutes at midnight UTC', 'time'],
  ])('%s', (text, risk) => {
    expect(riskNames(framed(text))).toContain(risk)
  })

  it('leaves out what is denied', () => {
    expect(riskNames(framed('The endpoint has no race, only malformed input.'))).not.toContain(
      'concurrency',
    )
  })
})

describe('every mention', () => {
  const requests = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        ' ',
        '. ',
        'Postgres',
        'not ',
        'no Docker',
        'pr must ',
        'under 10 minutes',
        '.NET',
        'KafkaContainer',
        'İstanbul',
        '\u{1F600}',
        '<@U1>',
        'https://x.io/redis ',
        'test.rb',
        ', ',
      ),
    ),
    { maxLength: 30 },
  )

  it('quotes the text at its place and names a rule that exists', () => {
    fc.assert(
      fc.property(requests, (pieces) => {
        const text = pieces.join('')
        for (const mention of mentionsOf(text)) {
          expect(text.slice(mention.start, mention.end)).toBe(mention.words)
          expect(mention.words).not.toBe('')
          expect(rules.has(mention.rule)).toBe(true)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('comes out the same each time', () => {
    fc.assert(
      fc.property(requests, (pieces) => {
        const text = pieces.join('')
        expect(mentionsOf(text)).toEqual(mentionsOf(text))
      }),
      { numRuns: 50 },
    )
  })

  it.each([
    'no not without ',
    'pr must keep ',
    '1,400 ',
    'a-',
    'we added ',
    'KafkaIndexFault ',
    ':a',
  ])('stands in the text as quoted, however long it is: %s', (unit) => {
    const text = unit.repeat(Math.ceil(100_000 / unit.length))
    const misquoted = mentionsOf(text).filter(
      ({ start, end, words }) => text.slice(start, end) !== words,
    )
    expect(misquoted).toEqual([])
  })
})
