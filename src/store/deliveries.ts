import type { Kysely } from 'kysely'
import type { DeliveryRecord, DeliveryState, NewDelivery, Store } from './port.ts'
import type { Schema } from './schema.ts'

type DeliveryMethods =
  | 'takeDelivery'
  | 'nextDeliveryAt'
  | 'markSent'
  | 'postpone'
  | 'markUnknown'
  | 'markFailed'
  | 'markInterrupted'
  | 'resolveDelivery'
  | 'deliveries'

/** The outbox: rows written with their packet, taken one by one, settled by what Slack answered. */
export function deliveriesIn(db: Kysely<Schema>): Pick<Store, DeliveryMethods> {
  const settle = async (
    id: string,
    values: Partial<Pick<DeliveryRecord, 'state' | 'error'>> & { due_at?: number },
  ): Promise<void> => {
    await db.updateTable('deliveries').set(values).where('id', '=', id).execute()
  }
  return {
    takeDelivery: (now) =>
      db.transaction().execute(async (trx) => {
        const next = await leaving(trx)
          .where('deliveries.due_at', '<=', now)
          // What is said goes before what is only drawn anew.
          .orderBy((eb) => eb.case().when('deliveries.kind', '=', 'redraw').then(1).else(0).end())
          .orderBy('deliveries.due_at')
          .orderBy('packets.created_at')
          .orderBy('packets.id')
          .executeTakeFirst()
        if (!next) return null
        await trx
          .updateTable('deliveries')
          .set((eb) => ({ state: 'sending', attempts: eb('attempts', '+', 1) }))
          .where('id', '=', next.id)
          .execute()
        return toDelivery({ ...next, state: 'sending', attempts: next.attempts + 1 })
      }),

    async nextDeliveryAt() {
      const next = await leaving(db).orderBy('deliveries.due_at').executeTakeFirst()
      return next?.due_at ?? null
    },

    markSent: (deliveryId, ts) =>
      db.transaction().execute(async (trx) => {
        const sent = await trx
          .updateTable('deliveries')
          .set({ state: 'sent', ts, error: null })
          .where('id', '=', deliveryId)
          .returning(['packet_id', 'kind'])
          .executeTakeFirst()
        if (sent?.kind === 'card')
          await trx
            .updateTable('packets')
            .set({ card_ts: ts })
            .where('id', '=', sent.packet_id)
            .where('card_ts', 'is', null)
            .execute()
      }),

    postpone: (id, dueAt, error) => settle(id, { state: 'pending', due_at: dueAt, error }),
    markUnknown: (id, error) => settle(id, { state: 'unknown', error }),
    markFailed: (id, error) => settle(id, { state: 'failed', error }),

    async markInterrupted() {
      // To show a card's current state once more does no harm, so nobody is asked.
      await db
        .updateTable('deliveries')
        .set({ state: 'pending' })
        .where('state', '=', 'sending')
        .where('kind', 'in', ['update', 'redraw', 'hand-off-update'])
        .execute()
      await db
        .updateTable('deliveries')
        .set({ state: 'unknown', error: 'interrupted' })
        .where('state', '=', 'sending')
        .execute()
      const rows = await deliveryRows(db)
        .where('deliveries.error', '=', 'interrupted')
        .where('deliveries.state', '=', 'unknown')
        .execute()
      return rows.map(toDelivery)
    },

    async resolveDelivery(id, to) {
      const result = await db
        .updateTable('deliveries')
        .set({ state: to, error: null, due_at: 0 })
        .where('id', '=', id)
        .where('state', 'in', ['unknown', 'failed'])
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },

    async deliveries(packetId) {
      const rows = await deliveryRows(db)
        .where('deliveries.packet_id', '=', packetId)
        .orderBy('deliveries.revision')
        .orderBy('deliveries.position')
        .execute()
      return rows.map(toDelivery)
    },
  }
}

const deliveryRows = (db: Kysely<Schema>) =>
  db
    .selectFrom('deliveries')
    .innerJoin('packets', 'packets.id', 'deliveries.packet_id')
    .selectAll('deliveries')
    .select(['packets.team_id', 'packets.channel_id as packet_channel_id'])

type DeliveryRow = Awaited<ReturnType<ReturnType<typeof deliveryRows>['executeTakeFirstOrThrow']>>

/**
 * Pending rows that may leave: no unsettled earlier row of their packet holds them back, and a part has a thread to go to
 * (a card that was left out has no `ts`, so its parts wait until somebody shows us the card). What goes elsewhere, to
 * another channel, stands outside this order.
 */
const leaving = (db: Kysely<Schema>) =>
  deliveryRows(db)
    .where('deliveries.state', '=', 'pending')
    .where((eb) =>
      eb.or([
        eb('deliveries.kind', '=', 'card'),
        eb('deliveries.channel_id', 'is not', null),
        eb('packets.card_ts', 'is not', null),
        eb('packets.thread_ts', 'is not', null),
      ]),
    )
    .where((eb) =>
      eb.or([
        eb('deliveries.channel_id', 'is not', null),
        eb.not(
          eb.exists(
            eb
              .selectFrom('deliveries as earlier')
              .select('earlier.id')
              .whereRef('earlier.packet_id', '=', 'deliveries.packet_id')
              .where('earlier.channel_id', 'is', null)
              .where('earlier.state', 'not in', ['sent', 'abandoned'])
              .where('earlier.kind', '!=', 'redraw')
              .where((inner) =>
                inner.or([
                  inner('earlier.revision', '<', inner.ref('deliveries.revision')),
                  inner.and([
                    inner('earlier.revision', '=', inner.ref('deliveries.revision')),
                    inner('earlier.position', '<', inner.ref('deliveries.position')),
                  ]),
                ]),
              ),
          ),
        ),
      ]),
    )

const toDelivery = (row: DeliveryRow): DeliveryRecord => ({
  id: row.id,
  packetId: row.packet_id,
  teamId: row.team_id,
  channelId: row.channel_id ?? row.packet_channel_id,
  revision: row.revision,
  // Both columns are written from these unions only.
  kind: row.kind as NewDelivery['kind'],
  state: row.state as DeliveryState,
  position: row.position,
  ts: row.ts,
  attempts: row.attempts,
  dueAt: row.due_at,
  error: row.error,
})
