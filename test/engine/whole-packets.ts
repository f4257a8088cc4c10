/** Whole requests, and what is asked of their packets. */
import type { Packet } from '../../src/engine/packet.ts'
import { plan } from '../../src/engine/plan.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'

export const knowledge = loadKnowledge('references')

export const packetOf = (text: string): Packet => {
  const verdict = plan({ text }, [], knowledge)
  if (verdict.verdict !== 'packet') throw new Error(`a ${verdict.verdict} for: ${text}`)
  return verdict
}

export const causesOf = (text: string): readonly (readonly string[])[] => {
  const table = packetOf(text)
    .shapes.flatMap(({ parts }) => parts)
    .find((part) => part.title?.startsWith('Likely causes') === true)
  return table?.type === 'table' ? table.rows : []
}
export const commandOf = (text: string, lane: string): string | null | undefined =>
  packetOf(text).lanes.find((each) => each.lane === lane)?.command

export const waitlist =
  'We run a Kotlin/Ktor booking API (Exposed + Postgres, Redis for seat holds). We add a waitlist: when someone cancels, the first person on the list gets the seat for 15 minutes, then it goes to the next. Worried about two cancellations promoting the same person and about a hold that expires while they pay. What should we cover, at which level?'
export const softDelete =
  'NestJS + MongoDB. Adding soft delete to workspaces: deleting one hides its projects and files for 30 days, then a nightly purge removes them for good. Admins can restore. I am most afraid of the purge removing something that was restored the same night, and of hidden projects leaking through the search endpoint. Which tests?'
export const wallet =
  'rust axum + sqlx, multi-currency wallet. The transfer endpoint debits one wallet and credits another. Which tests would you write first?'
export const permissions =
  'FastAPI + Redis + Postgres. Introducing a cached permission check: role changes must take effect within 60s, and a Redis outage must not lock everyone out nor open everything. Reviewers ask for a test plan.'
export const quota =
  'AWS Lambda (TypeScript) + DynamoDB single table. We are adding a per-tenant quota: a counter incremented with a conditional write, resets on the 1st of the month, admins can raise a tenant’s limit at runtime. What do we test where?'
export const discount =
  'ASP.NET Core + SQL Server, EF Core. We are adding a discount rule that the pricing service applies per order; rounding and two clerks at once worry me. Which tests do we need?'
export const bids =
  'ExUnit tests for our auction server fail randomly: bids come back in a different order, `assert [%Bid{amount: 10}, %Bid{amount: 12}] = list_bids(a)`. About 1 of 15. async: true.'
export const pool =
  'cargo test with sqlx and Redis is flaky, 3 of 40 runs fail with `PoolTimedOut`, more often since we moved to 16-core runners'
export const mode =
  'RSpec + Sidekiq: `InvoiceMailerJob` spec fails maybe 1 in 30 on CircleCI with "expected 1 email, got 0". Sidekiq::Testing.inline! is set in some files and fake! in others. Someone added `sleep 2`.'
export const retryLoop =
  'we’re swapping our hand-rolled retry loop in the payment-capture worker (Node 22, BullMQ, MySQL 8, Adyen) for BullMQ’s own backoff. Last time we touched this two merchants got captured twice. existing: vitest units w/ Adyen fully mocked. what do we need before friday?'
export const rowSecurity =
  'Adding row-level security to our Supabase project (Postgres 15, PostgREST, a few Deno edge functions). 11 tables, roles anon / authenticated / service_role. I’m scared of a policy that lets org A read org B’s invoices, and of the service key slipping into a function that a user can call. What to test, where?'
export const rebuild =
  'ASP.NET Core minimal API + Marten (Postgres event store) + Wolverine. We’re adding a projection rebuild endpoint for ops. Rebuild must not lose events that arrive meanwhile, and read models must not be served half built. xUnit + Alba exist for the happy path. CI is Azure DevOps, docker ok.'
export const copyAndDelete =
  'k8s CronJob (Python, boto3) copies yesterday’s partition from S3 to Redshift and then deletes the source prefix. Yesterday it deleted before the COPY was committed. We restored from versioning. Which tests make sure this never happens, w/o a staging Redshift?'
export const streamJoin =
  'our Kafka Streams app (Scala 3) joins orders with payments in a 10 min window. late payments get dropped silently, we only noticed in the monthly report. adding a grace period + a DLQ topic. TopologyTestDriver exists for happy path. what would you test, what needs a real broker?'
