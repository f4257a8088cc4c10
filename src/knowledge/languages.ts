import { z } from 'zod'
import { englishRow, otherScriptRow } from '../engine/another-language.ts'
import type { LanguageKnowledge } from '../engine/another-language.ts'
import { list, words } from './cells.ts'
import type { Table } from './document.ts'
import { readRows } from './rows.ts'
import type { Problems } from './rows.ts'

const Language = z.object({ language: words, 'small words': list })

/** references/languages.md. */
export function readLanguages(tables: readonly Table[], problems: Problems): LanguageKnowledge {
  const rows = readRows(tables, Language, (row) => row.language, problems)
  const [first] = tables
  for (const id of [englishRow, otherScriptRow]) {
    if (first && !rows.some(({ rule }) => rule.id === id))
      problems.add({
        document: first.document,
        line: first.line,
        message: `no row has the id "${id.split('/')[1]}"; reading a request asks for it`,
      })
  }
  const languages = rows.map(({ value, rule }) => ({
    rule: rule.id,
    smallWords: new Set(value['small words']),
  }))
  return {
    english: languages.find(({ rule }) => rule === englishRow)?.smallWords ?? new Set(),
    others: languages.filter(({ rule }) => rule !== englishRow),
  }
}
