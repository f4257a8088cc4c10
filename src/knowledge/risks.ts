import { z } from 'zod'
import type { FearRow, FrameKnowledge, RiskEntry } from '../engine/frame/knowledge.ts'
import type { MentionRow } from '../engine/mentions.ts'
import { indexPhrases } from '../engine/mentions/phrases.ts'
import type { PhraseIndex } from '../engine/mentions/phrases.ts'
import { verdictLabels } from '../engine/packet.ts'
import type { RuleId } from '../engine/packet.ts'
import type { Table } from './document.ts'
import { Context, List, Phrases } from './lexicon.ts'
import { readRows } from './rows.ts'
import type { Problems } from './rows.ts'

const ImportanceRow = z.object({ risk: z.string().min(1), words: z.string().min(1) })
const CueRow = z.object({
  risk: z.string().min(1),
  weight: z.enum(['strong', 'weak'], { error: 'use strong or weak' }),
  cues: Phrases,
  context: Context,
})
const FearCells = z.object({
  fear: z.enum(['feared', 'happened'], { error: 'use feared or happened' }),
  phrases: Phrases,
  context: Context,
})
const PacketRow = z.object({
  packet: z.enum(verdictLabels, { error: `use ${verdictLabels.join(', ')}` }),
  risk: z.string().min(1),
  effect: z.enum(['assumed', 'otherwise', 'likely', 'unlikely', 'improbable'], {
    error: 'use assumed, otherwise, likely, unlikely or improbable',
  }),
})
const SurfaceRow = z.object({ surface: z.string().min(1), implies: z.string().min(1) })
const SliceRow = z.object({ risks: List, text: z.string().min(1) })

export type Risks = Pick<
  FrameKnowledge,
  'risks' | 'fears' | 'strongCues' | 'packetRisks' | 'surfaceRisks' | 'slices'
> & { readonly lexicon: PhraseIndex<MentionRow> }

/** Reads `risks.md`; the order of its first table is the order of importance. */
export function readRisks(tables: readonly Table[], problems: Problems): Risks {
  const having = (...columns: readonly string[]): readonly Table[] =>
    tables.filter((table) => columns.every((column) => table.columns.includes(column)))
  const importance = readRows(
    having('risk', 'words'),
    ImportanceRow,
    (row) => `${row.risk}: ${row.words}`,
    problems,
  )
  const cues = readRows(
    having('cues'),
    CueRow,
    (row) => `${row.risk} (${row.weight}): ${row.cues.join(', ')}`,
    problems,
  )
  const fears = readRows(having('fear'), FearCells, (row) => row.phrases.join(', '), problems)
  const packets = readRows(
    having('packet', 'effect'),
    PacketRow,
    (row) => `${row.risk} is ${row.effect} in ${row.packet}`,
    problems,
  )
  const surfaces = readRows(
    having('surface', 'implies'),
    SurfaceRow,
    (row) => `${row.surface} implies ${row.implies}`,
    problems,
  )
  const slices = readRows(having('risks', 'text'), SliceRow, (row) => row.text, problems)
  return {
    lexicon: indexPhrases(
      cues.map(({ value, rule }) => ({
        id: value.risk,
        phrases: value.cues,
        context: value.context,
        rule: rule.id,
      })),
    ),
    risks: new Map<string, RiskEntry>(
      importance.map(({ value, rule }, rank) => [
        value.risk,
        { words: value.words, rank, rule: rule.id },
      ]),
    ),
    fears: indexPhrases(
      fears.map(({ value, rule }): FearRow => ({
        role: value.fear,
        phrases: value.phrases,
        context: value.context,
        rule: rule.id,
      })),
    ),
    strongCues: new Set<RuleId>(
      cues.filter(({ value }) => value.weight === 'strong').map(({ rule }) => rule.id),
    ),
    packetRisks: packets.map(({ value, rule }) => ({ ...value, rule: rule.id })),
    surfaceRisks: surfaces.map(({ value, rule }) => ({
      surface: value.surface,
      risk: value.implies,
      rule: rule.id,
    })),
    slices: slices.map(({ value, rule }) => ({ ...value, rule: rule.id })),
  }
}
