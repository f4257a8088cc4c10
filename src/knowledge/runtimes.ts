import { z } from 'zod'
import type { RuntimeEntry } from '../engine/frame/knowledge.ts'
import type { MentionRow } from '../engine/mentions.ts'
import { indexPhrases } from '../engine/mentions/phrases.ts'
import type { PhraseIndex } from '../engine/mentions/phrases.ts'
import type { Table } from './document.ts'
import { Context, OptionalSlug, Phrases } from './lexicon.ts'
import { readRows } from './rows.ts'
import type { Problems } from './rows.ts'

const runtimeRoles = [
  'language',
  'framework',
  'library',
  'test-runner',
  'frontend',
  'protocol',
  'hint',
] as const

const Row = z.object({
  runtime: z.string().min(1),
  name: z.string().min(1),
  role: z.enum(runtimeRoles, { error: `use ${runtimeRoles.join(', ')}` }),
  stack: OptionalSlug,
  language: OptionalSlug,
  aliases: Phrases,
  context: Context,
})

export interface Runtimes {
  readonly lexicon: PhraseIndex<MentionRow>
  /** By canonical name. */
  readonly entries: ReadonlyMap<string, RuntimeEntry>
}

/** Reads `runtimes.md`. The first row of a runtime says what it is; later rows only add phrases. */
export function readRuntimes(tables: readonly Table[], problems: Problems): Runtimes {
  const rows = readRows(
    tables,
    Row,
    (row) => `${row.name} (${row.role}): ${row.aliases.join(', ')}`,
    problems,
  )
  const entries = new Map<string, RuntimeEntry>()
  for (const { value, rule } of rows)
    if (value.runtime !== '-' && !entries.has(value.runtime))
      entries.set(value.runtime, {
        name: value.name,
        role: value.role,
        stack: value.stack,
        language: value.language,
        rule: rule.id,
      })
  return {
    lexicon: indexPhrases(
      rows.map(({ value, rule }) => ({
        id: value.runtime === '-' ? null : value.runtime,
        phrases: value.aliases,
        context: value.context,
        rule: rule.id,
      })),
    ),
    entries,
  }
}
