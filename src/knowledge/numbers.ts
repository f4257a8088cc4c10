/** Reads references/numbers.md. */
import { z } from 'zod'
import { readFormula } from '../engine/numbers/arithmetic.ts'
import type { NumberKnowledge, Template } from '../engine/numbers/knowledge.ts'
import { LaneId, PacketKind } from '../engine/packet.ts'
import { cues, list, tablesWith, words } from './cells.ts'
import type { Table } from './document.ts'
import { readRows } from './rows.ts'
import type { Problems } from './rows.ts'

const number = z.string().regex(/^[a-z]+(?:-[a-z]+)*$/, { message: 'is no name of a number' })
const formula = words.transform((cell, context) => {
  const read = readFormula(cell)
  if (read !== null) return read
  context.addIssue({ code: 'custom', message: `"${cell}" is no formula` })
  return z.NEVER
})

/** `{=formula}` and `{number}` become formulas; what else stands in braces is filled in later. */
const template = words.transform((cell, context): Template => {
  const pieces: Template = cell
    .split(/(\{=[^{}]+\}|\{[a-z-]+\})/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const inner = /^\{=?([^{}]+)\}$/.exec(piece)?.[1]
      if (inner === undefined || !isReckoned(piece)) return piece
      const read = readFormula(inner)
      if (read === null) context.addIssue({ code: 'custom', message: `"${inner}" is no formula` })
      return read ?? piece
    })
  return pieces
})

/** Words of the request have their own placeholders, which `fill.ts` knows. */
const isReckoned = (piece: string): boolean =>
  piece.startsWith('{=') ||
  !/^\{(?:budget-said|suite|database|outside|entity|row|rate)\}$/.test(piece)

const ReadingCells = z.object({
  number,
  counts: list.transform((entries) =>
    entries[0] === 'minutes' || entries[0] === 'seconds' ? entries[0] : new Set(entries),
  ),
  before: list,
  near: cues,
  'not near': cues,
})
const BudgetCells = z.object({ number, limit: words, usual: z.coerce.number().positive() })
const ReckonedCells = z.object({ number, formula })
const FollowCells = z.object({
  kinds: list.pipe(z.array(PacketKind)),
  topic: words,
  cues,
  given: template,
  follows: template,
})
const PartCells = z.object({ cues, lane: LaneId, because: words })

export function readNumbers(tables: readonly Table[], problems: Problems): NumberKnowledge {
  const readings = readRows(
    tablesWith(tables, 'counts', 'near'),
    ReadingCells,
    (row) => `${row.number}, read from the request`,
    problems,
  )
  const budgets = readRows(
    tablesWith(tables, 'usual'),
    BudgetCells,
    (row) => `${row.usual} min unless the request says ${row.limit}`,
    problems,
  )
  const reckoned = readRows(
    tablesWith(tables, 'formula'),
    ReckonedCells,
    (row) => `${row.number}, reckoned from the others`,
    problems,
  )
  const follows = readRows(
    tablesWith(tables, 'given', 'follows'),
    FollowCells,
    (row) => row.follows.filter((piece) => typeof piece === 'string').join('…'),
    problems,
  )
  const parts = readRows(
    tablesWith(tables, 'lane', 'because'),
    PartCells,
    (row) => `${row.lane}: ${row.because}`,
    problems,
  )
  return {
    readings: readings.map(({ value, rule }) => ({
      rule: rule.id,
      number: value.number,
      counts: value.counts,
      before: value.before,
      near: value.near,
      notNear: value['not near'],
    })),
    budgets: budgets.map(({ value, rule }) => ({ ...value, rule: rule.id })),
    reckoned: reckoned.map(({ value, rule }) => ({ ...value, rule: rule.id })),
    follows: follows.map(({ value, rule }) => ({ ...value, rule: rule.id })),
    parts: parts.map(({ value, rule }) => ({ ...value, rule: rule.id })),
  }
}
