/**
 * History in SQLite's full-text search (FTS5). Another database brings its own file with the same promise; see
 * `Store.history`.
 */
import { type Kysely, type SqlBool, sql } from 'kysely'
import { packetRows, toRecord } from './packets.ts'
import { facets } from './port.ts'
import type {
  ExcerptRun,
  FoundPacket,
  HistoryCursor,
  HistoryPage,
  HistoryQuery,
  Store,
} from './port.ts'
import type { Schema } from './schema.ts'
import { found, matchOf } from './search-filters.ts'
import { matchEnd, matchStart } from './search-index.ts'
import { type PacketWhere, everywhere, visibleTo } from './visible-to.ts'

const facetValues = 8
const excerptTokens = 18

export function searchIn(db: Kysely<Schema>): Pick<Store, 'history' | 'packetsFound'> {
  return {
    async history(viewer, query, limit, after) {
      const visible = visibleTo(viewer)
      const match = matchOf(query)
      const [total, counts, page] = await Promise.all([
        countFound(db, visible, query, match),
        countFacets(db, visible, query, match),
        match === null
          ? newestPage(db, visible, query, null, limit, after)
          : rankedPage(db, visible, query, match, limit, after),
      ])
      return { ...page, total, facets: counts }
    },
    packetsFound: (query, limit, after) =>
      newestPage(db, everywhere, query, matchOf(query), limit, after),
  }
}

type Page = Pick<HistoryPage, 'packets' | 'next'>

async function newestPage(
  db: Kysely<Schema>,
  visible: PacketWhere,
  query: HistoryQuery,
  match: string | null,
  limit: number,
  after: HistoryCursor | null,
): Promise<Page> {
  const cursor = after?.by === 'newest' ? after : null
  const rows = await packetRows(db)
    .where((eb) => found(visible, query, match)(eb))
    .$if(cursor !== null, (more) =>
      more.where((eb) =>
        eb.or([
          eb('packets.created_at', '<', cursor?.createdAt ?? 0),
          eb.and([
            eb('packets.created_at', '=', cursor?.createdAt ?? 0),
            eb('packets.id', '<', cursor?.id ?? ''),
          ]),
        ]),
      ),
    )
    .orderBy('packets.created_at', 'desc')
    .orderBy('packets.id', 'desc')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  const packets: FoundPacket[] = []
  for (const row of shown) packets.push({ ...(await toRecord(db, row)), excerpt: [] })
  const last = shown.at(-1)
  const next =
    rows.length > limit && last !== undefined
      ? { by: 'newest' as const, createdAt: last.created_at, id: last.id }
      : null
  return { packets, next }
}

async function rankedPage(
  db: Kysely<Schema>,
  visible: PacketWhere,
  query: HistoryQuery,
  match: string,
  limit: number,
  after: HistoryCursor | null,
): Promise<Page> {
  const cursor = after?.by === 'relevance' ? after : null
  const upTo = cursor?.upTo ?? (await lastRow(db))
  const rows = await packetRows(db)
    .innerJoin('packet_index', 'packet_index.packet_id', 'packets.id')
    .innerJoin('packet_words', 'packet_words.rowid', 'packet_index.row')
    .select('packet_index.row')
    .select(
      sql<string>`snippet(packet_words, -1, ${matchStart}, ${matchEnd}, '…', ${sql.lit(excerptTokens)})`.as(
        'excerpt',
      ),
    )
    .where(sql<SqlBool>`packet_words match ${match}`)
    .where((eb) => found(visible, query, null)(eb))
    .where('packet_index.row', '<=', upTo)
    .$if(cursor !== null && cursor.shown.length > 0, (more) =>
      more.where('packet_index.row', 'not in', [...(cursor?.shown ?? [])]),
    )
    // A name or a title that matches says more than a word somewhere in the answer.
    .orderBy(sql`bm25(packet_words, 10.0, 6.0, 4.0, 3.0, 1.0)`)
    .orderBy('packets.created_at', 'desc')
    .orderBy('packets.id', 'desc')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  const packets: FoundPacket[] = []
  for (const row of shown)
    packets.push({ ...(await toRecord(db, row)), excerpt: runsOf(row.excerpt) })
  const seen = [...(cursor?.shown ?? []), ...shown.map((row) => row.row)]
  return {
    packets,
    next: rows.length > limit ? { by: 'relevance', upTo, shown: seen } : null,
  }
}

async function lastRow(db: Kysely<Schema>): Promise<number> {
  const { last } = await db
    .selectFrom('packet_index')
    .select((eb) => eb.fn.max('row').as('last'))
    .executeTakeFirstOrThrow()
  return last ?? 0
}

async function countFound(
  db: Kysely<Schema>,
  visible: PacketWhere,
  query: HistoryQuery,
  match: string | null,
): Promise<number> {
  const { total } = await db
    .selectFrom('packets')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where((eb) => found(visible, query, match)(eb))
    .executeTakeFirstOrThrow()
  return total
}

async function countFacets(
  db: Kysely<Schema>,
  visible: PacketWhere,
  query: HistoryQuery,
  match: string | null,
): Promise<HistoryPage['facets']> {
  const rows = await db
    .selectFrom('packets')
    .innerJoin('packet_facets', 'packet_facets.packet_id', 'packets.id')
    .select(['packet_facets.facet', 'packet_facets.value'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where((eb) => found(visible, query, match)(eb))
    .where('packet_facets.facet', 'in', [...facets])
    .groupBy(['packet_facets.facet', 'packet_facets.value'])
    .orderBy('count', 'desc')
    .orderBy('packet_facets.value')
    .execute()
  const of = (facet: string) =>
    rows
      .filter((row) => row.facet === facet)
      .slice(0, facetValues)
      .map(({ value, count }) => ({ value, count }))
  return {
    kind: of('kind'),
    surface: of('surface'),
    service: of('service'),
    dependency: of('dependency'),
    risk: of('risk'),
  }
}

function runsOf(excerpt: string): readonly ExcerptRun[] {
  return excerpt
    .split(matchStart)
    .flatMap((piece, at): readonly ExcerptRun[] => {
      if (at === 0) return [{ text: piece, isMatch: false }]
      const [match = '', rest = ''] = piece.split(matchEnd)
      return [
        { text: match, isMatch: true },
        { text: rest, isMatch: false },
      ]
    })
    .filter((run) => run.text !== '')
}
