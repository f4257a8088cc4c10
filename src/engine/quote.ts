import type { Evidence, RuleId } from './packet.ts'

/** The first quote of a framing decision, under the rule that used it. */
export const requestQuote = (evidence: readonly Evidence[], rule: RuleId): readonly Evidence[] =>
  evidence
    .flatMap((each): readonly Evidence[] => (each.from === 'request' ? [{ ...each, rule }] : []))
    .slice(0, 1)
