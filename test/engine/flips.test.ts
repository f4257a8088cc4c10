import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { flipsOf, singleChanges, turningPoints } from '../../src/engine/flips.ts'
import type { Flip } from '../../src/engine/flips.ts'
import type { Packet } from '../../src/engine/packet.ts'
import { plan } from '../../src/engine/plan.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'

const knowledge = loadKnowledge('references')

/** Packets of the corpus, spread over its kinds; few, so that the run stays short. */
const packets: readonly {
  readonly text: string
  readonly packet: Packet
  readonly flips: ReadonlyMap<string, Flip>
}[] = readFileSync('test/corpus/requests.jsonl', 'utf8')
  .trim()
  .split('\n')
  .filter((_, at) => at % 70 === 0)
  .flatMap((line) => {
    const { text } = JSON.parse(line) as { text: string }
    const packet = plan({ text }, [], knowledge)
    return packet.verdict === 'packet'
      ? [{ text, packet, flips: flipsOf({ text }, [], knowledge) }]
      : []
  })

const turnedBetween = (
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter(
    (key) => before.get(key) !== after.get(key),
  )

describe('flipsOf', () => {
  it('finds one for most decisions of a packet', () => {
    expect(packets.length).toBeGreaterThan(1)
    const found = packets.map(({ packet, flips }) => flips.size / turningPoints(packet).size)
    expect(Math.min(...found)).toBeGreaterThan(0.5)
  })

  it('turns exactly what it says when it is applied', () => {
    for (const { text, packet, flips } of packets) {
      const before = turningPoints(packet)
      const wrong = [...flips].filter(([key, flip]) => {
        const after = turningPoints(plan({ text }, [flip.amendment], knowledge))
        const expected = [key, ...flip.knockOn].toSorted()
        return (
          (after.get(key) ?? 'gone') !== flip.becomes ||
          turnedBetween(before, after).toSorted().join('|') !== expected.join('|')
        )
      })
      expect(wrong.map(([key]) => `${key} of "${text.slice(0, 60)}"`)).toEqual([])
    }
  })

  it('is the smallest: no other single change turns the decision and less besides', () => {
    const [first] = packets
    const { text, packet, flips } = first!
    const before = turningPoints(packet)
    const smaller = singleChanges(packet, knowledge).flatMap(({ amendment, says }) => {
      const after = turningPoints(plan({ text }, [amendment], knowledge))
      const turned = turnedBetween(before, after)
      return turned
        .filter((key) => before.has(key))
        .filter((key) => (flips.get(key)?.knockOn.length ?? Infinity) > turned.length - 1)
        .map((key) => `${key}: ${says}`)
    })
    expect(smaller).toEqual([])
  })

  it('has nothing to say about an answer that is no packet', () => {
    expect(flipsOf({ text: 'Write our company testing policy.' }, [], knowledge).size).toBe(0)
  })
})
