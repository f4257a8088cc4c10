import type { DecisionTopic } from '../decisions.ts'
import type { ControlId, LaneId } from '../packet.ts'

/** references/what-if.md: how a change of the framing is put, as what follows the word "if". */
export interface WhatIfKnowledge {
  readonly limits: readonly {
    readonly limit: string
    /** What the limit is tried with; null where it needs no value. */
    readonly value: string | null
    readonly holds: string
    readonly gone: string
  }[]
  readonly exclusions: readonly {
    readonly exclusion: string
    readonly holds: string
    readonly gone: string
  }[]
  /** What a limit could be instead: another limit, or the same with its value so many times as large. */
  readonly otherLimits: readonly {
    readonly limit: string
    readonly instead: string
    readonly times: number | null
  }[]
  /** What it costs when a case runs in this lane instead of its own. */
  readonly lanes: readonly { readonly lane: LaneId; readonly costs: string }[]
  /** Another way to control data or environment; rows that decided the line are named by the ends of their ids. */
  readonly otherWays: readonly {
    readonly control: ControlId
    readonly decidedBy: readonly string[]
    readonly unless: readonly string[]
    readonly instead: string
    readonly costs: string
  }[]
  /** Why a decision about this has no alternative. */
  readonly noChoice: readonly { readonly topic: DecisionTopic; readonly because: string }[]
}
