/** What else a row of a packet could be, and what each would cost in other decisions. */
import type { Change } from '../../engine/difference.ts'
import { laneIds, strategies } from '../../engine/packet.ts'
import type { Packet, Verdict } from '../../engine/packet.ts'
import type { ProposedChange } from '../../flows/thread.ts'
import { shorten } from '../../render/split.ts'
import { laneWords, layerWords, strategyWords } from '../../render/words.ts'

export interface Row {
  readonly key: string
  /** What people call it. */
  readonly name: string
  /** The name, and what it is now. */
  readonly label: string
  readonly alternatives: readonly { readonly label: string; readonly change: ProposedChange }[]
}

/** Rows of a verdict without a packet: none. */
export function rowsOf(verdict: Verdict): readonly Row[] {
  if (verdict.verdict !== 'packet') return []
  return [
    ...verdict.layers.map(layerRow),
    ...verdict.dependencies.map(dependencyRow),
    ...verdict.lanes.map((lane) => laneRow(lane, verdict)),
  ]
}

function layerRow({ layer, inScope }: Packet['layers'][number]): Row {
  const to = inScope ? 'out' : 'in'
  return {
    key: `layer ${layer}`,
    name: `layer ${layerWords[layer]}`,
    label: `Layer ${layerWords[layer]}: ${inScope ? 'in scope' : 'out of scope'}`,
    alternatives: [
      { label: inScope ? 'Out of scope' : 'In scope', change: change('layer', layer, 'set', to) },
    ],
  }
}

function dependencyRow(row: Packet['dependencies'][number]): Row {
  const target = row.scope === null ? row.dependency : `${row.dependency}@${row.scope}`
  const now = row.strategy === null ? 'stays out' : strategyWords[row.strategy]
  const name = [row.name, row.scope].filter((each) => each !== null).join(', ')
  return {
    key: `dependency ${target}`.slice(0, 75),
    name: shorten(name, 60),
    label: `${name}: ${now}`,
    alternatives: [
      ...strategies
        .filter((strategy) => strategy !== row.strategy)
        .map((strategy) => ({
          label: strategyWords[strategy],
          change: change('dependency', target, 'set', strategy),
        })),
      {
        label: 'Leave it out of the packet',
        change: change('dependency', row.dependency, 'remove', null),
      },
    ],
  }
}

/** A lane is changed by what runs in it: each of its cases could run elsewhere. */
function laneRow({ lane }: Packet['lanes'][number], { scenarios }: Packet): Row {
  const next = laneIds[laneIds.indexOf(lane) + 1] ?? 'scheduled'
  return {
    key: `lane ${lane}`,
    name: `lane ${laneWords[lane]}`,
    label: `Lane ${laneWords[lane]}`,
    alternatives: scenarios
      .filter((each) => each.lane === lane)
      .map((each) => ({
        label: `Scenario ${each.number} in ${laneWords[next]}: ${each.text}`,
        change: change('lane', `scenario ${each.number}`, 'move', next),
      })),
  }
}

const change = (
  on: ProposedChange['on'],
  target: string,
  op: ProposedChange['op'],
  to: string | null,
): ProposedChange => ({ on, target, op, to, because: null })

/** `3 decisions change: lane pr, gates, scenario 4`; null when nothing would change. */
export function costWords(changes: readonly Change[]): string | null {
  if (changes.length === 0) return null
  const keys = changes.slice(0, 3).map((each) => each.key)
  return `${changes.length} ${changes.length === 1 ? 'decision changes' : 'decisions change'}: ${keys.join(', ')}`
}
