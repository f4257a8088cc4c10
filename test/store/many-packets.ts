import SqliteDatabase from 'better-sqlite3'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/port.ts'
import { sampleVerdict } from './sample.ts'

/** A store in a file with so many packets, written beside it as an older version without an index would have left them. */
export async function storeWith(
  count: number,
  path: string,
  place: { readonly teamId: string; readonly channelId: string; readonly authorId: string },
): Promise<Store> {
  await (await openStore(path)).close()
  const database = new SqliteDatabase(path)
  const packet = database.prepare(
    `insert into packets (id, team_id, name, channel_id, channel_kind, author_id, source, request_text, created_at,
      current_revision) values (?, ?, ?, ?, 'public', ?, 'command', ?, ?, 1)`,
  )
  const revision = database.prepare(
    `insert into revisions (packet_id, number, verdict, references_hash, author_id, created_at)
      values (?, 1, ?, 'hash', ?, ?)`,
  )
  const verdict = JSON.stringify(sampleVerdict)
  database.transaction(() => {
    for (let at = 0; at < count; at += 1) {
      const text = `The refund worker number ${at} repeats ${at % 7 === 0 ? 'ledger' : 'payout'} entries.`
      packet.run(
        `many-${at}`,
        place.teamId,
        `calm-otter-${at}`,
        place.channelId,
        place.authorId,
        text,
        at,
      )
      revision.run(`many-${at}`, verdict, place.authorId, at)
    }
  })()
  database.close()
  return openStore(path)
}
