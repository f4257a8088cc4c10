import * as fc from 'fast-check'
import type { PacketContext } from '../../src/engine/context.ts'
import { packetKinds } from '../../src/engine/packet.ts'
import { packetContext } from './framing-sample.ts'
import { stepKnowledge } from './step-knowledge.ts'

const surfaces = [...new Set(stepKnowledge.scenarios.rows.flatMap((row) => row.surfaces))].filter(
  (surface) => surface !== 'any',
)
const risks = stepKnowledge.scenarios.risks.map((row) => row.risk)
const dependencies = [
  'postgres/relational',
  'mongodb/document',
  'redis/cache',
  'kafka/broker',
  'stripe/payment',
  'openai/llm',
  's3/object-store',
  'elasticsearch/search',
]
const phrases = [
  ...new Set(stepKnowledge.scenarios.rows.flatMap((row) => row.cues.map((cue) => cue.text))),
]
const fillers = [
  'the invoice',
  'our `orders` table {x} | **b**',
  'POST /bookings after 15 minutes',
  'OrderShipped',
  '1 in 6 runs',
  'tenants',
  '🙂 naïve Straße',
]

/** Contexts over the reference's own vocabulary; the text holds cue words in any mixture. */
export const contexts = (kind?: (typeof packetKinds)[number]): fc.Arbitrary<PacketContext> =>
  fc
    .record({
      kind: kind ? fc.constant(kind) : fc.constantFrom(...packetKinds),
      words: fc.array(fc.constantFrom(...phrases, ...fillers), { maxLength: 12 }),
      surfaces: fc.uniqueArray(fc.constantFrom(...surfaces), { maxLength: 3 }),
      risks: fc.uniqueArray(fc.constantFrom(...risks), { maxLength: 4 }),
      stated: fc.boolean(),
      dependencies: fc.uniqueArray(fc.constantFrom(...dependencies), { maxLength: 3 }),
      stack: fc.constantFrom(null, 'go', 'rails', 'fastapi', 'spring-boot', 'something-else'),
      constraints: fc.subarray([
        'no-containers@pr',
        'no-containers',
        'no-shared-environment',
        'budget@pr=10 min',
      ]),
      exclusions: fc.subarray(['e2e', 'smoke', 'api-design', 'unit', 'load-testing']),
    })
    .map((sample) =>
      packetContext({
        ...sample,
        text: `We have ${sample.words.join(' and ')}. Which tests?`,
        surfaces: sample.surfaces.map((surface) => `${surface}: our ${surface}`),
        risks: sample.risks.map((risk) => (sample.stated ? `${risk}: fear of ${risk}` : risk)),
      }),
    )
