/** Reads references/contracts.md. */
import { z } from 'zod'
import type { ContractKnowledge } from '../engine/shapes/compatibility.ts'
import { cues, filledList, list, tablesWith, words } from './cells.ts'
import type { Table } from './document.ts'
import { readRows } from './rows.ts'
import type { Problems } from './rows.ts'

const reach = z.enum(['ask', 'far'])
const InterfaceCells = z.object({
  interface: words,
  surfaces: list,
  cues,
  'instead of': list,
})
const ReaderCells = z.object({ reader: words, cues, interfaces: filledList, reach })
const CheckCells = z.object({ interface: words, reach, check: words, blocks: words })
const VariantCells = z.object({ interface: words, stacks: filledList, text: words })
const ChangeCells = z.object({
  change: words,
  cues,
  rest: words,
  event: words,
  registry: words,
  grpc: words,
  graphql: words,
})
const StateCells = z.object({ cues, text: words })

export function readContracts(tables: readonly Table[], problems: Problems): ContractKnowledge {
  const interfaces = readRows(
    tablesWith(tables, 'interface', 'surfaces'),
    InterfaceCells,
    (row) => `interface: ${row.interface}`,
    problems,
  )
  const readers = readRows(
    tablesWith(tables, 'reader', 'reach'),
    ReaderCells,
    (row) => row.reader,
    problems,
  )
  const checks = readRows(
    tablesWith(tables, 'check', 'blocks'),
    CheckCells,
    (row) => row.check,
    problems,
  )
  const variants = readRows(
    tablesWith(tables, 'interface', 'stacks'),
    VariantCells,
    (row) => row.text,
    problems,
  )
  const changes = readRows(
    tablesWith(tables, 'change'),
    ChangeCells,
    (row) => `${row.change}: ${row.rest}`,
    problems,
  )
  const states = readRows(
    tablesWith(tables, 'cues', 'text').filter((table) => !table.columns.includes('interface')),
    StateCells,
    (row) => row.text,
    problems,
  )
  return {
    interfaces: interfaces.map(({ value, rule }) => ({
      interface: value.interface,
      surfaces: value.surfaces,
      cues: value.cues,
      insteadOf: value['instead of'],
      rule: rule.id,
    })),
    readers: readers.map(({ value, rule }) => ({ ...value, rule: rule.id })),
    checks: checks.map(({ value, rule }) => ({ ...value, rule: rule.id })),
    variants: variants.map(({ value, rule }) => ({ ...value, rule: rule.id })),
    changes: changes.map(({ value, rule }) => ({
      rule: rule.id,
      change: value.change,
      cues: value.cues,
      verdicts: {
        rest: value.rest,
        event: value.event,
        registry: value.registry,
        grpc: value.grpc,
        graphql: value.graphql,
      },
    })),
    states: states.map(({ value, rule }) => ({ ...value, rule: rule.id })),
  }
}
