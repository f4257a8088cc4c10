/** What step 2 needs from the references beyond the phrases that `findMentions` matches. */
import type { RuleId } from '../packet.ts'

export interface DependencyEntry {
  readonly name: string
  readonly kind: string
  /** Not empty for a general word such as `database`: it counts only when no product of these kinds is named. */
  readonly instead: readonly string[]
  readonly rule: RuleId
}

export interface RuntimeEntry {
  readonly name: string
  readonly role: string
  /** Block of `stacks.md`; null when the runtime does not tell one. */
  readonly stack: string | null
  /** Canonical language that it implies; null when it is one, or implies none. */
  readonly language: string | null
  readonly rule: RuleId
}
