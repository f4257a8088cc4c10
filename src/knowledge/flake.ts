/** Reads references/flake-causes.md. */
import { z } from 'zod'
import { failConditions } from '../engine/shapes/flake-causes.ts'
import type { FlakeKnowledge } from '../engine/shapes/flake-memo.ts'
import { cues, filledList, list, maybeOneOf, tablesWith, words } from './cells.ts'
import type { Table } from './document.ts'
import { readRows } from './rows.ts'
import type { Problems } from './rows.ts'
import { dependencyMatch } from './situations.ts'

const CauseCells = z.object({
  cause: words,
  cues: cues.refine((entries) => entries.length > 0, { message: 'name words that point to it' }),
  needs: list,
  runtimes: filledList,
  'fails under': z.enum(failConditions),
  hint: words,
  proof: words,
  fix: words,
})
const CommandCells = z.object({
  stacks: filledList,
  repeat: words,
  order: words,
  polluter: words,
})
const RuleCells = z.object({
  rule: words,
  'fails under': maybeOneOf(failConditions),
  'needs rate': z
    .enum(['yes', 'no', ''])
    .transform((cell) => (cell === '' ? null : cell === 'yes')),
  text: words,
})

const ConditionCells = z.object({ condition: z.enum(failConditions), called: words })
const DeadlockCells = z.object({ dependency: dependencyMatch, where: words })

export function readFlake(tables: readonly Table[], problems: Problems): FlakeKnowledge {
  const causes = readRows(
    tablesWith(tables, 'cause', 'proof'),
    CauseCells,
    (row) => `${row.cause}: ${row.proof}`,
    problems,
  )
  const commands = readRows(
    tablesWith(tables, 'repeat', 'polluter'),
    CommandCells,
    (row) => row.repeat,
    problems,
  )
  const rules = readRows(tablesWith(tables, 'needs rate'), RuleCells, (row) => row.text, problems)
  const conditions = readRows(
    tablesWith(tables, 'condition', 'called'),
    ConditionCells,
    (row) => `${row.condition}: ${row.called}`,
    problems,
  )
  const deadlocks = readRows(
    tablesWith(tables, 'dependency', 'where'),
    DeadlockCells,
    (row) => row.where,
    problems,
  )
  return {
    causes: causes.map(({ value, rule }) => ({
      ...value,
      under: value['fails under'],
      rule: rule.id,
    })),
    commands: commands.map(({ value, rule }) => ({ ...value, rule: rule.id })),
    rules: rules.map(({ value, rule }) => ({
      rule: rule.id,
      about: value.rule,
      text: value.text,
      needsRate: value['needs rate'],
      under: value['fails under'],
    })),
    conditions: conditions.map(({ value }) => value),
    deadlocks: deadlocks.map(({ value }) => value),
  }
}
