/** Reads references/flake-causes.md. */
import { z } from 'zod'
import type { FlakeKnowledge } from '../engine/shapes/flake-memo.ts'
import { cues, filledList, list, tablesWith, words } from './cells.ts'
import type { Table } from './document.ts'
import { readRows } from './rows.ts'
import type { Problems } from './rows.ts'

const CauseCells = z.object({
  cause: words,
  cues: cues.refine((entries) => entries.length > 0, { message: 'name words that point to it' }),
  needs: list,
  runtimes: filledList,
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
  'needs rate': z
    .enum(['yes', 'no', ''])
    .transform((cell) => (cell === '' ? null : cell === 'yes')),
  text: words,
})

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
  return {
    causes: causes.map(({ value, rule }) => ({ ...value, rule: rule.id })),
    commands: commands.map(({ value, rule }) => ({ ...value, rule: rule.id })),
    rules: rules.map(({ value, rule }) => ({
      rule: rule.id,
      text: value.text,
      needsRate: value['needs rate'],
    })),
  }
}
