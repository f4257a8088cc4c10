/** Reads references/lane-split.md. */
import { z } from 'zod'
import type { LaneSplitKnowledge } from '../engine/shapes/lane-split.ts'
import { cues, maybe, tablesWith, words } from './cells.ts'
import type { Table } from './document.ts'
import { readRows } from './rows.ts'
import type { Problems } from './rows.ts'

const MoveCells = z.object({ topic: maybe, cues, rule: words })
const StakeCells = z.object({ cues, risk: words })
const StepCells = z.object({ cues, step: words })
const ReleaseCells = z.object({ cues, check: words, red: words })
const CueCells = z.object({ cues })

export function readLaneSplit(tables: readonly Table[], problems: Problems): LaneSplitKnowledge {
  const moves = readRows(tablesWith(tables, 'cues', 'rule'), MoveCells, (row) => row.rule, problems)
  const stakes = readRows(
    tablesWith(tables, 'cues', 'risk'),
    StakeCells,
    (row) => row.risk,
    problems,
  )
  const week = readRows(tablesWith(tables, 'cues', 'step'), StepCells, (row) => row.step, problems)
  const checks = readRows(
    tablesWith(tables, 'check', 'red'),
    ReleaseCells,
    (row) => `${row.check}: ${row.red}`,
    problems,
  )
  const asks = readRows(
    tables.filter((table) => table.columns.join() === 'id,cues'),
    CueCells,
    () => 'words by which a request asks what runs after the deploy',
    problems,
  )
  return {
    stakes: stakes.map(({ value, rule }) => ({ ...value, rule: rule.id })),
    moves: moves.map(({ value, rule }) => ({
      rule: rule.id,
      topic: value.topic,
      cues: value.cues,
      text: value.rule,
    })),
    week: week.map(({ value, rule }) => ({ rule: rule.id, cues: value.cues, text: value.step })),
    releaseCues: asks.flatMap(({ value }) => value.cues),
    releaseChecks: checks.map(({ value, rule }) => ({ ...value, rule: rule.id })),
  }
}
