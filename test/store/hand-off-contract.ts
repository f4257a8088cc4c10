import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HandOffMove, Store } from '../../src/store/port.ts'
import { handOffOf, memberViewer, openSample } from './sample.ts'

/** What every store promises about what was handed over. */
export function handOffContract(name: string, open: () => Promise<Store>): void {
  describe(`${name} keeps its promises about hand-offs`, () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
      await openSample(store, 'p1')
    })
    afterEach(() => store.close())

    const add = (id: string, overrides: Parameters<typeof handOffOf>[1] = {}) =>
      store.addHandOff(
        handOffOf(id, overrides),
        [{ id: `hand-off:${id}`, kind: 'hand-off', position: 0, channelId: 'C9' }],
        null,
      )
    const move = (overrides: Partial<HandOffMove>): HandOffMove => ({
      from: ['sent'],
      state: 'accepted',
      by: 'U3',
      at: 3000,
      words: null,
      deliveries: [],
      ...overrides,
    })

    it('gives one back as it was sent, with its message once that has arrived', async () => {
      expect((await add('h1')).added).toBe(true)
      expect(await store.findHandOff('T1', 'h1')).toEqual({
        ...handOffOf('h1'),
        state: 'sent',
        by: 'U2',
        at: 2000,
        words: null,
        settled: null,
        noticedAt: null,
        messageTs: null,
      })
      await store.markSent('hand-off:h1', '9.1')
      expect((await store.findHandOff('T1', 'h1'))?.messageTs).toBe('9.1')
      expect((await store.handOffs('p1')).map((each) => each.messageTs)).toEqual(['9.1'])
      expect(await store.findHandOff('T2', 'h1')).toBeNull()
      expect((await store.handOffByThread('T1', 'C9', '9.1'))?.id).toBe('h1')
      expect(await store.handOffByThread('T1', 'C1', '9.1')).toBeNull()
      expect(await store.handOffByThread('T2', 'C9', '9.1')).toBeNull()
    })

    it('hands over once to one neighbour while that is open, whoever asks', async () => {
      const both = await Promise.all([add('h1'), add('h2', { senderId: 'U3' })])
      expect(both.filter((each) => each.added)).toHaveLength(1)
      expect(new Set(both.map((each) => each.handOff.id)).size).toBe(1)
      expect((await store.deliveries('p1')).filter(({ kind }) => kind === 'hand-off')).toHaveLength(
        1,
      )
      expect((await add('h3', { to: 'debugging' })).added).toBe(true)
    })

    it('takes the place of an open one and withdraws that, in one step', async () => {
      await add('h1')
      const again = await store.addHandOff(handOffOf('h2', { createdAt: 4000 }), [], {
        id: 'h1',
        deliveries: [
          { id: 'hand-off-update:h1 1', kind: 'hand-off-update', position: 0, channelId: 'C9' },
        ],
      })
      expect(again.added).toBe(true)
      expect(await store.findHandOff('T1', 'h1')).toMatchObject({
        state: 'withdrawn',
        by: 'U2',
        at: 4000,
      })
    })

    it('lets one of many take a step, and only from where it stands', async () => {
      await add('h1')
      const steps = await Promise.all(
        ['U3', 'U4', 'U5'].map((by) => store.moveHandOff('h1', move({ by }))),
      )
      expect(steps.filter(Boolean)).toHaveLength(1)
      expect(await store.moveHandOff('h1', move({ state: 'withdrawn' }))).toBe(false)
      const answered = move({ from: ['accepted'], state: 'answered', words: '409' })
      expect(await store.moveHandOff('h1', answered)).toBe(true)
      expect(await store.findHandOff('T1', 'h1')).toMatchObject({ state: 'answered', words: '409' })
    })

    it('knows the answers that did not reach their packet', async () => {
      await add('h1')
      await store.moveHandOff('h1', move({ state: 'answered', words: '409' }))
      expect((await store.unsettledHandOffs()).map((each) => each.id)).toEqual(['h1'])
      await store.settleHandOff('h1', 'applied')
      expect(await store.unsettledHandOffs()).toEqual([])
    })

    it('knows who does not answer, and does not say it again until something happened', async () => {
      await add('h1')
      expect(await store.silentHandOffs(2000, 9)).toEqual([])
      expect((await store.silentHandOffs(2001, 9)).map((each) => each.id)).toEqual(['h1'])
      await store.noticeHandOff('h1', 5000, [{ id: 'u1', kind: 'update', position: 0 }])
      expect(await store.silentHandOffs(9000, 9)).toEqual([])
      await store.moveHandOff('h1', move({ at: 6000 }))
      expect((await store.silentHandOffs(9000, 9)).map((each) => each.id)).toEqual(['h1'])
    })

    it('shows what waits to who sent it or asked for the packet, where they see the packet', async () => {
      await add('h1')
      const waitingFor = async (overrides: Parameters<typeof memberViewer>[0]) => {
        const { waiting } = await store.handOffsOf(memberViewer(overrides), 9)
        return [waiting.total, ...waiting.handOffs.map(({ handOff }) => handOff.id)]
      }
      expect(await waitingFor({ userId: 'U1' })).toEqual([1, 'h1'])
      expect(await waitingFor({ userId: 'U2' })).toEqual([1, 'h1'])
      expect(await waitingFor({ userId: 'U3' })).toEqual([0])
      await store.setChannelKind('T1', 'C1', 'private')
      expect(await waitingFor({ userId: 'U2', memberOf: ['C9'] })).toEqual([0])
      expect(await waitingFor({ userId: 'U2', memberOf: ['C1'] })).toEqual([1, 'h1'])
    })

    it('shows what was taken on to who did, where they see the owner’s channel', async () => {
      await add('h1')
      await store.moveHandOff('h1', move({ by: 'U3' }))
      const takenBy = async (overrides: Parameters<typeof memberViewer>[0]) =>
        (await store.handOffsOf(memberViewer(overrides), 9)).taken.total
      expect(await takenBy({ userId: 'U3', memberOf: [] })).toBe(1)
      expect(await takenBy({ userId: 'U2', memberOf: [] })).toBe(0)
      await store.setChannelKind('T1', 'C9', 'private')
      expect(await takenBy({ userId: 'U3', memberOf: [] })).toBe(0)
      expect(await takenBy({ userId: 'U3', memberOf: ['C9'] })).toBe(1)
      expect(await store.packetChannels('T1')).toContainEqual({ channelId: 'C9', kind: 'private' })
    })

    it('sends into the owner’s channel whatever holds the packet’s own messages up', async () => {
      expect((await store.takeDelivery(9000))?.kind).toBe('card')
      await store.markUnknown('p1-0', 'lost')
      await add('h1')
      expect(await store.takeDelivery(9000)).toMatchObject({
        id: 'hand-off:h1',
        channelId: 'C9',
        packetId: 'p1',
      })
      await store.markUnknown('hand-off:h1', 'lost')
      await store.markSent('p1-0', '1.1')
      expect((await store.takeDelivery(9000))?.id).toBe('p1-1')
    })
  })
}
