import { z } from 'zod'
import type { SurfaceEntry, TitleRow } from '../engine/frame/knowledge.ts'
import type { MentionRow } from '../engine/mentions.ts'
import { indexPhrases } from '../engine/mentions/phrases.ts'
import type { PhraseIndex } from '../engine/mentions/phrases.ts'
import { verdictLabels } from '../engine/packet.ts'
import type { RuleId } from '../engine/packet.ts'
import type { Table } from './document.ts'
import { Context, List, Phrases } from './lexicon.ts'
import { readRows } from './rows.ts'
import type { Problems } from './rows.ts'

const known: ReadonlySet<string> = new Set(verdictLabels)
const Row = z.object({
  surface: z.string().min(1),
  name: z.string().min(1),
  packets: List.refine((labels) => labels.every((each) => known.has(each)), {
    error: `use ${verdictLabels.join(', ')}`,
  }),
  weight: z.enum(['leading', 'strong', 'weak'], { error: 'use leading, strong or weak' }),
  words: Phrases,
  context: Context,
})

const TitleCells = z.object({
  role: z.enum(['did', 'wants', 'ends'], { error: 'use did, wants or ends' }),
  phrases: Phrases,
})

export interface Surfaces {
  readonly lexicon: PhraseIndex<MentionRow>
  readonly entries: ReadonlyMap<string, SurfaceEntry>
  readonly titles: PhraseIndex<TitleRow>
  /** Rows whose words tell a surface alone. */
  readonly strong: ReadonlySet<RuleId>
  /** Rows whose words put their surface first, in place of the other ends of an interface. */
  readonly leading: ReadonlySet<RuleId>
}

/** Reads `surfaces.md`. The first row of a surface says what it is; later rows only add words. */
export function readSurfaces(tables: readonly Table[], problems: Problems): Surfaces {
  const having = (column: string): readonly Table[] =>
    tables.filter((table) => table.columns.includes(column))
  const rows = readRows(
    having('surface'),
    Row,
    (row) => `${row.name}: ${row.words.join(', ')}`,
    problems,
  )
  const titles = readRows(having('role'), TitleCells, (row) => row.phrases.join(', '), problems)
  const entries = new Map<string, SurfaceEntry>()
  for (const { value, rule } of rows)
    if (!entries.has(value.surface))
      entries.set(value.surface, { name: value.name, packets: value.packets, rule: rule.id })
  return {
    lexicon: indexPhrases(
      rows.map(({ value, rule }) => ({
        id: value.surface,
        phrases: value.words,
        context: value.context,
        rule: rule.id,
      })),
    ),
    entries,
    strong: new Set(rows.filter(({ value }) => value.weight !== 'weak').map(({ rule }) => rule.id)),
    leading: new Set(
      rows.filter(({ value }) => value.weight === 'leading').map(({ rule }) => rule.id),
    ),
    titles: indexPhrases(
      titles.map(({ value, rule }) => ({ ...value, context: [], rule: rule.id })),
    ),
  }
}
