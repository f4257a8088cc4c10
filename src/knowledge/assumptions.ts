import { z } from 'zod'
import { silences } from '../engine/assumptions.ts'
import type { AssumptionKnowledge } from '../engine/assumptions.ts'
import { words } from './cells.ts'
import type { Table } from './document.ts'
import { readRows } from './rows.ts'
import type { Problems } from './rows.ts'

const silenceIds = Object.keys(silences) as (keyof typeof silences)[]
const Assumption = z.object({ when: z.enum(silenceIds), text: words })

/** references/assumptions.md. */
export const readAssumptions = (
  tables: readonly Table[],
  problems: Problems,
): AssumptionKnowledge =>
  readRows(tables, Assumption, (row) => row.text, problems).map(({ value, rule }) => ({
    rule: rule.id,
    ...value,
  }))
