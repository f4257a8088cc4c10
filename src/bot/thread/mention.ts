/** A mention under a packet: an amendment becomes a proposal, a question is answered, an order obeyed, talk left alone. */
import { decisionsOf } from '../../engine/decisions.ts'
import { actionIds } from '../../render/ids.ts'
import { noteButton, renderNote } from '../../render/notes.ts'
import type { MessagePayload } from '../../render/pack.ts'
import { decisionsAsked } from '../../render/thread/answer.ts'
import { threadHelpText } from '../../render/thread/help.ts'
import type { PacketRecord } from '../../store/port.ts'
import type { BotContext } from '../context.ts'
import { readSlackText } from '../payload.ts'
import { rowsOf } from './alternatives.ts'
import { obey } from './commands.ts'
import { proposalOfMessage, proposeReading } from './proposals.ts'
import { readWithNames } from './read-with-names.ts'
import type { Seen } from './take-part.ts'
import { packetToChange, tell } from './take-part.ts'

/** `text` is Slack's own, without the mention of the bot. */
export async function answerMention(
  context: BotContext,
  seen: Seen,
  found: PacketRecord,
  text: string,
  ts: string,
): Promise<void> {
  const packet = await packetToChange(context, seen, found.id)
  if (packet === null) return
  const say = (mrkdwn: string) => tell(context.client, seen, renderNote(mrkdwn))
  const { verdict } = packet.revision
  const reading = await readWithNames(context, text, verdict)
  if (reading.kind === 'amendment') {
    const proposing = { seen, packet, id: proposalOfMessage(packet, ts), sourceTs: ts }
    const note = await proposeReading(context, proposing, reading)
    if (note !== null) await say(note)
  } else if (reading.kind === 'question') {
    await context.thread.answer(packet, ts, decisionsAsked(readSlackText(text), verdict))
  } else if (reading.command !== null) {
    await obey(context, seen, packet, { ...reading.command, ts })
  } else if (text.trim() === '') {
    await say(threadHelpText)
  } else {
    await tell(context.client, seen, unreadNote(text, packet))
  }
}

/** Nothing was read: the form is one press away, at the row that was named, if one was. */
function unreadNote(text: string, { id, revision: { verdict } }: PacketRecord): MessagePayload {
  const decisions = decisionsOf(verdict)
  const named = new Set(
    decisionsAsked(readSlackText(text), verdict).map((at) => decisions[at]?.key),
  )
  const row = rowsOf(verdict).find(({ key }) => named.has(key))
  return renderNote(
    'I read no change in that, so nothing is changed. Mention me with `help` to see what I understand, or change it by form.',
    [
      ...(row === undefined
        ? []
        : [noteButton(`Change ${row.name}`, actionIds.packetChange, `${id} ${row.key}`)]),
      noteButton('Revise', actionIds.packetRevise, id),
    ],
  )
}
