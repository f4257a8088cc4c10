import type { Amendment } from '../engine/packet.ts'
import type { HandOffRecord, NewDelivery } from '../store/port.ts'
import { answerId, isAnswerTo, isHeld } from './hand-off.ts'
import type { HandOffParts } from './hand-off.ts'

/**
 * Brings an owner's answer into its packet. It is known by an id of its own, so a process that ends half way through
 * does it again without doing it twice.
 */
export async function joinAnswer(
  parts: HandOffParts,
  handOff: HandOffRecord,
  updates: readonly NewDelivery[],
): Promise<void> {
  const { store, thread } = parts
  const { teamId, packetId } = handOff
  const id = answerId(handOff)
  const actor = { teamId, userId: handOff.by }
  const packet = await store.packetById(teamId, packetId)
  if (packet === null) return
  // What it corrects is no conflict: the owner looked at it.
  const isCorrection = packet.revision.amendments.some(
    (each) => isAnswerTo(handOff.id, each.id) && each.id !== id,
  )
  await store.saveProposal({
    id,
    teamId,
    packetId,
    baseRevision: isCorrection ? packet.revision.number : handOff.revision,
    authorId: handOff.by,
    amendments: [amendmentOf(handOff)],
    sourceTs: null,
    createdAt: handOff.at,
  })
  const outcome = await thread.apply(actor, id)
  const settled =
    outcome.outcome === 'locked'
      ? 'proposed'
      : isHeld((await store.packetById(teamId, packetId))?.revision.amendments ?? [], handOff)
        ? 'applied'
        : 'conflict'
  // An accepted packet is opened by a person, never by an answer.
  const proposal: readonly NewDelivery[] =
    settled === 'proposed' ? [{ id: `proposal:${id}`, kind: 'proposal', position: 0 }] : []
  // Each of these is done once by its id, and the last one says that all are.
  if (settled === 'applied') await proposePacket(parts, handOff)
  await store.addDeliveries(packetId, proposal, parts.now())
  await store.settleHandOff(handOff.id, settled)
  await store.addDeliveries(packetId, updates, parts.now())
}

const amendmentOf = (handOff: HandOffRecord): Amendment => ({
  id: answerId(handOff),
  on: 'question',
  target: `${handOff.to}.answer`,
  op: 'set',
  to: handOff.words,
  because: null,
  by: handOff.by,
})

/** A request that went to its neighbour as a whole can become a packet now; that it should is proposed, not decided. */
async function proposePacket(
  { store, thread }: HandOffParts,
  { id, teamId, packetId, by, to, brief }: HandOffRecord,
): Promise<void> {
  const packet = await store.packetById(teamId, packetId)
  const verdict = packet?.revision.verdict
  if (packet === null || brief.becomes === null || verdict?.verdict !== 'route-out') return
  if (verdict.to !== to) return
  await thread.propose({
    actor: { teamId, userId: by },
    packet,
    changes: [
      {
        on: 'packet-kind',
        target: 'primary',
        op: 'set',
        to: brief.becomes,
        because: `${to} has answered`,
      },
    ],
    sourceTs: null,
    id: `answered:${id}`,
  })
}
