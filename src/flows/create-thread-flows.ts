import { canonicalOrder, mergeAmendments } from '../engine/merge.ts'
import type { Conflict } from '../engine/merge.ts'
import { changesBetween } from '../engine/difference.ts'
import type { Amendment } from '../engine/packet.ts'
import { redactSecrets } from '../engine/redact.ts'
import type { PacketRecord, Proposal, Store } from '../store/port.ts'
import { redrawer, showOnCard } from './redraw.ts'
import { discussionFlows } from './discuss-packet.ts'
import type { Actor } from './flows.ts'
import { isLocked, reviser } from './revise.ts'
import type { ThreadParts } from './revise.ts'
import type { ApplyOutcome, ProposeInput, ProposeOutcome, ThreadFlows } from './thread.ts'

export function createThreadFlows(parts: ThreadParts): ThreadFlows {
  const { store, now, newId } = parts
  const revise = reviser(parts)
  const redraw = redrawer(parts)

  const propose = async (input: ProposeInput): Promise<ProposeOutcome> => {
    const { packet, actor } = input
    const amendments = input.changes.map((change) => ({
      ...change,
      to: change.to === null ? null : redactSecrets(change.to).text,
      because: change.because === null ? null : redactSecrets(change.because).text,
      id: newId(),
      by: actor.userId,
    }))
    const after = parts.plan(
      packet.requestText,
      canonicalOrder([...packet.revision.amendments, ...amendments]),
    )
    const changes = changesBetween(packet.revision.verdict, after)
    if (changes.length === 0) return { outcome: 'nothing-changes' }
    const proposal: Proposal = {
      id: input.id,
      teamId: packet.teamId,
      packetId: packet.id,
      baseRevision: packet.revision.number,
      authorId: actor.userId,
      amendments,
      sourceTs: input.sourceTs,
      createdAt: now(),
    }
    const isNew = await store.saveProposal(proposal)
    // Also for one that is known: the process may have ended between the two.
    await post(packet.id, 'proposal', proposal.id)
    if (isNew) return { outcome: 'proposed', proposal, changes }
    const known = await store.findProposal(packet.teamId, proposal.id)
    return { outcome: 'already', state: known?.state ?? 'open' }
  }

  /** The delivery is known by what it shows, so that its message is found again when that changes. */
  const post = async (packetId: string, kind: 'proposal' | 'conflict', id: string) => {
    await store.addDeliveries(packetId, [{ id: `${kind}:${id}`, kind, position: 0 }], now())
    parts.onDeliveriesWritten()
  }

  const weigh: ThreadFlows['weigh'] = (packet, changes) =>
    changesBetween(
      packet.revision.verdict,
      parts.plan(
        packet.requestText,
        canonicalOrder([
          ...packet.revision.amendments,
          ...changes.map((change, at) => ({ ...change, id: `weighed ${at}`, by: '' })),
        ]),
      ),
    )

  const prospectOf: ThreadFlows['prospectOf'] = async (packet, proposal) => {
    const merge = await mergerOf(proposal)
    const { accepted, conflicts } = merge(packet.revision.amendments)
    return { changes: weigh(packet, accepted), conflicts }
  }

  /** How a proposal joins amendments: what joined since the proposer looked is what it may conflict with. */
  const mergerOf = async (proposal: Proposal) => {
    const base = await store.revision(proposal.packetId, proposal.baseRevision)
    const looked = new Set(base?.amendments.map((each) => each.id))
    return (current: readonly Amendment[]) =>
      mergeAmendments(
        current.filter((each) => !looked.has(each.id)),
        proposal.amendments,
      )
  }

  const apply: ThreadFlows['apply'] = async (actor, proposalId, options = {}) => {
    const proposal = await store.findProposal(actor.teamId, proposalId)
    const packet = proposal && (await store.packetById(actor.teamId, proposal.packetId))
    if (!proposal || !packet) return { outcome: 'not-found' }
    if (proposal.state !== 'open') return { outcome: 'already', state: proposal.state }
    if (isLocked(packet) && options.reopen !== true) return { outcome: 'locked', packet }
    const outcome = await join(actor, packet, proposal)
    // Last, so that a process that ends in between leaves a proposal that can be applied again: amendments are known by
    // their ids and join once.
    const revision = outcome.outcome === 'applied' ? outcome.packet.revision.number : null
    await store.endProposal(proposalId, { to: 'applied', by: actor.userId, revision })
    await redraw(packet.id, [`proposal:${proposalId}`])
    return outcome
  }

  /** Joins what can join, and leaves the rest as conflicts that name their decider. */
  const join = async (
    actor: Actor,
    packet: PacketRecord,
    proposal: Proposal,
  ): Promise<ApplyOutcome> => {
    const merge = await mergerOf(proposal)
    let conflicts: readonly Conflict[] = []
    const revised = await revise(actor, packet.id, (current) => {
      const merged = merge(current)
      conflicts = merged.conflicts
      return merged.accepted.length === 0 ? null : [...current, ...merged.accepted]
    })
    for (const conflict of conflicts) await noteConflict(packet, proposal, conflict)
    if (revised) return { outcome: 'applied', ...revised, conflicts }
    return conflicts.length > 0
      ? { outcome: 'conflict', conflicts, deciderId: packet.authorId }
      : { outcome: 'nothing-changes' }
  }

  const noteConflict = async (
    packet: PacketRecord,
    proposal: Proposal,
    conflict: Conflict,
  ): Promise<void> => {
    const id = `${proposal.id}:${conflict.proposed.id}`
    const isNew = await store.addNote({
      id,
      teamId: packet.teamId,
      packetId: packet.id,
      kind: 'conflict',
      text: `${conflict.standing.on} ${conflict.standing.target}`,
      ownerId: packet.authorId,
      due: null,
      authorId: proposal.authorId,
      sourceTs: null,
      permalink: null,
      createdAt: now(),
      conflict,
    })
    if (!isNew) return
    await post(packet.id, 'conflict', id)
    // It may be all that came of the proposal: no revision then brings the card up to date.
    await showOnCard(parts, packet.id)
  }

  const undo: ThreadFlows['undo'] = async (actor, packetId, options = {}) => {
    const packet = await store.packetById(actor.teamId, packetId)
    const brought = packet ? await broughtByLast(store, packet) : []
    if (!packet || brought.length === 0) return { outcome: 'nothing-to-undo' }
    if (isLocked(packet) && options.reopen !== true) return { outcome: 'locked', packet }
    const gone = new Set(brought.map((each) => each.id))
    const revised = await revise(actor, packetId, (current) => {
      const kept = current.filter((each) => !gone.has(each.id))
      return kept.length === current.length ? null : kept
    })
    if (!revised) return { outcome: 'nothing-to-undo' }
    await redraw(packetId)
    return { outcome: 'undone', ...revised, amendments: brought }
  }

  return {
    weigh,
    prospectOf,
    propose,
    apply,
    undo,
    async dismiss(actor, proposalId, as = 'dismissed') {
      const proposal = await store.findProposal(actor.teamId, proposalId)
      if (!proposal) return 'not-found'
      const ending = { to: as, by: actor.userId, revision: null }
      if (!(await store.endProposal(proposalId, ending))) return 'already'
      await redraw(proposal.packetId, [`proposal:${proposalId}`])
      return 'dismissed'
    },
    ...discussionFlows(parts, revise, redraw),
  }
}

/** What the newest revision that brought anything brought, of what still holds. */
async function broughtByLast(store: Store, packet: PacketRecord): Promise<readonly Amendment[]> {
  for (let number = packet.revision.number; number >= 2; number -= 1) {
    const [current, before] = [
      await store.revision(packet.id, number),
      await store.revision(packet.id, number - 1),
    ]
    const known = new Set(before?.amendments.map((each) => each.id))
    const held = new Set(packet.revision.amendments.map((each) => each.id))
    const brought = current?.amendments.filter((each) => !known.has(each.id) && held.has(each.id))
    if (brought && brought.length > 0) return brought
  }
  return []
}
