/** Reads references/fixture-memo.md. */
import { z } from 'zod'
import type { FixtureMemoKnowledge } from '../engine/shapes/fixture-memo.ts'
import { cues, filledList, maybe, tablesWith, words } from './cells.ts'
import type { Table } from './document.ts'
import { readRows } from './rows.ts'
import type { Problems } from './rows.ts'
import { dependencyMatch } from './situations.ts'

const ActorCells = z.object({ topic: maybe, actor: words, cues, owns: words, proves: words })
const ResetCells = z.object({
  strategy: words,
  cues,
  cost: words,
  'right when': words,
  'breaks when': words,
})
const StepCells = z.object({ topic: maybe, cues, step: words })
const CueCells = z.object({ cues })
const WayCells = z.object({ dependency: dependencyMatch, way: words })
const HookCells = z.object({ stacks: filledList, hook: words })

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
  const cueRows = readRows(
    tables.filter((table) => table.columns.join() === 'id,cues'),
    CueCells,
    (row) => `words that ask for this part: ${row.cues.map((cue) => cue.text).join(', ')}`,
    problems,
  )
  const cuesOf = (id: string) =>
    cueRows.flatMap(({ value, rule }) => (rule.id === `fixture-memo/${id}` ? value.cues : []))
  const ways = readRows(tablesWith(tables, 'way'), WayCells, (row) => row.way, problems)
  const hooks = readRows(tablesWith(tables, 'hook'), HookCells, (row) => row.hook, problems)
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
    comparison: cuesOf('compare'),
    steps: steps.map(({ value, rule }) => ({ ...value, rule: rule.id })),
    databaseCues: cuesOf('wants-databases'),
    ways: ways.map(({ value, rule }) => ({ ...value, rule: rule.id })),
    hooks: hooks.map(({ value, rule }) => ({ ...value, rule: rule.id })),
  }
}
