import type { Kysely, Transaction } from 'kysely'
import { Amendment, Verdict } from '../engine/packet.ts'
import type { NewDelivery, NewRevision, Store } from './port.ts'
import type { Schema } from './schema.ts'
import { insertDeliveries } from './outbox.ts'
import { indexPacket } from './search-index.ts'
import { parseColumn } from './stored-json.ts'

/** Revisions: appended one after the other, never changed. */
export function revisionsIn(
  db: Kysely<Schema>,
): Pick<Store, 'appendRevision' | 'revision' | 'markAccepted'> {
  return {
    appendRevision: (packetId, revision, deliveries) =>
      db.transaction().execute(async (trx) => {
        const moved = await trx
          .updateTable('packets')
          .set({ current_revision: revision.number })
          .where('id', '=', packetId)
          .where('current_revision', '=', revision.number - 1)
          .executeTakeFirst()
        if (moved.numUpdatedRows === 0n) return 'taken'
        await insertRevision(trx, packetId, revision, deliveries)
        return 'appended'
      }),

    async markAccepted(packetId, revision) {
      const result = await db
        .updateTable('packets')
        .set({ accepted_revision: revision })
        .where('id', '=', packetId)
        .where('current_revision', '=', revision)
        .where((eb) =>
          eb.or([eb('accepted_revision', 'is', null), eb('accepted_revision', '<', revision)]),
        )
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },

    async revision(packetId, number) {
      const row = await db
        .selectFrom('revisions')
        .selectAll()
        .where('packet_id', '=', packetId)
        .where('number', '=', number)
        .executeTakeFirst()
      if (!row) return null
      return {
        number,
        amendments: await amendmentsOf(db, packetId, number),
        verdict: parseColumn(Verdict, row.verdict, `revision ${number} of ${packetId}`),
        referencesHash: row.references_hash,
        authorId: row.author_id,
        createdAt: row.created_at,
      }
    },
  }
}

/** The amendments that hold in a revision, in the order in which they joined. */
export async function amendmentsOf(
  db: Kysely<Schema>,
  packetId: string,
  revision: number,
): Promise<readonly Amendment[]> {
  const rows = await db
    .selectFrom('amendments')
    .select('amendment')
    .where('packet_id', '=', packetId)
    .where('revision', '<=', revision)
    .where((eb) => eb.or([eb('undone_in', 'is', null), eb('undone_in', '>', revision)]))
    .orderBy('revision')
    .orderBy('position')
    .execute()
  return rows.map((row) => parseColumn(Amendment, row.amendment, `an amendment of ${packetId}`))
}

/** Writes the revision, what it adds to the amendments and takes from them, and its deliveries. */
export async function insertRevision(
  trx: Transaction<Schema>,
  packetId: string,
  revision: NewRevision,
  deliveries: readonly NewDelivery[],
): Promise<void> {
  await trx
    .insertInto('revisions')
    .values({
      packet_id: packetId,
      number: revision.number,
      verdict: JSON.stringify(revision.verdict),
      references_hash: revision.referencesHash,
      author_id: revision.authorId,
      created_at: revision.createdAt,
    })
    .execute()
  await changeAmendments(trx, packetId, revision)
  await indexPacket(trx, packetId, revision.verdict)
  await insertDeliveries(trx, packetId, revision.number, deliveries, revision.createdAt)
}

async function changeAmendments(
  trx: Transaction<Schema>,
  packetId: string,
  { number, amendments }: NewRevision,
): Promise<void> {
  const before = new Set(
    (await amendmentsOf(trx, packetId, number - 1)).map((amendment) => amendment.id),
  )
  const now = new Set(amendments.map((amendment) => amendment.id))
  const undone = [...before].filter((id) => !now.has(id))
  if (undone.length > 0)
    await trx
      .updateTable('amendments')
      .set({ undone_in: number })
      .where('packet_id', '=', packetId)
      .where('undone_in', 'is', null)
      .where('amendment_id', 'in', undone)
      .execute()
  const fresh = amendments.filter((amendment) => !before.has(amendment.id))
  if (fresh.length === 0) return
  await trx
    .insertInto('amendments')
    .values(
      fresh.map((amendment, position) => ({
        packet_id: packetId,
        revision: number,
        position,
        amendment_id: amendment.id,
        amendment: JSON.stringify(amendment),
        undone_in: null,
      })),
    )
    .execute()
}
