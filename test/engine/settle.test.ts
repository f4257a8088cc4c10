import { describe, expect, it } from 'vitest'
import type { Amendment, Classification, VerdictLabel } from '../../src/engine/packet.ts'
import { settle, settleByFraming } from '../../src/engine/settle.ts'
import { samplePacket } from './sample-verdicts.ts'

const read = (primary: VerdictLabel, secondary: VerdictLabel | null = null): Classification => ({
  primary,
  secondary,
  confidence: 'low',
  probability: 0.4,
  runnerUp: { label: 'execution-lane-split', probability: 0.3 },
  reason: 'The request asks for it.',
  evidence: [{ from: 'reference', rule: 'signals/some' }],
})

const amend = (
  on: Amendment['on'],
  target: string,
  to: string | null,
  op: Amendment['op'] = 'set',
): Amendment => ({ id: `${on} ${target}`, on, target, op, to, because: null, by: 'U1' })

describe('settle', () => {
  it('leaves the reading alone when nobody said anything about it', () => {
    const before = read('coverage-plan')
    expect(settle(before, [amend('layer', 'unit', 'out')])).toEqual(before)
  })

  it("takes a person's word on the packet kind, with high confidence and the amendment as evidence", () => {
    const settled = settle(read('coverage-plan'), [
      { ...amend('packet-kind', 'primary', 'flake-stabilization'), because: 'it fails at random' },
    ])
    expect(settled).toMatchObject({
      primary: 'flake-stabilization',
      confidence: 'high',
      reason: 'Settled in the thread: it fails at random.',
    })
    expect(settled.evidence[0]).toEqual({
      from: 'amendment',
      rule: null,
      amendment: 'packet-kind primary',
    })
  })

  it('lets the later word win', () => {
    const amendments = [
      amend('packet-kind', 'primary', 'flake-stabilization'),
      amend('packet-kind', 'primary', 'coverage-plan'),
    ]
    expect(settle(read('needs-framing'), amendments).primary).toBe('coverage-plan')
  })

  it('makes the old kind the second concern when the second concern becomes the kind', () => {
    const settled = settle(read('coverage-plan', 'contract-and-api-checks'), [
      amend('packet-kind', 'primary', 'contract-and-api-checks'),
    ])
    expect(settled.secondary).toBe('coverage-plan')
  })

  it('routes out when a person says so', () => {
    const settled = settle(read('flake-stabilization'), [
      amend('packet-kind', 'primary', 'debugging'),
    ])
    expect(settled.primary).toBe('debugging')
  })

  it('ignores a kind that the method does not have', () => {
    const before = read('coverage-plan')
    expect(settle(before, [amend('packet-kind', 'primary', 'smoke-plan')])).toEqual(before)
  })

  it('takes a second concern that a person named for no guess', () => {
    const before: Classification = {
      ...read('coverage-plan', 'flake-stabilization'),
      isSecondaryDoubtful: true,
    }
    const named = settle(before, [amend('packet-kind', 'secondary', 'flake-stabilization')])
    expect(named).toMatchObject({ secondary: 'flake-stabilization', isSecondaryDoubtful: false })
    expect(settle(before, [amend('layer', 'unit', 'out')]).isSecondaryDoubtful).toBe(true)
  })

  it('sets and removes the second concern', () => {
    const before = read('coverage-plan', 'flake-stabilization')
    expect(settle(before, [amend('packet-kind', 'secondary', 'api-design')]).secondary).toBe(
      'api-design',
    )
    expect(settle(before, [amend('packet-kind', 'secondary', null, 'remove')]).secondary).toBeNull()
  })
})

describe('a reading that no single phrase carries', () => {
  it('says that the words together carry it', () => {
    expect(settle({ ...read('coverage-plan'), evidence: [] }, []).evidence).toEqual([
      { from: 'assumption', rule: 'assumptions/words-together' },
    ])
  })
})

describe('an answer that no packet could be made of', () => {
  const surface = amend('surface', 'surface', 'POST /refunds')
  const risk = amend('risk', 'idempotency', 'double refund', 'add')

  it.each([
    ['a surface', [surface]],
    ['a risk', [risk]],
  ])('becomes a packet once %s is named, where framing was needed', (_, amendments) => {
    expect(settle(read('needs-framing'), amendments).primary).toBe('execution-lane-split')
    expect(settle(read('needs-framing', 'coverage-plan'), amendments).primary).toBe('coverage-plan')
  })

  it('becomes a packet only with both, where it had been routed out', () => {
    const before = read('testing-strategies', 'coverage-plan')
    expect(settle(before, [surface]).primary).toBe('testing-strategies')
    expect(settle(before, [risk]).primary).toBe('testing-strategies')
    expect(settle(before, [surface, risk]).primary).toBe('coverage-plan')
  })

  it('is not helped by a stack or by taking a risk away', () => {
    const before = read('needs-framing')
    const away = amend('risk', 'idempotency', null, 'remove')
    expect(settle(before, [amend('runtime', 'framework', 'express'), away])).toEqual(before)
  })
})

describe('a request that step 1 could not place', () => {
  const { framing } = samplePacket()
  const unsure = { ...read('needs-framing'), confidence: 'medium' as const }
  const runnerUp = unsure.runnerUp!.label

  it('takes the next likely reading when it names a surface and a risk, with low confidence', () => {
    const settled = settleByFraming(unsure, framing, [])
    expect(settled).toMatchObject({ primary: runnerUp, confidence: 'low' })
    expect(settled.reason).toContain('"refresh-token rotation"')
    expect(settled.evidence.length).toBeGreaterThan(0)
  })

  it('needs only the surface when the reading was a guess anyway', () => {
    const fearless = { ...framing, risks: [] }
    expect(settleByFraming(unsure, fearless, []).primary).toBe('needs-framing')
    const guess = { ...unsure, confidence: 'low' as const }
    expect(settleByFraming(guess, fearless, []).primary).toBe(runnerUp)
  })

  it('still needs framing when the surface is only the suite, or only implied', () => {
    const [surface] = framing.surfaces
    const suite = { ...framing, surfaces: [{ ...surface!, surface: 'suite' }] }
    const implied = { ...framing, surfaces: [{ ...surface!, stated: false }] }
    expect(settleByFraming(unsure, suite, []).primary).toBe('needs-framing')
    expect(settleByFraming(unsure, implied, []).primary).toBe('needs-framing')
  })

  it("never overrules a person's word, nor a reading that is no framing question", () => {
    const said = [amend('packet-kind', 'primary', 'needs-framing')]
    expect(settleByFraming(unsure, framing, said).primary).toBe('needs-framing')
    expect(settleByFraming(read('debugging'), framing, []).primary).toBe('debugging')
  })
})
