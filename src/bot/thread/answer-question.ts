import { questionAnswer } from '../../render/thread/answer.ts'
import type { PacketRecord } from '../../store/port.ts'
import { postMessage } from '../clients.ts'
import type { BotContext } from '../context.ts'
import { readSlackText } from '../payload.ts'
import { threadOf } from './take-part.ts'
import type { Seen } from './take-part.ts'

/** `why is Redis real?`: the decision, what led to it, and what would turn it, for everybody in the thread. */
export async function answerQuestion(
  { client, replies, rules }: BotContext,
  seen: Seen,
  packet: PacketRecord,
  text: string,
): Promise<void> {
  const threadTs = threadOf(packet) ?? seen.threadTs
  await postMessage(client, {
    channel: packet.channelId,
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    unfurl_links: false,
    unfurl_media: false,
    ...questionAnswer({
      packetId: packet.id,
      question: readSlackText(text),
      verdict: packet.revision.verdict,
      amendments: packet.revision.amendments,
      rules,
      flips: replies.flips(packet),
    }),
  })
}
