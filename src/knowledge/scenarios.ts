/** Reads references/scenarios.md. */
import { z } from 'zod'
import { recognisers } from '../engine/fill/recognisers.ts'
import type { Placeholder, PlaceholderSource } from '../engine/fill.ts'
import { LayerId, PacketKind, laneIds, packetKinds } from '../engine/packet.ts'
import type { ScenarioKnowledge } from '../engine/scenarios.ts'
import { cues, filledList, list, maybeOneOf, tablesWith, words } from './cells.ts'
import { readCue } from '../engine/request-words.ts'
import type { Table } from './document.ts'
import { readRows } from './rows.ts'
import type { Problems } from './rows.ts'

const kindList = list
  .transform((entries) => (entries.length === 0 ? packetsWithCases : entries))
  .pipe(z.array(z.enum(packetKinds)).readonly())
const packetsWithCases: readonly string[] = ['coverage-plan', 'contract-and-api-checks']

const ScenarioCells = z.object({
  id: z.string(),
  surface: filledList,
  risk: filledList,
  layer: LayerId,
  topic: words,
  when: z.enum(['always', 'named', 'mandatory', 'mention']),
  cues,
  hints: cues,
  needs: list,
  stacks: list,
  scenario: words.refine((text) => text.includes(' -> '), {
    message: 'write given or when -> observable outcome',
  }),
  protects: words,
  lane: maybeOneOf(laneIds),
  kinds: kindList,
})

const QuotaCells = z.object({
  kind: PacketKind,
  least: z.coerce.number().int().min(0).max(6),
  most: z.coerce.number().int().min(0).max(6),
  prefers: list.pipe(z.array(LayerId).readonly()),
})

const RiskCells = z.object({
  risk: words,
  words,
  'real engine': z.enum(['yes', 'no']).transform((cell) => cell === 'yes'),
})

const PlaceholderCells = z.object({
  placeholder: z.string().regex(/^[a-z-]+$/, { message: 'use lower-case letters and hyphens' }),
  from: words.transform((cell, context): readonly PlaceholderSource[] =>
    cell.split(' ; ').flatMap((part) => {
      const source = readSource(part.trim())
      if (source) return [source]
      context.addIssue({
        code: 'custom',
        message: `"${part.trim()}" is no source; write nouns: …, dependency: …, surface: …, recogniser: …, placeholder: …, suite, head or title; recognisers are ${Object.keys(recognisers).join(', ')}`,
      })
      return []
    }),
  ),
  otherwise: z.string().default(''),
})

const BySurfaceCells = z.object({ placeholder: words, surfaces: list, words })

export function readScenarios(tables: readonly Table[], problems: Problems): ScenarioKnowledge {
  const scenarios = readRows(
    tablesWith(tables, 'scenario', 'protects'),
    ScenarioCells,
    (row) => row.scenario,
    problems,
  )
  const quotas = readRows(
    tablesWith(tables, 'least', 'most'),
    QuotaCells,
    (row) => `${row.kind}: ${row.least} to ${row.most} scenarios`,
    problems,
  )
  const risks = readRows(
    tablesWith(tables, 'real engine'),
    RiskCells,
    (row) => `${row.risk}: ${row.words}`,
    problems,
  )
  const placeholders = readRows(
    tablesWith(tables, 'placeholder', 'from'),
    PlaceholderCells,
    (row) => `{${row.placeholder}}, otherwise "${row.otherwise}"`,
    problems,
  )
  const bySurface = readRows(
    tablesWith(tables, 'placeholder', 'surfaces'),
    BySurfaceCells,
    (row) => `{${row.placeholder}}: ${row.words}`,
    problems,
  ).map(({ value }) => value)
  const rowsOf = (placeholder: string): Placeholder['bySurface'] =>
    bySurface.filter((each) => each.placeholder === placeholder && each.surfaces.length > 0)
  return {
    rows: scenarios.map(({ value, rule }) => ({
      rule: rule.id,
      kinds: value.kinds,
      surfaces: value.surface,
      risks: value.risk,
      layer: value.layer,
      topic: value.topic,
      when: value.when,
      cues: value.cues,
      hints: value.hints,
      needs: value.needs,
      stacks: value.stacks,
      text: value.scenario,
      protects: value.protects,
      lane: value.lane,
    })),
    quotas: quotas.map(({ value, rule }) => ({ rule: rule.id, ...value })),
    risks: risks.map(({ value, rule }) => ({
      rule: rule.id,
      risk: value.risk,
      words: value.words,
      realEngine: value['real engine'],
    })),
    placeholders: [
      ...placeholders.map(({ value }): Placeholder => ({
        name: value.placeholder,
        bySurface: rowsOf(value.placeholder),
        sources: value.from,
        otherwise: value.otherwise,
      })),
      ...bySurface
        .filter((row) => row.surfaces.length === 0)
        .map((row): Placeholder => ({
          name: row.placeholder,
          bySurface: rowsOf(row.placeholder),
          sources: [],
          otherwise: row.words,
        })),
    ],
  }
}

function readSource(text: string): PlaceholderSource | null {
  if (text === 'title' || text === 'suite' || text === 'head') return { from: text }
  const [, from, rest = ''] =
    /^(nouns|dependency|surface|recogniser|placeholder):\s*(.*)$/.exec(text) ?? []
  const [own = '', except = ''] = rest.split(/\sexcept:\s/)
  const entries = entriesOf(own)
  switch (from) {
    case 'nouns':
      return {
        from,
        cues: entries.map((entry) => {
          const [noun = entry, says = noun] = entry.split(' as ')
          return { ...readCue(noun), says }
        }),
        except: entriesOf(except).map((entry) => readCue(entry)),
      }
    case 'dependency':
      return { from, kinds: entries }
    case 'placeholder':
      return { from, name: rest.trim() }
    case 'surface':
      return { from, surfaces: entries }
    case 'recogniser': {
      const pattern = recognisers[rest.trim()]
      return pattern ? { from: 'pattern', pattern } : null
    }
    default:
      return null
  }
}

const entriesOf = (text: string): readonly string[] =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
