import { type Kysely, type Transaction, sql } from 'kysely'
import type { Store } from './port.ts'
import type { Schema } from './schema.ts'
import { type PacketWhere, visibleTo } from './visible-to.ts'

const batch = 200

/** Forgetting for good what nobody changed for long. */
export function retentionIn(
  db: Kysely<Schema>,
): Pick<Store, 'teamsWithSettings' | 'countUnchanged' | 'forgetUnchanged'> {
  return {
    async teamsWithSettings() {
      const rows = await db.selectFrom('settings').select('team_id').orderBy('team_id').execute()
      return rows.map((row) => row.team_id)
    },
    async countUnchanged(viewer, before) {
      const { total } = await db
        .selectFrom('packets')
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .where((eb) => visibleTo(viewer)(eb))
        .where((eb) => unchangedSince(before)(eb))
        .executeTakeFirstOrThrow()
      return total
    },
    async forgetUnchanged(teamId, before) {
      let forgotten = 0
      for (;;) {
        // In small transactions, so that nobody who waits for an answer waits for all of them.
        const count = await db.transaction().execute(async (trx) => {
          const rows = await trx
            .selectFrom('packets')
            .select('id')
            .where('team_id', '=', teamId)
            .where((eb) => unchangedSince(before)(eb))
            .limit(batch)
            .execute()
          const ids = rows.map((row) => row.id)
          if (ids.length > 0) await forget(trx, ids)
          return ids.length
        })
        forgotten += count
        if (count < batch) return forgotten
      }
    },
  }
}

/** The last revision is older, and nothing of the packet still has to reach Slack. */
const unchangedSince =
  (before: number): PacketWhere =>
  (eb) =>
    eb.and([
      eb.not(
        eb.exists(
          eb
            .selectFrom('revisions')
            .select('revisions.number')
            .whereRef('revisions.packet_id', '=', 'packets.id')
            .where('revisions.created_at', '>=', before),
        ),
      ),
      eb.not(
        eb.exists(
          eb
            .selectFrom('deliveries')
            .select('deliveries.id')
            .whereRef('deliveries.packet_id', '=', 'packets.id')
            .where('deliveries.state', 'in', ['pending', 'sending']),
        ),
      ),
    ])

async function forget(trx: Transaction<Schema>, ids: readonly string[]): Promise<void> {
  const rows = await trx
    .selectFrom('packet_index')
    .select('row')
    .where('packet_id', 'in', [...ids])
    .execute()
  for (const { row } of rows) await sql`delete from packet_words where rowid = ${row}`.execute(trx)
  // What points to something goes before what it points to.
  for (const table of [
    'packet_facets',
    'packet_index',
    'hand_offs',
    'notes',
    'stances',
    'proposals',
    'claims',
    'deliveries',
    'amendments',
    'revisions',
  ] as const)
    await trx
      .deleteFrom(table)
      .where('packet_id', 'in', [...ids])
      .execute()
  await trx
    .deleteFrom('packets')
    .where('id', 'in', [...ids])
    .execute()
}
