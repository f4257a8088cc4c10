import { readFileSync } from 'node:fs'
import { readTables } from '../../src/knowledge/document.ts'
import type { Table } from '../../src/knowledge/document.ts'

/** The tables of a reference as it ships. */
export const readTablesOf = (document: string): readonly Table[] =>
  readTables(
    document,
    readFileSync(new URL(`../../references/${document}`, import.meta.url), 'utf8'),
  )
