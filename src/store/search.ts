/**
 * History in SQLite's full-text search (FTS5). Another database brings its own file with the same promise; see
 * `Store.history`.
 */
import { type Expression, type ExpressionBuilder, type Kysely, type SqlBool, sql } from 'kysely'
import { serviceKey } from '../engine/service-names.ts'
import { packetRows, toRecord } from './packets.ts'
import { facets } from './port.ts'
import type {
  ExcerptRun,
  FoundPacket,
  HistoryCursor,
  HistoryPage,
  HistoryQuery,
  Store,
  Viewer,
} from './port.ts'
import type { Schema } from './schema.ts'
import { matchEnd, matchStart } from './search-index.ts'
import { visibleTo } from './visible-to.ts'

const facetValues = 8
const excerptTokens = 18

export function searchIn(db: Kysely<Schema>): Pick<Store, 'history'> {
  return {
    async history(viewer, query, limit, after) {
      const match = matchOf(query)
      const [total, counts, page] = await Promise.all([
        countFound(db, viewer, query, match),
        countFacets(db, viewer, query, match),
        match === null
          ? newestPage(db, viewer, query, limit, after)
          : rankedPage(db, viewer, query, match, limit, after),
      ])
      return { ...page, total, facets: counts }
    },
  }
}

type Page = Pick<HistoryPage, 'packets' | 'next'>

async function newestPage(
  db: Kysely<Schema>,
  viewer: Viewer,
  query: HistoryQuery,
  limit: number,
  after: HistoryCursor | null,
): Promise<Page> {
  const cursor = after?.by === 'newest' ? after : null
  const rows = await packetRows(db)
    .where((eb) => found(viewer, query, null)(eb))
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
  viewer: Viewer,
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
    .where((eb) => found(viewer, query, null)(eb))
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
  viewer: Viewer,
  query: HistoryQuery,
  match: string | null,
): Promise<number> {
  const { total } = await db
    .selectFrom('packets')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where((eb) => found(viewer, query, match)(eb))
    .executeTakeFirstOrThrow()
  return total
}

async function countFacets(
  db: Kysely<Schema>,
  viewer: Viewer,
  query: HistoryQuery,
  match: string | null,
): Promise<HistoryPage['facets']> {
  const rows = await db
    .selectFrom('packets')
    .innerJoin('packet_facets', 'packet_facets.packet_id', 'packets.id')
    .select(['packet_facets.facet', 'packet_facets.value'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where((eb) => found(viewer, query, match)(eb))
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

/** The viewer rule and every filter, for pages, counts and facets alike. `match: null` leaves the words to the caller. */
const found =
  (viewer: Viewer, query: HistoryQuery, match: string | null) =>
  (eb: ExpressionBuilder<Schema, 'packets'>) => {
    const all: Expression<SqlBool>[] = [visibleTo(viewer)(eb)]
    if (query.kinds.length > 0) all.push(hasFacet(eb, ['kind'], query.kinds))
    if (query.surfaces.length > 0) all.push(hasFacet(eb, ['surface'], query.surfaces))
    if (query.dependencies.length > 0)
      all.push(hasFacet(eb, ['dependency', 'dependency-kind'], query.dependencies))
    if (query.risks.length > 0) all.push(hasFacet(eb, ['risk'], query.risks))
    if (query.services.length > 0)
      all.push(
        eb.or([
          hasFacet(eb, ['service'], query.services.map(serviceKey)),
          ...query.services.map((service) => matches(`{title surfaces} : ${quoted(service)}`)),
        ]),
      )
    if (query.authorIds.length > 0) all.push(eb('packets.author_id', 'in', [...query.authorIds]))
    if (query.channelIds.length > 0) all.push(eb('packets.channel_id', 'in', [...query.channelIds]))
    if (query.since !== null) all.push(eb('packets.created_at', '>=', query.since))
    if (query.before !== null) all.push(eb('packets.created_at', '<', query.before))
    const accepted = eb('packets.accepted_revision', '=', eb.ref('packets.current_revision'))
    if (query.status === 'accepted') all.push(accepted)
    if (query.status === 'open')
      all.push(
        eb.or([
          eb('packets.accepted_revision', 'is', null),
          eb('packets.accepted_revision', '<', eb.ref('packets.current_revision')),
        ]),
      )
    if (match !== null) all.push(matches(match))
    return eb.and(all)
  }

function matches(match: string): Expression<SqlBool> {
  return sql<SqlBool>`packets.id in (
    select packet_index.packet_id from packet_words
    join packet_index on packet_index.row = packet_words.rowid
    where packet_words match ${match})`
}

function hasFacet(
  eb: ExpressionBuilder<Schema, 'packets'>,
  names: readonly string[],
  values: readonly string[],
) {
  return eb.exists(
    eb
      .selectFrom('packet_facets')
      .select('packet_facets.value')
      .whereRef('packet_facets.packet_id', '=', 'packets.id')
      .where('packet_facets.facet', 'in', [...names])
      .where('packet_facets.value', 'in', [...values]),
  )
}

/** The words as a full-text expression in which nothing that a person typed is an operator; null without words. */
function matchOf({ words, phrases }: HistoryQuery): string | null {
  const terms = [
    ...words.map((word) => (word.endsWith('*') ? `${quoted(word.slice(0, -1))}*` : quoted(word))),
    ...phrases.map(quoted),
  ]
  return terms.length === 0 ? null : terms.join(' AND ')
}

function quoted(words: string): string {
  return `"${words.replaceAll('"', '""').replaceAll('\0', '')}"`
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
