import type { Verdict } from '../engine/packet.ts'
import type { CsvRow } from './csv.ts'
import { titleOf } from './title.ts'

/** What a row of the list says about a packet. */
export function csvRowOf(packet: {
  readonly name: string
  readonly authorId: string
  readonly channelId: string
  readonly createdAt: number
  readonly acceptedRevision: number | null
  readonly revision: { readonly number: number; readonly verdict: Verdict }
}): CsvRow {
  const { verdict, number } = packet.revision
  const { framing } = verdict
  return {
    name: packet.name,
    title: titleOf(verdict),
    kind: verdict.classification.primary,
    status: packet.acceptedRevision === number ? 'accepted' : 'open',
    revision: number,
    authorId: packet.authorId,
    channelId: packet.channelId,
    openedAt: packet.createdAt,
    surfaces: framing.surfaces.map((each) => each.surface),
    risks: framing.risks.map((each) => each.risk),
    dependencies: framing.dependencies.map((each) => each.name),
  }
}
