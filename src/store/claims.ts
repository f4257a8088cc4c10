import type { Kysely } from 'kysely'
import type { Store } from './port.ts'
import type { Schema } from './schema.ts'

/** The claim table: the primary key decides who was first. */
export function claimsIn(db: Kysely<Schema>): Pick<Store, 'claim' | 'forgetClaims'> {
  return {
    claim: (key, at) => insertClaim(db, key, at, null),
    async forgetClaims(before) {
      const result = await db
        .deleteFrom('claims')
        .where('claimed_at', '<', before)
        .executeTakeFirst()
      return Number(result.numDeletedRows)
    },
  }
}

/** True when the key was free. Inside a transaction, the claim stands or falls with it. */
export async function insertClaim(
  db: Kysely<Schema>,
  key: string,
  at: number,
  packetId: string | null,
): Promise<boolean> {
  const result = await db
    .insertInto('claims')
    .values({ key, claimed_at: at, packet_id: packetId })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .executeTakeFirst()
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0
}
