/** A mention under a packet: an amendment becomes a proposal, a question is answered, an order obeyed, talk left alone. */
import { actionIds } from '../../render/ids.ts'
import { noteButton, renderNote } from '../../render/notes.ts'
import { decisionsAsked } from '../../render/thread/answer.ts'
import { threadHelpText } from '../../render/thread/help.ts'
import type { PacketRecord } from '../../store/port.ts'
import type { BotContext } from '../context.ts'
import { readSlackText } from '../payload.ts'
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
    await tell(
      context.client,
      seen,
      renderNote(
        'I read no change in that, so nothing is changed. Mention me with `help` to see what I understand, or revise by form.',
        [noteButton('Revise', actionIds.packetRevise, packet.id)],
      ),
    )
  }
}
