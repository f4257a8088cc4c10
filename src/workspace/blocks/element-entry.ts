import { among, object } from './rule.ts'
import type { Rule, Shape } from './rule.ts'

/** Where a block is shown. */
export type Surface = 'message' | 'modal' | 'home'
export type Slot = 'section' | 'actions' | 'input' | 'context' | 'context_actions'

export interface ElementEntry {
  readonly type: string
  readonly slots: readonly Slot[]
  /** Absent: wherever its block may be. */
  readonly surfaces?: readonly Surface[]
  readonly rule: Rule
}

export function element(
  type: string,
  slots: readonly Slot[],
  shape: Shape,
  surfaces?: readonly Surface[],
): ElementEntry {
  const rule = object({ ...shape, required: { type: among(type), ...shape.required } })
  return { type, slots, rule, ...(surfaces && { surfaces }) }
}
