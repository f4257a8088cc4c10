/**
 * Whose question it is when it is not ours: the brief that the neighbour gets, what can start here today, and what a
 * packet says about its neighbours. The knowledge is references/route-outs.md.
 */
import type { PacketContext } from './context.ts'
import type { FillKnowledge } from './fill.ts'
import type {
  Caveat,
  LayerId,
  PacketKind,
  RouteOut,
  RouteOutId,
  RuleId,
  Scenario,
} from './packet.ts'
import { binderOf } from './route-out/bind.ts'
import { matchHandoff, topicOf } from './route-out/handoff.ts'
import type { Cue } from './request-words.ts'
import { isPacketKind } from './settle.ts'
import { listed } from './phrasing.ts'
import { chooseScenarios } from './scenarios.ts'
import type { ScenarioKnowledge } from './scenarios.ts'
import type { StackKnowledge } from './stacks.ts'

interface Neighbour {
  readonly rule: RuleId
  readonly to: RouteOutId
  /** What the request must state before a part of it stays here. */
  readonly staysWhen: (typeof stayConditions)[number]
  /** Layers whose cases do not depend on the neighbour's decision, the preferred one first. */
  readonly layers: readonly LayerId[]
  /** `named`: only cases with words of the request of their own. */
  readonly cases: 'any' | 'named' | 'none'
  /** What goes wrong whatever was asked; null: nothing that its points do not say. */
  readonly atStake: string | null
  /** The packet that the request becomes afterwards. */
  readonly becomes: PacketKind
  /** Said where the request names no existing tests. */
  readonly assumed: string | null
  readonly comeBackWith: string
}

export interface HandoffRow {
  readonly rule: RuleId
  readonly to: RouteOutId
  /** Empty: the fallback of its neighbour. */
  readonly cues: readonly Cue[]
  /** `topic: what is open about it`. */
  readonly undecided: string
  /** Null when nothing in testing waits for it. */
  readonly dependsOnIt: string | null
  /** What goes wrong while it is open or decided badly; null: nothing worth a word. */
  readonly atStake: string | null
  /** Its answer decides which cases there are, so it is settled before the others. */
  readonly isFirst: boolean
  /** Topics of cases that cannot be written before this is decided. */
  readonly blocks: readonly string[]
  /** Topics of cases that are handed over with it, the most telling first. */
  readonly cases: readonly string[]
  /** What the build must leave open for tests; null: nothing. */
  readonly hook: string | null
  /** Rows that say in general what this one says in particular. */
  readonly insteadOf: readonly RuleId[]
}

export interface NeighbourRow {
  readonly rule: RuleId
  readonly to: RouteOutId
  readonly cues: readonly Cue[]
  /** Empty lists fit every packet. */
  readonly kinds: readonly PacketKind[]
  readonly surfaces: readonly string[]
  /** The clause must leave the point open. */
  readonly asks: boolean
  /** Still open there although the requester keeps the neighbour's work out. */
  readonly remains: boolean
  readonly text: string
}

/** What of a packet is not final while the neighbour's answer is out. */
export interface WaitRow {
  readonly rule: RuleId
  readonly to: RouteOutId
  readonly waits: readonly { readonly on: (typeof waitTopics)[number]; readonly name: string }[]
}

export const waitTopics = ['layer', 'scenarios', 'control', 'gates'] as const

export interface RouteOutKnowledge {
  readonly placeholders: FillKnowledge
  readonly stacks: StackKnowledge
  readonly neighbours: readonly Neighbour[]
  readonly handoff: readonly HandoffRow[]
  /** What testing needs from any answer; the first whose kind of dependency the request names, or that asks for none. */
  readonly cases: readonly {
    readonly rule: RuleId
    readonly to: RouteOutId
    readonly needs: readonly string[]
    readonly text: string
  }[]
  readonly rows: readonly NeighbourRow[]
  readonly open: readonly Cue[]
  readonly waits: readonly WaitRow[]
  readonly excluded: readonly {
    readonly rule: RuleId
    readonly to: RouteOutId
    readonly text: string
  }[]
}

export const stayConditions = [
  'surface',
  'surface and risk',
  'surface and risk, or tests asked',
] as const

const mostDepending = 4
/** Points, what depends on them and cases together: a brief is read in one go. */
const mostLines = 11
const mostStakes = 3
/** A list shorter than this is filled up with what else the surface asks for. */
const fewestCases = 3
/** As many as `handoff-is-a-brief` allows. */
export const mostCases = 4

export type HandedOver = Pick<RouteOut, 'handoff' | 'staysHere' | 'comeBackWith' | 'caveats'>

/** The brief for `to`, in its own terms and with the request's words. */
export function handOver(
  context: PacketContext,
  to: RouteOutId,
  knowledge: { readonly routeOuts: RouteOutKnowledge; readonly scenarios: ScenarioKnowledge },
): HandedOver {
  const matches = matchHandoff(context, to, knowledge.routeOuts)
  const rows = matches.filter((match) => !match.isQuestion).map((match) => match.row)
  const decisive = rows.filter((row) => row.isFirst)
  const others = rows.filter((row) => !row.isFirst)
  const neighbour = knowledge.routeOuts.neighbours.find((each) => each.to === to)
  const cases = neighbour ? casesThatStay(context, neighbour, rows, knowledge.scenarios) : []
  const ownStakes = [...decisive, ...others].flatMap((row) => row.atStake ?? [])
  const following = knowledge.routeOuts.cases.find(
    (each) =>
      each.to === to &&
      (each.needs.length === 0 ||
        context.framing.dependencies.some(({ kind }) => each.needs.includes(kind))),
  )
  const bind = binderOf(context, knowledge.routeOuts, {
    topics: listed(rows.map((row) => topicOf(row))),
    hooks: listed(hooksOf(rows)),
    'and-stack': context.framing.stack === null ? ' and its stack' : '',
  })
  return {
    handoff: {
      undecided: matches.map((match) => match.text),
      atStake: [...ownStakes.slice(0, mostStakes), ...[neighbour?.atStake ?? []].flat()],
      dependsOnIt: [
        ...(following ? [bind(following.text)] : []),
        ...decisive.flatMap((row) =>
          row.dependsOnIt === null ? [] : `settle first, ${topicOf(row)}: ${row.dependsOnIt}`,
        ),
        ...others.flatMap((row) => row.dependsOnIt ?? []),
      ].slice(0, Math.min(mostDepending, mostLines - matches.length - cases.length)),
      evidence: matches.flatMap((match) => match.evidence),
    },
    staysHere: cases,
    caveats: neighbour ? assumedOf(context, neighbour, bind) : [],
    comeBackWith: bind(neighbour?.comeBackWith ?? ''),
  }
}

/** Each once, in the order of the points; an injected clock serves every one of them. */
const hooksOf = (rows: readonly HandoffRow[]): readonly string[] => [
  ...new Set([...rows.flatMap((row) => row.hook ?? []), 'an injectable clock']),
]

/** What the fault itself says about the tests that exist, where the request does not speak of them. */
function assumedOf(
  { framing }: PacketContext,
  { rule, assumed }: Neighbour,
  bind: (text: string) => string,
): readonly Caveat[] {
  return assumed === null || framing.coverage.length > 0
    ? []
    : [{ kind: 'assumption', text: bind(assumed), evidence: [{ from: 'assumption', rule }] }]
}

function casesThatStay(
  context: PacketContext,
  neighbour: Neighbour,
  points: readonly HandoffRow[],
  knowledge: ScenarioKnowledge,
): readonly Scenario[] {
  const { surfaces, risks } = context.framing
  const testsAsked = context.secondary !== null && isPacketKind(context.secondary)
  const hasRisk = risks.some(isStated)
  if (neighbour.cases === 'none' || !surfaces.some(isStated)) return []
  if (neighbour.staysWhen === 'surface and risk' && !hasRisk) return []
  if (neighbour.staysWhen === 'surface and risk, or tests asked' && !hasRisk && !testsAsked)
    return []
  const topics = topicsOf(points)
  const fit = chooseScenarios({ ...context, kind: neighbour.becomes }, knowledge, topics).flatMap(
    (scenario) => {
      const row = knowledge.rows.find(({ rule }) =>
        scenario.evidence.some((one) => one.rule === rule),
      )
      const isFit =
        neighbour.layers.includes(scenario.layer) &&
        (neighbour.cases === 'any' || (row !== undefined && row.cues.length > 0)) &&
        !points.some((point) => row !== undefined && point.blocks.includes(row.topic))
      return isFit ? [{ scenario, isOwed: topics.includes(row?.topic ?? '') }] : []
    },
  )
  const owed = fit.filter((each) => each.isOwed)
  const others = fit.filter((each) => !each.isOwed)
  return [...owed, ...others.slice(0, Math.max(0, fewestCases - owed.length))]
    .slice(0, mostCases)
    .map(({ scenario }, index) => ({ ...scenario, number: index + 1 }))
}

/** The first case of each point before the second of any. */
function topicsOf(points: readonly HandoffRow[]): readonly string[] {
  const longest = Math.max(0, ...points.map((each) => each.cases.length))
  return Array.from({ length: longest }, (_, at) =>
    points.flatMap((each) => each.cases[at] ?? []),
  ).flat()
}

const isStated = (each: { readonly stated: boolean }): boolean => each.stated
