import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { noHouseRules } from '../../src/engine/house-rules.ts'
import { everything } from '../../src/flows/search-query.ts'
import { houseRuleFlows } from '../../src/flows/house-rules.ts'
import { openStore } from '../../src/store/open-store.ts'
import {
  draftOf,
  handOffOf,
  memberViewer,
  openSample,
  revisionOf,
  sampleVerdict,
} from './sample.ts'

async function opened() {
  const folder = mkdtempSync(join(tmpdir(), 'packet-retention-'))
  const path = join(folder, 'packets.sqlite')
  const store = await openStore(path)
  onTestFinished(async () => {
    await store.close()
    rmSync(folder, { recursive: true })
  })
  return { store, path }
}

/** Rows that name the packet, by table. */
function tracesOf(path: string, id: string): readonly string[] {
  const database = new SqliteDatabase(path)
  const names = database
    .prepare(
      `select name from sqlite_master where type = 'table' and name not like 'packet_words_%'`,
    )
    .pluck()
    .all() as readonly string[]
  const traces = names.filter((name) =>
    JSON.stringify(database.prepare(`select * from "${name}"`).all()).includes(id),
  )
  database.close()
  return traces
}

const note = {
  teamId: 'T1',
  kind: 'question' as const,
  text: 'why?',
  ownerId: null,
  due: null,
  authorId: 'U1',
  sourceTs: null,
  permalink: null,
  createdAt: 1,
  conflict: null,
}

test('what nobody changed for long is forgotten without a trace, and the rest stays', async () => {
  const { store, path } = await opened()
  await openSample(store, 'oldone', { requestText: 'about oldone' }, 0)
  await openSample(store, 'revised', {}, 0)
  await openSample(store, 'waiting', {}, 0)
  await openSample(store, 'foreign', { teamId: 'T2' }, 0)
  for (const id of ['oldone', 'revised', 'foreign']) await store.markSent(`${id}-0`, '1.1')
  await store.addNote({ ...note, id: 'n-oldone', packetId: 'oldone' })
  await store.addHandOff(handOffOf('h-oldone', { packetId: 'oldone' }), [], null)
  await store.appendRevision('revised', revisionOf(2, { createdAt: 9000 }), [])
  expect(tracesOf(path, 'oldone')).toEqual(
    expect.arrayContaining(['packets', 'revisions', 'notes', 'claims', 'packet_words']),
  )
  expect(await store.countUnchanged(memberViewer(), 5000)).toBe(1)
  expect(await store.forgetUnchanged('T1', 5000)).toBe(1)
  expect(tracesOf(path, 'oldone')).toEqual([])
  const left = await store.history(memberViewer(), everything, 10, null)
  expect(left.packets.map((packet) => packet.id).toSorted()).toEqual(['revised', 'waiting'])
  expect(await store.packetById('T2', 'foreign')).not.toBeNull()
})

test('only what the viewer may see is counted', async () => {
  const { store } = await opened()
  await openSample(store, 'p1', { channelKind: 'private', channelId: 'C9', authorId: 'U9' }, 0)
  await store.markSent('p1-0', '1.1')
  expect(await store.countUnchanged(memberViewer(), 5000)).toBe(0)
  expect(await store.countUnchanged(memberViewer({ memberOf: ['C9'] }), 5000)).toBe(1)
})

test('each team’s own months decide; without them everything is kept', async () => {
  const { store } = await opened()
  const day = 24 * 60 * 60 * 1000
  for (const [teamId, keepMonths] of [
    ['T1', 2],
    ['T2', null],
  ] as const) {
    await openSample(store, `p-${teamId}`, { teamId }, 0)
    await store.markSent(`p-${teamId}-0`, '1.1')
    await store.saveHouseRules(teamId, { ...noHouseRules, keepMonths }, { by: 'U1', at: 1 })
  }
  await store.saveDraft(draftOf())
  const flowsAt = (now: number) =>
    houseRuleFlows({ store, plan: () => sampleVerdict, referencesHash: 'now', now: () => now })
  expect(await flowsAt(59 * day).forgetOld()).toBe(0)
  expect(await flowsAt(61 * day).forgetOld()).toBe(1)
  expect(await store.packetById('T1', 'p-T1')).toBeNull()
  expect(await store.packetById('T2', 'p-T2')).not.toBeNull()
})
