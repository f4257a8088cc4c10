import { type Kysely, type Transaction, sql } from 'kysely'
import { Verdict } from '../engine/packet.ts'
import { servicesOf } from '../engine/service-names.ts'
import type { Schema } from './schema.ts'
import { parseColumn } from './stored-json.ts'

/** Between them stands a match in what the full-text search gives back; no indexed text holds them. */
export const matchStart = '\u{E000}'
export const matchEnd = '\u{E001}'

/**
 * Writes what a packet is found by, in place of what was there. Part of the transaction that writes the revision, so
 * that what is stored is found and what was rolled back is not.
 */
export async function indexPacket(
  trx: Transaction<Schema>,
  packetId: string,
  verdict: Verdict,
): Promise<void> {
  const packet = await trx
    .selectFrom('packets')
    .select(['name', 'request_text'])
    .where('id', '=', packetId)
    .executeTakeFirstOrThrow()
  await trx
    .insertInto('packet_index')
    .values({ packet_id: packetId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { row } = await trx
    .selectFrom('packet_index')
    .select('row')
    .where('packet_id', '=', packetId)
    .executeTakeFirstOrThrow()
  await sql`delete from packet_words where rowid = ${row}`.execute(trx)
  await trx
    .insertInto('packet_words')
    .values({
      rowid: row,
      name: packet.name,
      title: plain(verdict.framing.title),
      surfaces: plain(verdict.framing.surfaces.map((each) => each.words).join(' · ')),
      request: plain(packet.request_text),
      answer: plain(answerWords(verdict).join(' · ')),
    })
    .execute()
  await trx.deleteFrom('packet_facets').where('packet_id', '=', packetId).execute()
  await trx
    .insertInto('packet_facets')
    .values(
      facetsOf(packet.request_text, verdict).map(([facet, value]) => ({
        packet_id: packetId,
        facet,
        value,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

const batch = 100

/** Indexes the packets that were stored before there was an index, or came from elsewhere. */
export async function indexMissing(db: Kysely<Schema>): Promise<void> {
  for (;;) {
    const rows = await db
      .selectFrom('packets')
      .innerJoin('revisions', (join) =>
        join
          .onRef('revisions.packet_id', '=', 'packets.id')
          .onRef('revisions.number', '=', 'packets.current_revision'),
      )
      .leftJoin('packet_index', 'packet_index.packet_id', 'packets.id')
      .select(['packets.id', 'revisions.verdict'])
      .where('packet_index.row', 'is', null)
      .orderBy('packets.created_at')
      .limit(batch)
      .execute()
    if (rows.length === 0) return
    await db.transaction().execute(async (trx) => {
      for (const row of rows)
        await indexPacket(trx, row.id, parseColumn(Verdict, row.verdict, `packet ${row.id}`))
    })
  }
}

type FacetRow = readonly [facet: string, value: string]

function facetsOf(requestText: string, verdict: Verdict): readonly FacetRow[] {
  const { classification, framing } = verdict
  const services = servicesOf(requestText, verdict)
  return [
    ['verdict', verdict.verdict],
    ['kind', classification.primary],
    ...framing.surfaces.map(({ surface }): FacetRow => ['surface', surface]),
    ...framing.risks.map(({ risk }): FacetRow => ['risk', risk]),
    ...framing.dependencies.map(({ dependency }): FacetRow => ['dependency', dependency]),
    // `dep:relational` finds every relational database; not counted among the products.
    ...framing.dependencies.map(({ kind }): FacetRow => ['dependency-kind', kind]),
    ...services.map(({ key }): FacetRow => ['service', key]),
  ]
}

/** What the packet itself says, as far as somebody would look for it. */
function answerWords(verdict: Verdict): readonly string[] {
  const { classification, framing, caveats, routeOuts } = verdict
  const common = [
    classification.primary,
    classification.reason,
    ...framing.risks.map((each) => each.words),
    ...framing.dependencies.map((each) => each.name),
    ...framing.runtime.map((each) => each.name),
    ...caveats.map((each) => each.text),
    ...routeOuts.flatMap((each) => each.text ?? []),
  ]
  if (verdict.verdict === 'packet')
    return [
      ...common,
      ...verdict.scenarios.map((each) => each.text),
      ...verdict.layers.flatMap((each) => [each.protects ?? '', each.notes]),
      ...verdict.dependencies.flatMap((each) => [each.means, each.why]),
      ...verdict.control.map((each) => each.text),
    ]
  return verdict.verdict === 'route-out'
    ? [...common, ...verdict.handoff.undecided, ...verdict.staysHere.map((one) => one.text)]
    : [...common, ...verdict.questions.map((each) => each.text), verdict.provisional.text]
}

function plain(text: string): string {
  return text.replaceAll(/[\u{E000}\u{E001}]/gu, '')
}
