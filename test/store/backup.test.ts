import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noHouseRules } from '../../src/engine/house-rules.ts'
import { everything } from '../../src/flows/search-query.ts'
import { backUp, restore } from '../../src/store/backup.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/port.ts'
import { draftOf, handOffOf, memberViewer, openSample, revisionOf } from './sample.ts'

let folder: string
let store: Store
const path = (name: string) => join(folder, name)
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'packet-backup-'))
  store = await openStore(path('packets.sqlite'))
  await fill(store)
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

/** Something in every table. */
async function fill(into: Store): Promise<void> {
  const amendment = {
    id: 'a1',
    on: 'layer' as const,
    target: 'smoke',
    op: 'set' as const,
    to: null,
    because: 'nein, danke: "ü" 🦦',
    by: 'U2',
  }
  await openSample(into, 'p1', { requestText: 'Refunds are late. 🦦\u2028"quoted"' })
  await into.appendRevision('p1', revisionOf(2, { amendments: [amendment] }), [])
  await into.markAccepted('p1', 2)
  await into.saveDraft(draftOf())
  await into.saveHouseRules('T1', { ...noHouseRules, runtime: 'Go' }, { by: 'U1', at: 6 })
  await into.saveProposal({
    id: 'pr1',
    teamId: 'T1',
    packetId: 'p1',
    baseRevision: 1,
    authorId: 'U2',
    amendments: [amendment],
    sourceTs: '1.2',
    createdAt: 3,
  })
  await into.addHandOff(handOffOf('h1', { packetId: 'p1' }), [], null)
  const at = { packetId: 'p1', revision: 2, userId: 'U2' }
  await into.saveStance({ ...at, stance: 'accept', because: null, at: 4 })
  await into.addNote({
    id: 'n1',
    teamId: 'T1',
    packetId: 'p1',
    kind: 'conflict',
    text: 'which?',
    ownerId: null,
    due: null,
    authorId: 'U2',
    sourceTs: null,
    permalink: null,
    createdAt: 5,
    conflict: { standing: amendment, proposed: amendment },
  })
}

/** All rows of all tables, the migrations' and the full text's included; how the full text keeps them is its own affair. */
function contentOf(file: string): Readonly<Record<string, readonly unknown[]>> {
  const database = new SqliteDatabase(file)
  const names = database
    .prepare(
      `select name from sqlite_master where type = 'table' and name not like 'packet_words_%' order by name`,
    )
    .pluck()
    .all() as readonly string[]
  const content = Object.fromEntries(
    names.map((name) => [
      name,
      database.prepare(`select rowid as at, * from "${name}" order by at`).all(),
    ]),
  )
  database.close()
  return content
}

describe('a backup', () => {
  it('taken from a running instance and restored into an empty one has everything', async () => {
    await backUp(path('packets.sqlite'), path('backup'))
    await restore(path('backup'), path('new/packets.sqlite'))
    const before = contentOf(path('packets.sqlite'))
    expect(contentOf(path('new/packets.sqlite'))).toEqual(before)
    const empty = Object.keys(before).filter((name) => before[name]?.length === 0)
    expect(empty.filter((name) => !name.startsWith('packet_words'))).toEqual([])
  })

  it('restored works on: packets are found, shown and delivered', async () => {
    await backUp(path('packets.sqlite'), path('backup'))
    await restore(path('backup'), path('new.sqlite'))
    const restored = await openStore(path('new.sqlite'))
    const found = await restored.history(
      memberViewer(),
      { ...everything, words: ['refund'] },
      5,
      null,
    )
    expect(found.packets).toEqual(
      (await store.history(memberViewer(), { ...everything, words: ['refund'] }, 5, null)).packets,
    )
    expect((await restored.takeDelivery(5000))?.id).toBe('p1-0')
    await openSample(restored, 'p2')
    await restored.close()
  })

  it('is consistent while packets are written', async () => {
    const writing = (async () => {
      for (let count = 0; count < 50; count += 1) await openSample(store, `w${count}`)
    })()
    await backUp(path('packets.sqlite'), path('backup'))
    await writing
    const {
      packets = [],
      revisions = [],
      deliveries = [],
      packet_index: rows = [],
    } = contentOf(path('backup'))
    expect([revisions.length, deliveries.length, rows.length]).toEqual([
      packets.length + 1,
      packets.length * 3,
      packets.length,
    ])
  })

  it('is restored into an instance that was started once and never used', async () => {
    await backUp(path('packets.sqlite'), path('backup'))
    await (await openStore(path('unused.sqlite'))).close()
    await restore(path('backup'), path('unused.sqlite'))
    expect(contentOf(path('unused.sqlite'))).toEqual(contentOf(path('packets.sqlite')))
  })

  it('is restored into an instance that runs, which works on with it', async () => {
    await backUp(path('packets.sqlite'), path('backup'))
    const running = await openStore(path('running.sqlite'))
    expect((await running.history(memberViewer(), everything, 5, null)).total).toBe(0)
    await restore(path('backup'), path('running.sqlite'))
    expect(contentOf(path('running.sqlite'))).toEqual(contentOf(path('packets.sqlite')))
    const found = () =>
      running.history(memberViewer(), { ...everything, words: ['refunds'] }, 5, null)
    expect((await found()).packets.map((each) => each.id)).toEqual(['p1'])
    await openSample(running, 'p2', { requestText: 'Refunds again.' })
    expect((await found()).total).toBe(2)
    expect((await running.takeDelivery(5000))?.id).toBe('p1-0')
    await running.close()
  })

  it('is refused by a running instance that got content meanwhile, and changes nothing of it', async () => {
    await backUp(path('packets.sqlite'), path('backup'))
    const running = await openStore(path('running.sqlite'))
    const restoring = restore(path('backup'), path('running.sqlite'))
    await openSample(running, 'mine')
    await expect(restoring).rejects.toMatchObject({ code: 'backup_refused' })
    expect(existsSync(path('running.sqlite.restoring'))).toBe(false)
    expect(await running.packetById('T1', 'p1')).toBeNull()
    expect((await running.packetById('T1', 'mine'))?.id).toBe('mine')
    await running.close()
  })

  it('is refused where something would be lost, and leaves no half files', async () => {
    await backUp(path('packets.sqlite'), path('backup'))
    await expect(backUp(path('packets.sqlite'), path('backup'))).rejects.toMatchObject({
      code: 'backup_refused',
      message: expect.stringContaining('exists already'),
    })
    await expect(restore(path('backup'), path('packets.sqlite'))).rejects.toMatchObject({
      message: expect.stringContaining('is not empty (packets,'),
    })
    writeFileSync(path('words'), 'no database at all, only words'.repeat(100))
    await expect(restore(path('words'), path('new.sqlite'))).rejects.toMatchObject({
      name: 'StoreError',
    })
    await expect(backUp(path('missing'), path('other'))).rejects.toMatchObject({
      code: 'backup_refused',
    })
    expect(
      ['new.sqlite', 'other', 'backup.partial'].filter((name) => existsSync(path(name))),
    ).toEqual([])
  })

  it('is one command each', async () => {
    const npm = (database: string, ...args: readonly string[]) => {
      const ran = spawnSync('npm', ['run', '--silent', ...args], {
        encoding: 'utf8',
        env: { ...process.env, DATABASE_URL: `sqlite:${path(database)}` },
      })
      return [ran.status, ran.stderr]
    }
    expect(npm('packets.sqlite', 'backup', '--', path('backup'))).toEqual([0, ''])
    expect(npm('new.sqlite', 'restore', '--', path('backup'))).toEqual([0, ''])
    expect(contentOf(path('new.sqlite'))).toEqual(contentOf(path('packets.sqlite')))
    expect(npm('new.sqlite', 'restore', '--', path('backup'))).toEqual([
      2,
      expect.stringContaining('is not empty'),
    ])
    expect(npm('new.sqlite', 'backup')).toEqual([2, 'Usage: npm run backup -- file\n'])
  })
})
