import type { Difference } from '../difference.ts'
import type { Amendment, LaneId, Strategy, Verdict, VerdictLabel } from '../packet.ts'

/** What a carrier words for people. */
export type Choice =
  | { readonly is: 'kind'; readonly label: VerdictLabel; readonly probability: number }
  | { readonly is: 'in scope' }
  | { readonly is: 'out of scope' }
  | { readonly is: 'strategy'; readonly strategy: Strategy; readonly means: string }
  | { readonly is: 'lane'; readonly lane: LaneId; readonly cases: string }
  | { readonly is: 'left out' }
  | { readonly is: 'another way'; readonly words: string }
  /** Another one put first; null: this one. */
  | { readonly is: 'first'; readonly words: string | null }
  /** Another framing, as what follows the word "if". */
  | { readonly is: 'framed'; readonly says: string }
  | { readonly is: 'none'; readonly because: string }

export interface Alternative {
  readonly choice: Choice
  /** Why it was not chosen, or what it loses; null where only the changes tell. */
  readonly cost: string | null
  /** Applying them makes the choice; none where there is no choice. */
  readonly amendments: readonly Amendment[]
  /** Every other decision that would read differently. */
  readonly changes: readonly Difference[]
}

/** A choice that was not taken, before it is known what it changes. */
export interface Option {
  readonly amendments: readonly Amendment[]
  /** What the verdict with it says of it; null where the method does not take it. */
  readonly tell: (after: Verdict) => Pick<Alternative, 'choice' | 'cost'> | null
}

export interface Options {
  readonly key: string
  readonly options: readonly Option[]
}
