import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noHouseRules } from '../../src/engine/house-rules.ts'
import type { Amendment } from '../../src/engine/packet.ts'
import { everything } from '../../src/flows/search-query.ts'
import type { Store } from '../../src/store/port.ts'
import {
  deliveriesOf,
  draftOf,
  memberViewer,
  openSample,
  packetOf,
  revisionOf,
  sampleVerdict,
} from './sample.ts'

const amendment = (id: string): Amendment => ({
  id,
  on: 'layer',
  target: 'smoke',
  op: 'set',
  to: 'out',
  because: 'no release journey',
  by: 'U2',
})

/** What every adapter of the port keeps. `open` gives an empty store. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`${name} keeps the store's promises`, () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
    })
    afterEach(() => store.close())

    describe('packets', () => {
      it('gives back a packet as it was opened', async () => {
        const opened = await openSample(store, 'p1', { threadTs: '17.1' })
        expect(opened).toEqual({
          opened: true,
          packet: {
            ...packetOf('p1', { threadTs: '17.1' }),
            revision: revisionOf(1),
            cardTs: null,
            acceptedRevision: null,
          },
        })
        expect(await store.packetById('T1', 'p1')).toEqual(opened.packet)
      })

      it('opens one packet for one key and gives the first to the second caller', async () => {
        await openSample(store, 'p1')
        const again = await store.openPacket(
          packetOf('p2'),
          revisionOf(1),
          deliveriesOf('p2', 1),
          'once-p1',
        )
        expect(again.opened).toBe(false)
        expect(again.packet.id).toBe('p1')
        expect(await store.packetById('T1', 'p2')).toBeNull()
        expect(await store.deliveries('p2')).toEqual([])
      })

      it('stores nothing of a packet whose name is taken in the team', async () => {
        await openSample(store, 'p1', { name: 'calm-otter-7' })
        await expect(openSample(store, 'p2', { name: 'calm-otter-7' })).rejects.toThrow(/unique/i)
        expect(await store.packetById('T1', 'p2')).toBeNull()
        expect(await store.deliveries('p2')).toEqual([])
        expect(await store.claim('once-p2', 1)).toBe(true)
      })

      it('lets two teams use one name', async () => {
        await openSample(store, 'p1', { name: 'calm-otter-7' })
        await openSample(store, 'p2', { name: 'calm-otter-7', teamId: 'T2' })
        expect(await store.nameTaken('T2', 'calm-otter-7')).toBe(true)
        expect(await store.nameTaken('T3', 'calm-otter-7')).toBe(false)
      })

      it('finds a packet by id, by name in any case, and by its thread', async () => {
        await openSample(store, 'p1', { name: 'calm-otter-7' })
        await store.markSent('p1-0', '42.1')
        const viewer = memberViewer()
        expect((await store.findPacket(viewer, 'p1'))?.id).toBe('p1')
        expect((await store.findPacket(viewer, 'Calm-Otter-7'))?.id).toBe('p1')
        expect((await store.packetByThread('T1', 'C1', '42.1'))?.id).toBe('p1')
        expect(await store.packetByThread('T1', 'C2', '42.1')).toBeNull()
        expect(await store.packetByThread('T2', 'C1', '42.1')).toBeNull()
      })
    })

    describe('revisions', () => {
      it('appends the next one with all amendments so far', async () => {
        await openSample(store, 'p1')
        const first = [amendment('a1')]
        expect(await store.appendRevision('p1', revisionOf(2, { amendments: first }), [])).toBe(
          'appended',
        )
        const both = [...first, amendment('a2')]
        await store.appendRevision('p1', revisionOf(3, { amendments: both }), [])
        expect((await store.packetById('T1', 'p1'))?.revision).toEqual(
          revisionOf(3, { amendments: both }),
        )
      })

      it('refuses a number that is taken or skips one', async () => {
        await openSample(store, 'p1')
        await store.appendRevision('p1', revisionOf(2), [])
        expect(await store.appendRevision('p1', revisionOf(2), [])).toBe('taken')
        expect(await store.appendRevision('p1', revisionOf(4), [])).toBe('taken')
        expect((await store.packetById('T1', 'p1'))?.revision.number).toBe(2)
      })
    })

    describe('history of a packet', () => {
      it('gives each revision the amendments that held in it, after one was undone', async () => {
        await openSample(store, 'p1')
        const [a, b, c] = [amendment('a'), amendment('b'), amendment('c')]
        await store.appendRevision('p1', revisionOf(2, { amendments: [a, b] }), [])
        await store.appendRevision('p1', revisionOf(3, { amendments: [a] }), [])
        await store.appendRevision('p1', revisionOf(4, { amendments: [a, b, c] }), [])
        const held = async (number: number) =>
          (await store.revision('p1', number))?.amendments.map((each) => each.id)
        expect([await held(1), await held(2), await held(3), await held(4)]).toEqual([
          [],
          ['a', 'b'],
          ['a'],
          ['a', 'b', 'c'],
        ])
        expect(await store.revision('p1', 5)).toBeNull()
      })

      it('is accepted once, and only in its current revision', async () => {
        await openSample(store, 'p1')
        await store.appendRevision('p1', revisionOf(2), [])
        expect([
          await store.markAccepted('p1', 1),
          await store.markAccepted('p1', 2),
          await store.markAccepted('p1', 2),
        ]).toEqual([false, true, false])
        expect((await store.packetById('T1', 'p1'))?.acceptedRevision).toBe(2)
        await store.appendRevision('p1', revisionOf(3), [])
        expect(await store.markAccepted('p1', 3)).toBe(true)
      })

      it('gets later messages after those it already waits for', async () => {
        await openSample(store, 'p1', {}, 1)
        await store.addDeliveries('p1', [{ id: 'late', kind: 'update', position: 0 }], 50)
        expect((await store.deliveries('p1')).map((each) => [each.id, each.position])).toEqual([
          ['p1-0', 0],
          ['p1-1', 1],
          ['late', 2],
        ])
      })

      it('ends a proposal once, for one of the callers', async () => {
        await openSample(store, 'p1')
        const proposal = {
          id: 'r1',
          teamId: 'T1',
          packetId: 'p1',
          baseRevision: 1,
          authorId: 'U2',
          amendments: [amendment('a')],
          sourceTs: '42.5',
          createdAt: 7,
        }
        expect(await store.saveProposal(proposal)).toBe(true)
        expect(await store.saveProposal({ ...proposal, authorId: 'U9' })).toBe(false)
        const open = { ...proposal, state: 'open', ending: null }
        expect(await store.findProposal('T1', 'r1')).toEqual(open)
        expect(await store.findProposal('T2', 'r1')).toBeNull()
        expect(await store.openProposals('p1')).toEqual(['r1'])
        expect(
          await Promise.all([
            store.endProposal('r1', { to: 'applied', by: 'U3', revision: 2 }),
            store.endProposal('r1', { to: 'dismissed', by: 'U4', revision: null }),
          ]),
        ).toEqual([true, false])
        expect(await store.findProposal('T1', 'r1')).toMatchObject({
          state: 'applied',
          ending: { by: 'U3', revision: 2 },
        })
        expect(await store.openProposals('p1')).toEqual([])
      })

      it('keeps the newest stance of each person on a revision', async () => {
        await openSample(store, 'p1')
        const stance = {
          packetId: 'p1',
          revision: 1,
          userId: 'U2',
          stance: 'object',
          because: 'no broker',
          at: 7,
        } as const
        await store.saveStance(stance)
        await store.saveStance({ ...stance, userId: 'U3', stance: 'accept', because: null, at: 8 })
        await store.saveStance({ ...stance, stance: 'accept', because: null, at: 9 })
        expect(await store.stances('p1', 1)).toEqual([
          { ...stance, userId: 'U3', stance: 'accept', because: null, at: 8 },
          { ...stance, stance: 'accept', because: null, at: 9 },
        ])
        expect(await store.stances('p1', 2)).toEqual([])
      })

      it('notices a note captured twice from one message, and closes a note once', async () => {
        await openSample(store, 'p1')
        const note = {
          id: 'n1',
          teamId: 'T1',
          packetId: 'p1',
          kind: 'conflict',
          text: 'Redis: fake or real?',
          ownerId: 'U1',
          due: '2027-03-14',
          authorId: 'U2',
          sourceTs: '42.5',
          permalink: 'https://example.slack.com/archives/C1/p42',
          createdAt: 7,
          conflict: { standing: amendment('a'), proposed: amendment('b') },
        } as const
        expect(await store.addNote(note)).toBe(true)
        expect(await store.addNote({ ...note, id: 'n2' })).toBe(false)
        expect(await store.addNote({ ...note, id: 'n3', sourceTs: null })).toBe(true)
        expect(await store.addNote({ ...note, id: 'n4', sourceTs: null })).toBe(true)
        expect(await store.findNote('T1', 'n1')).toEqual({ ...note, resolution: null })
        expect(await store.findNote('T2', 'n1')).toBeNull()
        expect([
          await store.resolveNote('n1', 'fake it is'),
          await store.resolveNote('n1', 'real it is'),
        ]).toEqual([true, false])
        expect((await store.notes('p1')).map((each) => [each.id, each.resolution])).toEqual([
          ['n1', 'fake it is'],
          ['n3', null],
          ['n4', null],
        ])
      })
    })

    describe('the viewer rule', () => {
      const visible = async (viewer: Parameters<Store['findPacket']>[0]) => ({
        found: (await store.findPacket(viewer, 'p1'))?.id ?? null,
        listed: (await store.history(viewer, everything, 10, null)).packets.map(
          (packet) => packet.id,
        ),
        counted: (await store.history(viewer, everything, 10, null)).total,
      })
      const hidden = { found: null, listed: [], counted: 0 }
      const shown = { found: 'p1', listed: ['p1'], counted: 1 }

      it('shows a public packet to a full member who is not in the channel', async () => {
        await openSample(store, 'p1')
        expect(await visible(memberViewer({ memberOf: [] }))).toEqual(shown)
      })
      it('hides a public packet from a guest who is not in the channel', async () => {
        await openSample(store, 'p1')
        expect(await visible(memberViewer({ memberOf: [], isFullMember: false }))).toEqual(hidden)
      })
      it.each(['private', 'dm', 'unknown'] as const)(
        'hides a packet of a %s channel from whoever is not in it',
        async (channelKind) => {
          await openSample(store, 'p1', { channelKind, authorId: 'U9' })
          expect(await visible(memberViewer({ memberOf: ['C9'] }))).toEqual(hidden)
          expect(await visible(memberViewer({ isFullMember: false }))).toEqual(shown)
        },
      )
      it('hides everything of another team, even from a member of an equal channel id', async () => {
        await openSample(store, 'p1')
        expect(await visible(memberViewer({ teamId: 'T2' }))).toEqual(hidden)
      })
    })

    describe('history', () => {
      it('pages newest first and stays stable while new packets arrive', async () => {
        for (const [at, id] of ['p1', 'p2', 'p3', 'p4'].entries())
          await openSample(store, id, { createdAt: 1000 + (at === 1 ? 0 : at) })
        const first = await store.history(memberViewer(), everything, 2, null)
        expect(first.packets.map((packet) => packet.id)).toEqual(['p4', 'p3'])
        expect(first.total).toBe(4)
        await openSample(store, 'p5', { createdAt: 2000 })
        const second = await store.history(memberViewer(), everything, 2, first.next)
        expect(second.packets.map((packet) => packet.id)).toEqual(['p2', 'p1'])
        expect(second.next).toBeNull()
      })
    })

    describe('house rules', () => {
      it('belong to one team, and the last ones saved hold', async () => {
        const change = { by: 'U1', at: 1 }
        await store.saveHouseRules('T1', { ...noHouseRules, runtime: 'Go' }, change)
        await store.saveHouseRules('T1', { ...noHouseRules, budgetMinutes: { pr: 5 } }, change)
        expect(await store.houseRules('T1')).toEqual({ ...noHouseRules, budgetMinutes: { pr: 5 } })
        expect(await store.houseRules('T2')).toEqual(noHouseRules)
      })
    })

    describe('deliveries', () => {
      const takeId = async (now = 5000) => (await store.takeDelivery(now))?.id ?? null

      it('leave in order, each after the one before it was sent', async () => {
        await openSample(store, 'p1')
        expect(await store.takeDelivery(5000)).toMatchObject({
          id: 'p1-0',
          packetId: 'p1',
          teamId: 'T1',
          channelId: 'C1',
          state: 'sending',
          attempts: 1,
        })
        expect(await takeId()).toBeNull()
        await store.markSent('p1-0', '42.1')
        expect((await store.packetById('T1', 'p1'))?.cardTs).toBe('42.1')
        expect(await takeId()).toBe('p1-1')
        await store.markSent('p1-1', '42.2')
        expect(await takeId()).toBe('p1-2')
      })

      it('do not wait for another packet', async () => {
        await openSample(store, 'p1')
        await openSample(store, 'p2', { createdAt: 1001 })
        expect(await takeId()).toBe('p1-0')
        expect(await takeId()).toBe('p2-0')
      })

      it('wait until they are due', async () => {
        await openSample(store, 'p1')
        await takeId()
        await store.postpone('p1-0', 9000, 'ratelimited')
        expect(await store.nextDeliveryAt()).toBe(9000)
        expect(await takeId(8999)).toBeNull()
        expect(await takeId(9000)).toBe('p1-0')
        expect(await store.nextDeliveryAt()).toBeNull()
      })

      it('become unknown when the process ended while they were under way', async () => {
        await openSample(store, 'p1')
        await takeId()
        const interrupted = await store.markInterrupted()
        expect(interrupted.map((delivery) => [delivery.id, delivery.state])).toEqual([
          ['p1-0', 'unknown'],
        ])
        expect(await takeId()).toBeNull()
      })

      it('go again, or are left out, when a person says so, and only once', async () => {
        await openSample(store, 'p1', { threadTs: '17.1' })
        await takeId()
        await store.markUnknown('p1-0', 'timeout')
        expect(await store.resolveDelivery('p1-0', 'pending')).toBe(true)
        expect(await store.resolveDelivery('p1-0', 'pending')).toBe(false)
        expect(await takeId()).toBe('p1-0')
        await store.markFailed('p1-0', 'not_in_channel')
        expect(await store.resolveDelivery('p1-0', 'abandoned')).toBe(true)
        expect(await takeId()).toBe('p1-1')
      })

      it('hold parts back after their card was left out until its message is known', async () => {
        await openSample(store, 'p1')
        await takeId()
        await store.markUnknown('p1-0', 'timeout')
        await store.resolveDelivery('p1-0', 'abandoned')
        expect(await takeId()).toBeNull()
        await store.markSent('p1-0', '42.1')
        expect(await takeId()).toBe('p1-1')
      })
    })

    describe('claims and drafts', () => {
      it('let one of many callers claim a key', async () => {
        const claims = await Promise.all([1, 2, 3, 4].map((at) => store.claim('event-1', at)))
        expect(claims.filter(Boolean)).toHaveLength(1)
      })
      it('forget old claims only', async () => {
        await store.claim('old', 10)
        await store.claim('new', 20)
        expect(await store.forgetClaims(15)).toBe(1)
        expect(await store.claim('new', 30)).toBe(false)
        expect(await store.claim('old', 30)).toBe(true)
      })
      it('keep one draft per person, the newest', async () => {
        await store.saveDraft(draftOf())
        await store.saveDraft(draftOf({ requestText: 'a whole thought', savedAt: 6 }))
        expect(await store.findDraft('T1', 'U1')).toEqual(
          draftOf({ requestText: 'a whole thought', savedAt: 6 }),
        )
        expect(await store.findDraft('T2', 'U1')).toBeNull()
        await store.deleteDraft('T1', 'U1')
        expect(await store.findDraft('T1', 'U1')).toBeNull()
      })
      it('give back a verdict that parses', async () => {
        await openSample(store, 'p1')
        expect((await store.packetById('T1', 'p1'))?.revision.verdict).toEqual(sampleVerdict)
      })
    })
  })
}
