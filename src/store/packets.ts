import type { Kysely, Transaction } from 'kysely'
import { Verdict } from '../engine/packet.ts'
import { insertClaim } from './claims.ts'
import type { ChannelKind, NewPacket, PacketRecord, PacketSource, Store } from './port.ts'
import { amendmentsOf, insertRevision } from './revisions.ts'
import type { Schema } from './schema.ts'
import { parseColumn } from './stored-json.ts'
import { type PacketWhere, visibleTo } from './visible-to.ts'

type PacketMethods =
  | 'openPacket'
  | 'findPacket'
  | 'packetById'
  | 'packetByThread'
  | 'nameTaken'
  | 'packetsNamed'

/** Packets as people find them: opened once, seen by whom the viewer rule lets see. */
export function packetsIn(db: Kysely<Schema>): Pick<Store, PacketMethods> {
  return {
    openPacket: (packet, revision, deliveries, onceKey) =>
      db.transaction().execute(async (trx) => {
        const earlier = await trx
          .selectFrom('claims')
          .select('packet_id')
          .where('key', '=', onceKey)
          .executeTakeFirst()
        if (earlier?.packet_id) {
          const opened = await readPacket(trx, (eb) => eb('packets.id', '=', earlier.packet_id))
          if (opened) return { opened: false, packet: opened }
        }
        await insertPacket(trx, packet, revision.number)
        await insertRevision(trx, packet.id, revision, deliveries)
        await insertClaim(trx, onceKey, packet.createdAt, packet.id)
        return {
          opened: true,
          packet: { ...packet, revision, cardTs: null, acceptedRevision: null },
        }
      }),

    findPacket: (viewer, idOrName) =>
      readPacket(db, (eb) =>
        eb.and([
          visibleTo(viewer)(eb),
          eb.or([eb('packets.id', '=', idOrName), eb('packets.name', '=', idOrName.toLowerCase())]),
        ]),
      ),

    packetById: (teamId, id) =>
      readPacket(db, (eb) =>
        eb.and([eb('packets.team_id', '=', teamId), eb('packets.id', '=', id)]),
      ),

    async nameTaken(teamId, name) {
      const row = await db
        .selectFrom('packets')
        .select('id')
        .where('team_id', '=', teamId)
        .where('name', '=', name)
        .executeTakeFirst()
      return row !== undefined
    },

    async packetsNamed(name) {
      const rows = await packetRows(db)
        .where('packets.name', '=', name)
        .orderBy('packets.created_at')
        .execute()
      return Promise.all(rows.map((row) => toRecord(db, row)))
    },

    packetByThread: (teamId, channelId, threadTs) =>
      readPacket(db, (eb) =>
        eb.and([
          eb('packets.team_id', '=', teamId),
          eb('packets.channel_id', '=', channelId),
          eb.or([eb('packets.card_ts', '=', threadTs), eb('packets.thread_ts', '=', threadTs)]),
        ]),
      ),
  }
}

export const packetRows = (db: Kysely<Schema>) =>
  db
    .selectFrom('packets')
    .innerJoin('revisions', (join) =>
      join
        .onRef('revisions.packet_id', '=', 'packets.id')
        .onRef('revisions.number', '=', 'packets.current_revision'),
    )
    .selectAll('packets')
    .select([
      'revisions.verdict',
      'revisions.references_hash',
      'revisions.author_id as revision_author_id',
      'revisions.created_at as revision_created_at',
    ])

export type PacketRow = Awaited<
  ReturnType<ReturnType<typeof packetRows>['executeTakeFirstOrThrow']>
>

async function readPacket(db: Kysely<Schema>, where: PacketWhere): Promise<PacketRecord | null> {
  const row = await packetRows(db)
    .where(where)
    .orderBy('packets.created_at', 'desc')
    .executeTakeFirst()
  return row ? toRecord(db, row) : null
}

export async function toRecord(db: Kysely<Schema>, row: PacketRow): Promise<PacketRecord> {
  return {
    id: row.id,
    teamId: row.team_id,
    name: row.name,
    channelId: row.channel_id,
    // Written by us from the same union; anything else would be treated as private by the viewer rule.
    channelKind: row.channel_kind as ChannelKind,
    threadTs: row.thread_ts,
    authorId: row.author_id,
    source: row.source as PacketSource,
    requestText: row.request_text,
    createdAt: row.created_at,
    cardTs: row.card_ts,
    acceptedRevision: row.accepted_revision,
    revision: {
      number: row.current_revision,
      amendments: await amendmentsOf(db, row.id, row.current_revision),
      verdict: parseColumn(Verdict, row.verdict, `packet ${row.id}`),
      referencesHash: row.references_hash,
      authorId: row.revision_author_id,
      createdAt: row.revision_created_at,
    },
  }
}

/** Several packets by their ids. */
export async function recordsOf(
  db: Kysely<Schema>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PacketRecord>> {
  if (ids.length === 0) return new Map()
  const rows = await packetRows(db)
    .where('packets.id', 'in', [...ids])
    .execute()
  const records = new Map<string, PacketRecord>()
  for (const row of rows) records.set(row.id, await toRecord(db, row))
  return records
}

async function insertPacket(
  trx: Transaction<Schema>,
  packet: NewPacket,
  revision: number,
): Promise<void> {
  await trx
    .insertInto('packets')
    .values({
      id: packet.id,
      team_id: packet.teamId,
      name: packet.name,
      channel_id: packet.channelId,
      channel_kind: packet.channelKind,
      thread_ts: packet.threadTs,
      author_id: packet.authorId,
      source: packet.source,
      request_text: packet.requestText,
      created_at: packet.createdAt,
      current_revision: revision,
      card_ts: null,
      accepted_revision: null,
    })
    .execute()
}
