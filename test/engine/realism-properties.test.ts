import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignLanes } from '../../src/engine/lanes.ts'
import { controlEnvironment } from '../../src/engine/control.ts'
import { laneIds, packetKinds } from '../../src/engine/packet.ts'
import type { Evidence } from '../../src/engine/packet.ts'
import { decideRealism } from '../../src/engine/realism.ts'
import { decisionKnowledge as knowledge } from './decision-knowledge.ts'
import { packetContext, scenario } from './framing-sample.ts'

const risks = [
  ...new Set(knowledge.realism.rows.flatMap((row) => row.when.risks)),
  'validation',
  'performance',
]
const surfaces = [
  'endpoint',
  'auth-flow',
  'migration',
  'queue-consumer',
  'worker',
  'webhook',
  'upload',
  'suite',
  'service',
  'report',
]
const dependencies = [
  'postgres/relational',
  'sqlite/relational',
  'mysql/relational',
  'mongodb/document',
  'dynamodb/document',
  'redis/cache',
  'kafka/broker',
  'sqs/broker',
  'celery/job-system',
  'elasticsearch/search',
  'snowflake/analytics',
  's3/object-store',
  'nfs/filesystem',
  'email/mail',
  'twilio/sms-push',
  'stripe/payment',
  'okta/identity',
  'salesforce/third-party',
  'kong/internal-service',
  'launchdarkly/flags',
  'openai/llm',
  'kubernetes/infrastructure',
  'database/general',
  'gizmo/unheard-of',
]
const constraints = [
  'no-containers',
  'no-containers@pr',
  'no-containers@ci',
  'no-containers@local',
  'no-shared-environment',
  'no-sandbox@pr',
  'no-network@ci',
  'no-new-tools',
  'budget@pr=8 min',
  'budget@local=20 s',
  'processes@ci=2',
]

const samples = fc.record({
  kind: fc.constantFrom(...packetKinds),
  title: fc.constantFrom('stock reservation', 'refund export', 'suite of 2,400 tests'),
  stack: fc.constantFrom(null, ...knowledge.stacks.blocks.map((each) => each.slug)),
  surfaces: fc.uniqueArray(
    fc.constantFrom(...surfaces).map((each) => `${each}: the ${each} we changed`),
    { maxLength: 3 },
  ),
  risks: fc.uniqueArray(
    fc
      .tuple(fc.constantFrom(...risks), fc.boolean())
      .map(([risk, stated]) => (stated ? `${risk}: ${risk} went wrong in May` : risk)),
    { maxLength: 5, selector: (each) => each.split(':')[0] },
  ),
  dependencies: fc.uniqueArray(fc.constantFrom(...dependencies), { maxLength: 8 }),
  constraints: fc.uniqueArray(fc.constantFrom(...constraints), { maxLength: 3 }),
})
const cases = [
  scenario(1, ['concurrency', 'idempotency']),
  scenario(2, ['time'], 'local-fast', 'unit'),
  scenario(3, ['compatibility'], 'pr', 'contract'),
  scenario(4, ['permissions'], 'release', 'smoke'),
]

const all = (sample: Parameters<typeof packetContext>[0]) => {
  const context = packetContext(sample)
  return {
    context,
    dependencies: decideRealism(context, cases, knowledge.realism),
    control: controlEnvironment(context, knowledge.control),
    lanes: assignLanes(context, cases, [], knowledge.lanes),
  }
}

describe('whatever a request names', () => {
  it('gives each stated dependency a row', () => {
    fc.assert(
      fc.property(samples, (sample) => {
        const { context, dependencies: rows } = all(sample)
        for (const each of context.framing.dependencies)
          expect(rows.map((row) => row.dependency)).toContain(each.dependency)
      }),
    )
  })

  it('has no container where the request forbids containers', () => {
    fc.assert(
      fc.property(samples, (sample) => {
        const { dependencies: rows } = all(sample)
        const limits = sample.constraints.filter((each) => each.startsWith('no-containers'))
        for (const limit of limits) {
          const [, lane] = limit.split('@')
          const forbidden =
            lane === undefined
              ? laneIds
              : laneIds.filter(
                  (each) =>
                    each === lane ||
                    (lane === 'ci' && (each === 'pr' || each === 'scheduled')) ||
                    (lane === 'local' && each === 'local-fast'),
                )
          const broken = rows.filter(
            (row) =>
              row.strategy === 'containerized' &&
              forbidden.some(
                (each) => row.scope === null || row.scope === each || row.scope === 'ci',
              ),
          )
          expect(broken).toEqual([])
        }
      }),
    )
  })

  it('has no shared environment where the request forbids it', () => {
    fc.assert(
      fc.property(samples, (sample) => {
        fc.pre(sample.constraints.includes('no-shared-environment'))
        const { dependencies: rows } = all(sample)
        expect(rows.filter((row) => row.strategy === 'shared-external')).toEqual([])
      }),
    )
  })

  it('leaves no placeholder and no empty sentence behind', () => {
    fc.assert(
      fc.property(samples, (sample) => {
        const { dependencies: rows, control, lanes } = all(sample)
        const sentences = [
          ...rows.flatMap((row) => [
            row.name,
            row.means,
            row.why,
            row.doesNotProve,
            row.keptHonestBy,
          ]),
          ...control.map((row) => row.text),
          ...lanes.flatMap((row) => [row.runs, row.budget, row.command, row.note]),
        ].filter((each) => each !== null)
        for (const each of sentences) {
          expect(each).not.toMatch(/\{(?!n \})[a-z-]+\}/)
          expect(each.trim()).not.toBe('')
          expect(each).not.toMatch(/;\s*;|: ;|undefined/)
        }
      }),
    )
  })

  it('points every decision to a rule that exists', () => {
    fc.assert(
      fc.property(samples, (sample) => {
        const { dependencies: rows, control, lanes } = all(sample)
        for (const each of [...rows, ...control, ...lanes]) {
          expect(each.evidence.length).toBeGreaterThan(0)
          for (const rule of rulesOf(each.evidence)) expect(knowledge.rules.has(rule)).toBe(true)
        }
      }),
    )
  })

  it('has four lanes in order, and says why one is empty', () => {
    fc.assert(
      fc.property(samples, (sample) => {
        const { lanes } = all(sample)
        expect(lanes.map((each) => each.lane)).toEqual(laneIds)
        expect(lanes.filter((each) => each.runs === null && each.note === null)).toEqual([])
      }),
    )
  })

  it('decides the same twice', () => {
    fc.assert(
      fc.property(samples, (sample) => {
        const once = all(sample)
        const twice = all(sample)
        expect(JSON.stringify(twice)).toBe(JSON.stringify(once))
      }),
      { numRuns: 30 },
    )
  })
})

/** Rules of the references under test; the sample's own evidence points nowhere. */
const rulesOf = (evidence: readonly Evidence[]): readonly string[] =>
  evidence
    .flatMap((each) => each.rule ?? [])
    .filter((rule) => !rule.startsWith('sample/') && !rule.startsWith('scenarios/'))
