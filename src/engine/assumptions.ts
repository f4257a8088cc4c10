/** What a packet relies on as a whole though nobody said it; the knowledge is references/assumptions.md. */
import type { PacketContext } from './context.ts'
import { fillerFor } from './fill.ts'
import type { FillKnowledge } from './fill.ts'
import type { Caveat, Framing, RuleId, Scenario } from './packet.ts'
import { wordsOf } from './request-words.ts'
import type { Cue } from './request-words.ts'

/** What a request can leave unsaid. */
export const silences = {
  'no-stack': (framing: Framing): boolean => framing.stack === null,
  'no-lanes': (framing: Framing): boolean => framing.lanes.length === 0,
} as const

export type AssumptionKnowledge = readonly {
  readonly rule: RuleId
  readonly when: keyof typeof silences
  readonly text: string
}[]

export function assumptionsOf(
  context: PacketContext,
  knowledge: AssumptionKnowledge,
  placeholders: FillKnowledge,
): readonly Caveat[] {
  const fill = fillerFor(context, placeholders)
  return knowledge
    .filter((row) => silences[row.when](context.framing))
    .map((row) => ({
      kind: 'assumption',
      text: fill(row.text),
      evidence: [{ from: 'assumption', rule: row.rule }],
    }))
}

export type PresumptionKnowledge = readonly {
  readonly rule: RuleId
  /** Rules of cases. */
  readonly cases: readonly RuleId[]
  /** Words that say what would be presumed. */
  readonly unless: readonly Cue[]
  readonly text: string
}[]

/** What the chosen cases presume and the request does not say. */
export function presumedBy(
  context: PacketContext,
  scenarios: readonly Scenario[],
  knowledge: PresumptionKnowledge,
  placeholders: FillKnowledge,
): readonly Caveat[] {
  const fill = fillerFor(context, placeholders)
  const named = new Set(scenarios.flatMap((each) => each.evidence.map(({ rule }) => rule)))
  return knowledge
    .filter(
      (row) =>
        row.cases.some((rule) => named.has(rule)) && wordsOf(context).findAny(row.unless) === null,
    )
    .map((row) => ({
      kind: 'assumption',
      text: fill(row.text),
      evidence: [{ from: 'assumption', rule: row.rule }],
    }))
}
