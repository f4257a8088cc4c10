import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import { RouteOutId } from '../engine/packet.ts'
import { Brief } from '../engine/route-out/brief.ts'
import { recordsOf } from './packets.ts'
import { openHandOffStates } from './port.ts'
import type {
  ChannelKind,
  HandOff,
  HandOffList,
  HandOffMove,
  HandOffRecord,
  HandOffSettled,
  HandOffState,
  Store,
  Viewer,
} from './port.ts'
import { addDeliveriesIn } from './outbox.ts'
import type { HandOffsTable, Schema } from './schema.ts'
import { parseColumn } from './stored-json.ts'
import { handedTo, visibleTo } from './visible-to.ts'

type HandOffMethods =
  | 'addHandOff'
  | 'findHandOff'
  | 'handOffByThread'
  | 'handOffs'
  | 'moveHandOff'
  | 'settleHandOff'
  | 'unsettledHandOffs'
  | 'silentHandOffs'
  | 'noticeHandOff'
  | 'handOffsOf'

/** What was handed over: each step is taken by one caller only and written together with the messages that show it. */
export function handOffsIn(db: Kysely<Schema>): Pick<Store, HandOffMethods> {
  return {
    addHandOff: (handOff, deliveries, replaces) =>
      db.transaction().execute(async (trx) => {
        if (replaces !== null)
          await move(trx, replaces.id, {
            from: openHandOffStates,
            state: 'withdrawn',
            by: handOff.senderId,
            at: handOff.createdAt,
            words: null,
            deliveries: replaces.deliveries,
          })
        const standing = await rows(trx)
          .where('hand_offs.packet_id', '=', handOff.packetId)
          .where('hand_offs.neighbour', '=', handOff.to)
          .where('hand_offs.state', 'in', openHandOffStates)
          .executeTakeFirst()
        if (standing !== undefined) return { added: false, handOff: toHandOff(standing) }
        await insert(trx, handOff)
        await addDeliveriesIn(trx, handOff.packetId, deliveries, handOff.createdAt)
        return {
          added: true,
          handOff: {
            ...handOff,
            state: 'sent',
            by: handOff.senderId,
            at: handOff.createdAt,
            words: null,
            settled: null,
            noticedAt: null,
            messageTs: null,
          },
        }
      }),

    async findHandOff(teamId, id) {
      const row = await rows(db)
        .where('hand_offs.team_id', '=', teamId)
        .where('hand_offs.id', '=', id)
        .executeTakeFirst()
      return row ? toHandOff(row) : null
    },

    async handOffByThread(teamId, channelId, threadTs) {
      const row = await rows(db)
        .innerJoin('deliveries as message', (join) =>
          join
            .onRef('message.packet_id', '=', 'hand_offs.packet_id')
            .on('message.id', '=', sql<string>`'hand-off:' || hand_offs.id`),
        )
        .where('hand_offs.team_id', '=', teamId)
        .where('hand_offs.channel_id', '=', channelId)
        .where('message.ts', '=', threadTs)
        .executeTakeFirst()
      return row ? toHandOff(row) : null
    },

    async handOffs(packetId) {
      const found = await rows(db)
        .where('hand_offs.packet_id', '=', packetId)
        .orderBy('hand_offs.created_at')
        .orderBy('hand_offs.id')
        .execute()
      return found.map(toHandOff)
    },

    moveHandOff: (id, step) => db.transaction().execute((trx) => move(trx, id, step)),

    async settleHandOff(id, settled) {
      await db.updateTable('hand_offs').set({ settled }).where('id', '=', id).execute()
    },

    async unsettledHandOffs() {
      const found = await rows(db)
        .where('hand_offs.state', '=', 'answered')
        .where('hand_offs.settled', 'is', null)
        .orderBy('hand_offs.changed_at')
        .execute()
      return found.map(toHandOff)
    },

    async silentHandOffs(before, limit) {
      const found = await rows(db)
        .where('hand_offs.state', 'in', openHandOffStates)
        .where('hand_offs.changed_at', '<', before)
        .where((eb) =>
          eb.or([
            eb('hand_offs.noticed_at', 'is', null),
            eb('hand_offs.noticed_at', '<', eb.ref('hand_offs.changed_at')),
          ]),
        )
        .orderBy('hand_offs.changed_at')
        .limit(limit)
        .execute()
      return found.map(toHandOff)
    },

    noticeHandOff: (id, at, deliveries) =>
      db.transaction().execute(async (trx) => {
        const noticed = await trx
          .updateTable('hand_offs')
          .set({ noticed_at: at })
          .where('id', '=', id)
          .returning('packet_id')
          .executeTakeFirst()
        if (noticed) await addDeliveriesIn(trx, noticed.packet_id, deliveries, at)
      }),

    async handOffsOf(viewer, limit) {
      const [waiting, taken] = await Promise.all([
        list(db, viewer, 'waiting', limit),
        list(db, viewer, 'taken', limit),
      ])
      return { waiting, taken }
    },
  }
}

/** With the `ts` of the message in the owner's channel. */
const rows = (db: Kysely<Schema>) =>
  db
    .selectFrom('hand_offs')
    .selectAll('hand_offs')
    .select((eb) =>
      eb
        .selectFrom('deliveries')
        .select('deliveries.ts')
        .where((inner) => inner('deliveries.id', '=', sql<string>`'hand-off:' || hand_offs.id`))
        .as('message_ts'),
    )

type Row = Selectable<HandOffsTable> & { readonly message_ts: string | null }

async function move(trx: Transaction<Schema>, id: string, step: HandOffMove): Promise<boolean> {
  const moved = await trx
    .updateTable('hand_offs')
    .set({
      state: step.state,
      changed_by: step.by,
      changed_at: step.at,
      words: step.words,
      settled: null,
    })
    .where('id', '=', id)
    .where('state', 'in', [...step.from])
    .returning('packet_id')
    .executeTakeFirst()
  if (moved === undefined) return false
  await addDeliveriesIn(trx, moved.packet_id, step.deliveries, step.at)
  return true
}

async function insert(trx: Transaction<Schema>, handOff: HandOff): Promise<void> {
  await trx
    .insertInto('hand_offs')
    .values({
      id: handOff.id,
      team_id: handOff.teamId,
      packet_id: handOff.packetId,
      neighbour: handOff.to,
      revision: handOff.revision,
      channel_id: handOff.channelId,
      channel_kind: handOff.channelKind,
      sender_id: handOff.senderId,
      brief: JSON.stringify(handOff.brief),
      created_at: handOff.createdAt,
      state: 'sent',
      changed_by: handOff.senderId,
      changed_at: handOff.createdAt,
      words: null,
      settled: null,
      noticed_at: null,
    })
    .execute()
}

/** What a person waits for is filtered by the packet; what a person took on, by the channel in which that happened. */
async function list(
  db: Kysely<Schema>,
  viewer: Viewer,
  which: 'waiting' | 'taken',
  limit: number,
): Promise<HandOffList> {
  const open = db
    .selectFrom('packets')
    .innerJoin('hand_offs', 'hand_offs.packet_id', 'packets.id')
    .where('hand_offs.team_id', '=', viewer.teamId)
    .where('hand_offs.state', 'in', which === 'taken' ? ['accepted'] : openHandOffStates)
    .$if(which === 'waiting', (query) =>
      query
        .where((eb) => visibleTo(viewer)(eb))
        .where((eb) =>
          eb.or([
            eb('hand_offs.sender_id', '=', viewer.userId),
            eb('packets.author_id', '=', viewer.userId),
          ]),
        ),
    )
    .$if(which === 'taken', (query) =>
      query.where('hand_offs.changed_by', '=', viewer.userId).where((eb) => handedTo(viewer)(eb)),
    )
  const { total } = await open
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const ids = await open
    .select('hand_offs.id')
    .orderBy('hand_offs.created_at', 'desc')
    .orderBy('hand_offs.id', 'desc')
    .limit(limit)
    .execute()
  if (ids.length === 0) return { handOffs: [], total }
  const found = await rows(db)
    .where(
      'hand_offs.id',
      'in',
      ids.map((row) => row.id),
    )
    .orderBy('hand_offs.created_at', 'desc')
    .orderBy('hand_offs.id', 'desc')
    .execute()
  const packets = await recordsOf(
    db,
    found.map((row) => row.packet_id),
  )
  return {
    total,
    handOffs: found.flatMap((row) => {
      const packet = packets.get(row.packet_id)
      return packet === undefined ? [] : [{ handOff: toHandOff(row), packet }]
    }),
  }
}

const toHandOff = (row: Row): HandOffRecord => ({
  id: row.id,
  teamId: row.team_id,
  packetId: row.packet_id,
  to: RouteOutId.parse(row.neighbour),
  revision: row.revision,
  channelId: row.channel_id,
  // These three columns are written from their unions only.
  channelKind: row.channel_kind as ChannelKind,
  state: row.state as HandOffState,
  settled: row.settled as HandOffSettled | null,
  senderId: row.sender_id,
  brief: parseColumn(Brief, row.brief, `hand-off ${row.id}`),
  createdAt: row.created_at,
  by: row.changed_by,
  at: row.changed_at,
  words: row.words,
  noticedAt: row.noticed_at,
  messageTs: row.message_ts,
})
