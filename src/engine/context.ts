import type { Amendment, Framing, PacketKind, VerdictLabel } from './packet.ts'
import type { Reading } from './read-request.ts'
import type { FailCondition } from './shapes/flake-causes.ts'

/** What steps 3 to 7 know: the first two steps' decisions and the words they came from. */
export interface PacketContext {
  readonly kind: PacketKind
  readonly secondary: VerdictLabel | null
  readonly isSecondaryDoubtful?: boolean
  readonly reading: Reading
  readonly framing: Framing
  readonly amendments: readonly Amendment[]
  /** Under which condition the likeliest cause of a flake fails; absent where nothing flakes. */
  readonly suspect?: FailCondition | null
}
