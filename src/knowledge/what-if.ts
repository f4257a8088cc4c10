import { z } from 'zod'
import { decisionTopics } from '../engine/decisions.ts'
import type { WhatIfKnowledge } from '../engine/flips/what-if.ts'
import { ControlId, laneIds } from '../engine/packet.ts'
import { filledList, list, maybe, tablesWith, words } from './cells.ts'
import type { Table } from './document.ts'
import { readRows } from './rows.ts'
import type { Problems } from './rows.ts'

const Limit = z
  .object({
    limit: words,
    value: maybe,
    'when it holds': words,
    'when it does not': words,
  })
  .transform((row) => ({
    limit: row.limit,
    value: row.value,
    holds: row['when it holds'],
    gone: row['when it does not'],
  }))

const LeftOut = z
  .object({ exclusion: words, 'when it is left out': words, 'when it is not': words })
  .transform((row) => ({
    exclusion: row.exclusion,
    holds: row['when it is left out'],
    gone: row['when it is not'],
  }))

const OtherLimit = z.object({
  limit: words,
  instead: words,
  times: maybe
    .refine((cell) => cell === null || Number(cell) > 0, { message: 'use a number above 0' })
    .transform((cell) => (cell === null ? null : Number(cell))),
})

const OtherLane = z.object({ lane: z.enum(laneIds), costs: words })

const OtherWay = z
  .object({
    control: ControlId,
    'decided by': filledList,
    unless: list,
    instead: words,
    costs: words,
  })
  .transform(({ 'decided by': decidedBy, ...row }) => ({ ...row, decidedBy }))

const NoChoice = z
  .object({ topic: z.enum(decisionTopics), 'no alternative because': words })
  .transform((row) => ({ topic: row.topic, because: row['no alternative because'] }))

/** references/what-if.md. */
export const readWhatIf = (tables: readonly Table[], problems: Problems): WhatIfKnowledge => ({
  limits: readRows(
    tablesWith(tables, 'limit', 'when it holds'),
    Limit,
    (row) => row.holds,
    problems,
  ).map(({ value }) => value),
  exclusions: readRows(tablesWith(tables, 'exclusion'), LeftOut, (row) => row.holds, problems).map(
    ({ value }) => value,
  ),
  otherLimits: readRows(
    tablesWith(tables, 'times'),
    OtherLimit,
    (row) => `${row.limit}: ${row.instead}`,
    problems,
  ).map(({ value }) => value),
  lanes: readRows(tablesWith(tables, 'lane', 'costs'), OtherLane, (row) => row.costs, problems).map(
    ({ value }) => value,
  ),
  otherWays: readRows(
    tablesWith(tables, 'decided by'),
    OtherWay,
    (row) => `${row.instead}: ${row.costs}`,
    problems,
  ).map(({ value }) => value),
  noChoice: readRows(tablesWith(tables, 'topic'), NoChoice, (row) => row.because, problems).map(
    ({ value }) => value,
  ),
})
