/** Proposals from words to their end: read, posted, applied, adjusted, dismissed. */
import type { ReplyReading } from '../../engine/read-reply.ts'
import type { Actor } from '../../flows/flows.ts'
import type { ApplyOutcome, ProposedChange } from '../../flows/thread.ts'
import { escapeMrkdwn } from '../../render/escape.ts'
import type { PacketRecord } from '../../store/port.ts'
import type { BotContext } from '../context.ts'
import { currentLink } from './take-part.ts'
import type { Seen } from './take-part.ts'

/** What is proposed, and where it comes from. */
export interface Proposing {
  readonly seen: Seen
  readonly packet: PacketRecord
  /** The same origin proposes once: a message under the packet, or a submitted form. */
  readonly id: string
  /** Null when a form did. */
  readonly sourceTs: string | null
}

/** One message under a packet is one proposal, whether it mentioned the bot or was added by somebody. */
export const proposalOfMessage = (packet: PacketRecord, ts: string): string =>
  `said:${packet.id}:${ts}`

/** Posts what was understood as a proposal. Gives what is to be asked or told to its author alone; null when nothing is. */
export async function proposeReading(
  { client, thread }: BotContext,
  { seen, packet, id, sourceTs }: Proposing,
  reading: Pick<ReplyReading, 'changes' | 'unclear'>,
): Promise<string | null> {
  const outcome =
    reading.changes.length === 0
      ? null
      : await thread.propose({ actor: seen.actor, packet, changes: reading.changes, sourceTs, id })
  const sentences = [
    ...(outcome?.outcome === 'nothing-changes'
      ? [`That is so already in ${await currentLink(client, packet)}: nothing would change.`]
      : []),
    ...(outcome?.outcome === 'already' ? [alreadyThere[outcome.state]] : []),
    ...(reading.unclear.length === 0
      ? []
      : [
          outcome?.outcome === 'proposed'
            ? 'The rest is in the thread; this I could not settle:'
            : 'Nothing is changed yet; this I could not settle:',
          ...reading.unclear.map((each) => `• ${escapeMrkdwn(each)}`),
        ]),
  ]
  return sentences.length === 0 ? null : sentences.join('\n')
}

const alreadyThere = {
  open: 'That is already there: it waits in the thread for somebody to apply it.',
  applied: 'That is already there: it was proposed in the thread and applied.',
  dismissed: 'That was already there: it was proposed in the thread and dismissed.',
  adjusted: 'That is already there: it was proposed in the thread and adjusted.',
} as const

/** Changes that were chosen rather than said. */
export function proposeChanges(
  context: BotContext,
  proposing: Proposing,
  changes: readonly ProposedChange[],
): Promise<string | null> {
  return proposeReading(context, proposing, { changes, unclear: [] })
}

/** Gives what to tell the person; null when the thread itself shows what happened. */
export async function applyProposal(
  { client, thread }: BotContext,
  actor: Actor,
  packet: PacketRecord,
  proposalId: string,
  reopen = false,
): Promise<string | null> {
  const outcome: ApplyOutcome = await thread.apply(actor, proposalId, { reopen })
  switch (outcome.outcome) {
    case 'applied':
    case 'conflict':
      return null
    case 'locked':
      return `${await currentLink(client, outcome.packet)} is accepted and locked. The proposal now offers *Reopen with this change*.`
    case 'already':
      return `That was ${outcome.state} already. What holds is ${await currentLink(client, packet)}.`
    case 'nothing-changes':
      return `That is so already in ${await currentLink(client, packet)}.`
    case 'not-found':
      return 'This proposal is not there any more.'
  }
  return null
}

/** Gives what to tell the person; null when the thread itself shows what happened. */
export async function dismissProposal(
  { client, thread }: BotContext,
  actor: Actor,
  packet: PacketRecord,
  proposalId: string,
): Promise<string | null> {
  if ((await thread.dismiss(actor, proposalId)) === 'dismissed') return null
  return `That was decided already. What holds is ${await currentLink(client, packet)}.`
}
