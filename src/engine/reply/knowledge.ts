/** What `references/replies.md` says about the words of a reply. */
import type { ControlId, LaneId, LayerId, RuleId, Strategy, VerdictLabel } from '../packet.ts'
import type { Amendment } from '../packet.ts'

/** Phrases that all mean one value of a decision. */
export interface Phrasebook<T> {
  readonly rule: RuleId
  readonly value: T
  readonly phrases: readonly string[]
}

export interface StrategyWords extends Phrasebook<Strategy | 'real'> {
  /** A word names the strategy itself, a tool only implies it, an image or address makes it likely. */
  readonly force: 'word' | 'tool'
  /** The kind of dependency that a tool stands in for, where it is only one. */
  readonly kind: string | null
}

export interface DependencyWords extends Phrasebook<string> {
  /** Nearly every packet has the row, so that a reply changes it and does not add it. */
  readonly usual: boolean
}

export const sentenceReadings = [
  'sarcasm',
  'inert',
  'view',
  'cleft',
  'answer',
  'nod',
  'assent',
  'mild-assent',
  'confirm',
  'condition',
  'question',
  'request',
  'opener',
  'directive',
  'status',
] as const
/** What a phrase makes of the sentence (or, for sarcasm, of the whole reply) in which it stands. */
export type SentenceReading = (typeof sentenceReadings)[number]

export const commandNames = [
  'undo',
  'redo',
  'show',
  'diff',
  'help',
  'approve',
  'close',
  'export',
  'remind',
  'reset',
  'hand-off',
] as const
export type CommandName = (typeof commandNames)[number]

/** What a match of a template or a frame amounts to. */
export interface ChangeShape {
  readonly rule: RuleId
  readonly on: Amendment['on']
  readonly op: Amendment['op']
  /** Text with slots of the template: `{layers}`, `budget@{lane}`. */
  readonly target: string
  /** As `target`; null where the operation needs no value. */
  readonly to: string | null
  /** Asked back when it matches; the change itself is left out where `on` alone is certain. */
  readonly ask: string | null
}

/** A way to say a change: templates of words and slots. */
export interface WayToSay extends ChangeShape {
  readonly templates: readonly string[]
  /** Tried before strategies are paired with dependencies, or after. */
  readonly first: boolean
}

/** Kinds of words that stand together in a clause. */
export interface Frame extends ChangeShape {
  readonly patterns: readonly string[]
  /** Tried before the templates, or on what they leave. */
  readonly first: boolean
}

export interface ReplyWords {
  readonly classes: ReadonlyMap<string, readonly string[]>
  readonly strategies: readonly StrategyWords[]
  readonly lanes: readonly Phrasebook<LaneId>[]
  readonly layers: readonly Phrasebook<LayerId>[]
  readonly kinds: readonly Phrasebook<VerdictLabel>[]
  readonly controls: readonly Phrasebook<ControlId>[]
  /** Words that tell the topic when it is not named. */
  readonly cues: readonly Phrasebook<ControlId>[]
  readonly dependencies: readonly DependencyWords[]
  /** Nouns for the one dependency of a kind that a packet has. */
  readonly nouns: readonly Phrasebook<string>[]
  /** What else tells the layer of existing tests. */
  readonly levels: readonly Phrasebook<LayerId>[]
  /** Tools that tell a role of the stack: `orm`, `test-runner` … */
  readonly tools: readonly Phrasebook<string>[]
  readonly topics: readonly Phrasebook<string>[]
  readonly risks: readonly Phrasebook<string>[]
  /** The risk of the method that a finer one is said as when words only hint at it. */
  readonly hints: ReadonlyMap<string, string>
  readonly sentences: readonly Phrasebook<SentenceReading>[]
  readonly commands: readonly Phrasebook<CommandName>[]
  readonly ways: readonly WayToSay[]
  /** Small classes of words for `frames`. */
  readonly tags: readonly Phrasebook<string>[]
  readonly frames: readonly Frame[]
}
