/** What a neighbour is sent: the open points in its own terms, what waits for them here, and what comes back. */
import { z } from 'zod'
import { PacketKind, RouteOutId } from '../packet.ts'

/** Sentences are plain text, the requester's words in them unescaped. */
export const Brief = z.object({
  to: RouteOutId,
  title: z.string(),
  /** `asked` is the stretch of the request that raised the point; null when it was left out or nothing was said. */
  undecided: z.array(z.object({ point: z.string(), asked: z.string().nullable() })).readonly(),
  /** What in testing depends on the answer, as the method has it. */
  dependsOnIt: z.array(z.string()).readonly(),
  /** What is tested meanwhile. */
  staysHere: z.array(z.string()).readonly(),
  comeBackWith: z.string(),
  /** The packet that a request which went to the neighbour as a whole becomes afterwards; null for a packet. */
  becomes: PacketKind.nullable(),
  /** What the sender adds. */
  words: z.string().nullable(),
})
export type Brief = z.infer<typeof Brief>

/** The same without a stretch of the request. */
export function withoutQuotes(brief: Brief): Brief {
  return { ...brief, undecided: brief.undecided.map((each) => ({ ...each, asked: null })) }
}
