import { canonicalOrder } from '../engine/merge.ts'
import { changesBetween } from '../engine/difference.ts'
import type { Change } from '../engine/difference.ts'
import type { Amendment } from '../engine/packet.ts'
import type { PacketRecord } from '../store/port.ts'
import type { FlowParts } from './create-flows.ts'
import type { Actor } from './flows.ts'

export type ThreadParts = Pick<
  FlowParts,
  'store' | 'plan' | 'referencesHash' | 'now' | 'newId' | 'onDeliveriesWritten'
>

/** How often an append is tried again after somebody else appended first; each try merges anew. */
const appendTries = 100

export const isLocked = (packet: PacketRecord): boolean =>
  packet.acceptedRevision === packet.revision.number

/** Appends the revision that `next` makes of the current amendments; null when it makes none. */
export type Revise = (
  actor: Actor,
  packetId: string,
  next: (current: readonly Amendment[]) => readonly Amendment[] | null,
) => Promise<{ readonly packet: PacketRecord; readonly changes: readonly Change[] } | null>

export function reviser(parts: ThreadParts): Revise {
  const { store, newId } = parts
  return async (actor, packetId, next) => {
    for (let tries = 0; tries < appendTries; tries += 1) {
      const packet = await store.packetById(actor.teamId, packetId)
      const amendments = packet && next(packet.revision.amendments)
      if (!packet || !amendments) return null
      const verdict = parts.plan(packet.requestText, canonicalOrder(amendments))
      const revision = {
        number: packet.revision.number + 1,
        amendments,
        verdict,
        referencesHash: parts.referencesHash,
        authorId: actor.userId,
        createdAt: parts.now(),
      }
      const appended = await store.appendRevision(packetId, revision, [
        { id: newId(), kind: 'change', position: 0 },
        { id: newId(), kind: 'update', position: 1 },
      ])
      if (appended === 'taken') continue
      parts.onDeliveriesWritten()
      return {
        packet: { ...packet, revision },
        changes: changesBetween(packet.revision.verdict, verdict),
      }
    }
    throw new Error(
      `Packet ${packetId} was revised ${appendTries} times while one revision waited.`,
    )
  }
}
