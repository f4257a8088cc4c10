import type { Kysely } from 'kysely'

/** Who ended a proposal, and the revision that it made. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('proposals').addColumn('ended_by', 'text').execute()
  await db.schema.alterTable('proposals').addColumn('ended_in', 'integer').execute()
}
