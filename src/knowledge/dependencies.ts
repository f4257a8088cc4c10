import { z } from 'zod'
import type { DependencyEntry } from '../engine/frame/knowledge.ts'
import type { MentionRow } from '../engine/mentions.ts'
import { indexPhrases } from '../engine/mentions/phrases.ts'
import type { PhraseIndex } from '../engine/mentions/phrases.ts'
import type { Table } from './document.ts'
import { Context, Phrases } from './lexicon.ts'
import { readRows } from './rows.ts'
import type { Problems } from './rows.ts'

export const dependencyKinds = [
  'relational',
  'document',
  'cache',
  'broker',
  'job-system',
  'search',
  'analytics',
  'object-store',
  'filesystem',
  'mail',
  'sms-push',
  'payment',
  'identity',
  'third-party',
  'internal-service',
  'flags',
  'clock',
  'llm',
  'infrastructure',
] as const

const Row = z.object({
  dependency: z.string().min(1),
  name: z.string().min(1),
  kind: z.enum(dependencyKinds, { error: `use ${dependencyKinds.join(', ')}` }),
  general: z.string().default(''),
  aliases: Phrases,
  context: Context,
})

export interface Dependencies {
  readonly lexicon: PhraseIndex<MentionRow>
  /** By canonical name. */
  readonly entries: ReadonlyMap<string, DependencyEntry>
}

/** Reads `dependencies.md`. The first row of a dependency gives its name and kind; later rows only add phrases. */
export function readDependencies(tables: readonly Table[], problems: Problems): Dependencies {
  const rows = readRows(tables, Row, (row) => `${row.name} (${row.kind}): ${row.aliases.join(', ')}`, problems)
  const entries = new Map<string, DependencyEntry>()
  for (const { value, rule } of rows)
    if (value.dependency !== '-' && !entries.has(value.dependency))
      entries.set(value.dependency, {
        name: value.name,
        kind: value.kind,
        instead: value.general
          .split(',')
          .map((kind) => kind.trim())
          .filter((kind) => kind !== ''),
        rule: rule.id,
      })
  return {
    lexicon: indexPhrases(
      rows.map(({ value, rule }) => ({
        id: value.dependency === '-' ? null : value.dependency,
        phrases: value.aliases,
        context: value.context,
        rule: rule.id,
      })),
    ),
    entries,
  }
}
