/**
 * Whose question it is when it is not ours: the brief that the neighbour gets, what can start here today, and what a
 * packet says about its neighbours. The knowledge is references/route-outs.md.
 */
import type { PacketContext } from './context.ts'
import type { LayerId, PacketKind, RouteOut, RouteOutId, RuleId, Scenario } from './packet.ts'
import { matchHandoff, topicOf } from './route-out/handoff.ts'
import type { HandoffMatch } from './route-out/handoff.ts'
import type { Cue } from './request-words.ts'
import { isPacketKind } from './settle.ts'
import { chooseScenarios } from './scenarios.ts'
import type { ScenarioKnowledge } from './scenarios.ts'

interface Neighbour {
  readonly rule: RuleId
  readonly to: RouteOutId
  /** What the request must state before a part of it stays here. */
  readonly staysWhen: (typeof stayConditions)[number]
  /** Layers whose cases do not depend on the neighbour's decision, the preferred one first. */
  readonly layers: readonly LayerId[]
  /** `named`: only cases with words of the request of their own. */
  readonly cases: 'any' | 'named' | 'none'
  /** The packet that the request becomes afterwards. */
  readonly becomes: PacketKind
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
  /** Topics of cases that cannot be written before this is decided. */
  readonly blocks: readonly string[]
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
  readonly neighbours: readonly Neighbour[]
  readonly handoff: readonly HandoffRow[]
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

const mostUndecided = 4
const mostDepending = 3
const mostCases = 3

export type HandedOver = Pick<RouteOut, 'handoff' | 'staysHere' | 'comeBackWith'>

/** The brief for `to`, in its own terms and with the request's words. */
export function handOver(
  context: PacketContext,
  to: RouteOutId,
  knowledge: { readonly routeOuts: RouteOutKnowledge; readonly scenarios: ScenarioKnowledge },
): HandedOver {
  const matches = matchHandoff(context, to, knowledge.routeOuts).slice(0, mostUndecided)
  const neighbour = knowledge.routeOuts.neighbours.find((each) => each.to === to)
  return {
    handoff: {
      undecided: matches.map((match) => match.text),
      dependsOnIt: matches
        .flatMap((match) => (match.isQuestion ? [] : (match.row.dependsOnIt ?? [])))
        .slice(0, mostDepending),
      evidence: matches.flatMap((match) => match.evidence),
    },
    staysHere: neighbour ? casesThatStay(context, neighbour, matches, knowledge.scenarios) : [],
    comeBackWith: (neighbour?.comeBackWith ?? '').replace('{topics}', listed(matches)),
  }
}

function casesThatStay(
  context: PacketContext,
  neighbour: Neighbour,
  matches: readonly HandoffMatch[],
  knowledge: ScenarioKnowledge,
): readonly Scenario[] {
  const { surfaces, risks } = context.framing
  const testsAsked = context.secondary !== null && isPacketKind(context.secondary)
  const hasRisk = risks.some(isStated)
  if (neighbour.cases === 'none' || !surfaces.some(isStated)) return []
  if (neighbour.staysWhen === 'surface and risk' && !hasRisk) return []
  if (neighbour.staysWhen === 'surface and risk, or tests asked' && !hasRisk && !testsAsked)
    return []
  return chooseScenarios({ ...context, kind: neighbour.becomes }, knowledge)
    .filter((each) => {
      const row = knowledge.rows.find(({ rule }) => each.evidence.some((one) => one.rule === rule))
      return (
        neighbour.layers.includes(each.layer) &&
        (neighbour.cases === 'any' || (row !== undefined && row.cues.length > 0)) &&
        !matches.some((match) => row !== undefined && match.row.blocks.includes(row.topic))
      )
    })
    .slice(0, mostCases)
    .map((each, index) => ({ ...each, number: index + 1 }))
}

/** The names of the open points: `pagination, status codes and limits`. */
function listed(matches: readonly HandoffMatch[]): string {
  const topics = matches.filter((match) => !match.isQuestion).map((match) => topicOf(match.row))
  const last = topics.at(-1) ?? ''
  return topics.length < 2 ? last : `${topics.slice(0, -1).join(', ')} and ${last}`
}

const isStated = (each: { readonly stated: boolean }): boolean => each.stated
