import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { afterAll, expect, onTestFinished, test, vi } from 'vitest'
import { everything } from '../../src/flows/search-query.ts'
import { channels, people, secondTeam } from '../../src/workspace/state/seed.ts'
import { sampleRequest } from '../engine/sample-verdicts.ts'
import { memberViewer } from '../store/sample.ts'
import { storeWith } from '../store/many-packets.ts'
import { dialogOf } from './dialog-driver.ts'
import { nameOn, openDialog, postPacket } from './people-do.ts'
import { startBot } from './start-bot.ts'
import type { Running } from './start-bot.ts'

const { maya, jonas, priya } = people
const { backend, general } = channels

const homeWords = ({ workspace }: Running, user: string): string =>
  workspace.see.textOf(workspace.see.home(user)?.view['blocks'])

async function openedHome(running: Running, user: string): Promise<string> {
  running.workspace.act.openHome(user, { tab: 'home' })
  await running.workspace.until(() => running.workspace.see.home(user))
  return homeWords(running, user)
}

const folder = mkdtempSync(join(tmpdir(), 'packet-home-'))
const filled = new Map<number, ReturnType<typeof storeWith>>()
afterAll(async () => {
  for (const store of filled.values()) await (await store).close()
  rmSync(folder, { recursive: true })
})

/** Indexing takes longest and no case changes these packets, so a store of each size is filled once. */
function manyPackets(count: number): ReturnType<typeof storeWith> {
  const store =
    filled.get(count) ??
    storeWith(count, join(folder, `${count}.sqlite`), {
      teamId: 'T0HARBOR01',
      channelId: general,
      authorId: maya,
    })
  filled.set(count, store)
  return store
}

test('Home shows what waits for a person: to answer, to decide, to accept', async () => {
  const running = await startBot()
  const { workspace, store } = running
  const card = await postPacket(workspace, maya, backend, sampleRequest)
  const [teamId, { packets }] = [workspace.teams[0]!.id, await allOf(running)]
  const packetId = packets[0]!.id
  const note = {
    teamId,
    packetId,
    ownerId: jonas,
    due: '2027-03-14',
    authorId: maya,
    sourceTs: null,
    permalink: null,
    createdAt: 1,
    conflict: null,
  }
  await store.addNote({ ...note, id: 'n1', kind: 'question', text: 'Is <!channel> replayed?' })
  await store.addNote({ ...note, id: 'n2', kind: 'conflict', text: 'Fake or real?' })
  const words = await openedHome(running, jonas)
  expect(words).toContain('1 to answer')
  expect(words).toContain('Is &lt;!channel&gt; replayed? (due 2027-03-14)')
  expect(words).toContain('1 to decide')
  expect(words).toContain('1 to accept')
  expect(words).toContain(nameOn(workspace, card))
  const own = await openedHome(running, maya)
  expect(own).not.toContain('Waits for you')
  await store.resolveNote('n1', 'yes')
  await store.saveStance({
    packetId,
    revision: 1,
    userId: jonas,
    stance: 'accept',
    because: null,
    at: 2,
  })
  workspace.act.openHome(jonas, { tab: 'home' })
  await workspace.until(() => !homeWords(running, jonas).includes('1 to answer'))
  expect(homeWords(running, jonas)).not.toContain('to accept')
  expect(workspace.log()).toEqual([])
})

const allOf = ({ workspace, store }: Running) =>
  store.history(memberViewer({ teamId: workspace.teams[0]!.id, userId: maya }), everything, 8, null)

test('an open Home shows a new packet by itself, and only to whom it may show it', async () => {
  const running = await startBot()
  await openedHome(running, jonas)
  await openedHome(running, priya)
  const card = await postPacket(running.workspace, maya, general, sampleRequest)
  const name = nameOn(running.workspace, card)
  await running.workspace.until(() => homeWords(running, jonas).includes(name))
  expect(homeWords(running, priya)).not.toContain(name)
  expect(running.workspace.log()).toEqual([])
})

test('the search form opens from Home', async () => {
  const running = await startBot()
  const { workspace } = running
  const name = nameOn(workspace, await postPacket(workspace, maya, backend, sampleRequest))
  await openedHome(running, jonas)
  await workspace.act.press(jonas, { viewId: workspace.see.home(jonas)!.id }, 'history_search')
  await workspace.until(() => workspace.see.modal(jonas))
  const form = dialogOf(workspace, jonas)
  await form.post()
  await workspace.until(() => form.text().includes(name))
  expect(workspace.log()).toEqual([])
})

test('with 10,000 packets Home asks no more than with ten, and stays within the limits', async () => {
  const asked = vi.spyOn(SqliteDatabase.prototype, 'prepare')
  onTestFinished(() => asked.mockRestore())
  const counts: number[] = []
  // First both stores: indexing keeps the process busy for longer than a bot at work waits for an answer.
  const stores = [await manyPackets(10), await manyPackets(10_000)] as const
  for (const [count, store] of [
    [10, stores[0]],
    [10_000, stores[1]],
  ] as const) {
    const running = await startBot({ store })
    asked.mockClear()
    const words = await openedHome(running, jonas)
    counts.push(asked.mock.calls.length)
    expect(words).toContain(`${count - 8} more`)
    expect(running.workspace.log()).toEqual([])
  }
  expect(counts[1]).toBe(counts[0])
  expect(counts[1]).toBeLessThan(60)
}, 60_000)

test('beside a draft Home offers an empty dialog too, in which the draft is offered', async () => {
  const { workspace } = await startBot()
  const dialog = await openDialog(workspace, maya, backend, 'The earlier request')
  await dialog.close()
  workspace.act.openHome(maya, { tab: 'home' })
  const home = await workspace.until(() => workspace.see.home(maya))
  await workspace.act.press(maya, { viewId: home.id }, 'packet_blank')
  await workspace.until(() => workspace.see.modal(maya))
  const empty = dialogOf(workspace, maya)
  expect(empty.block('request').element?.initial_value).toBeUndefined()
  expect(empty.text()).toContain('You have an unsent draft')
  expect(empty.text()).toContain('The earlier request')
  expect(workspace.log()).toEqual([])
})

test('10,000 packets are searched page by page, with their counts', async () => {
  const store = await manyPackets(10_000)
  const viewer = memberViewer({ teamId: 'T0HARBOR01', userId: jonas, memberOf: [] })
  const query = { ...everything, words: ['ledgers'] }
  const first = await store.history(viewer, query, 8, null)
  const second = await store.history(viewer, query, 8, first.next)
  const ids = [...first.packets, ...second.packets].map(({ id }) => id)
  expect(first.total).toBe(1429)
  expect(first.facets.kind).toEqual([{ value: 'needs-framing', count: 1429 }])
  expect(new Set(ids).size).toBe(16)
  expect(ids[0]).toBe('many-9996')
  expect((await store.history({ ...viewer, teamId: secondTeam.id }, query, 8, null)).total).toBe(0)
}, 60_000)
