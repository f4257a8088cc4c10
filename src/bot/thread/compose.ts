/** What each delivery of a packet shows now. */
import { changesBetween } from '../../engine/difference.ts'
import { isLocked } from '../../flows/revise.ts'
import type { Standing, ThreadFlows } from '../../flows/thread.ts'
import type { CardStanding } from '../../render/card.ts'
import { renderNote } from '../../render/notes.ts'
import { noteWords } from '../../render/thread/modals.ts'
import { renderMessages } from '../../render/messages.ts'
import type { MessagePayload } from '../../render/pack.ts'
import { renderProposal } from '../../render/thread/proposal.ts'
import { renderConflict, renderRevision } from '../../render/thread/revision.ts'
import type { DeliveryRecord, NewRevision, PacketRecord, Store } from '../../store/port.ts'

type Compose = (delivery: DeliveryRecord, packet: PacketRecord) => Promise<MessagePayload | null>

export function composer(store: Store, thread: ThreadFlows): Compose {
  return async (delivery, packet) => {
    const shown = delivery.id.slice(delivery.id.indexOf(':') + 1)
    switch (delivery.kind) {
      case 'card':
      case 'update':
        return messagesOf(packet, packet.revision, await thread.standing(packet))[0] ?? null
      case 'part': {
        const revision = await store.revision(packet.id, delivery.revision)
        return revision && (messagesOf(packet, revision)[delivery.position] ?? null)
      }
      case 'change':
        return revisionMessage(store, packet, delivery.revision)
      case 'proposal':
        return proposalMessage(store, thread, packet, shown, null)
      case 'conflict':
        return conflictMessage(store, packet, shown)
      case 'note': {
        const note = await store.findNote(packet.teamId, shown)
        return note && renderNote(noteWords(note))
      }
    }
    return null
  }
}

function messagesOf(packet: PacketRecord, revision: NewRevision, standing?: Standing) {
  return renderMessages({
    id: packet.id,
    name: packet.name,
    revision: revision.number,
    authorId: packet.authorId,
    requestText: packet.requestText,
    verdict: revision.verdict,
    ...(standing === undefined ? {} : { standing: cardStanding(standing) }),
  })
}

function cardStanding({ accepted, stances, openNotes }: Standing): CardStanding {
  const by = (stance: string): readonly string[] =>
    stances.filter((each) => each.stance === stance).map((each) => each.userId)
  const open = (kind: string): number => openNotes.filter((note) => note.kind === kind).length
  return {
    isAccepted: accepted,
    acceptedBy: by('accept'),
    needsChangeBy: by('needs-change'),
    objectedBy: by('object'),
    objections: open('objection'),
    questions: open('question'),
    conflicts: open('conflict'),
  }
}

async function revisionMessage(
  store: Store,
  packet: PacketRecord,
  number: number,
): Promise<MessagePayload | null> {
  const [before, after] = await Promise.all([
    store.revision(packet.id, number - 1),
    store.revision(packet.id, number),
  ])
  if (before === null || after === null) return null
  const [had, has] = [before, after].map(
    ({ amendments }) => new Set(amendments.map((each) => each.id)),
  )
  return renderRevision({
    packetId: packet.id,
    packetName: packet.name,
    number,
    authorId: after.authorId,
    brought: after.amendments.filter((each) => had?.has(each.id) !== true),
    takenBack: before.amendments.filter((each) => has?.has(each.id) !== true),
    changes: changesBetween(before.verdict, after.verdict),
  })
}

/** `ending` in mrkdwn when it is known who ended it. */
export async function proposalMessage(
  store: Store,
  thread: Pick<ThreadFlows, 'weigh'>,
  packet: PacketRecord,
  proposalId: string,
  ending: string | null,
): Promise<MessagePayload | null> {
  const proposal = await store.findProposal(packet.teamId, proposalId)
  if (proposal === null) return null
  const base = await store.revision(packet.id, proposal.baseRevision)
  return renderProposal({
    id: proposal.id,
    authorId: proposal.authorId,
    amendments: proposal.amendments,
    // As the proposer saw it: what joined since is told when it is applied.
    changes: thread.weigh({ ...packet, revision: base ?? packet.revision }, proposal.amendments),
    isLocked: isLocked(packet),
    ending: ending ?? (proposal.state === 'open' ? null : endings[proposal.state]),
  })
}

const endings = { applied: 'This was applied.', dismissed: 'This was dismissed.' } as const

export async function conflictMessage(
  store: Store,
  packet: PacketRecord,
  noteId: string,
): Promise<MessagePayload | null> {
  const note = await store.findNote(packet.teamId, noteId)
  if (note === null || note.conflict === null) return null
  return renderConflict({
    noteId,
    deciderId: note.ownerId ?? packet.authorId,
    standing: note.conflict.standing,
    proposed: note.conflict.proposed,
    resolution: note.resolution,
  })
}
