import type { Flip } from '../../engine/flips.ts'
import { flipsOf } from '../../engine/flips.ts'
import type { Knowledge } from '../../engine/knowledge.ts'
import type { Verdict } from '../../engine/packet.ts'
import { readReply } from '../../engine/read-reply.ts'
import type { ReplyReading } from '../../engine/read-reply.ts'
import { replyContext } from '../../engine/reply/context.ts'
import type { PacketRecord } from '../../store/port.ts'

/** The engine's ear for what is said under a packet. */
export interface Replies {
  read(text: string, verdict: Verdict): ReplyReading
  /** For each decision of the packet the smallest change that would turn it. Plans dozens of times: ask only on demand. */
  flips(packet: PacketRecord): ReadonlyMap<string, Flip>
}

export function createReplies(knowledge: Knowledge): Replies {
  return {
    read: (text, verdict) => readReply(text, replyContext(verdict, knowledge), knowledge),
    flips: ({ requestText, revision }) =>
      flipsOf({ text: requestText }, revision.amendments, knowledge),
  }
}
