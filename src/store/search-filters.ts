/** What history is asked, as conditions of the query and as an expression of the full text. */
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { serviceKey } from '../engine/service-names.ts'
import type { HistoryQuery } from './port.ts'
import type { Schema } from './schema.ts'
import type { PacketWhere } from './visible-to.ts'

/** Who may see and every filter, for pages, counts and facets alike. `match: null` leaves the words to the caller. */
export const found =
  (visible: PacketWhere, query: HistoryQuery, match: string | null): PacketWhere =>
  (eb) => {
    const all: Expression<SqlBool>[] = [visible(eb)]
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
export function matchOf({ words, phrases }: HistoryQuery): string | null {
  const terms = [
    ...words.map((word) => (word.endsWith('*') ? `${quoted(word.slice(0, -1))}*` : quoted(word))),
    ...phrases.map(quoted),
  ]
  return terms.length === 0 ? null : terms.join(' AND ')
}

function quoted(words: string): string {
  return `"${words.replaceAll('"', '""').replaceAll('\0', '')}"`
}
