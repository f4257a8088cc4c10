import type { ReplyReading } from '../../engine/read-reply.ts'
import type { Verdict } from '../../engine/packet.ts'
import type { BotContext } from '../context.ts'

/**
 * What was read in Slack's text, with people by their names: whoever is mentioned was notified by the message itself, and
 * what is kept of it must neither notify again nor show ids.
 */
export async function readWithNames(
  { people, replies }: Pick<BotContext, 'people' | 'replies'>,
  text: string,
  verdict: Verdict,
): Promise<ReplyReading> {
  const reading = replies.read(text, verdict)
  const named = (words: string | null) => (words === null ? null : people.withNames(words))
  return {
    ...reading,
    changes: await Promise.all(
      reading.changes.map(async (change) => ({
        ...change,
        to: await named(change.to),
        because: await named(change.because),
      })),
    ),
    unclear: await Promise.all(reading.unclear.map((each) => people.withNames(each))),
  }
}
