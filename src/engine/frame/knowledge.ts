/** What step 2 needs from the references beyond the phrases that `findMentions` matches. */
import type { PhraseIndex, PhraseRow } from '../mentions/phrases.ts'
import type { RuleId } from '../packet.ts'

export interface DependencyEntry {
  readonly name: string
  readonly kind: string
  /** Kinds or names; not empty for a general word such as `database`: it counts only when none of these is named. */
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

export interface SurfaceEntry {
  readonly name: string
  /** Verdict labels of the requests that can have this surface; empty means all. */
  readonly packets: readonly string[]
  readonly rule: RuleId
}

export interface RiskEntry {
  /** How a packet puts the risk when nobody named it. */
  readonly words: string
  /** 0 is the most important. */
  readonly rank: number
  readonly rule: RuleId
}

/** A dependency that a runtime or a surface cannot do without. */
export interface NeedRow {
  readonly runtime: string | null
  readonly surface: string | null
  readonly dependency: string
  readonly unless: readonly string[]
  readonly rule: RuleId
}

/** Words that lead to the change (`did`), to what is to be tested (`wants`), or end the phrase (`ends`). */
export interface TitleRow extends PhraseRow {
  readonly role: 'did' | 'wants' | 'ends'
}

/** Words that lead to what is feared (`feared`), or tell that something went wrong (`happened`). */
export interface FearRow extends PhraseRow {
  readonly role: 'feared' | 'happened'
}

export interface FrameKnowledge {
  readonly dependencies: ReadonlyMap<string, DependencyEntry>
  readonly needs: readonly NeedRow[]
  readonly runtimes: ReadonlyMap<string, RuntimeEntry>
  readonly surfaces: ReadonlyMap<string, SurfaceEntry>
  readonly titles: PhraseIndex<TitleRow>
  readonly risks: ReadonlyMap<string, RiskEntry>
  readonly fears: PhraseIndex<FearRow>
  /** Rows that tell a risk or a surface alone; all other cue rows are weak. */
  readonly strongCues: ReadonlySet<RuleId>
  /** Rows of surfaces that stand before all others. */
  readonly leadingCues: ReadonlySet<RuleId>
  readonly packetRisks: readonly {
    readonly packet: string
    /** `any` for all that the packet has no row of its own for. */
    readonly risk: string
    /** `assumed`, `otherwise` and `likely` need one cue less, `unlikely` one and `improbable` two more. */
    readonly effect: 'assumed' | 'otherwise' | 'likely' | 'unlikely' | 'improbable'
    readonly rule: RuleId
  }[]
  readonly surfaceRisks: readonly {
    readonly surface: string
    readonly risk: string
    readonly rule: RuleId
  }[]
  readonly slices: readonly {
    readonly risks: readonly string[]
    readonly text: string
    readonly rule: RuleId
  }[]
  readonly contradictions: readonly {
    readonly one: string
    readonly other: string
    readonly text: string
    readonly rule: RuleId
  }[]
}
