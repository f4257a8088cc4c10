import { changesBetween } from '../../engine/difference.ts'
import type { Change } from '../../engine/difference.ts'
import { shownRevisions } from '../../render/thread/revisions-modal.ts'
import type { RevisionLine } from '../../render/thread/revisions-modal.ts'
import type { PacketRecord, Store } from '../../store/port.ts'

/** What one revision brought and took back, against the one before; null when there is none of that number. */
export async function revisionLine(
  store: Store,
  packetId: string,
  number: number,
): Promise<(RevisionLine & { readonly changes: readonly Change[] }) | null> {
  const [before, after] = await Promise.all([
    store.revision(packetId, number - 1),
    store.revision(packetId, number),
  ])
  if (after === null) return null
  const [had, has] = [before?.amendments ?? [], after.amendments].map(
    (amendments) => new Set(amendments.map((each) => each.id)),
  )
  return {
    number,
    authorId: after.authorId,
    createdAt: after.createdAt,
    brought: before === null ? [] : after.amendments.filter(({ id }) => had?.has(id) !== true),
    takenBack: (before?.amendments ?? []).filter(({ id }) => has?.has(id) !== true),
    changes: before === null ? [] : changesBetween(before.verdict, after.verdict),
  }
}

/** The newest first, as many as a dialog shows. */
export async function revisionLines(
  store: Store,
  { id, revision }: PacketRecord,
): Promise<readonly RevisionLine[]> {
  const count = Math.min(shownRevisions, revision.number)
  const lines = await Promise.all(
    Array.from({ length: count }, (_, at) => revisionLine(store, id, revision.number - at)),
  )
  return lines.filter((line) => line !== null)
}
