/** What a packet relies on as a whole though nobody said it; the knowledge is references/assumptions.md. */
import type { Caveat, Framing, RuleId } from './packet.ts'

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

export const assumptionsOf = (
  framing: Framing,
  knowledge: AssumptionKnowledge,
): readonly Caveat[] =>
  knowledge
    .filter((row) => silences[row.when](framing))
    .map((row) => ({
      kind: 'assumption',
      text: row.text.replace('{surface}', framing.surfaces[0]?.words ?? framing.title),
      evidence: [{ from: 'assumption', rule: row.rule }],
    }))
