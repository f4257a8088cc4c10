/** The words that later steps put into sentences: titles, surfaces and risks must be phrases that can stand there. */
import { describe, expect, it } from 'vitest'
import type { VerdictLabel } from '../../src/engine/packet.ts'
import { framed } from './framed.ts'

describe('a title', () => {
  it.each<readonly [VerdictLabel, string, string]>([
    // The object of the change, without what it was added to
    [
      'coverage-plan',
      'We added gift cards and store credit to our Rails shop. Which tests?',
      'gift cards and store credit',
    ],
    [
      'coverage-plan',
      'We moved seat allocation in our Django app to a `seats` table with 10-minute holds. Tests?',
      'seat allocation with 10-minute holds',
    ],
    [
      'coverage-plan',
      'We rewrote the loyalty points calculator. What do we test?',
      'loyalty points calculator',
    ],
    [
      'coverage-plan',
      'We added PUT /carts/{id} with an ETag check and a job that mails the owner. Tests?',
      'PUT /carts/{id} with an ETag check',
    ],
    [
      'coverage-plan',
      'We split invoices.total into net and tax. What do we test?',
      'splitting invoices.total into net and tax',
    ],
    [
      'coverage-plan',
      'Rails: users.id goes from int to bigint with gh-ost. Tests before we run it?',
      'users.id from int to bigint',
    ],
    [
      'coverage-plan',
      'A coupon was redeemed twice. We added a unique index and a transaction. What should be tested?',
      'coupon was redeemed twice',
    ],
    [
      'coverage-plan',
      'We changed interest rounding from per day to per month. Tests?',
      'interest rounding',
    ],
    [
      'coverage-plan',
      'We made the importer resumable, and parcel exports crashed half way. Tests?',
      'parcel exports',
    ],
    // Never cut behind a verb, never a product alone
    [
      'coverage-plan',
      'New endpoint receives Mollie webhooks and stores them. What tests?',
      'Mollie webhooks',
    ],
    ['coverage-plan', 'Adyen webhooks update invoices. Which tests?', 'Adyen webhooks'],
    [
      'coverage-plan',
      'Quarterly payout run charges cards. Which tests do we need?',
      'Quarterly payout run',
    ],
    ['coverage-plan', 'Symfony on MySQL. Tests for an outbox we just added?', 'Symfony outbox'],
    [
      'coverage-plan',
      'Celery nightly job builds a CSV revenue report per customer. What to test?',
      'nightly CSV revenue report',
    ],
    // Flaky tests by what they are about
    [
      'flake-stabilization',
      'Our parcel listener tests fail in CI once a day.',
      'parcel listener flake in CI',
    ],
    [
      'flake-stabilization',
      'Our Django tests are green locally but fail in CI around shared Redis keys and Celery tasks.',
      'Django suite on shared Redis keys and Celery tasks',
    ],
    [
      'flake-stabilization',
      'CI takes 40 minutes and half of it is flaky. Kotlin.',
      'flaky 40-minute Kotlin suite',
    ],
    [
      'flake-stabilization',
      'RSpec suite fails at random, duplicate key on users.email.',
      'RSpec suite: duplicate key',
    ],
    [
      'flake-stabilization',
      'MSTest integration tests against SQL Server are deadlocked on lock resources twice a day.',
      'MSTest integration tests: deadlocked on lock resources',
    ],
    // Suites
    [
      'execution-lane-split',
      'Our Laravel suite takes 38 minutes, a link works for 90 minutes.',
      '38-minute Laravel suite into lanes',
    ],
    [
      'execution-lane-split',
      'Django monolith, 6,000 tests on every push. Which tests in which stage?',
      'Django suite of 6,000 tests into lanes',
    ],
    // Compatibility
    [
      'contract-and-api-checks',
      'Our ASP.NET billing service serves two apps and publishes InvoicePaid JSON over RabbitMQ.',
      'billing service and InvoicePaid compatibility',
    ],
    [
      'contract-and-api-checks',
      'We publish protobufs to 12 internal services.',
      'protobuf compatibility',
    ],
    [
      'contract-and-api-checks',
      'Add pact between basket (Node) and stock (Spring Boot).',
      'basket and stock compatibility',
    ],
    [
      'contract-and-api-checks',
      'Our shipping API drifts from its spec; catch it in CI.',
      'shipping API compatibility',
    ],
    // Data, login and time
    [
      'fixture-and-reset-plan',
      'How do we get tokens for viewer and editor in Quarkus tests?',
      'tokens for viewer and editor in Quarkus tests',
    ],
    [
      'fixture-and-reset-plan',
      'How should data, tenants and login work?',
      'data, tenants and login',
    ],
    [
      'fixture-and-reset-plan',
      'Design per-worker databases for pytest-xdist.',
      'per-worker databases for pytest-xdist',
    ],
    [
      'fixture-and-reset-plan',
      'Set up testcontainers for our Go services.',
      'testcontainers for Go services',
    ],
    // Nothing is named
    ['needs-framing', 'We launch in March. Please make our backend robust.', 'backend change'],
    // Route-outs
    [
      'authentication-setup',
      'Please add passkeys and GitHub login to our NestJS app next to password login.',
      'passkeys and GitHub login',
    ],
    [
      'testing-strategies',
      'Write our company testing strategy: pyramid, coverage thresholds.',
      'company testing strategy',
    ],
    [
      'testing-strategies',
      'Flaky test policy for the whole org: who may quarantine?',
      'Flaky test policy',
    ],
    ['api-design', 'Need feedback on our error model: problem+json or our own?', 'error model'],
  ])('of a %s request %j is %j', (kind, text, title) => {
    expect(framed(text, kind).title).toBe(title)
  })
})

describe('surfaces', () => {
  it.each<readonly [VerdictLabel, string, readonly string[]]>([
    [
      'coverage-plan',
      'We added refresh-token rotation and new admin-only endpoints to our Express API.',
      ['refresh-token rotation', 'admin-only endpoints'],
    ],
    ['coverage-plan', 'We added partial refunds to our payment service.', ['partial refunds']],
    [
      'coverage-plan',
      'Rails + Sidekiq: Stripe webhooks update subscriptions.',
      ['Stripe webhooks', 'Sidekiq worker'],
    ],
    ['coverage-plan', 'Our ASP.NET invoicing service computes proration.', ['invoicing service']],
    [
      'coverage-plan',
      'The nightly job builds a revenue report. Celery.',
      ['nightly job', 'Celery worker'],
    ],
    [
      'coverage-plan',
      'POST /orders writes a row. No giant end-to-end suite please.',
      ['POST /orders'],
    ],
    [
      'coverage-plan',
      'Migration converts payments.amount to numeric while writers go on.',
      ['migration of payments'],
    ],
    ['coverage-plan', 'Monthly billing run crashed half way.', ['monthly billing run']],
    [
      'coverage-plan',
      'New endpoint receives Shopify webhooks and upserts products.',
      ['Shopify webhooks', 'upsert of products', 'endpoint'],
    ],
    [
      'flake-stabilization',
      'Our FastAPI tests fail in CI around seeded Postgres state and background jobs.',
      ['FastAPI tests', 'background jobs'],
    ],
    [
      'fixture-and-reset-plan',
      'Our tests log in as one user and share a database. Rails.',
      ['login', 'Rails suite'],
    ],
    [
      'frontend-testing',
      'Our Playwright login tests are flaky when the date picker opens.',
      ['Playwright login tests'],
    ],
    [
      'coverage-plan',
      'We split customers.name: Alembic migration with a backfill. What do we test?',
      ['Alembic migration of customers'],
    ],
    ['debugging', 'GET /invoices returns 500 for some tenants.', ['GET /invoices']],
    ['needs-framing', 'Our Rails app has poor tests.', ['Rails suite']],
  ])('of a %s request %j are %j', (kind, text, surfaces) => {
    expect(framed(text, kind).surfaces.map((each) => each.words)).toEqual(surfaces)
  })
})

describe('stated risks', () => {
  it.each<readonly [string, readonly (readonly [string, string])[]]>([
    [
      'I need tests that catch auth failures, token replay issues, and DB persistence bugs without turning CI into a giant end-to-end suite.',
      [
        ['permissions', 'auth failures'],
        ['idempotency', 'token replay issues'],
        ['persistence', 'DB persistence bugs'],
      ],
    ],
    [
      'We moved stock to a `holds` table with an event via outbox to Kafka. We oversold twice last November.',
      [
        ['concurrency', 'oversold twice last November'],
        ['side-effects', 'event via outbox'],
      ],
    ],
    [
      'Handler on Service Bus with a dedup table. My worry: the handler succeeds and then the ack is lost.',
      [['data-loss', 'ack is lost']],
    ],
    ['Two agents click at once on refunds.', [['concurrency', 'agents click at once']]],
    ['Messages arrive twice after reconnect.', [['idempotency', 'Messages arrive twice']]],
    [
      'Last month our endpoint listed invoices of another tenant.',
      [['tenancy', 'invoices of another tenant']],
    ],
    [
      'Every posting must balance, and posting the same transfer must not book twice.',
      [
        ['idempotency', 'posting the same transfer must not book twice'],
        ['money', 'posting must balance'],
      ],
    ],
    [
      'Some customers were charged twice in March.',
      [['idempotency', 'customers were charged twice']],
    ],
    [
      'A cancelled plan came back after an old event arrived late.',
      [['ordering', 'old event arrived late']],
    ],
    ['Worried about rows without an object.', [['persistence', 'rows without an object']]],
    ['The provider may time out.', [['retries', 'provider may time out']]],
    ['Reset links never expired.', [['time', 'Reset links never expired']]],
    // Nearest misses
    [
      'Today we have unit tests with mocked repositories and a unique index.',
      [['persistence', 'unique index']],
    ],
    ['Our order service answers GET /orders.', []],
    ['No endpoint leaks across tenants again.', []],
  ])('of %j are told in order and in its words', (text, risks) => {
    const stated = framed(text).risks.filter((each) => each.stated)
    const first = stated.slice(0, Math.max(risks.length, 1))
    expect(first.map((each) => [each.risk, each.words])).toEqual(risks)
  })
})

describe('statements', () => {
  it.each([
    [
      'Catch replays without turning CI into a giant end-to-end suite.',
      'e2e',
      'without turning CI into a giant end-to-end suite',
    ],
    ['Catch the drift, no API redesign.', 'api-design', 'no API redesign'],
  ])('rule out in %j only as an exclusion, in whole words', (text, exclusion, words) => {
    const framing = framed(text)
    expect(framing.exclusions.map((each) => [each.exclusion, each.words])).toEqual([
      [exclusion, words],
    ])
    expect(framing.constraints).toEqual([])
  })

  it.each([
    ['Our tests pass locally but fail in CI.', []],
    ['A nightly job mails the invoices. What do we test before we ship?', []],
    ['CI must fail on drift, in the PR.', ['pr']],
    ['Run the long ones nightly and block the merge on the rest.', ['pr', 'scheduled']],
  ])('wish for evidence in %j: %j', (text, lanes) => {
    expect(framed(text).lanes.map((each) => each.lane)).toEqual(lanes)
  })

  it('keep the thought that is out of scope, not only the words that say so', () => {
    const { exclusions } = framed(
      'Tests for the cache purge? The key format may change later, out of scope now.',
    )
    expect(exclusions.map((each) => each.words)).toEqual([
      'The key format may change later, out of scope now',
    ])
  })

  it('wish for no lane where a flaky suite only tells where it fails', () => {
    const text = 'Digest worker spec: 2 calls, eager on laptop, off in CI.'
    expect(framed(text, 'flake-stabilization').lanes).toEqual([])
  })

  it('read no shared namespace as a limit', () => {
    const { constraints } = framed('No shared Azure namespace in tests.')
    expect(constraints.map((each) => each.constraint)).toEqual(['no-shared-environment'])
  })
})
