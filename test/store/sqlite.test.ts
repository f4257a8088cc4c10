import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { everything } from '../../src/flows/search-query.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { HistoryQuery } from '../../src/store/port.ts'
import { handOffContract } from './hand-off-contract.ts'
import { memberViewer, openSample } from './sample.ts'
import { storeContract } from './store-contract.ts'

storeContract('SQLite in memory', () => openStore(':memory:'))
handOffContract('SQLite in memory', () => openStore(':memory:'))

describe('SQLite in a file', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'packet-store-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('makes missing folders, writes ahead, and keeps foreign keys', async () => {
    const path = join(folder, 'deep', 'packets.sqlite')
    const store = await openStore(path)
    await openSample(store, 'p1')
    const beside = new Database(path)
    expect(beside.pragma('journal_mode', { simple: true })).toBe('wal')
    beside.pragma('foreign_keys = ON')
    expect(() => beside.prepare("delete from packets where id = 'p1'").run()).toThrow(/FOREIGN KEY/)
    beside.close()
    await store.close()
  })

  it('finds everything again after it was closed, and migrates once', async () => {
    const path = join(folder, 'packets.sqlite')
    const first = await openStore(path)
    await openSample(first, 'p1')
    await first.close()
    const second = await openStore(path)
    expect((await second.packetById('T1', 'p1'))?.name).toBe('calm-otter-p1')
    expect((await second.takeDelivery(5000))?.id).toBe('p1-0')
    await second.close()
  })

  it('finds packets of an older version by their services', async () => {
    const path = join(folder, 'packets.sqlite')
    const first = await openStore(path)
    await openSample(first, 'p1', { requestText: 'The billing service is late.' })
    await openSample(first, 'p2', { requestText: 'Nothing is named.' })
    await first.close()
    // As a version left it that knew nothing of services.
    const beside = new Database(path)
    beside.exec(`delete from packet_facets where facet = 'service';
      delete from kysely_migration where name like '%-services'`)
    beside.close()
    const second = await openStore(path)
    const asked = (query: Partial<HistoryQuery>) =>
      second.history(memberViewer(), { ...everything, ...query }, 5, null)
    expect((await asked({ services: ['billing'] })).packets.map(({ id }) => id)).toEqual(['p1'])
    expect((await asked({ words: ['nothing'] })).packets.map(({ id }) => id)).toEqual(['p2'])
    expect((await asked({})).total).toBe(2)
    await second.close()
  })

  it.each(['/proc/nowhere/packets.sqlite', '/dev/null/deep/packets.sqlite'])(
    'says which folder cannot be made for %s',
    async (path) => {
      await expect(openStore(path)).rejects.toMatchObject({
        name: 'StoreError',
        code: 'database_unusable',
        message: expect.stringContaining(
          `The folder ${dirname(path)} for the database cannot be made`,
        ),
      })
    },
  )

  it('says which file cannot be opened', async () => {
    const path = join(folder, 'not-a-database')
    writeFileSync(path, 'plain words, longer than a header of a database file would be'.repeat(20))
    await expect(openStore(path)).rejects.toMatchObject({
      name: 'StoreError',
      code: 'database_unusable',
      message: expect.stringContaining(path),
    })
  })

  it('names the packet whose stored verdict cannot be read, and none of its words', async () => {
    const path = join(folder, 'packets.sqlite')
    const store = await openStore(path)
    await openSample(store, 'p1')
    const beside = new Database(path)
    beside.prepare(`update revisions set verdict = '{"secret words": 1}'`).run()
    beside.close()
    await expect(store.packetById('T1', 'p1')).rejects.toMatchObject({
      code: 'row_invalid',
      message: 'The stored value of packet p1 cannot be read.',
    })
    await store.close()
  })
})
