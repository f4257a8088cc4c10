/** `--replies`: lines {"id", "request", "reply"} in, what each reply changes in the packet of its request out. */
import { z } from 'zod'
import type { Knowledge } from '../engine/knowledge.ts'
import { plan } from '../engine/plan.ts'
import { readReply } from '../engine/read-reply.ts'
import { replyContext } from '../engine/reply/context.ts'
import type { ReplyContext } from '../engine/reply/context.ts'
import { answering } from './lines.ts'

const longestText = 40_000
const text = z
  .string()
  .max(longestText, { message: `is longer than ${longestText} characters` })
  .refine((value) => value.trim() !== '', { message: 'is empty' })
const Line = z.object({ id: z.string(), request: text, reply: z.string().max(longestText) })

/** Answers lines one by one; a packet is made once for replies that follow each other under the same request. */
export function replyAnswerer(knowledge: Knowledge): (line: string) => object {
  let last: { readonly request: string; readonly context: ReplyContext } | null = null
  const contextOf = (request: string): ReplyContext => {
    if (last?.request !== request)
      last = { request, context: replyContext(plan({ text: request }, [], knowledge), knowledge) }
    return last.context
  }
  return answering(Line, ({ request, reply }) => {
    const { kind, changes, unclear } = readReply(reply, contextOf(request), knowledge)
    return { kind, changes, unclear }
  })
}
