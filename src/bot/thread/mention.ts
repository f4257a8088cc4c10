/** A mention under a packet: an amendment becomes a proposal, a question is answered, an order obeyed, talk left alone. */
import type { Seen } from './take-part.ts'
import { packetToChange, tell } from './take-part.ts'
import { renderNote } from '../../render/notes.ts'
import { threadHelpText } from '../../render/thread/help.ts'
import type { PacketRecord } from '../../store/port.ts'
import type { BotContext } from '../context.ts'
import { answerQuestion } from './answer-question.ts'
import { obey } from './commands.ts'
import { proposeReading } from './proposals.ts'

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
  const reading = context.replies.read(text, packet.revision.verdict)
  if (reading.kind === 'amendment') await proposeReading(context, seen, packet, reading, ts)
  else if (reading.kind === 'question') await answerQuestion(context, seen, packet, text)
  else if (reading.command !== null) await obey(context, seen, packet, reading.command)
  else
    await tell(
      context.client,
      seen,
      renderNote(
        text.trim() === ''
          ? threadHelpText
          : 'I read no change in that, so nothing is changed. Mention me with `help` to see what I understand.',
      ),
    )
}
