import { z } from 'zod'
import type { DependencyEntry, NeedRow } from '../engine/frame/knowledge.ts'
import type { MentionRow } from '../engine/mentions.ts'
import { indexPhrases } from '../engine/mentions/phrases.ts'
import type { PhraseIndex } from '../engine/mentions/phrases.ts'
import type { Table } from './document.ts'
import { Context, List, OptionalSlug, Phrases } from './lexicon.ts'
import { readRows } from './rows.ts'
import type { Problems } from './rows.ts'

const dependencyKinds = [
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
  general: List,
  aliases: Phrases,
  context: Context,
})

const NamedRow = z.object({
  dependency: z.string().min(1),
  name: z.string().min(1),
  kind: z.enum(dependencyKinds, { error: `use ${dependencyKinds.join(', ')}` }),
})

const NeedsRow = z.object({
  runtime: OptionalSlug,
  surface: OptionalSlug,
  dependency: z.string().min(1),
  unless: List,
})

export interface Dependencies {
  readonly lexicon: PhraseIndex<MentionRow>
  /** By canonical name. */
  readonly entries: ReadonlyMap<string, DependencyEntry>
  readonly needs: readonly NeedRow[]
}

/**
 * Reads `dependencies.md`. The first row of a dependency gives its name and kind; later rows only add phrases. A table
 * without aliases names dependencies that only runtimes tell; the table with `unless` says what cannot do without what.
 */
export function readDependencies(tables: readonly Table[], problems: Problems): Dependencies {
  const having = (column: string): readonly Table[] =>
    tables.filter((table) => table.columns.includes(column))
  const rows = readRows(
    having('aliases'),
    Row,
    (row) => `${row.name} (${row.kind}): ${row.aliases.join(', ')}`,
    problems,
  )
  const named = readRows(
    tables.filter((table) => !table.columns.includes('aliases') && table.columns.includes('kind')),
    NamedRow,
    (row) => `${row.name} (${row.kind})`,
    problems,
  )
  const entries = new Map<string, DependencyEntry>()
  for (const { value, rule } of [
    ...rows,
    ...named.map((row) => ({ ...row, value: { ...row.value, general: [] } })),
  ])
    if (value.dependency !== '-' && !entries.has(value.dependency))
      entries.set(value.dependency, {
        name: value.name,
        kind: value.kind,
        instead: value.general,
        rule: rule.id,
      })
  const needs = readRows(
    having('unless'),
    NeedsRow,
    (row) => `${row.runtime ?? row.surface ?? ''} needs ${row.dependency}`,
    problems,
  ).map(({ value, rule }) => ({ ...value, rule: rule.id }))
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
    needs,
  }
}
