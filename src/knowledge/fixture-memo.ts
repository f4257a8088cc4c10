/** Reads references/fixture-memo.md. */
import { z } from 'zod'
import type { FixtureMemoKnowledge } from '../engine/shapes/fixture-memo.ts'
import { cues, tablesWith, words } from './cells.ts'
import type { Table } from './document.ts'
import { readRows } from './rows.ts'
import type { Problems } from './rows.ts'

const ActorCells = z.object({ actor: words, cues, owns: words, proves: words })
const ResetCells = z.object({
  strategy: words,
  cues,
  cost: words,
  'right when': words,
  'breaks when': words,
})
const StepCells = z.object({ cues, step: words })
const ComparisonCells = z.object({ cues })

export function readFixtureMemo(
  tables: readonly Table[],
  problems: Problems,
): FixtureMemoKnowledge {
  const actors = readRows(
    tablesWith(tables, 'actor', 'proves'),
    ActorCells,
    (row) => `${row.actor}: ${row.proves}`,
    problems,
  )
  const resets = readRows(
    tablesWith(tables, 'strategy', 'breaks when'),
    ResetCells,
    (row) => `${row.strategy}: right when ${row['right when']}`,
    problems,
  )
  const steps = readRows(tablesWith(tables, 'step'), StepCells, (row) => row.step, problems)
  const comparison = readRows(
    tables.filter((table) => table.columns.join() === 'id,cues'),
    ComparisonCells,
    () => 'words by which a request weighs ways against each other',
    problems,
  )
  return {
    actors: actors.map(({ value, rule }) => ({ ...value, rule: rule.id })),
    resets: resets.map(({ value, rule }) => ({
      rule: rule.id,
      strategy: value.strategy,
      cues: value.cues,
      cost: value.cost,
      rightWhen: value['right when'],
      breaksWhen: value['breaks when'],
    })),
    comparison: comparison.flatMap(({ value }) => value.cues),
    steps: steps.map(({ value, rule }) => ({ ...value, rule: rule.id })),
  }
}
