/** Reads references/lane-split.md. */
import { z } from 'zod'
import type { LaneSplitKnowledge } from '../engine/shapes/lane-split.ts'
import { cues, tablesWith, words } from './cells.ts'
import type { Table } from './document.ts'
import { readRows } from './rows.ts'
import type { Problems } from './rows.ts'

const ResponsibilityCells = z.object({
  lane: words,
  'red means': words,
  acts: words,
  'never there': words,
})
const MoveCells = z.object({ cues, rule: words })
const StepCells = z.object({ cues, step: words })

export function readLaneSplit(tables: readonly Table[], problems: Problems): LaneSplitKnowledge {
  const responsibilities = readRows(
    tablesWith(tables, 'red means'),
    ResponsibilityCells,
    (row) => `${row.lane}: red means ${row['red means']}`,
    problems,
  )
  const moves = readRows(tablesWith(tables, 'cues', 'rule'), MoveCells, (row) => row.rule, problems)
  const week = readRows(tablesWith(tables, 'cues', 'step'), StepCells, (row) => row.step, problems)
  return {
    responsibilities: responsibilities.map(({ value, rule }) => ({
      rule: rule.id,
      lane: value.lane,
      redMeans: value['red means'],
      acts: value.acts,
      neverThere: value['never there'],
    })),
    moves: moves.map(({ value, rule }) => ({ rule: rule.id, cues: value.cues, text: value.rule })),
    week: week.map(({ value, rule }) => ({ rule: rule.id, cues: value.cues, text: value.step })),
  }
}
