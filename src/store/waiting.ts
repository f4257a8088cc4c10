import type { Kysely } from 'kysely'
import { toNote } from './notes.ts'
import { packetRows, recordsOf, toRecord } from './packets.ts'
import type { PacketRecord, Store, Viewer, WaitingList } from './port.ts'
import type { Schema } from './schema.ts'
import { visibleTo } from './visible-to.ts'

/** What waits for a person, among the packets that this person may see. */
export function waitingIn(db: Kysely<Schema>): Pick<Store, 'waitingFor'> {
  return {
    async waitingFor(viewer, since, limit) {
      const [questions, conflicts, toAccept] = await Promise.all([
        notesFor(db, viewer, 'question', limit),
        notesFor(db, viewer, 'conflict', limit),
        toAcceptFor(db, viewer, since, limit),
      ])
      return { questions, conflicts, toAccept }
    },
  }
}

async function notesFor(
  db: Kysely<Schema>,
  viewer: Viewer,
  kind: 'question' | 'conflict',
  limit: number,
): Promise<WaitingList> {
  const open = db
    .selectFrom('packets')
    .innerJoin('notes', 'notes.packet_id', 'packets.id')
    .where((eb) => visibleTo(viewer)(eb))
    .where('notes.team_id', '=', viewer.teamId)
    .where('notes.owner_id', '=', viewer.userId)
    .where('notes.kind', '=', kind)
    .where('notes.resolution', 'is', null)
  const { total } = await open
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await open
    .selectAll('notes')
    .orderBy('notes.created_at', 'desc')
    .orderBy('notes.id', 'desc')
    .limit(limit)
    .execute()
  const packets = await recordsOf(
    db,
    rows.map((row) => row.packet_id),
  )
  return {
    total,
    notes: rows.flatMap((row) => {
      const packet = packets.get(row.packet_id)
      return packet === undefined ? [] : [{ note: toNote(row), packet }]
    }),
  }
}

async function toAcceptFor(db: Kysely<Schema>, viewer: Viewer, since: number, limit: number) {
  if (viewer.memberOf.length === 0) return { packets: [], total: 0 }
  const waiting = packetRows(db)
    .where((eb) => visibleTo(viewer)(eb))
    .where('packets.channel_id', 'in', [...viewer.memberOf])
    .where('packets.author_id', '<>', viewer.userId)
    .where('packets.created_at', '>=', since)
    .where((eb) =>
      eb.or([
        eb('packets.accepted_revision', 'is', null),
        eb('packets.accepted_revision', '<', eb.ref('packets.current_revision')),
      ]),
    )
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('packet_facets')
          .select('packet_facets.value')
          .whereRef('packet_facets.packet_id', '=', 'packets.id')
          .where('packet_facets.facet', '=', 'verdict')
          .where('packet_facets.value', '=', 'packet'),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('stances')
            .select('stances.user_id')
            .whereRef('stances.packet_id', '=', 'packets.id')
            .whereRef('stances.revision', '=', 'packets.current_revision')
            .where('stances.user_id', '=', viewer.userId),
        ),
      ),
    )
  const { total } = await waiting
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await waiting
    .orderBy('packets.created_at', 'desc')
    .orderBy('packets.id', 'desc')
    .limit(limit)
    .execute()
  const packets: PacketRecord[] = []
  for (const row of rows) packets.push(await toRecord(db, row))
  return { packets, total }
}
