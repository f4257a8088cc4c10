/** Reads references/gates.md. */
import { z } from 'zod'
import type { GateRow } from '../engine/gates.ts'
import { packetKinds } from '../engine/packet.ts'
import { cues, list, words } from './cells.ts'
import type { Table } from './document.ts'
import { readRows } from './rows.ts'
import type { Problems } from './rows.ts'

const GateCells = z.object({
  gate: z.enum(['merge', 'release', 'rollback']),
  kinds: list.pipe(z.array(z.enum(packetKinds)).readonly()),
  surfaces: list,
  risks: list,
  cues,
  text: words,
})

export const readGates = (tables: readonly Table[], problems: Problems): readonly GateRow[] =>
  readRows(tables, GateCells, (row) => row.text, problems).map(({ value, rule }) => ({
    ...value,
    rule: rule.id,
  }))
