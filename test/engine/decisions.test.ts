import { describe, expect, it } from 'vitest'
import { countChanges, decisionsOf } from '../../src/engine/decisions.ts'
import { sampleNeedsFraming, samplePacket, sampleRouteOut } from './sample-verdicts.ts'

describe('decisionsOf', () => {
  it('names each part of a packet once', () => {
    const keys = decisionsOf(samplePacket()).map((each) => each.key)
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys).toEqual(
      expect.arrayContaining([
        'packet choice',
        'risk idempotency',
        'layer smoke',
        'scenario 1',
        'dependency postgres',
        'control reset',
        'lane scheduled',
        'gates',
        'route-out api-design',
      ]),
    )
  })

  it('tells two rows of one dependency apart by their scope', () => {
    const [row] = samplePacket().dependencies
    const packet = samplePacket({
      dependencies: [
        { ...row!, scope: 'pr' },
        { ...row!, scope: 'scheduled' },
      ],
    })
    const keys = decisionsOf(packet).map((each) => each.key)
    expect(keys).toEqual(
      expect.arrayContaining(['dependency postgres@pr', 'dependency postgres@scheduled']),
    )
  })

  it.each([
    ['a route-out', sampleRouteOut(), 'handoff'],
    ['needs framing', sampleNeedsFraming(), 'question ask-fear'],
  ])('names what %s decides', (_, verdict, key) => {
    expect(decisionsOf(verdict).map((each) => each.key)).toContain(key)
  })
})

describe('countChanges', () => {
  const before = samplePacket()

  it('is nothing between equal verdicts', () => {
    expect(countChanges(before, samplePacket())).toBe(0)
  })

  it('counts a decision that says something else', () => {
    const layers = before.layers.map((each) =>
      each.layer === 'unit' ? { ...each, notes: 'other' } : each,
    )
    expect(countChanges(before, samplePacket({ layers }))).toBe(1)
  })

  it('counts what appears and what vanishes', () => {
    const [postgres, clock] = before.dependencies
    const after = samplePacket({ dependencies: [postgres!, { ...clock!, dependency: 'redis' }] })
    expect(countChanges(before, after)).toBe(2)
  })

  it('does not count evidence: the same decision for another reason is the same decision', () => {
    const gates = { ...before.gates, evidence: [] }
    expect(countChanges(before, samplePacket({ gates }))).toBe(0)
  })
})
