import { z } from 'zod'
import { compilePhrase } from '../engine/lint.ts'
import type { LintKnowledge } from '../engine/lint.ts'
import { words } from './cells.ts'
import type { Table } from './document.ts'
import { readRows } from './rows.ts'
import type { Problems } from './rows.ts'

const Phrase = z.object({ phrase: words, 'say instead': words })

/** references/vague-phrases.md. */
export function readVaguePhrases(tables: readonly Table[], problems: Problems): LintKnowledge {
  return readRows(
    tables,
    Phrase,
    (row) => `not "${row.phrase}"; say ${row['say instead']}`,
    problems,
  ).map(({ value, rule }) => ({
    rule: rule.id,
    ...compilePhrase(value.phrase),
    instead: value['say instead'],
  }))
}
