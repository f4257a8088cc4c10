/** The tables of references/dependency-realism.md as step 4 sees them. */
import type { FillKnowledge } from '../fill.ts'
import type { LaneId, PacketKind, RuleId, Strategy } from '../packet.ts'
import type { Cue } from '../request-words.ts'
import type { StackKnowledge } from '../stacks.ts'

/** Which dependencies a row speaks for: products by name, or all of a kind (`any` is every kind). */
export interface DependencyMatch {
  readonly products: readonly string[]
  readonly kind: string | null
}

/**
 * When a row applies; risks, surfaces and packets empty: always. `beside` asks for another dependency of that kind in the
 * request, `unstated` that nobody named the dependency itself, `said` one of these words in the request; `except` names packets
 * and `aside` surfaces that leave the row out.
 */
export interface Situation {
  readonly risks: readonly string[]
  readonly surfaces: readonly string[]
  readonly packets: readonly PacketKind[]
  readonly beside: readonly string[]
  readonly unstated: boolean
  readonly except: readonly PacketKind[]
  readonly aside: readonly string[]
  readonly said: readonly Cue[]
  /** Kinds outside which the row never fits; empty: none. */
  readonly only: readonly PacketKind[]
  /** Conditions under which a flake's likeliest cause fails; empty: any, and no flake at all. */
  readonly suspects: readonly string[]
}

export interface RealismRow {
  readonly rule: RuleId
  readonly dependency: DependencyMatch
  readonly when: Situation
  readonly lane: LaneId | null
  /** Null: the dependency stays out of the tests. */
  readonly strategy: Strategy | null
  readonly means: string
  readonly why: string
  readonly doesNotProve: string | null
  readonly keptHonestBy: string | null
  /** The row that is printed below this one, for another lane. */
  readonly also: RuleId | null
}

export interface WithoutContainersRow {
  readonly rule: RuleId
  readonly dependency: DependencyMatch
  readonly language: string
  readonly strategy: Strategy
  /** Whether the engine's own behaviour remains, or only our side of it. */
  readonly shows: 'engine' | 'our side'
  readonly means: string
  readonly loses: string
}

interface AssumedRow {
  readonly rule: RuleId
  readonly dependency: string
  readonly name: string
  readonly kind: string
  readonly when: Situation
  readonly unless: readonly string[]
  readonly packets: readonly PacketKind[]
  /** Words of the request, one of which must be there; empty: none is asked for. */
  readonly cues: readonly Cue[]
  /** The cues name the dependency, so that it is not an assumption. */
  readonly told: boolean
}

interface DecidedRow {
  readonly rule: RuleId
  readonly kind: string
  readonly strategy: Strategy
  readonly means: string
  readonly why: string
  readonly loses: string
}

export interface ImageRow {
  readonly rule: RuleId
  readonly products: readonly string[]
  readonly image: string
  readonly ready: string
  /** Library that starts the image, by language; none: the image runs as a CI service. */
  readonly modules: ReadonlyMap<string, string>
}

interface LocalMeansRow {
  readonly rule: RuleId
  readonly name: string
  readonly byLanguage: ReadonlyMap<string, string>
  readonly otherwise: string
}

/** A stub server that stands for `{http-stub}` where the request names it. */
interface StubServerRow {
  readonly rule: RuleId
  readonly name: string
  readonly cues: readonly Cue[]
}

interface GeneralWordRow {
  readonly rule: RuleId
  readonly dependency: string
  readonly kind: string
}

/** What people call a dependency in a reply. */
interface SpokenNameRow {
  readonly rule: RuleId
  readonly said: readonly string[]
  readonly standsFor: DependencyMatch
}

/** `engine` is what `beside` runs in or brings along: one server, told as `name`. */
interface OneServerRow {
  readonly rule: RuleId
  readonly engine: string
  readonly beside: string
  readonly name: string
}

/** How an engine that only resembles the production one differs, by the risks that it hides. */
interface StandInRow {
  readonly rule: RuleId
  readonly risks: readonly string[]
  readonly differs: string
}

export interface RealismKnowledge {
  readonly rows: readonly RealismRow[]
  readonly withoutContainers: readonly WithoutContainersRow[]
  readonly assumed: readonly AssumedRow[]
  readonly decided: readonly DecidedRow[]
  readonly images: readonly ImageRow[]
  readonly means: readonly LocalMeansRow[]
  /** Words of a check that calls a real account. */
  readonly reachesOutside: readonly string[]
  readonly stubServers: readonly StubServerRow[]
  readonly generalWords: readonly GeneralWordRow[]
  readonly oneServers: readonly OneServerRow[]
  readonly standIns: readonly StandInRow[]
  readonly spokenNames: readonly SpokenNameRow[]
  readonly stacks: StackKnowledge
  /** What `{entity}`, `{job}` and the like become, in the sentences of steps 4 to 6. */
  readonly placeholders: FillKnowledge
}
