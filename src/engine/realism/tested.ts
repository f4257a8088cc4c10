import type { PacketContext } from '../context.ts'
import { onceForBoth } from '../once.ts'
import { chooseRow } from './choose-row.ts'
import type { ChosenRow } from './choose-row.ts'
import type { NeededDependency } from './needed.ts'
import { neededDependencies } from './needed.ts'
import type { RealismKnowledge } from './tables.ts'

interface Chosen {
  readonly needed: NeededDependency
  /** Null when no row of the reference fits. */
  readonly chosen: ChosenRow | null
}

/** Every dependency of the packet with its row: step 4 decides by them, steps 5 and 6 ask which take part. */
export const chosenRows = onceForBoth(
  (context: PacketContext, knowledge: RealismKnowledge): readonly Chosen[] => {
    const all = neededDependencies(context, knowledge)
    return all.map((needed) => ({
      needed,
      chosen: chooseRow(context, needed, all, knowledge.rows),
    }))
  },
)

/** The dependencies that take part in tests: one that stays out of all of them has no state, no gap and no lane. */
export const testedDependencies = onceForBoth(
  (context: PacketContext, knowledge: RealismKnowledge): readonly NeededDependency[] =>
    chosenRows(context, knowledge)
      .filter(({ chosen }) => chosen !== null && chosen.row.strategy !== null)
      .map(({ needed }) => needed),
)
