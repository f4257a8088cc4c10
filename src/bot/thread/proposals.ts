/** Proposals from words to their end: read, posted, applied, adjusted, dismissed. */
import type { ReplyReading } from '../../engine/read-reply.ts'
import type { ApplyOutcome, ProposedChange } from '../../flows/thread.ts'
import { escapeMrkdwn } from '../../render/escape.ts'
import { renderNote } from '../../render/notes.ts'
import type { PacketRecord, Store } from '../../store/port.ts'
import type { BotContext } from '../context.ts'
import { proposalMessage } from './compose.ts'
import { currentLink, tell } from './take-part.ts'
import type { Seen } from './take-part.ts'

/** Posts what was understood as a proposal, and asks its author alone about the rest. */
export async function proposeReading(
  context: BotContext,
  seen: Seen,
  packet: PacketRecord,
  reading: Pick<ReplyReading, 'changes' | 'unclear'>,
  sourceTs: string | null,
): Promise<void> {
  const { client, thread } = context
  const outcome =
    reading.changes.length === 0
      ? null
      : await thread.propose({ actor: seen.actor, packet, changes: reading.changes, sourceTs })
  const sentences = [
    ...(outcome?.outcome === 'nothing-changes'
      ? [`That is so already in ${await currentLink(client, packet)}: nothing would change.`]
      : []),
    ...(reading.unclear.length === 0
      ? []
      : [
          outcome?.outcome === 'proposed'
            ? 'The rest is in the thread; this I could not settle:'
            : 'Nothing is changed yet; this I could not settle:',
          ...reading.unclear.map((each) => `• ${escapeMrkdwn(each)}`),
        ]),
  ]
  if (sentences.length > 0) await tell(client, seen, renderNote(sentences.join('\n')))
}

/** Changes that were chosen rather than said. */
export function proposeChanges(
  context: BotContext,
  seen: Seen,
  packet: PacketRecord,
  changes: readonly ProposedChange[],
): Promise<void> {
  return proposeReading(context, seen, packet, { changes, unclear: [] }, null)
}

export async function applyProposal(
  context: BotContext,
  seen: Seen,
  packet: PacketRecord,
  proposalId: string,
  reopen: boolean,
): Promise<void> {
  const outcome = await context.thread.apply(seen.actor, proposalId, { reopen })
  const by = `<@${seen.actor.userId}>`
  if (outcome.outcome === 'applied' || outcome.outcome === 'conflict') {
    const number = outcome.outcome === 'applied' ? outcome.packet.revision.number : null
    await showEnding(
      context,
      seen,
      packet,
      proposalId,
      number === null
        ? `Applied by ${by}; it touches what somebody else decided meanwhile, see below.`
        : `Applied by ${by}: revision ${number}.`,
    )
  }
  const note = await applyNote(context, packet, outcome)
  if (note !== null) await tell(context.client, seen, renderNote(note))
}

/** Null when the thread itself shows what happened. */
async function applyNote(
  { client }: BotContext,
  packet: PacketRecord,
  outcome: ApplyOutcome,
): Promise<string | null> {
  switch (outcome.outcome) {
    case 'applied':
    case 'conflict':
      return null
    case 'locked':
      return `${await currentLink(client, outcome.packet)} is accepted and locked. Propose it again: the button then says *Reopen with this change*.`
    case 'already':
      return `That was ${outcome.state} already. What holds is ${await currentLink(client, packet)}.`
    case 'nothing-changes':
      return `That is so already in ${await currentLink(client, packet)}.`
    case 'not-found':
      return 'This proposal is not there any more.'
  }
  return null
}

export async function dismissProposal(
  context: BotContext,
  seen: Seen,
  packet: PacketRecord,
  proposalId: string,
  ending = `Dismissed by <@${seen.actor.userId}>; nothing changed.`,
): Promise<'dismissed' | 'already'> {
  if ((await context.thread.dismiss(seen.actor, proposalId)) === 'dismissed') {
    await showEnding(context, seen, packet, proposalId, ending)
    return 'dismissed'
  }
  const where = await currentLink(context.client, packet)
  await tell(context.client, seen, renderNote(`That was decided already. What holds is ${where}.`))
  return 'already'
}

/** Shows on the proposal's message how it ended; where nothing was pressed, its delivery knows where that message is. */
async function showEnding(
  { client, store, thread }: BotContext,
  seen: Seen,
  packet: PacketRecord,
  proposalId: string,
  ending: string,
): Promise<void> {
  const message = await proposalMessage(store, thread, packet, proposalId, ending)
  const ts = seen.messageTs ?? (await messageTsOf(store, packet, `proposal:${proposalId}`))
  if (!ts || message === null) return
  await client.chat.update({ channel: packet.channelId, ts, ...message })
}

async function messageTsOf(
  store: Store,
  packet: PacketRecord,
  deliveryId: string,
): Promise<string | null> {
  return (await store.deliveries(packet.id)).find(({ id }) => id === deliveryId)?.ts ?? null
}
