/** `--replies`: lines {"id", "request", "reply"} in, what each reply changes in the packet of its request out. */
import { z } from 'zod'
import type { Knowledge } from '../engine/knowledge.ts'
import { plan } from '../engine/plan.ts'
import { readReply } from '../engine/read-reply.ts'
import { replyContext } from '../engine/reply/context.ts'
import type { ReplyContext } from '../engine/reply/context.ts'

const longestText = 40_000
const text = z
  .string()
  .max(longestText, { message: `is longer than ${longestText} characters` })
  .refine((value) => value.trim() !== '', { message: 'is empty' })
const Line = z.object({ id: z.string(), request: text, reply: z.string().max(longestText) })
const Identified = z.object({ id: z.string() })

/** Answers lines one by one; a packet is made once for replies that follow each other under the same request. */
export function replyAnswerer(knowledge: Knowledge): (line: string) => object {
  let last: { readonly request: string; readonly context: ReplyContext } | null = null
  const contextOf = (request: string): ReplyContext => {
    if (last?.request !== request)
      last = { request, context: replyContext(plan({ text: request }, [], knowledge), knowledge) }
    return last.context
  }
  return (line) => {
    let value: unknown
    try {
      value = JSON.parse(line)
    } catch {
      return { id: null, error: 'the line is no JSON' }
    }
    const parsed = Line.safeParse(value)
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      const identified = Identified.safeParse(value)
      return {
        id: identified.success ? identified.data.id : null,
        error: `${issue?.path.join('.') || 'line'}: ${issue?.message}`,
      }
    }
    const { id, request, reply } = parsed.data
    const { kind, changes, unclear } = readReply(reply, contextOf(request), knowledge)
    return { id, kind, changes, unclear }
  }
}
