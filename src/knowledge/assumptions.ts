import { z } from 'zod'
import { silences } from '../engine/assumptions.ts'
import type { AssumptionKnowledge } from '../engine/assumptions.ts'
import { wordsTogether } from '../engine/settle.ts'
import { tablesWith, words } from './cells.ts'
import type { Table } from './document.ts'
import { readRows } from './rows.ts'
import type { Problems } from './rows.ts'

const silenceIds = Object.keys(silences) as (keyof typeof silences)[]
const Assumption = z.object({ when: z.enum(silenceIds), text: words })

const KindReason = z.object({ text: words })

/** references/assumptions.md. */
export function readAssumptions(tables: readonly Table[], problems: Problems): AssumptionKnowledge {
  // Only people read its text; decisions point to the row.
  const reasons = readRows(
    tables.filter((table) => !table.columns.includes('when')),
    KindReason,
    (row) => row.text,
    problems,
  )
  const [first] = tables
  if (first && !reasons.some(({ rule }) => rule.id === wordsTogether))
    problems.add({
      document: first.document,
      line: first.line,
      message: `no row has the id "${wordsTogether.split('/')[1]}"; the packet kind points to it`,
    })
  return readRows(tablesWith(tables, 'when'), Assumption, (row) => row.text, problems).map(
    ({ value, rule }) => ({ rule: rule.id, ...value }),
  )
}
