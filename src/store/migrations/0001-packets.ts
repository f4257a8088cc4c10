import type { Kysely } from 'kysely'

/** Packets with their revisions and amendments, the outbox, claims and drafts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('packets')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('team_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('channel_kind', 'text', (column) => column.notNull())
    .addColumn('thread_ts', 'text')
    .addColumn('author_id', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('request_text', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('current_revision', 'integer', (column) => column.notNull())
    .addColumn('card_ts', 'text')
    .addUniqueConstraint('packets_team_name', ['team_id', 'name'])
    .execute()
  await db.schema
    .createIndex('packets_newest')
    .on('packets')
    .columns(['team_id', 'created_at', 'id'])
    .execute()
  await db.schema
    .createIndex('packets_thread')
    .on('packets')
    .columns(['team_id', 'channel_id', 'card_ts'])
    .execute()

  await db.schema
    .createTable('revisions')
    .addColumn('packet_id', 'text', (column) => column.notNull().references('packets.id'))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('verdict', 'text', (column) => column.notNull())
    .addColumn('references_hash', 'text', (column) => column.notNull())
    .addColumn('author_id', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('revisions_key', ['packet_id', 'number'])
    .execute()

  await db.schema
    .createTable('amendments')
    .addColumn('packet_id', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('amendment_id', 'text', (column) => column.notNull())
    .addColumn('amendment', 'text', (column) => column.notNull())
    .addColumn('undone_in', 'integer')
    .addPrimaryKeyConstraint('amendments_key', ['packet_id', 'revision', 'position'])
    .addForeignKeyConstraint('amendments_revision', ['packet_id', 'revision'], 'revisions', [
      'packet_id',
      'number',
    ])
    .execute()

  await db.schema
    .createTable('deliveries')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('packet_id', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('ts', 'text')
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('error', 'text')
    .addUniqueConstraint('deliveries_order', ['packet_id', 'revision', 'position'])
    .addForeignKeyConstraint('deliveries_revision', ['packet_id', 'revision'], 'revisions', [
      'packet_id',
      'number',
    ])
    .execute()
  await db.schema
    .createIndex('deliveries_due')
    .on('deliveries')
    .columns(['state', 'due_at'])
    .execute()

  await db.schema
    .createTable('claims')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('claimed_at', 'bigint', (column) => column.notNull())
    .addColumn('packet_id', 'text', (column) => column.references('packets.id'))
    .execute()

  await db.schema
    .createTable('drafts')
    .addColumn('team_id', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('draft', 'text', (column) => column.notNull())
    .addColumn('saved_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('drafts_key', ['team_id', 'user_id'])
    .execute()
}
