import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gatesOf } from '../../src/engine/gates.ts'
import type { Gates, LaneDecision } from '../../src/engine/packet.ts'
import { contexts } from './framing-arbitrary.ts'
import { packetContext, scenario } from './framing-sample.ts'
import type { FramingSample } from './framing-sample.ts'
import { rules, stepKnowledge } from './step-knowledge.ts'

const cases = [
  scenario(1, ['concurrency']),
  scenario(2, ['time'], 'local-fast', 'unit'),
  scenario(3, ['data-loss'], 'scheduled'),
]
const pr: LaneDecision = {
  lane: 'pr',
  runs: 'all',
  budget: '8 min',
  command: null,
  note: null,
  evidence: [],
}
const gates = (sample: FramingSample): Gates =>
  gatesOf(packetContext(sample), cases, [pr], stepKnowledge)

describe('gates', () => {
  it('names the cases and the budget that a merge waits for', () => {
    expect(gates({ risks: ['time: expiry'] }).beforeMerge).toContain('scenarios 1 and 2')
    expect(gates({ risks: ['time: expiry'] }).beforeMerge).toContain('inside 8 min')
  })

  it.each([
    [
      'a migration',
      { surfaces: ['migration: backfill'], risks: ['data-loss: backfill'] },
      /checksum or count/,
    ],
    [
      'an auth flow',
      {
        text: 'refresh rotation',
        surfaces: ['auth-flow: refresh rotation'],
        risks: ['security: x'],
      },
      /two live leaves/,
    ],
    [
      'stock',
      {
        text: 'we oversell stock',
        surfaces: ['repository: stock'],
        risks: ['concurrency: oversell'],
      },
      /above (?:stock|capacity)/,
    ],
    [
      'a consumer',
      { surfaces: ['queue-consumer: listener'], risks: ['ordering: x'] },
      /dead letters/,
    ],
    [
      'a flake memo',
      { kind: 'flake-stabilization' as const, surfaces: ['queue-consumer: listener'] },
      /one more red run/,
    ],
  ])('triggers the rollback of %s by something that can be counted', (_name, sample, trigger) => {
    expect(gates(sample).rollbackTrigger).toMatch(trigger)
  })

  it('rehearses a migration before its release', () => {
    expect(
      gates({ surfaces: ['migration: backfill'], risks: ['data-loss: x'] }).beforeRelease,
    ).toContain('rehearsal')
  })

  it('decides all three for every framing', () => {
    fc.assert(
      fc.property(contexts(), (context) => {
        const decided = gatesOf(context, cases, [], stepKnowledge)
        for (const text of [decided.beforeMerge, decided.beforeRelease, decided.rollbackTrigger]) {
          expect(text).not.toBe('')
          expect(text).not.toMatch(/[{}]|not decided/)
        }
        expect(
          decided.evidence.every((proof) => proof.from === 'reference' && rules.has(proof.rule)),
        ).toBe(true)
        expect(decided.evidence).toHaveLength(3)
      }),
    )
  })
})
