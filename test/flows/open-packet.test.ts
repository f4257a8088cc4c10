import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noHouseRules } from '../../src/engine/house-rules.ts'
import type { Amendment, Verdict } from '../../src/engine/packet.ts'
import { createFlows, requestLimit } from '../../src/flows/create-flows.ts'
import type { Flows, OpenOutcome, OpenPacketInput } from '../../src/flows/flows.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { PacketRecord, Store } from '../../src/store/port.ts'
import { draftOf, memberViewer, sampleVerdict } from '../store/sample.ts'
import { smallVocabulary } from './small-vocabulary.ts'

const dayMs = 24 * 60 * 60 * 1000

const input = (overrides: Partial<OpenPacketInput> = {}): OpenPacketInput => ({
  actor: { teamId: 'T1', userId: 'U1' },
  place: { channelId: 'C1', channelKind: 'public', threadTs: null },
  text: 'We added refunds and need tests.',
  amendments: [],
  source: 'command',
  onceKey: 'view:V1',
  ...overrides,
})

const amendment: Amendment = {
  id: 'a1',
  on: 'runtime',
  target: 'language',
  op: 'set',
  to: 'go',
  because: null,
  by: 'U1',
}

async function opened(outcome: Promise<OpenOutcome>): Promise<PacketRecord> {
  const settled = await outcome
  if (settled.outcome === 'refused') throw new Error(settled.problem.problem)
  return settled.packet
}

describe('the flows', () => {
  let store: Store
  let flows: Flows
  let clock: number
  let planned: { text: string; amendments: readonly Amendment[] }[]
  let written: number

  beforeEach(async () => {
    store = await openStore(':memory:')
    clock = 1000
    planned = []
    written = 0
    let ids = 0
    // A sequence in place of chance: names are picked in a known order.
    let draws = 0
    flows = createFlows({
      store,
      plan: (text, amendments): Verdict => {
        planned.push({ text, amendments })
        return sampleVerdict
      },
      referencesHash: 'hash-1',
      vocabulary: smallVocabulary,
      threadParts: () => 2,
      now: () => clock,
      random: () => ((draws += 1) % 97) / 97,
      newId: () => `id-${(ids += 1)}`,
      onDeliveriesWritten: () => {
        written += 1
      },
    })
  })
  afterEach(() => store.close())

  it('open a packet with its revision, its hash and one delivery a message', async () => {
    const packet = await opened(flows.openPacket(input({ amendments: [amendment] })))
    expect(packet).toMatchObject({
      requestText: 'We added refunds and need tests.',
      createdAt: 1000,
      revision: { number: 1, amendments: [amendment], referencesHash: 'hash-1' },
    })
    expect(packet.name).toMatch(/^[a-z]+-[a-z]+-\d+$/)
    const deliveries = await store.deliveries(packet.id)
    expect(deliveries.map((each) => [each.kind, each.position, each.state])).toEqual([
      ['card', 0, 'pending'],
      ['part', 1, 'pending'],
      ['part', 2, 'pending'],
    ])
    expect(written).toBe(1)
  })

  it('give the same packet to a dialog that was submitted twice', async () => {
    const first = await opened(flows.openPacket(input()))
    const second = await flows.openPacket(input({ text: 'something else' }))
    expect(second).toEqual({ outcome: 'already-opened', packet: first })
    expect((await flows.history(memberViewer(), '', null, null)).total).toBe(1)
    expect(written).toBe(1)
  })

  it('open one packet when both submissions run at once', async () => {
    const both = await Promise.all([flows.openPacket(input()), flows.openPacket(input())])
    expect(both.map((each) => each.outcome).toSorted()).toEqual(['already-opened', 'opened'])
  })

  it.each([
    ['nothing', ''],
    ['spaces', ' \n\t '],
    ['zero-width characters', '\u200b\u200d\ufeff'],
  ])('refuse a request of %s and store nothing', async (_, text) => {
    expect(await flows.openPacket(input({ text }))).toEqual({
      outcome: 'refused',
      problem: { problem: 'empty' },
    })
    expect((await flows.history(memberViewer(), '', null, null)).total).toBe(0)
  })

  it('take a request of exactly the limit in code points and name the limit beyond it', async () => {
    const longest = '😀'.repeat(requestLimit)
    expect((await flows.openPacket(input({ text: longest }))).outcome).toBe('opened')
    expect(await flows.openPacket(input({ text: `${longest}x`, onceKey: 'view:V2' }))).toEqual({
      outcome: 'refused',
      problem: { problem: 'too-long', limit: requestLimit, length: requestLimit + 1 },
    })
  })

  it('redact secrets before the engine, the store or a preview sees them', async () => {
    // Assembled here so that no scanner takes the test for a leak.
    const token = ['xoxb', '123456789012', '1234567890123', 'abcdefghijklmnopqrstuvwx'].join('-')
    const text = `Our bot leaks ${token} in logs, which tests?`
    const preview = flows.preview(text, [], noHouseRules)
    expect(preview.text).not.toContain(token)
    expect(preview.redacted).toHaveLength(1)
    const outcome = await flows.openPacket(input({ text }))
    expect(JSON.stringify([outcome, planned])).not.toContain(token)
    await flows.keepDraft(draftOf({ requestText: text }))
    expect(JSON.stringify(await store.findDraft('T1', 'U1'))).not.toContain(token)
  })

  it('forget the draft once its packet is open', async () => {
    await flows.keepDraft(draftOf())
    expect((await flows.findDraft({ teamId: 'T1', userId: 'U1' }))?.requestText).toBe(
      'half a thought',
    )
    await flows.openPacket(input())
    expect(await flows.findDraft({ teamId: 'T1', userId: 'U1' })).toBeNull()
  })

  it('keep the draft when the request is refused', async () => {
    await flows.keepDraft(draftOf())
    await flows.openPacket(input({ text: '' }))
    expect(await flows.findDraft({ teamId: 'T1', userId: 'U1' })).not.toBeNull()
  })

  it('keep no draft without words, and offer none after two weeks', async () => {
    await flows.keepDraft(draftOf({ requestText: '  ' }))
    expect(await store.findDraft('T1', 'U1')).toBeNull()
    await flows.keepDraft(draftOf())
    clock += 14 * dayMs
    expect(await flows.findDraft({ teamId: 'T1', userId: 'U1' })).not.toBeNull()
    clock += 1
    expect(await flows.findDraft({ teamId: 'T1', userId: 'U1' })).toBeNull()
  })

  it('find a packet by its name as people say it', async () => {
    const packet = await opened(flows.openPacket(input()))
    const found = await flows.showPacket(memberViewer(), ` ${packet.name.toUpperCase()} `)
    expect(found?.id).toBe(packet.id)
    expect(await flows.showPacket(memberViewer(), 'no-such-1')).toBeNull()
  })

  it('let an event happen once', async () => {
    expect([await flows.once('event:1'), await flows.once('event:1')]).toEqual([true, false])
  })
})
