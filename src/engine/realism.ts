/**
 * Step 4: a strategy and a reason for each dependency. A row of references/dependency-realism.md is chosen for the
 * dependency and the behaviour at risk; limits of the request and replies of people then have their say, in that order.
 */
import type { PacketContext } from './context.ts'
import type { DependencyDecision, Scenario } from './packet.ts'
import { proof, sentence } from './phrasing.ts'
import { amendDependencies } from './realism/amend.ts'
import { binderFor } from './realism/means.ts'
import type { Bind } from './realism/means.ts'
import type { NeededDependency } from './realism/needed.ts'
import { obeyLimits } from './realism/obey-limits.ts'
import type { RealismKnowledge, RealismRow } from './realism/tables.ts'
import { chosenRows } from './realism/tested.ts'

/** Beyond this many dependencies the second row of one (for another lane) makes room for the others. */
const mostWithCompanions = 6

/** Never empty: a packet without any dependency says so in one row. */
export function decideRealism(
  context: PacketContext,
  scenarios: readonly Scenario[],
  knowledge: RealismKnowledge,
): readonly DependencyDecision[] {
  const rows = chosenRows(context, knowledge)
  const withCompanions = rows.length <= mostWithCompanions
  const decided = rows.flatMap(({ needed: each, chosen }) => {
    if (!chosen) return []
    const { row, risk } = chosen
    // A row that its surface chose is for cases about its own risks too.
    const own = risk !== null && row.when.risks.includes(risk) ? [] : row.when.risks
    const bind = binderFor(context, each, risk, scenarios, knowledge, own)
    const companion =
      withCompanions && row.also !== null
        ? knowledge.rows.find((other) => other.rule === row.also)
        : undefined
    const riskEvidence = context.framing.risks.find((other) => other.risk === risk)?.evidence ?? []
    const both = (companion ? [row, companion] : [row]).map((one) => ({
      ...decisionOf(each, one, bind),
      // The lane of a lone row says nothing: there is no other lane's row to tell it from.
      scope: companion || one.lane !== 'pr' ? one.lane : null,
      evidence: proof(one.rule, [each.evidence, riskEvidence]),
    }))
    return obeyLimits(context, each, both, bind, knowledge)
  })
  const needed = rows.map((each) => each.needed)
  const amended = amendDependencies(context, needed, decided, scenarios, knowledge)
  return amended.length > 0 ? amended : nothingOutside(context, scenarios, knowledge)
}

function decisionOf(
  needed: NeededDependency,
  row: RealismRow,
  bind: Bind,
): Omit<DependencyDecision, 'scope' | 'evidence'> {
  return {
    dependency: needed.dependency,
    name: needed.label,
    stated: needed.stated,
    strategy: row.strategy,
    means: bind(row.means),
    why: sentence(bind(row.why)),
    doesNotProve: row.doesNotProve === null ? null : bind(row.doesNotProve),
    keptHonestBy: row.keptHonestBy === null ? null : bind(row.keptHonestBy),
  }
}

/** The row of a packet without any dependency. */
export const noDependencyRule = 'dependency-realism/no-dependency'

function nothingOutside(
  context: PacketContext,
  scenarios: readonly Scenario[],
  knowledge: RealismKnowledge,
): readonly DependencyDecision[] {
  const row = knowledge.rows.find((each) => each.rule === noDependencyRule)
  if (!row) return []
  const needed: NeededDependency = {
    dependency: 'network',
    label: 'Anything outside the process',
    name: 'the network',
    kind: 'infrastructure',
    stated: false,
    evidence: [],
  }
  const bind = binderFor(context, needed, null, scenarios, knowledge)
  return [
    {
      ...decisionOf(needed, row, bind),
      scope: null,
      evidence: [{ from: 'assumption', rule: row.rule }],
    },
  ]
}
