import { type Kysely, sql } from 'kysely'

/**
 * Packets are found by the services they name. What packets are found by is derived from them, so what was derived
 * without services is forgotten, and the store indexes all packets anew when it opens.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['packet_words', 'packet_facets', 'packet_index'])
    await sql`delete from ${sql.table(table)}`.execute(db)
}
