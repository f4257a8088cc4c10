import { z } from 'zod'
import { laneIds, packetKinds, strategies } from '../engine/packet.ts'
import type { FillKnowledge } from '../engine/fill.ts'
import type { RealismKnowledge } from '../engine/realism/tables.ts'
import type { StackKnowledge } from '../engine/stacks.ts'
import { cues, filledList, list, maybe, maybeOneOf, tablesWith, words } from './cells.ts'
import type { Table } from './document.ts'
import type { Problems } from './rows.ts'
import { readRows } from './rows.ts'
import { dependencyMatch, situation } from './situations.ts'

const strategyOrNone = z
  .enum([...strategies, 'none'], { error: () => `use ${strategies.join(', ')} or none` })
  .transform((cell) => (cell === 'none' ? null : cell))
const languages = ['node', 'python', 'java', 'dotnet', 'ruby', 'php', 'go', 'rust', 'elixir']

const Reason = z.object({
  dependency: dependencyMatch,
  when: situation,
  lane: maybeOneOf(laneIds),
  strategy: strategyOrNone,
  means: words,
  why: words,
  'does not prove': maybe,
  'kept honest by': maybe,
  also: maybe,
})
const Without = z.object({
  dependency: dependencyMatch,
  language: words,
  strategy: z.enum(strategies),
  shows: z.enum(['engine', 'our side']),
  means: words,
  loses: words,
})
const Assumed = z.object({
  dependency: words,
  name: words,
  kind: words,
  when: situation,
  unless: list,
  packets: filledList.pipe(z.array(z.enum(packetKinds))),
  cues,
  told: z.enum(['yes', '']).transform((cell) => cell === 'yes'),
})
const Decided = z.object({
  kind: words,
  strategy: z.enum(strategies),
  means: words,
  why: words,
  loses: words,
})
const Image = z.looseObject({ products: filledList, image: words, ready: words })
const LocalMeans = z.looseObject({ means: words, otherwise: words })
const StubServer = z.object({ 'stub server': words, cues })
const General = z.object({ dependency: words, kind: words })
const OneServer = z.object({ engine: words, beside: words, name: words })
const StandIn = z.object({ risks: list, differs: words })
const Spoken = z.object({ said: filledList, 'stands for': dependencyMatch })

/** references/dependency-realism.md, with the stacks that its means are taken from. */
export function readRealism(
  tables: readonly Table[],
  stacks: StackKnowledge,
  placeholders: FillKnowledge,
  problems: Problems,
): RealismKnowledge {
  const rows = readRows(
    tablesWith(tables, 'dependency', 'when', 'strategy', 'why', 'also'),
    Reason,
    (row) => `${row.strategy ?? 'none'}: ${row.why}`,
    problems,
  )
  const ids = new Set(rows.map((each) => each.rule.id))
  for (const { value, rule } of rows)
    if (value.also !== null && !ids.has(companionId(value.also)))
      problems.add({
        document: rule.document,
        line: rule.line,
        message: `also names "${value.also}", which is no row of this document`,
      })
  return {
    rows: rows.map(({ value, rule }) => ({
      rule: rule.id,
      dependency: value.dependency,
      when: value.when,
      lane: value.lane,
      strategy: value.strategy,
      means: value.means,
      why: value.why,
      doesNotProve: value['does not prove'],
      keptHonestBy: value['kept honest by'],
      also: value.also === null ? null : companionId(value.also),
    })),
    withoutContainers: readRows(
      tablesWith(tables, 'dependency', 'language', 'strategy', 'loses'),
      Without,
      (row) => `${row.means} (loses ${row.loses})`,
      problems,
    ).map(({ value, rule }) => ({ rule: rule.id, ...value })),
    assumed: readRows(
      tablesWith(tables, 'dependency', 'name', 'unless', 'packets'),
      Assumed,
      (row) => row.name,
      problems,
    ).map(({ value, rule }) => ({ rule: rule.id, ...value })),
    decided: readRows(
      tablesWith(tables, 'kind', 'strategy', 'means', 'why', 'loses'),
      Decided,
      (row) => `${row.strategy} for ${row.kind}: ${row.why}`,
      problems,
    ).map(({ value, rule }) => ({ rule: rule.id, ...value })),
    images: readRows(
      tablesWith(tables, 'products', 'image', 'ready'),
      Image,
      (row) => `${row.image}, ready: ${row.ready}`,
      problems,
    ).map(({ value, rule }) => ({
      rule: rule.id,
      products: value.products,
      image: value.image,
      ready: value.ready,
      modules: byLanguage(value),
    })),
    means: readRows(
      tablesWith(tables, 'means', 'otherwise'),
      LocalMeans,
      (row) => `${row.means}: ${row.otherwise}`,
      problems,
    ).map(({ value, rule }) => ({
      rule: rule.id,
      name: value.means,
      byLanguage: byLanguage(value),
      otherwise: value.otherwise,
    })),
    reachesOutside: readRows(
      tablesWith(tables, 'reaches outside'),
      z.object({ 'reaches outside': filledList }),
      (row) => row['reaches outside'].join(', '),
      problems,
    ).flatMap(({ value }) => value['reaches outside']),
    stubServers: readRows(
      tablesWith(tables, 'stub server', 'cues'),
      StubServer,
      (row) => row['stub server'],
      problems,
    ).map(({ value, rule }) => ({ rule: rule.id, name: value['stub server'], cues: value.cues })),
    generalWords: readRows(
      tables.filter((each) => each.columns.join() === 'id,dependency,kind'),
      General,
      (row) => `${row.dependency} is treated as ${row.kind}`,
      problems,
    ).map(({ value, rule }) => ({ rule: rule.id, ...value })),
    oneServers: readRows(
      tablesWith(tables, 'engine', 'beside', 'name'),
      OneServer,
      (row) => `${row.name} stands for ${row.engine} too`,
      problems,
    ).map(({ value, rule }) => ({ rule: rule.id, ...value })),
    standIns: readRows(
      tablesWith(tables, 'area', 'risks', 'differs'),
      StandIn,
      (row) => row.differs,
      problems,
    ).map(({ value, rule }) => ({ rule: rule.id, ...value })),
    spokenNames: readRows(
      tablesWith(tables, 'said', 'stands for'),
      Spoken,
      (row) => row.said.join(', '),
      problems,
    ).map(({ value, rule }) => ({
      rule: rule.id,
      said: value.said,
      standsFor: value['stands for'],
    })),
    stacks,
    placeholders,
  }
}

const companionId = (id: string): string => `dependency-realism/${id}`

/** Filled language columns of a row. */
const byLanguage = (row: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> =>
  new Map(
    languages.flatMap((language) => {
      const cell = row[language]
      return typeof cell === 'string' && cell !== '' ? [[language, cell] as const] : []
    }),
  )
