/**
 * The method's knowledge as the engine sees it: a frozen value that `src/knowledge` reads from `references/`.
 * Each stage declares the slice it needs in its own file; this file only puts the slices together.
 */
import type { LanguageKnowledge } from './another-language.ts'
import type { AssumptionKnowledge, PresumptionKnowledge } from './assumptions.ts'
import type { ClassifyKnowledge } from './classify.ts'
import type { FrameKnowledge } from './frame/knowledge.ts'
import type { Language } from './language.ts'
import type { LintKnowledge } from './lint.ts'
import type { FramingQuestionKnowledge } from './needs-framing.ts'
import type { MentionKnowledge } from './mentions.ts'
import type { NumberKnowledge } from './numbers/knowledge.ts'
import type { RuleId } from './packet.ts'
import type { ReplyWords } from './reply/knowledge.ts'
import type { RouteOutKnowledge } from './route-out.ts'
import type { ScenarioKnowledge } from './scenarios.ts'
import type { CaveatKnowledge } from './caveats.ts'
import type { ControlKnowledge } from './control/tables.ts'
import type { LaneKnowledge } from './lanes/tables.ts'
import type { LayerKnowledge } from './layers.ts'
import type { RealismKnowledge } from './realism/tables.ts'
import type { StackKnowledge } from './stacks.ts'
import type { GateRow } from './gates.ts'
import type { FlakeKnowledge } from './shapes/flake-memo.ts'
import type { ContractKnowledge } from './shapes/compatibility.ts'
import type { FixtureMemoKnowledge } from './shapes/fixture-memo.ts'
import type { LaneSplitKnowledge } from './shapes/lane-split.ts'
import type { WhatIfKnowledge } from './flips/what-if.ts'

/** A row of a reference that a decision can point to. */
export interface Rule {
  readonly id: RuleId
  /** File name inside `references/`, for instance `dependency-realism.md`. */
  readonly document: string
  readonly line: number
  /** Heading under which the row stands. */
  readonly section: string
  /** What the row says, for people: shown by *Why?*. */
  readonly text: string
}

export interface Knowledge {
  /** SHA-256 (hex) over all documents: the same hash and request give the same packet. */
  readonly hash: string
  readonly rules: ReadonlyMap<RuleId, Rule>
  /** What is known of English: no reference, yet loaded once with them. */
  readonly language: Language
  readonly languages: LanguageKnowledge
  readonly classify: ClassifyKnowledge
  readonly mentions: MentionKnowledge
  readonly framing: FrameKnowledge & MentionKnowledge
  readonly assumptions: AssumptionKnowledge
  readonly presumptions: PresumptionKnowledge
  readonly framingQuestions: FramingQuestionKnowledge
  readonly phrases: LintKnowledge
  readonly routeOuts: RouteOutKnowledge
  readonly scenarios: ScenarioKnowledge
  readonly layers: LayerKnowledge & CaveatKnowledge
  readonly stacks: StackKnowledge
  readonly realism: RealismKnowledge
  readonly control: ControlKnowledge
  readonly lanes: LaneKnowledge
  readonly gates: readonly GateRow[]
  readonly flake: FlakeKnowledge
  readonly contracts: ContractKnowledge
  readonly fixtureMemo: FixtureMemoKnowledge
  readonly laneSplit: LaneSplitKnowledge
  readonly numbers: NumberKnowledge
  readonly whatIf: WhatIfKnowledge
  readonly replies: ReplyWords
}
