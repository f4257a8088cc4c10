import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classify } from '../../src/engine/classify.ts'
import { findCues } from '../../src/engine/classify/cues.ts'
import { featuresOf } from '../../src/engine/classify/features.ts'
import { scoresOf, sharesOf } from '../../src/engine/classify/model.ts'
import type { Classification } from '../../src/engine/packet.ts'
import { readRequest } from '../../src/engine/read-request.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'

const { classify: knowledge, language, rules } = loadKnowledge('references')
const verdictOn = (text: string): Classification =>
  classify(readRequest(text, language), [], knowledge)

describe("the method's example requests", () => {
  it.each([
    [
      'We added refresh-token rotation and new admin-only endpoints to our Express API. I need backend tests that catch auth failures, token replay issues, and DB persistence bugs without turning CI into a giant end-to-end suite.',
      'coverage-plan',
    ],
    [
      'Our FastAPI tests pass locally but fail in CI around seeded Postgres state and background jobs. Give me a stabilization plan.',
      'flake-stabilization',
    ],
    [
      "We moved stock reservation in our Gin order service from one UPDATE to a `reservations` table with 15-minute holds, a sweeper cron that frees expired ones, and an OrderReserved event via outbox to Kafka. We oversold twice last November. Today we only have gomock'd repository tests. Which tests do we need? No multi-service e2e please.",
      'coverage-plan',
    ],
    [
      'Rails 8 + RSpec, Postgres with row level security per tenant, Sidekiq. All specs load an 1,800-line seeds.rb and log in as the one super admin. With parallel_tests they step on each other. How should data, tenants and login work?',
      'fixture-and-reset-plan',
    ],
    [
      'Our ASP.NET order service serves two mobile apps (versions up to a year old) and publishes OrderShipped JSON over RabbitMQ to a Python warehouse service. Fields become nullable or get renamed and we hear it from customers. No API redesign, just catch it in CI.',
      'contract-and-api-checks',
    ],
    [
      'Spring Boot service with Kafka and Postgres Testcontainers. Green locally, about 1 in 6 GitHub Actions runs fails: Awaitility ConditionTimeoutException in the shipment listener tests, sometimes duplicate key on customer_email. We set rerunFailingTestsCount=3 and nobody looks any more.',
      'flake-stabilization',
    ],
    [
      'Laravel, 2,400 Pest tests, MySQL, Redis, S3 uploads, and the payment tests call the Stripe sandbox. 38 minutes on every PR, people merge without waiting. What should run where?',
      'execution-lane-split',
    ],
    [
      'We are 14 squads. Write our company testing strategy: pyramid, coverage thresholds, release gates, who owns QA, web, mobile and backend.',
      'testing-strategies',
    ],
    [
      'Should our new bulk-import endpoint be sync or async, what should the 207 response look like, and do we version it as v2? We also want tests.',
      'api-design',
    ],
    [
      'Please add passkeys and Google login to our NestJS app next to password login, and make sessions survive deploys.',
      'authentication-setup',
    ],
    [
      "Since yesterday's deploy GET /invoices returns 500 with 'current transaction is aborted' for some tenants. Why? SQLAlchemy, Postgres.",
      'debugging',
    ],
    [
      'Our Cypress checkout tests fail on Safari when the coupon modal animates. Make them stable.',
      'frontend-testing',
    ],
    [
      'Our Django backend has bad tests. Can you help us get coverage from 40 to 80%?',
      'needs-framing',
    ],
  ])('"%s" is %s', (text, primary) => {
    expect(verdictOn(text).primary).toBe(primary)
  })
})

describe('one line', () => {
  it.each([
    ['our pytest suite is red every third run but green on rerun', 'flake-stabilization'],
    ['replace our flaky shared staging db with containers for tests', 'fixture-and-reset-plan'],
    ['smart contract indexer drops events on reorg, what tests?', 'coverage-plan'],
    ['contract renewal service double-bills at month end, tests please', 'coverage-plan'],
    ['mobile v3 broke because we renamed a field, stop that happening', 'contract-and-api-checks'],
    ['is renaming `state` to `status` breaking, should we do v2?', 'api-design'],
    ['I do not need API redesign, just tests for drift', 'contract-and-api-checks'],
    ['split our flaky 50-minute suite into PR and nightly', 'execution-lane-split'],
    ['how do I log in as different roles in Spring tests', 'fixture-and-reset-plan'],
    ['implement refresh rotation', 'authentication-setup'],
    ['we implemented refresh rotation, test it', 'coverage-plan'],
    ['password reset tokens can be used twice, add tests', 'coverage-plan'],
    ['should the repository be mocked or use a real database', 'coverage-plan'],
    ['set up testcontainers for our Go repos', 'fixture-and-reset-plan'],
    ['add pact between checkout and pricing', 'contract-and-api-checks'],
    ['which checks block a merge for our service', 'execution-lane-split'],
    ['API returns 500 in prod since Tuesday', 'debugging'],
    ['API returned 500 on Tuesday, fixed, add a regression test', 'coverage-plan'],
    ['test fails every time since the Jest upgrade', 'debugging'],
    ['test fails only with --runInBand', 'flake-stabilization'],
    ['Playwright login test is unstable', 'frontend-testing'],
    ['kafka consumer loses messages on deploy, how to test', 'coverage-plan'],
    ['alembic migration on 40M rows, zero downtime', 'coverage-plan'],
    ['our tests are slow because each one creates 300 rows', 'fixture-and-reset-plan'],
    ['tests collide since we turned on xdist', 'flake-stabilization'],
    ['design per-worker databases for xdist', 'fixture-and-reset-plan'],
    ['need tests', 'needs-framing'],
    ['we will build an orders API next month, plan tests', 'needs-framing'],
    ['is 80% coverage good', 'needs-framing'],
  ])('"%s" is %s', (text, primary) => {
    expect(verdictOn(text).primary).toBe(primary)
  })
})

describe('a stack, what it does and a bare ask for tests', () => {
  it.each([
    [
      'Rust, Axum, sqlx, Postgres, S3 presigned downloads. A link must work for 15 minutes and only for the owner. Need tests; local runs must not need Docker.',
      'coverage-plan',
    ],
    [
      'MySQL 8, Flyway, Spring Boot. We split orders.address into its own table with a backfill. CI runners cannot run Docker and nobody may use the shared staging database. What tests do we need?',
      'coverage-plan',
    ],
    [
      'Go (Gin) API with Redis token bucket rate limiter, 100 requests per minute per API key. We saw keys sharing a bucket and limits resetting on deploy. Tests?',
      'coverage-plan',
    ],
    [
      'ExUnit async tests randomly raise DBConnection.OwnershipError since we moved work to Task.Supervisor. Phoenix, Ecto sandbox.',
      'flake-stabilization',
    ],
  ])('"%s" is %s', (text, primary) => {
    expect(verdictOn(text).primary).toBe(primary)
  })
})

describe('a verdict', () => {
  it('names the fixture side of a flaky suite as the second concern', () => {
    const verdict = verdictOn(
      'Our FastAPI tests pass locally but fail in CI around seeded Postgres state and background jobs. Give me a stabilization plan.',
    )
    expect([verdict.primary, verdict.secondary]).toEqual([
      'flake-stabilization',
      'fixture-and-reset-plan',
    ])
  })

  it('has no second concern when only one thing is asked', () => {
    expect(
      verdictOn('We added a refund endpoint in Django, which tests do we need?').secondary,
    ).toBeNull()
  })

  it.each([
    'We built gift cards in our Django API on Postgres. Which tests against a card that is spent twice? CI must stay under 10 minutes.',
    'Our Ktor service books meeting rooms, MySQL underneath. I need cases for two bookings at once. No Docker on the runners.',
    'The PR stage is capped at 11 minutes. We need checks that the mobile apps still understand our orders API after a rename.',
  ])('takes no limit for a second concern: %s', (text) => {
    expect(verdictOn(text).secondary).toBeNull()
  })

  it('takes the question what runs where for one', () => {
    const { primary, secondary } = verdictOn(
      'We built gift cards in our Django API on Postgres. Which tests against a card that is spent twice, and which of them run on the PR and which at night? Everything together takes 40 minutes now.',
    )
    expect(new Set([primary, secondary])).toEqual(
      new Set(['coverage-plan', 'execution-lane-split']),
    )
  })

  it('takes a second concern that is only hinted at for a possibility', () => {
    const asked = verdictOn(
      'Our ledger suite is flaky, make it stable. What runs on the PR and what at night can wait.',
    )
    expect(asked.secondary).toBe('execution-lane-split')
    expect(asked.isSecondaryDoubtful).toBeUndefined()
    const hinted = verdictOn(
      'Our FastAPI tests pass locally but fail in CI around seeded Postgres state and background jobs. Give me a stabilization plan.',
    )
    expect(hinted).toMatchObject({
      secondary: 'fixture-and-reset-plan',
      isSecondaryDoubtful: true,
    })
  })

  it('shows the other reading of a close call', () => {
    const { primary, runnerUp, confidence } = verdictOn(
      'which checks should block merges in all 60 repos',
    )
    expect([primary, runnerUp?.label]).toContain('testing-strategies')
    expect(confidence).not.toBe('high')
  })

  it('gives its reason in the words of the request', () => {
    const text = 'We added voucher expiry. I need backend tests that catch double use.'
    const { reason } = verdictOn(text)
    for (const [, quote = ''] of reason.matchAll(/"([^"]+)"/g)) expect(text).toContain(quote)
    expect(reason).toContain('I need backend tests that catch double use')
  })

  it.each(['', '   ', '\u200b\u200b', '👍👍', '…', '測試', 'Пожалуйста помогите', '\u0000'])(
    'on %j is a doubt, not a fault',
    (text) => {
      const verdict = verdictOn(text)
      expect(verdict.primary).toBe('needs-framing')
      expect(verdict.confidence).toBe('low')
    },
  )

  it('is judged by the beginning of a text that never ends', () => {
    const text = 'We added refunds to our Go service, which tests do we need? '
    expect(
      verdictOn(text + 'ERROR at 12:00:01 worker 17 '.repeat(5_000)).evidence.length,
    ).toBeGreaterThan(0)
  })
})

describe('any request', () => {
  const requests = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .array(
        fc.constantFrom(...knowledge.cues.signals.flatMap((each) => each.phrases.slice(0, 8))),
        {
          maxLength: 20,
        },
      )
      .map((phrases) => phrases.join(' ')),
  )

  it('gets the same verdict twice, with shares that add up to one', () => {
    fc.assert(
      fc.property(requests, (text) => {
        const reading = readRequest(text, language)
        const features = featuresOf(
          reading,
          findCues(reading, knowledge.cues),
          knowledge.cues.testWords,
        )
        const shares = sharesOf(knowledge.weights, scoresOf(knowledge.weights, features))
        const sum = [...shares.values()].reduce((total, share) => total + share, 0)
        expect(Math.abs(sum - 1)).toBeLessThan(0.002)
        expect(verdictOn(text)).toEqual(verdictOn(text))
      }),
    )
  })

  it('is quoted exactly, by rules that exist', () => {
    fc.assert(
      fc.property(requests, (text) => {
        for (const each of verdictOn(text).evidence) {
          expect(each.from).toBe('request')
          if (each.from !== 'request') continue
          expect(text.slice(each.start, each.end)).toBe(each.quote)
          expect(rules.has(each.rule)).toBe(true)
        }
      }),
    )
  })

  it('never has its primary as second concern', () => {
    fc.assert(
      fc.property(requests, (text) => {
        const { primary, secondary } = verdictOn(text)
        expect(secondary).not.toBe(primary)
      }),
    )
  })
})
