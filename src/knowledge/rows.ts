import type { z } from 'zod'
import type { Rule } from '../engine/knowledge.ts'
import type { Table, TableRow } from './document.ts'
import type { KnowledgeProblem } from './knowledge-error.ts'

/** Collects what is wrong over all documents, so that one start reports every problem at once. */
export interface Problems {
  add(problem: KnowledgeProblem): void
  /** Told of every good row, which is how `Knowledge.rules` comes to hold the rules of all slices. */
  accept?(rule: Rule): void
}

/** A checked row and the rule that decisions point to. */
export interface RuleRow<T> {
  readonly value: T
  readonly rule: Rule
}

/**
 * Checks each row of the tables against `schema` (over the row's cells by lower-case column title). Every row needs an
 * `id` cell; its rule id is `<document without .md>/<id>`. Bad rows are reported with their line and left out.
 * `text` renders the row for people.
 */
export function readRows<S extends z.ZodType>(
  tables: readonly Table[],
  schema: S,
  text: (value: z.infer<S>) => string,
  problems: Problems,
): readonly RuleRow<z.infer<S>>[] {
  const seen = new Map<string, number>()
  const rows: RuleRow<z.infer<S>>[] = []
  for (const table of tables)
    for (const row of table.rows) {
      const id = row.cells['id'] ?? ''
      const report = (message: string): void =>
        problems.add({ document: table.source ?? table.document, line: row.line, message })
      if (!/^[a-z0-9-]+$/.test(id)) {
        report(`the id cell is "${id}"; use lower-case letters, digits and hyphens`)
        continue
      }
      const earlier = seen.get(id)
      if (earlier !== undefined) {
        report(`id "${id}" stands already on line ${earlier}; ids are unique in a document`)
        continue
      }
      seen.set(id, row.line)
      const parsed = schema.safeParse(row.cells)
      if (!parsed.success) {
        for (const issue of parsed.error.issues)
          report(`${issue.path.join('.') || 'row'}: ${issue.message} (row "${id}")`)
        continue
      }
      const rule = ruleOf(table, row, id, text(parsed.data))
      problems.accept?.(rule)
      rows.push({ value: parsed.data, rule })
    }
  return rows
}

function ruleOf(table: Table, row: TableRow, id: string, text: string): Rule {
  return {
    id: `${table.document.replace(/\.md$/, '')}/${id}`,
    document: table.source ?? table.document,
    line: row.line,
    section: table.section,
    text,
  }
}
