/** Reads references/layers.md. */
import { z } from 'zod'
import type { CaveatKnowledge } from '../engine/caveats.ts'
import type { LayerKnowledge } from '../engine/layers.ts'
import { LayerId, PacketKind, packetKinds } from '../engine/packet.ts'
import { cues, filledList, list, maybe, tablesWith, words } from './cells.ts'
import type { Table } from './document.ts'
import { readRows } from './rows.ts'
import type { Problems } from './rows.ts'

const kinds = list.pipe(z.array(z.enum(packetKinds)).readonly())

const EmphasisCells = z.object({
  kind: PacketKind,
  layer: LayerId,
  scope: z.enum(['yes', 'no', 'cases', 'allowed']),
  extent: maybe,
  needs: maybe,
  'fails under': maybe,
  protects: maybe,
  notes: maybe,
})
const OutReasonCells = z.object({
  layer: LayerId,
  kinds,
  surfaces: list,
  risks: list,
  limits: list,
  reason: words,
})
const LimitCells = z.object({ slug: words, layer: LayerId })
const SmokeCells = z.object({
  condition: z.enum(['critical', 'boundary', 'asked']),
  surfaces: list,
  cues,
  check: words,
})
const CoverageCells = z.object({ layer: LayerId, cues, text: words })
const TechniqueCells = z.object({
  stacks: filledList,
  surfaces: list,
  kinds,
  unit: words,
  integration: words,
  contract: words,
})
const HabitCells = z.object({ habit: words, cues, says: words })
const ConflictCells = z.object({ limit: words, risks: filledList, kinds, text: words })

export function readLayers(
  tables: readonly Table[],
  problems: Problems,
): LayerKnowledge & CaveatKnowledge {
  const read = <S extends z.ZodType>(
    schema: S,
    text: (value: z.infer<S>) => string,
    ...columns: readonly string[]
  ): readonly (z.infer<S> & { readonly rule: string })[] =>
    readRows(tablesWith(tables, ...columns), schema, text, problems).map(({ value, rule }) => ({
      ...(value as object as z.infer<S> & object),
      rule: rule.id,
    }))
  return {
    emphasis: read(
      EmphasisCells,
      (row) => `${row.kind}, ${row.layer}: ${row.extent ?? row.scope}`,
      'scope',
      'extent',
    ),
    outReasons: read(OutReasonCells, (row) => row.reason, 'reason', 'limits').map((row) => ({
      rule: row.rule,
      layer: row.layer,
      kinds: row.kinds,
      surfaces: row.surfaces,
      risks: row.risks,
      limits: row.limits,
      text: row.reason,
    })),
    limits: read(LimitCells, (row) => `"${row.slug}" takes ${row.layer} out`, 'slug'),
    smoke: read(SmokeCells, (row) => row.check, 'condition', 'check'),
    coverage: read(CoverageCells, (row) => row.text, 'layer', 'cues', 'text'),
    techniques: read(TechniqueCells, (row) => row.integration, 'stacks', 'unit'),
    habits: read(HabitCells, (row) => `${row.habit}: ${row.says}`, 'habit', 'says'),
    conflicts: read(ConflictCells, (row) => row.text, 'limit', 'risks'),
  }
}
