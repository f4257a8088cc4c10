/** The tables of references/lanes.md as step 6 sees them. */
import type { NumberKnowledge } from '../numbers/knowledge.ts'
import type { LaneId, RuleId } from '../packet.ts'
import type { DependencyMatch, RealismKnowledge, Situation } from '../realism/tables.ts'
import type { Cue } from '../request-words.ts'

export interface LaneCheckRow {
  readonly rule: RuleId
  readonly lane: LaneId
  /** False: the row says why nothing of this packet runs in the lane. */
  readonly runs: boolean
  readonly when: Situation
  /** Words that the request must have; empty: none. */
  readonly cues: readonly Cue[]
  /** A dependency that the request must have; null when the row asks for none. */
  readonly dependency: DependencyMatch | null
  readonly text: string
}

export interface LaneKnowledge {
  readonly budgets: readonly {
    readonly rule: RuleId
    readonly lane: LaneId
    readonly when: Situation
    readonly budget: string
  }[]
  readonly checks: readonly LaneCheckRow[]
  /** Who acts on red, in one sentence. */
  readonly reds: readonly {
    readonly rule: RuleId
    readonly lane: LaneId
    readonly when: Situation
    readonly text: string
  }[]
  /** What stands before the command that reproduces a flake, by the condition under which it fails. */
  readonly prefixes: readonly { readonly under: string; readonly prefix: string }[]
  readonly gaps: readonly {
    readonly rule: RuleId
    readonly dependency: DependencyMatch
    readonly gap: string
  }[]
  readonly realism: RealismKnowledge
  readonly numbers: NumberKnowledge
}
