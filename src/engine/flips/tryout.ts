import type { Difference } from '../difference.ts'
import type { OneChange } from './space.ts'

/** One change of the framing, and every decision that reads differently with it. */
export interface Tryout {
  readonly change: OneChange
  readonly differences: readonly Difference[]
}
