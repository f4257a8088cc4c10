import { z } from 'zod'
import { LayerId, PacketKind, RouteOutId, routeOutIds } from '../engine/packet.ts'
import { stayConditions, waitTopics } from '../engine/route-out.ts'
import type { RouteOutKnowledge } from '../engine/route-out.ts'
import { cues, filledList, list, maybe, tablesWith, words } from './cells.ts'
import type { Table } from './document.ts'
import { readRows } from './rows.ts'
import type { Problems } from './rows.ts'

const Neighbour = z.object({
  to: RouteOutId,
  'stays when': z.enum(stayConditions),
  layers: filledList.pipe(z.array(LayerId)),
  cases: z.enum(['any', 'named', 'none']),
  'at stake': maybe,
  becomes: PacketKind,
  assumed: maybe,
  'come back with': words,
})
const Handoff = z.object({
  to: RouteOutId,
  cues,
  undecided: words,
  'depends on it': maybe,
  'at stake': maybe,
  first: z.enum(['', 'first']).default(''),
  blocks: list,
  cases: list,
  hook: maybe,
  'instead of': list,
})
/** What follows any answer of a neighbour. */
const Case = z.object({ to: RouteOutId, needs: list, text: words })
const Row = z.object({
  to: RouteOutId,
  cues,
  kinds: list.pipe(z.array(PacketKind)),
  surfaces: list,
  needs: z.enum(['', 'asks', 'remains']).default(''),
  text: words,
})
const Open = z.object({ cues })
/** `layer contract`, `gates`. */
const Waits = z.object({
  to: RouteOutId,
  waits: filledList.pipe(
    z.array(
      z.string().transform((cell, problems) => {
        const [on, ...name] = cell.split(' ')
        const topic = waitTopics.find((each) => each === on)
        if (topic !== undefined) return { on: topic, name: name.join(' ') }
        problems.addIssue(`unknown "${on}"; use ${waitTopics.join(', ')}`)
        return z.NEVER
      }),
    ),
  ),
})
const Excluded = z.object({ to: RouteOutId, text: words })

/** references/route-outs.md. */
export function readRouteOuts(
  tables: readonly Table[],
  words: Pick<RouteOutKnowledge, 'placeholders' | 'stacks'>,
  problems: Problems,
): RouteOutKnowledge {
  const knowledge = { ...words, ...readParts(tables, problems) }
  const [first] = tables
  for (const to of routeOutIds)
    if (first && !knowledge.neighbours.some((each) => each.to === to))
      problems.add({
        document: first.document,
        line: first.line,
        message: `no row for the neighbour ${to}; every route-out needs one`,
      })
  return knowledge
}

function readParts(
  tables: readonly Table[],
  problems: Problems,
): Omit<RouteOutKnowledge, 'placeholders' | 'stacks'> {
  const under = (start: string): readonly Table[] =>
    tables.filter((table) => table.section.startsWith(start))
  return {
    neighbours: readRows(
      under('Neighbours'),
      Neighbour,
      (row) => `${row.to}: come back with ${row['come back with']}`,
      problems,
    ).map(({ value, rule }) => ({
      rule: rule.id,
      to: value.to,
      staysWhen: value['stays when'],
      layers: value.layers,
      cases: value.cases,
      atStake: value['at stake'],
      becomes: value.becomes,
      assumed: value.assumed,
      comeBackWith: value['come back with'],
    })),
    handoff: readRows(
      tablesWith(tables, 'undecided'),
      Handoff,
      (row) => `${row.to} decides ${row.undecided}`,
      problems,
    ).map(({ value, rule }) => ({
      rule: rule.id,
      to: value.to,
      cues: value.cues,
      undecided: value.undecided,
      dependsOnIt: value['depends on it'] === 'none' ? null : value['depends on it'],
      atStake: value['at stake'],
      isFirst: value.first === 'first',
      blocks: value.blocks,
      cases: value.cases,
      hook: value.hook,
      insteadOf: value['instead of'].map((id) => `route-outs/${id}` as const),
    })),
    rows: readRows(
      tablesWith(tables, 'kinds', 'needs'),
      Row,
      (row) => `${row.to}: ${row.text}`,
      problems,
    ).map(({ value, rule }) => ({
      rule: rule.id,
      to: value.to,
      cues: value.cues,
      kinds: value.kinds,
      surfaces: value.surfaces,
      asks: value.needs === 'asks',
      remains: value.needs === 'remains',
      text: value.text,
    })),
    cases: readRows(
      under('The case that follows'),
      Case,
      (row) => `${row.to}: ${row.text}`,
      problems,
    ).map(({ value, rule }) => ({ rule: rule.id, ...value })),
    open: readRows(
      under('Open points'),
      Open,
      () => 'words that leave a point open',
      problems,
    ).flatMap(({ value }) => value.cues),
    waits: readRows(
      under('What waits'),
      Waits,
      (row) => `${row.waits.map(({ on, name }) => `${on} ${name}`.trim()).join(', ')}: ${row.to}`,
      problems,
    ).map(({ value, rule }) => ({ rule: rule.id, to: value.to, waits: value.waits })),
    excluded: readRows(
      under('Excluded'),
      Excluded,
      (row) => `${row.to}: ${row.text}`,
      problems,
    ).map(({ value, rule }) => ({ rule: rule.id, to: value.to, text: value.text })),
  }
}
