/** What replies changed: `set`, `add` and `remove` of a dependency's strategy, whole or for one scope (`stripe@pr`). */
import type { PacketContext } from '../context.ts'
import { Strategy, laneIds } from '../packet.ts'
import type { Amendment, DependencyDecision, Scenario } from '../packet.ts'
import { clipped, plain } from '../phrasing.ts'
import { matchOf } from './choose-row.ts'
import { binderFor } from './means.ts'
import type { NeededDependency } from './needed.ts'
import type { RealismKnowledge } from './tables.ts'

export function amendDependencies(
  context: PacketContext,
  needed: readonly NeededDependency[],
  decided: readonly DependencyDecision[],
  scenarios: readonly Scenario[],
  knowledge: RealismKnowledge,
): readonly DependencyDecision[] {
  return context.amendments
    .filter((each) => each.on === 'dependency')
    .reduce(
      (rows, amendment) => amended(context, needed, rows, amendment, scenarios, knowledge),
      decided,
    )
}

function amended(
  context: PacketContext,
  all: readonly NeededDependency[],
  rows: readonly DependencyDecision[],
  amendment: Amendment,
  scenarios: readonly Scenario[],
  knowledge: RealismKnowledge,
): readonly DependencyDecision[] {
  const [said = '', limitedTo] = amendment.target.split('@')
  const scope = limitedTo === undefined ? null : limitedTo.replaceAll('-', ' ').trim()
  const found = calledSo(said, all, rows, knowledge)
  if (amendment.op === 'remove' && found && isMeantByAnother(found, said)) return rows
  if (amendment.op === 'remove')
    return rows.filter(
      (row) => row.dependency !== found?.dependency || (scope !== null && row.scope !== scope),
    )
  const strategy = Strategy.safeParse(amendment.to)
  if (!strategy.success) return rows
  const needed = found ?? unknown(said)
  const row = decidedRow(context, needed, strategy.data, amendment, scenarios, knowledge)
  const own = rows.filter((each) => each.dependency === needed.dependency)
  const kept = scope === null ? [] : own.filter((each) => each.scope !== scope)
  const renamed = kept.map((each) => ({ ...each, scope: each.scope ?? restOf(scope) }))
  const placed = [{ ...row, scope: scope === null ? null : scope }, ...renamed]
  const [first] = own
  if (!first) return [...rows, ...placed]
  return rows.flatMap((each) =>
    each === first ? placed : each.dependency === needed.dependency ? [] : [each],
  )
}

/** "database" also stands for Postgres, but takes away no Postgres that a person put in its place. */
function isMeantByAnother(
  { dependency, label, evidence }: NeededDependency,
  said: string,
): boolean {
  const name = spoken(said)
  if (dependency === name || spoken(label) === name) return false
  return evidence.some((each) => each.from === 'amendment')
}

function decidedRow(
  context: PacketContext,
  needed: NeededDependency,
  strategy: Strategy,
  amendment: Amendment,
  scenarios: readonly Scenario[],
  knowledge: RealismKnowledge,
): DependencyDecision {
  const row =
    knowledge.decided.find((each) => each.strategy === strategy && each.kind === needed.kind) ??
    knowledge.decided.find((each) => each.strategy === strategy && each.kind === 'any')
  const risk = scenarios.flatMap((each) => each.risks)[0] ?? context.framing.risks[0]?.risk ?? null
  const bind = binderFor(context, needed, risk, scenarios, knowledge)
  const because = amendment.because === null ? '' : ` (“${clipped(plain(amendment.because), 80)}”)`
  return {
    dependency: needed.dependency,
    name: needed.label,
    scope: null,
    stated: true,
    strategy,
    means: bind(row?.means ?? '{http-stub}'),
    why: `Decided in the thread${because}; ${lowered(bind(row?.why ?? '{name}'))}`,
    doesNotProve: row ? bind(row.loses) : null,
    keptHonestBy: null,
    evidence: [
      { from: 'amendment', rule: row?.rule ?? null, amendment: amendment.id },
      ...needed.evidence.slice(0, 1),
    ],
  }
}

/** The dependency that a reply means: by product, by its name, by a spoken name, or by a word they share. */
function calledSo(
  said: string,
  all: readonly NeededDependency[],
  rows: readonly DependencyDecision[],
  knowledge: RealismKnowledge,
): NeededDependency | undefined {
  const name = spoken(said)
  const added = rows
    .filter((row) => !all.some((each) => each.dependency === row.dependency))
    .map((row) => ({ ...unknown(row.dependency), label: row.name }))
  const candidates = [...all, ...added]
  const words = name.split(' ')
  const alias = knowledge.spokenNames.find(
    (row) => row.said.includes(name) || row.said.some((each) => words.includes(each)),
  )
  return (
    candidates.find((each) => each.dependency === name || spoken(each.label) === name) ??
    candidates.find((each) => spoken(each.label).split(' ')[0] === name) ??
    (alias && candidates.find((each) => matchOf(alias.standsFor, each) !== null)) ??
    candidates.find((each) =>
      spoken(each.label)
        .split(' ')
        .some((word) => word.length > 2 && words.includes(word)),
    )
  )
}

const spoken = (text: string): string =>
  text.toLowerCase().replaceAll(/[-_]/g, ' ').replaceAll(/[()]/g, '').replaceAll(/ +/g, ' ').trim()

function unknown(said: string): NeededDependency {
  const name = spoken(plain(said))
  return {
    dependency: name === '' ? 'dependency' : name,
    label: name.charAt(0).toUpperCase() + name.slice(1),
    name: `the ${name}`,
    kind: 'third-party',
    stated: true,
    evidence: [],
  }
}

/** What the older row is left with once one scope has a row of its own. */
const restOf = (scope: string | null): string =>
  laneIds.some((lane) => lane === scope) || scope === 'ci' ? 'other lanes' : 'elsewhere'
const lowered = (text: string): string =>
  /^[A-Z][a-z' ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
