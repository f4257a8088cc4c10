import { z } from 'zod'
import { silences } from '../engine/assumptions.ts'
import type { AssumptionKnowledge, PresumptionKnowledge } from '../engine/assumptions.ts'
import { wordsTogether } from '../engine/settle.ts'
import { cues, filledList, tablesWith, words } from './cells.ts'
import type { Table } from './document.ts'
import { readRows } from './rows.ts'
import type { Problems } from './rows.ts'

const silenceIds = Object.keys(silences) as (keyof typeof silences)[]
const Assumption = z.object({ when: z.enum(silenceIds), text: words })

const Presumption = z.object({ cases: filledList, unless: cues, text: words })

const KindReason = z.object({ text: words })

/** references/assumptions.md. */
export function readAssumptions(tables: readonly Table[], problems: Problems): AssumptionKnowledge {
  // Only people read its text; decisions point to the row.
  const reasons = readRows(
    tables.filter((table) => table.columns.join() === 'id,text'),
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

/** What a case of a packet presumes; its rows name rows of references/scenarios.md. */
export const readPresumptions = (
  tables: readonly Table[],
  problems: Problems,
): PresumptionKnowledge =>
  readRows(tablesWith(tables, 'cases', 'unless'), Presumption, (row) => row.text, problems).map(
    ({ value, rule }) => ({
      rule: rule.id,
      cases: value.cases.map((id) => `scenarios/${id}`),
      unless: value.unless,
      text: value.text,
    }),
  )
