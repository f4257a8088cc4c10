import { type Kysely, sql } from 'kysely'

/**
 * What history is searched by. `packet_index` holds one row a packet (its `row` stays when the packet is revised and is
 * the row of the words), `packet_facets` what can be filtered and counted, `packet_words` the full text. All three are
 * derived from the current revision; what lacks them is indexed when the store opens.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('packet_index')
    .addColumn('row', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('packet_id', 'text', (column) => column.notNull().unique().references('packets.id'))
    .execute()
  await db.schema
    .createTable('packet_facets')
    .addColumn('packet_id', 'text', (column) => column.notNull().references('packets.id'))
    .addColumn('facet', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('packet_facets_key', ['packet_id', 'facet', 'value'])
    .execute()
  await db.schema
    .createIndex('packet_facets_value')
    .on('packet_facets')
    .columns(['facet', 'value', 'packet_id'])
    .execute()
  await sql`create virtual table packet_words using fts5(
    name, title, surfaces, request, answer, tokenize = "porter unicode61 remove_diacritics 2"
  )`.execute(db)
  // Which channels hold packets, and who waits for what, are asked for every look at Home.
  await db.schema
    .createIndex('packets_channel')
    .on('packets')
    .columns(['team_id', 'channel_id', 'channel_kind'])
    .execute()
  await db.schema
    .createIndex('notes_owner')
    .on('notes')
    .columns(['team_id', 'owner_id', 'resolution'])
    .execute()
}
