import type { Rule } from '../knowledge.ts'
import type { LintKnowledge } from '../lint.ts'
import type { RuleId, Verdict } from '../packet.ts'

/** What a check looks at. */
export interface CheckSubject<V extends Verdict = Verdict> {
  readonly verdict: V
  /** The request's text, in which quotes must stand. */
  readonly request: string
  /** Stated risks that the packet leaves out, with the reason it prints. */
  readonly excludedRisks: readonly { readonly risk: string; readonly text: string }[]
  readonly rules: ReadonlyMap<RuleId, Rule>
  readonly phrases: LintKnowledge
}

export interface Check<V extends Verdict = Verdict> {
  readonly name: string
  /** One sentence for each thing that is wrong; empty when the check passes. */
  problems(subject: CheckSubject<V>): readonly string[]
}

/** A list with the sentence when the claim does not hold. */
export const unless = (holds: boolean, message: string): readonly string[] =>
  holds ? [] : [message]
