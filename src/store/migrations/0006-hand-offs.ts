import { type Kysely, sql } from 'kysely'

/** What was handed over to somebody else's channel, and messages that go there instead of to the packet's own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('hand_offs')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('team_id', 'text', (column) => column.notNull())
    .addColumn('packet_id', 'text', (column) => column.notNull().references('packets.id'))
    .addColumn('neighbour', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('channel_kind', 'text', (column) => column.notNull())
    .addColumn('sender_id', 'text', (column) => column.notNull())
    .addColumn('brief', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('changed_by', 'text', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .addColumn('words', 'text')
    .addColumn('settled', 'text')
    .addColumn('noticed_at', 'bigint')
    .execute()
  // Two people who press at once hand over once.
  await db.schema
    .createIndex('hand_offs_open')
    .unique()
    .on('hand_offs')
    .columns(['packet_id', 'neighbour'])
    .where(sql.ref('state'), 'in', ['sent', 'accepted'])
    .execute()
  await db.schema
    .createIndex('hand_offs_of_packet')
    .on('hand_offs')
    .columns(['packet_id', 'created_at'])
    .execute()
  await db.schema.alterTable('deliveries').addColumn('channel_id', 'text').execute()
}
