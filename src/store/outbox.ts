import type { Kysely, Transaction } from 'kysely'
import { redrawnBy, redrawOf } from './port.ts'
import type { NewDelivery, Store } from './port.ts'
import type { Schema } from './schema.ts'

/** What is written to the outbox behind what the current revision has there already. */
export function outboxIn(db: Kysely<Schema>): Pick<Store, 'addDeliveries' | 'addRedraws'> {
  return {
    addDeliveries: (packetId, deliveries, at) =>
      db.transaction().execute((trx) => addDeliveriesIn(trx, packetId, deliveries, at)),

    addRedraws: (packetId, deliveryIds, newId, at) =>
      db.transaction().execute(async (trx) => {
        const waiting = await trx
          .selectFrom('deliveries')
          .select('id')
          .where('packet_id', '=', packetId)
          .where('kind', '=', 'redraw')
          .where('state', '=', 'pending')
          .execute()
        const covered = new Set(waiting.map(({ id }) => redrawnBy(id)))
        const fresh = deliveryIds
          .filter((id) => !covered.has(id))
          .map((id) => ({ id: redrawOf(id, newId()), kind: 'redraw', position: 0 }) as const)
        await addDeliveriesIn(trx, packetId, fresh, at)
      }),
  }
}

/** Messages that belong to the current revision, after those that it has; one that is there already is not written again. */
export async function addDeliveriesIn(
  trx: Transaction<Schema>,
  packetId: string,
  deliveries: readonly NewDelivery[],
  at: number,
): Promise<void> {
  if (deliveries.length === 0) return
  const { revision, last } = await trx
    .selectFrom('packets')
    .innerJoin('deliveries', (join) =>
      join
        .onRef('deliveries.packet_id', '=', 'packets.id')
        .onRef('deliveries.revision', '=', 'packets.current_revision'),
    )
    .select((eb) => [
      'packets.current_revision as revision',
      eb.fn.max('deliveries.position').as('last'),
    ])
    .where('packets.id', '=', packetId)
    .groupBy('packets.current_revision')
    .executeTakeFirstOrThrow()
  const known = await trx
    .selectFrom('deliveries')
    .select('id')
    .where(
      'id',
      'in',
      deliveries.map((each) => each.id),
    )
    .execute()
  const there = new Set(known.map(({ id }) => id))
  await insertDeliveries(
    trx,
    packetId,
    revision,
    deliveries
      .filter((each) => !there.has(each.id))
      .map((each, index) => ({ ...each, position: last + 1 + index })),
    at,
  )
}

export async function insertDeliveries(
  trx: Transaction<Schema>,
  packetId: string,
  revision: number,
  deliveries: readonly NewDelivery[],
  dueAt: number,
): Promise<void> {
  if (deliveries.length === 0) return
  await trx
    .insertInto('deliveries')
    .values(
      deliveries.map((delivery) => ({
        id: delivery.id,
        packet_id: packetId,
        revision,
        position: delivery.position,
        kind: delivery.kind,
        state: 'pending',
        ts: null,
        attempts: 0,
        due_at: dueAt,
        error: null,
        channel_id: delivery.channelId ?? null,
      })),
    )
    .execute()
}
