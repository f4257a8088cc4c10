import type { PacketContext } from '../context.ts'
import { chooseRow } from './choose-row.ts'
import type { NeededDependency } from './needed.ts'
import { neededDependencies } from './needed.ts'
import type { RealismKnowledge } from './tables.ts'

interface Tested {
  readonly knowledge: RealismKnowledge
  readonly dependencies: readonly NeededDependency[]
}

const known = new WeakMap<PacketContext, Tested>()

/**
 * The dependencies that take part in tests: one that stays out of all of them has no state, no gap and no lane. Steps 5
 * and 6 ask several times, so that the answer is kept for each context.
 */
export function testedDependencies(
  context: PacketContext,
  knowledge: RealismKnowledge,
): readonly NeededDependency[] {
  const before = known.get(context)
  if (before?.knowledge === knowledge) return before.dependencies
  const all = neededDependencies(context, knowledge)
  const dependencies = all.filter((each) => {
    const chosen = chooseRow(context, each, all, knowledge.rows)
    return chosen !== null && chosen.row.strategy !== null
  })
  known.set(context, { knowledge, dependencies })
  return dependencies
}
