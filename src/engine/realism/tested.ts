import type { PacketContext } from '../context.ts'
import { chooseRow } from './choose-row.ts'
import type { NeededDependency } from './needed.ts'
import { neededDependencies } from './needed.ts'
import type { RealismKnowledge } from './tables.ts'

/** The dependencies that take part in tests: one that stays out of all of them has no state, no gap and no lane. */
export function testedDependencies(
  context: PacketContext,
  knowledge: RealismKnowledge,
): readonly NeededDependency[] {
  const all = neededDependencies(context, knowledge)
  return all.filter((each) => {
    const chosen = chooseRow(context, each, all, knowledge.rows)
    return chosen !== null && chosen.row.strategy !== null
  })
}
