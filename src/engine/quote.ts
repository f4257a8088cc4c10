import type { Evidence, RuleId } from './packet.ts'

/** The first quote of a framing decision, under the rule that used it. */
export const requestQuote = (evidence: readonly Evidence[], rule: RuleId): readonly Evidence[] =>
  evidence
    .flatMap((each): readonly Evidence[] => (each.from === 'request' ? [{ ...each, rule }] : []))
    .slice(0, 1)

/** Without what proves the same again; the first of each stays. */
export function withoutRepeats(evidence: readonly Evidence[]): readonly Evidence[] {
  const first = new Map<string, Evidence>()
  for (const each of evidence) {
    const key = keyOf(each)
    if (!first.has(key)) first.set(key, each)
  }
  return [...first.values()]
}

const keyOf = (evidence: Evidence): string =>
  evidence.from === 'request'
    ? `${evidence.rule}-${evidence.start}-${evidence.end}`
    : `${evidence.from}-${evidence.rule ?? ''}-${evidence.from === 'amendment' ? evidence.amendment : ''}`
