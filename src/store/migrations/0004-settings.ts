import type { Kysely } from 'kysely'

/** What the admins of a team decided for all its packets; one row a team. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('settings')
    .addColumn('team_id', 'text', (column) => column.primaryKey())
    .addColumn('house_rules', 'text', (column) => column.notNull())
    .addColumn('changed_by', 'text', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .execute()
}
