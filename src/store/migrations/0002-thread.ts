import type { Kysely } from 'kysely'

/** What a team says under a packet: proposals, stances, and notes that stay beside it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('packets').addColumn('accepted_revision', 'integer').execute()
  await db.schema
    .createTable('proposals')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('team_id', 'text', (column) => column.notNull())
    .addColumn('packet_id', 'text', (column) => column.notNull().references('packets.id'))
    .addColumn('base_revision', 'integer', (column) => column.notNull())
    .addColumn('author_id', 'text', (column) => column.notNull())
    .addColumn('amendments', 'text', (column) => column.notNull())
    .addColumn('source_ts', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .execute()

  await db.schema
    .createTable('stances')
    .addColumn('packet_id', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('stance', 'text', (column) => column.notNull())
    .addColumn('because', 'text')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('stances_key', ['packet_id', 'revision', 'user_id'])
    .addForeignKeyConstraint('stances_revision', ['packet_id', 'revision'], 'revisions', [
      'packet_id',
      'number',
    ])
    .execute()

  await db.schema
    .createTable('notes')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('team_id', 'text', (column) => column.notNull())
    .addColumn('packet_id', 'text', (column) => column.notNull().references('packets.id'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('owner_id', 'text')
    .addColumn('due', 'text')
    .addColumn('author_id', 'text', (column) => column.notNull())
    .addColumn('source_ts', 'text')
    .addColumn('permalink', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('conflict', 'text')
    .addColumn('resolution', 'text')
    .addUniqueConstraint('notes_source', ['packet_id', 'kind', 'source_ts'])
    .execute()
}
