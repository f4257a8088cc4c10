/** Rows that the request's limits do not allow are replaced by the nearest thing that is, with the loss said. */
import type { PacketContext } from '../context.ts'
import { limitOf } from '../limits.ts'
import type { Limit } from '../limits.ts'
import { laneIds } from '../packet.ts'
import type { DependencyDecision, LaneId } from '../packet.ts'
import { clipped, plain, proof } from '../phrasing.ts'
import { languageOf, stackFor } from '../stacks.ts'
import { matchOf } from './choose-row.ts'
import type { Bind } from './means.ts'
import type { NeededDependency } from './needed.ts'
import type { RealismKnowledge, WithoutContainersRow } from './tables.ts'

/** Limits that keep checks away from accounts of others; a shared environment is less than that. */
export const accountLimits = ['no-sandbox', 'no-network']
const outsideLimits = ['no-shared-environment', ...accountLimits]

const cloud = /\b(?:aws|azure|gcp|google cloud|clouds?)\b/i

/** `bind` fills the sentences for the dependency and risk of these rows. */
export function obeyLimits(
  context: PacketContext,
  needed: NeededDependency,
  rows: readonly DependencyDecision[],
  bind: Bind,
  knowledge: RealismKnowledge,
): readonly DependencyDecision[] {
  const containers = limitOf(context, 'no-containers')
  const limits = (names: readonly string[]): readonly Limit[] =>
    names.flatMap((name) => limitOf(context, name) ?? []).filter((limit) => concerns(limit))
  // "No staging Redshift" says nothing of the bucket beside it; a cloud stands for all that runs on it.
  const concerns = ({ words }: Limit): boolean => {
    const named = context.framing.dependencies.filter((each) =>
      words.toLowerCase().includes(each.name.toLowerCase()),
    )
    return (
      named.length === 0 ||
      cloud.test(words) ||
      named.some((each) => each.dependency === needed.dependency)
    )
  }
  const inside = containers
    ? rows.flatMap((row) => withoutContainers(context, needed, row, containers, bind, knowledge))
    : rows
  const copy = limitOf(context, 'production-copy')
  const owned = limits(outsideLimits).reduce(
    (before, limit) => withoutShared(needed, before, limit, bind, knowledge),
    inside,
  )
  return limits(accountLimits)
    .reduce((before, limit) => withoutReach(needed, before, limit, knowledge), owned)
    .map((row) => (copy ? withoutCopy(row, copy) : row))
}

/** Rows never use a production copy; where they say so, a limit of the request is the reason. */
const withoutCopy = (row: DependencyDecision, limit: Limit): DependencyDecision =>
  row.means.includes('no production copy')
    ? {
        ...row,
        means: row.means.replace('no production copy', `no production copy (${quoted(limit)})`),
        evidence: [...limit.evidence.slice(0, 1), ...row.evidence],
      }
    : row

function withoutContainers(
  context: PacketContext,
  needed: NeededDependency,
  row: DependencyDecision,
  limit: Limit,
  bind: Bind,
  knowledge: RealismKnowledge,
): readonly DependencyDecision[] {
  const language = languageOf(knowledge.stacks, stackFor(knowledge.stacks, context.framing))
  const instead = replacementFor(needed, row, language, knowledge)
  if (!instead) return [row]
  const where = split(row.scope, limit.lanes)
  if (where.forbidden === null) return [row]
  const quote = quoted(limit)
  const replaced: DependencyDecision = {
    ...row,
    scope: where.forbidden === everywhere ? row.scope : where.forbidden,
    strategy: instead.strategy,
    means: bind(instead.means),
    why:
      instead.shows === 'engine'
        ? `${quote} rules out only the container${where.kept === null ? `. ${row.why}` : ', not the behaviour'}`
        : bind(
            `${quote} rules a container out: here only our side of {name} is shown${where.kept === null ? '' : `, the rest in the ${where.kept} lane`}`,
          ),
    doesNotProve: bind(instead.loses),
    keptHonestBy:
      where.kept === null
        ? row.keptHonestBy
        : `the same cases on a container in the ${where.kept} lane`,
    evidence: proof(instead.rule, [limit.evidence, row.evidence]),
  }
  return where.kept === null ? [replaced] : [replaced, { ...row, scope: where.kept }]
}

function replacementFor(
  needed: NeededDependency,
  row: DependencyDecision,
  language: string,
  knowledge: RealismKnowledge,
): WithoutContainersRow | undefined {
  const fits = knowledge.withoutContainers.filter((each) => {
    const match = matchOf(each.dependency, needed)
    // Only a product's own row may replace a simulator: the kind's rows stand in for the real engine.
    const wanted = row.strategy === 'containerized' ? match !== null : match === 'product'
    return wanted && (each.language === 'any' || each.language === language)
  })
  const replaceable = row.strategy === 'containerized' || row.strategy === 'fake'
  return replaceable ? (fits.find((each) => each.language === language) ?? fits[0]) : undefined
}

/** Where a row loses its container and where it keeps it, as scopes; null when there is no such lane. */
function split(
  scope: string | null,
  lanes: ReadonlySet<LaneId>,
): { readonly forbidden: string | null; readonly kept: string | null } {
  const own = laneIds.find((each) => each === scope)
  if (own) return lanes.has(own) ? { forbidden: own, kept: null } : { forbidden: null, kept: own }
  // A release check never starts a container, so the three other lanes decide.
  const working = laneIds.filter((lane) => lane !== 'release')
  const forbidden = working.filter((lane) => lanes.has(lane))
  const kept = working.filter((lane) => !lanes.has(lane))
  if (forbidden.length === 0) return { forbidden: null, kept: null }
  if (kept.length === 0) return { forbidden: everywhere, kept: null }
  const ci = forbidden.length === 2 && !forbidden.includes('local-fast')
  return {
    forbidden: ci ? 'ci' : forbidden.join(' and '),
    kept: kept.includes('scheduled') ? 'scheduled' : kept.join(' and '),
  }
}

function withoutShared(
  needed: NeededDependency,
  rows: readonly DependencyDecision[],
  limit: Limit,
  bind: Bind,
  knowledge: RealismKnowledge,
): readonly DependencyDecision[] {
  const forbidden = (row: DependencyDecision): boolean =>
    row.strategy === 'shared-external' &&
    (row.scope === null ||
      laneIds.some((lane) => lane === row.scope && limit.lanes.has(lane)) ||
      !laneIds.some((lane) => lane === row.scope))
  if (!rows.some(forbidden)) return rows
  const rest = rows.filter((row) => !forbidden(row))
  const loss = lossWithout(needed, limit)
  // A stub for the other lanes covers our side already; without one, the row itself becomes a stub.
  if (rest.some((row) => row.strategy === 'mock' || row.strategy === 'fake'))
    return rest.map((row) => ({
      ...row,
      scope: rest.length === 1 ? null : row.scope,
      keptHonestBy: loss,
      evidence: [...row.evidence, ...limit.evidence.slice(0, 1)],
    }))
  const stub = knowledge.withoutContainers.findLast((each) => each.dependency.kind === 'any')
  return rows.map((row) =>
    forbidden(row)
      ? {
          ...row,
          strategy: stub?.strategy ?? 'mock',
          means: bind(stub?.means ?? '{http-stub}'),
          why: bind(
            `${quoted(limit)} rules {name}'s own environment out; our side of it stays covered`,
          ),
          doesNotProve: bind('what {name} really answers'),
          keptHonestBy: loss,
          evidence: [...row.evidence, ...limit.evidence.slice(0, 1)],
        }
      : row,
  )
}

/** A stand-in cannot be kept honest by an account that may not be called at night either. */
const withoutReach = (
  needed: NeededDependency,
  rows: readonly DependencyDecision[],
  limit: Limit,
  knowledge: RealismKnowledge,
): readonly DependencyDecision[] =>
  limit.lanes.has('scheduled')
    ? rows.map((row) =>
        row.keptHonestBy !== null && reachesOutside(row.keptHonestBy, knowledge)
          ? {
              ...row,
              keptHonestBy: lossWithout(needed, limit),
              evidence: [...row.evidence, ...limit.evidence.slice(0, 1)],
            }
          : row,
      )
    : rows

export const reachesOutside = (
  check: string,
  { reachesOutside: words }: RealismKnowledge,
): boolean => words.some((each) => check.includes(each))

const lossWithout = (needed: NeededDependency, limit: Limit): string =>
  `nothing automatic: ${quoted(limit)} rules ${needed.name}'s own environment out, so recorded answers carry a date and an owner`

const everywhere = 'every lane'
const quoted = (limit: Limit): string => `“${clipped(plain(limit.words), 48)}”`
