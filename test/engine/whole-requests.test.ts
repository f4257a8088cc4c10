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

describe('a flake that starts before its set-up is done', () => {
  const flaky = (symptom: string): string =>
    `Our Jest suite with TypeORM and Postgres is flaky in CI, about 1 in 10 runs: ${symptom}. How do we stabilise it?`
  const firstCause = (text: string): string | undefined => {
    const table = packetOf(text)
      .shapes.flatMap(({ parts }) => parts)
      .find((part) => part.title?.startsWith('Likely causes') === true)
    return table?.type === 'table' ? table.rows[0]?.[1] : undefined
  }

  it('is told from one that waits too short', () => {
    expect(firstCause(flaky('"Cannot execute operation, connection is not yet established"'))).toBe(
      'a case runs before the set-up has opened its connection',
    )
    expect(firstCause(flaky('the job has not finished, the wait times out'))).toBe(
      'asserting before asynchronous work is done',
    )
  })
})
