/** What people change. */
import { z } from 'zod'

export const amendmentTopics = [
  'packet-kind',
  'surface',
  'risk',
  'runtime',
  'coverage',
  'dependency',
  'constraint',
  'layer',
  'scenario',
  'control',
  'lane',
  'question',
] as const

/**
 * One typed change of one decision. `target` names the decision (`unit`, `postgres@pr`, `scenario 5`,
 * `api-design.owner`, `primary`); `to` is its new value, null where the operation needs none.
 * What the dialog corrects and what a reply says are both amendments; a revision is the request with all of them.
 */
export const Amendment = z.object({
  id: z.string(),
  on: z.enum(amendmentTopics),
  target: z.string(),
  op: z.enum(['set', 'add', 'remove', 'move']),
  to: z.string().nullable(),
  because: z.string().nullable(),
  /** Slack user id of the person who said it. */
  by: z.string(),
})
export type Amendment = z.infer<typeof Amendment>
