/** The tables of references/numbers.md. */
import type { LaneId, PacketKind, RuleId } from '../packet.ts'
import type { Cue } from '../request-words.ts'
import type { Formula } from './arithmetic.ts'

/** A sentence in pieces: words as they stand, and formulas whose results are put between them. */
export type Template = readonly (string | Formula)[]

export interface NumberKnowledge {
  readonly readings: readonly {
    readonly rule: RuleId
    readonly number: string
    /** Nouns behind a count; a duration names the unit it is turned into. */
    readonly counts: 'minutes' | 'seconds' | ReadonlySet<string>
    /** Words right before a count that say what it is, instead of nouns behind it; lower case. */
    readonly before: readonly string[]
    readonly near: readonly Cue[]
    readonly notNear: readonly Cue[]
  }[]
  readonly budgets: readonly {
    readonly rule: RuleId
    readonly number: string
    /** The constraint that sets it: `budget@pr`. */
    readonly limit: string
    readonly usual: number
  }[]
  readonly reckoned: readonly {
    readonly rule: RuleId
    readonly number: string
    readonly formula: Formula
  }[]
  readonly follows: readonly {
    readonly rule: RuleId
    readonly kinds: readonly PacketKind[]
    readonly topic: string
    readonly cues: readonly Cue[]
    readonly given: Template
    readonly follows: Template
  }[]
  readonly parts: readonly {
    readonly rule: RuleId
    readonly cues: readonly Cue[]
    readonly lane: LaneId
    readonly because: string
  }[]
}
