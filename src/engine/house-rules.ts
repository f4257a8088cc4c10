/**
 * What a team decided for all its packets, as amendments like any person's: with evidence of their own, before what
 * people say about a packet, and never where its request speaks about the same thing.
 */
import { z } from 'zod'
import { laneIds, routeOutIds } from './packet.ts'
import type { Amendment, LaneId, RouteOutId, Verdict } from './packet.ts'

const minutes = z.number().int().min(1).max(600)

export const HouseRules = z.object({
  /** Language or framework of requests that name none. */
  runtime: z.string().trim().min(1).max(60).nullable(),
  /** False: nothing on the pull request may start a container. */
  containersOnPr: z.boolean(),
  budgetMinutes: z.partialRecord(z.enum(laneIds), minutes),
  /** Who owns what is handed over to a neighbour, as packets say it: `#api-guild`, a team's name. */
  owners: z.partialRecord(z.enum(routeOutIds), z.string().min(1).max(90)),
  /** Slack ids of the channels that get what is handed over, and of the one for neighbours without their own. */
  handOffTo: z
    .object({
      channels: z.partialRecord(z.enum(routeOutIds), z.string()),
      fallback: z.string().nullable(),
    })
    // Settings of older versions name owners in words only.
    .default({ channels: {}, fallback: null }),
  /** Slack ids of the people whose *Accept* counts; empty for everybody in the channel. No matter of the engine. */
  acceptorIds: z.array(z.string()).max(50).default([]),
  /** Packets that nobody changed for so long are forgotten; null keeps all. No matter of the engine. */
  keepMonths: z.number().int().min(1).max(120).nullable().default(null),
})
export type HouseRules = z.infer<typeof HouseRules>

/** What of them a framing shows: enough to read a request again as a dialog showed it. */
export const FramingRules = HouseRules.pick({
  runtime: true,
  containersOnPr: true,
  budgetMinutes: true,
})
export type FramingRules = z.infer<typeof FramingRules>

export const noHouseRules: HouseRules = {
  runtime: null,
  containersOnPr: true,
  budgetMinutes: {},
  owners: {},
  handOffTo: { channels: {}, fallback: null },
  acceptorIds: [],
  keepMonths: null,
}

/** Stands in `Amendment.by` where a person's id would. */
export const houseRule = 'house rule'
/** Id of the amendment that names the language or framework. */
export const runtimeRule = 'house:language'

/** The rules that hold for this packet; `verdict` is what its request and its people alone lead to. */
export function houseRulesFor(rules: HouseRules, verdict: Verdict): readonly Amendment[] {
  const { framing, routeOuts } = verdict
  const limits = framing.constraints.map((each) => each.constraint)
  const namesRuntime = framing.runtime.some((each) => each.stated)
  return [
    ...(rules.runtime === null || namesRuntime
      ? []
      : [rule('runtime', 'language', 'add', rules.runtime, `we write ${rules.runtime}`)]),
    // Beside a request for a real database the rule stands too: what cannot both hold is shown as a contradiction.
    ...(rules.containersOnPr || limits.some((limit) => noContainersOnPr.has(limit))
      ? []
      : [rule('constraint', 'containers@pr', 'add', null, 'no containers on PR')]),
    ...laneIds.flatMap((lane) => budget(lane, rules.budgetMinutes[lane], limits)),
    ...routeOuts.flatMap(({ to, text }) => owner(to, text === null ? undefined : rules.owners[to])),
  ]
}

/** Limits of a request that say it already; `no-containers@local-fast` does not. */
const noContainersOnPr: ReadonlySet<string> = new Set([
  'no-containers',
  'no-containers@ci',
  'no-containers@pr',
])

/** What people said, without what the house rules added. */
export function withoutHouseRules(amendments: readonly Amendment[]): readonly Amendment[] {
  return amendments.filter((each) => each.by !== houseRule)
}

/** Slugs of the method's lanes as constraints name them. */
const laneNames: Readonly<Record<LaneId, string>> = {
  'local-fast': 'local',
  pr: 'pr',
  scheduled: 'scheduled',
  release: 'release',
}

function budget(
  lane: LaneId,
  limit: number | undefined,
  limits: readonly string[],
): readonly Amendment[] {
  const target = `budget@${laneNames[lane]}`
  if (limit === undefined || limits.includes(target)) return []
  return [rule('constraint', target, 'set', `${limit} min`, `${limit} min for ${lane}`)]
}

function owner(to: RouteOutId, channel: string | undefined): readonly Amendment[] {
  if (channel === undefined) return []
  return [rule('question', `${to}.owner`, 'set', channel, `${channel} owns ${to}`)]
}

function rule(
  on: Amendment['on'],
  target: string,
  op: Amendment['op'],
  to: string | null,
  because: string,
): Amendment {
  return {
    id: `house:${target}`,
    on,
    target,
    op,
    to,
    because: `house rule: ${because}`,
    by: houseRule,
  }
}
