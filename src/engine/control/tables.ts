/** The tables of references/fixtures-and-reset.md as step 5 sees them. */
import type { RuleId } from '../packet.ts'
import type { DependencyMatch, RealismKnowledge, Situation } from '../realism/tables.ts'

/** A sentence for a situation. */
export interface PhraseRow {
  readonly rule: RuleId
  readonly when: Situation
  readonly text: string
}

/** What an engine adds to the lines about data; null where it adds nothing. */
export interface EngineRow {
  readonly rule: RuleId
  readonly dependency: DependencyMatch
  readonly when: Situation
  readonly reset: string | null
  readonly isolates: string | null
  readonly debug: string | null
  readonly time: string | null
}

export interface ControlKnowledge {
  readonly fixtures: readonly PhraseRow[]
  /** Why rows must be committed, so that a rolled back transaction cannot carry the test. */
  readonly commits: readonly PhraseRow[]
  /** Who is stopped before a reset, where it is not the readers of the queue. */
  readonly background: readonly PhraseRow[]
  readonly auth: readonly PhraseRow[]
  readonly isolation: readonly PhraseRow[]
  /** For requests that name nothing outside the process. */
  readonly isolationInProcess: readonly PhraseRow[]
  readonly time: readonly PhraseRow[]
  readonly debug: readonly PhraseRow[]
  readonly engines: readonly EngineRow[]
  readonly realism: RealismKnowledge
}
