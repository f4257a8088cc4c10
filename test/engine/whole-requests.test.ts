import { describe, expect, it } from 'vitest'
import {
  packetOf,
  waitlist,
  softDelete,
  wallet,
  permissions,
  quota,
  discount,
  pool,
  mode,
  copyAndDelete,
  streamJoin,
  rebuild,
  retryLoop,
  rowSecurity,
} from './whole-packets.ts'

describe('a whole request gets the case that its reader would miss first', () => {
  it.each([
    ['a wait list', waitlist, ['bk-waitlist', 'bk-hold-pays']],
    ['a purge beside a restore', softDelete, ['rp-purge-restore', 'rp-soft-hidden']],
    ['a transfer', wallet, ['pay-two-sides']],
    ['permissions in a cache', permissions, ['ep-effect-within', 'ca-fail-mode']],
    ['a quota that is raised', quota, ['rl-raise', 'rl-period']],
    ['a retry whose first answer was lost', retryLoop, ['in-lost-elsewhere']],
    ['a key that skips policies', rowSecurity, ['mt-service-key', 'mt-rls']],
    ['a rebuild beside new events', rebuild, ['qc-rebuild-live']],
    ['a delete behind a copy', copyAndDelete, ['wk-delete-after']],
    ['a join whose late half is dropped', streamJoin, ['qc-window-grace']],
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

describe('what a request’s rows are called', () => {
  const rowsOf = (text: string): string => JSON.stringify(packetOf(text).control)
  it('is neither its budget nor an address in use nor a column', () => {
    expect(
      rowsOf(
        'Which of our 1,450 Vitest tests should block a merge? Fastify, Postgres, 17 min, PR budget 6 min.',
      ),
    ).not.toContain('budget case')
    expect(
      rowsOf(
        'JUnit suite flaky, every 8th run: "Address already in use", only with forkCount=4. Spring Boot, MySQL.',
      ),
    ).not.toContain('address case')
    expect(
      rowsOf(
        'RSpec suite flaky, 1 in 20: PG::UniqueViolation on users.email in CI. Rails, Postgres.',
      ),
    ).toContain('user case')
  })
  it('and a complaint about minutes is no budget', () => {
    const slow =
      'RSpec feature specs for our Hanami app take 22 min locally because every dev shares one Postgres. How do we get data per dev and per CI job?'
    expect(packetOf(slow).framing.constraints).toEqual([])
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
    [
      'the suite, not the flag that skips it',
      `The Maven build of claims-core went from 11 to 34 min since we moved to Testcontainers (Oracle), devs now push with -DskipTests. 2,300 tests. How would you split that? PR must stay below 12 min`,
      'Java suite',
    ],
    ['an endpoint with a verb in its name', rebuild, 'projection rebuild endpoint'],
  ])('%s', (_, text, words) => {
    expect(packetOf(text).framing.surfaces[0]?.words).toBe(words)
  })
  it('a title tells neither the remedy that was tried nor that a flake is flaky', () => {
    expect(packetOf(mode).framing.title).toBe('InvoiceMailerJob spec in CI')
    expect(packetOf(pool).framing.title).toBe('flaky cargo test')
  })
})
