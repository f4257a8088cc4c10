import { explainInSteps } from '../../engine/explain.ts'
import type { Explanation } from '../../engine/explain.ts'
import type { Knowledge } from '../../engine/knowledge.ts'
import { canonicalOrder } from '../../engine/merge.ts'
import type { Verdict } from '../../engine/packet.ts'
import { readReply } from '../../engine/read-reply.ts'
import type { ReplyReading } from '../../engine/read-reply.ts'
import { replyContext } from '../../engine/reply/context.ts'
import type { PacketRecord } from '../../store/port.ts'
import { inSlices } from '../in-slices.ts'

/** The engine's ear for what is said under a packet. */
export interface Replies {
  read(text: string, verdict: Verdict): ReplyReading
  /** What would change each decision and what else it could have been. Plans some two hundred times: ask only on demand. */
  explain(packet: PacketRecord): Promise<Explanation>
}

export function createReplies(knowledge: Knowledge): Replies {
  /** Several people who ask at once about one revision wait for one answer. */
  const underWay = new Map<string, Promise<Explanation>>()
  return {
    read: (text, verdict) => readReply(text, replyContext(verdict, knowledge), knowledge),
    explain({ id, requestText, revision }) {
      const key = `${id} ${revision.number}`
      const known = underWay.get(key)
      if (known !== undefined) return known
      // As the flows plan it: a later revision in the canonical order.
      const amendments =
        revision.number === 1 ? revision.amendments : canonicalOrder(revision.amendments)
      const answer = inSlices(explainInSteps({ text: requestText }, amendments, knowledge)).finally(
        () => underWay.delete(key),
      )
      underWay.set(key, answer)
      return answer
    },
  }
}
