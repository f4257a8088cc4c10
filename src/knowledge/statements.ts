import { z } from 'zod'
import type { FrameKnowledge } from '../engine/frame/knowledge.ts'
import type { MentionKind, MentionRow } from '../engine/mentions.ts'
import type { NegationRow } from '../engine/mentions/negation.ts'
import { indexPhrases } from '../engine/mentions/phrases.ts'
import type { Condition } from '../engine/mentions/condition.ts'
import type { PhraseIndex } from '../engine/mentions/phrases.ts'
import { laneIds, layerIds } from '../engine/packet.ts'
import type { Table } from './document.ts'
import { Context, Phrases } from './lexicon.ts'
import { readRows } from './rows.ts'
import type { Problems, RuleRow } from './rows.ts'

const phrases = { phrases: Phrases, context: Context }
const reach = z
  .string()
  .default('')
  .transform((cell) => (cell === '' ? 0 : Number(cell)))
  .refine((count) => Number.isInteger(count) && count >= 0 && count <= 8, {
    message: 'use a whole number from 0 to 8',
  })

const schemas = {
  constraint: z.object({ constraint: z.string().min(1), ...phrases }),
  coverage: z.object({
    layer: z.enum(['', 'none', ...layerIds], {
      error: `use ${layerIds.join(', ')}, none or leave it empty`,
    }),
    ...phrases,
  }),
  exclusion: z.object({ exclusion: z.string().min(1), ...phrases }),
  lane: z.object({ lane: z.enum(laneIds, { error: `use ${laneIds.join(', ')}` }), ...phrases }),
  negation: z.object({
    effect: z.enum(['denies', 'behind', 'ends', 'allows'], {
      error: 'use denies, behind, ends or allows',
    }),
    phrases: Phrases,
    names: reach,
    words: reach,
  }),
  contradiction: z.object({
    one: z.string().min(1),
    other: z.string().min(1),
    text: z.string().min(1),
  }),
}

export interface Statements {
  readonly lexicons: Readonly<
    Record<
      Extract<MentionKind, 'constraint' | 'coverage' | 'exclusion' | 'lane'>,
      PhraseIndex<MentionRow>
    >
  >
  readonly negations: PhraseIndex<NegationRow>
  readonly contradictions: FrameKnowledge['contradictions']
}

/** Reads `coverage-and-constraints.md`; which table is which shows in its second column. */
export function readStatements(tables: readonly Table[], problems: Problems): Statements {
  const under = (column: string): readonly Table[] =>
    tables.filter((table) => table.columns[1] === column)
  const constraints = readRows(under('constraint'), schemas.constraint, told, problems)
  const coverage = readRows(under('layer'), schemas.coverage, told, problems)
  const exclusions = readRows(under('exclusion'), schemas.exclusion, told, problems)
  const lanes = readRows(under('lane'), schemas.lane, told, problems)
  return {
    lexicons: {
      constraint: index(
        constraints,
        constraints.map((row) => row.value.constraint),
      ),
      coverage: index(
        coverage,
        coverage.map((row) => row.value.layer),
      ),
      exclusion: index(
        exclusions,
        exclusions.map((row) => row.value.exclusion),
      ),
      lane: index(
        lanes,
        lanes.map((row) => row.value.lane),
      ),
    },
    negations: indexPhrases(
      readRows(under('effect'), schemas.negation, told, problems).map(({ value, rule }) => ({
        effect: value.effect,
        phrases: value.phrases,
        context: [],
        reach: { names: value.names, words: value.words },
        rule: rule.id,
      })),
    ),
    contradictions: readRows(
      under('one'),
      schemas.contradiction,
      (value) => value.text,
      problems,
    ).map(({ value, rule }) => ({ ...value, rule: rule.id })),
  }
}

const told = (value: { readonly phrases: readonly string[] }): string => value.phrases.join(', ')

const index = (
  rows: readonly RuleRow<{ phrases: readonly string[]; context: readonly Condition[] }>[],
  ids: readonly string[],
): PhraseIndex<MentionRow> =>
  indexPhrases(
    rows.map(({ value, rule }, at) => ({
      id: ids[at] ?? null,
      phrases: value.phrases,
      context: value.context,
      rule: rule.id,
    })),
  )
