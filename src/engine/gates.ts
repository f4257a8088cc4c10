/** What must pass before merge and release, and what undoes a release: the row of references/gates.md that fits best. */
import { caseNumbers } from './caveats.ts'
import type { PacketContext } from './context.ts'
import { fillerFor } from './fill.ts'
import type { Evidence, Gates, LaneDecision, RuleId, Scenario } from './packet.ts'
import { wordsOf } from './request-words.ts'
import type { Cue } from './request-words.ts'
import type { ScenarioKnowledge } from './scenarios.ts'

export interface GateRow {
  readonly rule: RuleId
  readonly gate: 'merge' | 'release' | 'rollback'
  /** Empty: every kind. */
  readonly kinds: readonly string[]
  readonly surfaces: readonly string[]
  readonly risks: readonly string[]
  readonly cues: readonly Cue[]
  readonly text: string
}

interface GateReferences {
  readonly gates: readonly GateRow[]
  readonly scenarios: ScenarioKnowledge
}

export function gatesOf(
  context: PacketContext,
  scenarios: readonly Scenario[],
  lanes: readonly LaneDecision[],
  knowledge: GateReferences,
): Gates {
  const pr = scenarios.filter((each) => each.lane === 'pr' || each.lane === 'local-fast')
  const scheduled = scenarios.filter((each) => each.lane === 'scheduled')
  const budget = lanes.find((each) => each.lane === 'pr')?.budget
  const fill = fillerFor(context, knowledge.scenarios.placeholders, {
    'pr-cases': pr.length > 0 ? caseNumbers(pr) : 'the PR lane',
    'nightly-cases': scheduled.length > 0 ? caseNumbers(scheduled) : 'the nightly lane',
    budget: budget ? ` inside ${budget}` : '',
  })
  const chosen = (['merge', 'release', 'rollback'] as const).map((gate) =>
    bestRow(
      context,
      knowledge.gates.filter((row) => row.gate === gate),
      scheduled.length > 0,
    ),
  )
  const [merge, release, rollback] = chosen.map((row) => (row ? fill(row.text) : 'not decided'))
  return {
    beforeMerge: merge ?? '',
    beforeRelease: release ?? '',
    rollbackTrigger: rollback ?? '',
    evidence: chosen.flatMap((row): readonly Evidence[] =>
      row ? [{ from: 'reference', rule: row.rule }] : [],
    ),
  }
}

/** Most specific first: words of the request, then surface, then risk, then kind; of equals the earlier row. */
function bestRow(
  context: PacketContext,
  rows: readonly GateRow[],
  hasNightly: boolean,
): GateRow | null {
  const { framing } = context
  const words = wordsOf(context)
  const ranked = rows.flatMap((row, order) => {
    const surface = framing.surfaces.findIndex((each) => row.surfaces.includes(each.surface))
    const risk = framing.risks.findIndex((each) => row.risks.includes(each.risk))
    const said = words.findAny(row.cues) !== null
    if (row.kinds.length > 0 && !row.kinds.includes(context.kind)) return []
    if (row.surfaces.length > 0 && surface < 0) return []
    if (row.risks.length > 0 && risk < 0) return []
    if (row.cues.length > 0 && !said) return []
    if (row.text.includes('{nightly-cases}') && !hasNightly) return []
    const score =
      (row.cues.length > 0 ? 4 : 0) +
      (row.surfaces.length > 0 ? 4 - Math.min(surface, 3) : 0) +
      (row.risks.length > 0 ? 3 - Math.min(risk, 5) * 0.4 : 0) +
      (row.kinds.length > 0 ? 2 : 0)
    return [{ row, score, order }]
  })
  return ranked.toSorted((a, b) => b.score - a.score || a.order - b.order)[0]?.row ?? null
}
