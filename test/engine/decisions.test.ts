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

  it('knows a part by its title, not by what stands before it', () => {
    const paragraph = (title: string) => ({
      type: 'paragraph' as const,
      title,
      text: `${title} text`,
      evidence: samplePacket().layers[0]!.evidence,
    })
    const shapes = (...titles: readonly string[]) =>
      titles.map((title) => ({ after: 'layers' as const, parts: [paragraph(title)] }))
    const keysOf = (...titles: readonly string[]): readonly string[] =>
      decisionsOf(samplePacket({ shapes: shapes(...titles) }))
        .map((each) => each.key)
        .filter((key) => key.startsWith('part'))
    const both = keysOf('Next to add, beyond 6 cases', 'Readers')
    expect(new Set(both).size).toBe(2)
    expect(keysOf('Readers')).toEqual(both.slice(1))
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
