/** What each delivery of a packet shows now. */
import type { Rule } from '../../engine/knowledge.ts'
import type { RuleId } from '../../engine/packet.ts'
import { isLocked } from '../../flows/revise.ts'
import type { Prospect, Standing, ThreadFlows } from '../../flows/thread.ts'
import type { CardStanding } from '../../render/card.ts'
import type { HandOffLine } from '../../render/hand-off/standing.ts'
import { renderMessages } from '../../render/messages.ts'
import { renderNote } from '../../render/notes.ts'
import type { MessagePayload } from '../../render/pack.ts'
import { questionAnswer } from '../../render/thread/answer.ts'
import { noteWords } from '../../render/thread/note-words.ts'
import { renderProposal } from '../../render/thread/proposal.ts'
import { renderConflict, renderRevision } from '../../render/thread/revision.ts'
import { redrawnBy } from '../../store/port.ts'
import type {
  DeliveryRecord,
  NewRevision,
  PacketRecord,
  ProposalRecord,
  Store,
} from '../../store/port.ts'
import type { People } from '../people/people.ts'
import type { Replies } from './replies.ts'
import { revisionLine } from './revision-lines.ts'

export type Compose = (
  delivery: DeliveryRecord,
  packet: PacketRecord,
) => Promise<MessagePayload | null>

export interface ComposerParts {
  readonly store: Store
  readonly thread: ThreadFlows
  readonly people: People
  readonly replies: Replies
  readonly rules: ReadonlyMap<RuleId, Rule>
  readonly handOffLines: (packet: PacketRecord) => Promise<readonly HandOffLine[]>
}

export function composer(parts: ComposerParts): Compose {
  const { store, thread } = parts
  const compose: Compose = async (delivery, packet) => {
    const [, shown = ''] = /^[^:]*:(.*)$/su.exec(delivery.id) ?? []
    switch (delivery.kind) {
      case 'card':
      case 'update':
        return (
          messagesOf(
            packet,
            packet.revision,
            await thread.standing(packet),
            await parts.handOffLines(packet),
          )[0] ?? null
        )
      case 'part': {
        const revision = await store.revision(packet.id, delivery.revision)
        return revision && (messagesOf(packet, revision)[delivery.position] ?? null)
      }
      case 'change':
        return revisionMessage(parts, packet, delivery.revision)
      case 'proposal':
        return proposalMessage(parts, packet, shown)
      case 'conflict':
        return conflictMessage(parts, packet, shown)
      case 'note': {
        const note = await store.findNote(packet.teamId, shown)
        return note && renderNote(noteWords(note, await parts.people.nameOf(note.authorId)))
      }
      case 'answer':
        return answerMessage(parts, packet, shown)
      case 'redraw': {
        const id = redrawnBy(delivery.id)
        const drawn = (await store.deliveries(packet.id)).find((each) => each.id === id)
        return drawn === undefined ? null : compose(drawn, packet)
      }
      // Put together in hand-off/compose.ts.
      case 'hand-off':
      case 'hand-off-update':
      case 'refusal':
        return null
    }
    return null
  }
  return compose
}

function messagesOf(
  packet: PacketRecord,
  revision: NewRevision,
  standing?: Standing,
  handOffs: readonly HandOffLine[] = [],
) {
  return renderMessages({
    id: packet.id,
    name: packet.name,
    revision: revision.number,
    authorId: packet.authorId,
    requestText: packet.requestText,
    verdict: revision.verdict,
    ...(standing === undefined ? {} : { standing: cardStanding(standing) }),
    handOffs,
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
  { store, people }: ComposerParts,
  packet: PacketRecord,
  number: number,
): Promise<MessagePayload | null> {
  const line = await revisionLine(store, packet.id, number)
  if (line === null) return null
  return renderRevision({
    ...line,
    packetId: packet.id,
    packetName: packet.name,
    author: await people.nameOf(line.authorId),
  })
}

async function proposalMessage(
  { store, thread, people }: ComposerParts,
  packet: PacketRecord,
  proposalId: string,
): Promise<MessagePayload | null> {
  const proposal = await store.findProposal(packet.teamId, proposalId)
  if (proposal === null) return null
  const hasMoved = packet.revision.number !== proposal.baseRevision
  const { changes, conflicts } =
    hasMoved && proposal.ending === null
      ? await thread.prospectOf(packet, proposal)
      : await asLookedAt(store, thread, packet, proposal)
  return renderProposal({
    id: proposal.id,
    author: await people.nameOf(proposal.authorId),
    amendments: proposal.amendments,
    changes,
    waits:
      proposal.ending === null
        ? {
            movedTo: hasMoved ? packet.revision.number : null,
            contradicts: conflicts.map((each) => each.standing),
            decider:
              conflicts.length > 0 && (await people.hasLeft(packet.authorId))
                ? 'whoever may accept the packet'
                : await people.nameOf(packet.authorId),
            isLocked: isLocked(packet),
          }
        : null,
    ending:
      proposal.ending && (await endingWords(store, packet, proposal, people, proposal.ending)),
  })
}

/** What its author was shown it would change. */
async function asLookedAt(
  store: Store,
  thread: Pick<ThreadFlows, 'weigh'>,
  packet: PacketRecord,
  { baseRevision, amendments }: ProposalRecord,
): Promise<Prospect> {
  const base = await store.revision(packet.id, baseRevision)
  const changes = thread.weigh({ ...packet, revision: base ?? packet.revision }, amendments)
  return { changes, conflicts: [] }
}

async function endingWords(
  store: Store,
  packet: PacketRecord,
  { id, state }: ProposalRecord,
  people: People,
  { by, revision }: NonNullable<ProposalRecord['ending']>,
): Promise<string> {
  const name = await people.nameOf(by)
  if (state === 'adjusted') return `Adjusted by ${name}, see below.`
  if (state === 'dismissed') return `Dismissed by ${name}; nothing changed.`
  const notes = await store.notes(packet.id)
  const waits = notes.some((note) => note.kind === 'conflict' && note.id.startsWith(`${id}:`))
    ? 'It touches what somebody else decided meanwhile, see below.'
    : null
  if (revision !== null)
    return [`Applied by ${name}: revision ${revision}.`, waits ?? ''].join(' ').trim()
  return `Applied by ${name}. ${waits ?? 'It was so already.'}`
}

async function conflictMessage(
  { store, people }: ComposerParts,
  packet: PacketRecord,
  noteId: string,
): Promise<MessagePayload | null> {
  const note = await store.findNote(packet.teamId, noteId)
  if (note === null || note.conflict === null) return null
  const { standing, proposed } = note.conflict
  const deciderId = note.ownerId ?? packet.authorId
  return renderConflict({
    noteId,
    deciderId: (await people.hasLeft(deciderId)) ? null : deciderId,
    standing,
    proposed,
    standingBy: await people.nameOf(standing.by),
    proposedBy: await people.nameOf(proposed.by),
    resolution: note.resolution,
  })
}

/** `shown` is the question's message, the revision it was about, and the decisions it asks about. */
async function answerMessage(
  { store, replies, rules }: ComposerParts,
  packet: PacketRecord,
  shown: string,
): Promise<MessagePayload | null> {
  const [, number, asked = ''] = shown.split(':')
  const revision = await store.revision(packet.id, Number(number))
  if (revision === null) return null
  return questionAnswer({
    packetId: packet.id,
    asked: asked.split(',').filter(Boolean).map(Number),
    verdict: revision.verdict,
    amendments: revision.amendments,
    rules,
    explanation: await replies.explain({ ...packet, revision }),
  })
}
