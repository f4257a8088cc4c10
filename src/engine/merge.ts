/**
 * What two people changed at once. Amendments to different decisions stand side by side in any order; amendments to the
 * same decision with different values are a conflict that a person decides, never the clock.
 */
import { amendmentTopics } from './packet.ts'
import type { Amendment } from './packet.ts'

/** Both touch one decision and cannot both hold. `standing` came first into the packet. */
export interface Conflict {
  readonly standing: Amendment
  readonly proposed: Amendment
}

export interface Merge {
  /** What can join the packet now. */
  readonly accepted: readonly Amendment[]
  readonly conflicts: readonly Conflict[]
  /** Already in the packet, in these or in equal words. */
  readonly known: readonly Amendment[]
}

/**
 * Sorts what is proposed against what changed since the proposer looked. `changed` holds the amendments that joined the
 * packet meanwhile; an empty list accepts everything.
 */
export function mergeAmendments(
  changed: readonly Amendment[],
  proposed: readonly Amendment[],
): Merge {
  const known = proposed.filter((each) => changed.some((other) => sameChange(other, each)))
  const fresh = proposed.filter((each) => !known.includes(each))
  const conflicts = fresh.flatMap((each) => {
    const standing = changed.findLast((other) => contradicts(other, each))
    return standing === undefined ? [] : [{ standing, proposed: each }]
  })
  const refused = new Set(conflicts.map((conflict) => conflict.proposed))
  return { accepted: fresh.filter((each) => !refused.has(each)), conflicts, known }
}

/** True when both touch one decision and do not ask for the same thing. */
export function contradicts(a: Amendment, b: Amendment): boolean {
  if (!touchSameDecision(a, b) || sameChange(a, b)) return false
  // Two additions enrich one list; neither takes anything from the other.
  return !(a.op === 'add' && b.op === 'add') || isLimit(a)
}

/** A limit holds one value, though people add it: `budget@pr` is 8 or 9 minutes. What is kept as words may be many. */
const isLimit = ({ on, target }: Amendment): boolean => on === 'constraint' && target !== 'stated'

/** `redis` covers `redis@pr`; `redis@pr` and `redis@scheduled` are two decisions. */
function touchSameDecision(a: Amendment, b: Amendment): boolean {
  if (a.on !== b.on) return false
  const [first, second] = [decisionOf(a), decisionOf(b)]
  return (
    first.name === second.name &&
    (first.scope === null || second.scope === null || first.scope === second.scope)
  )
}

function sameChange(a: Amendment, b: Amendment): boolean {
  return (
    a.id === b.id ||
    (a.on === b.on &&
      a.op === b.op &&
      normal(a.target) === normal(b.target) &&
      normal(a.to ?? '') === normal(b.to ?? ''))
  )
}

const normal = (words: string): string => words.trim().toLowerCase()

function decisionOf(amendment: Amendment): {
  readonly name: string
  readonly scope: string | null
} {
  const [name = '', scope = null] = normal(amendment.target).split('@', 2)
  // Additions to a list (a new scenario, a new risk) are told apart by what they add.
  return amendment.on === 'scenario' && name === 'new'
    ? { name: `new ${normal(amendment.to ?? '')}`, scope }
    : { name, scope }
}

/**
 * One order for a set of amendments that contradict each other nowhere, whatever order they arrived in; where two
 * touch one decision (a later revision overrules an earlier), their given order is kept. Duplicates by id count once.
 */
export function canonicalOrder(amendments: readonly Amendment[]): readonly Amendment[] {
  const seen = new Set<string>()
  const once = amendments.filter((each) => !seen.has(each.id) && seen.add(each.id))
  const groups = new Map<string, Amendment[]>()
  for (const each of once) {
    const key = groupKey(each)
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  return [...groups.keys()].toSorted(byCodeUnits).flatMap((key) => inOrder(groups.get(key) ?? []))
}

const groupKey = (each: Amendment): string =>
  `${String(amendmentTopics.indexOf(each.on)).padStart(2, '0')} ${decisionOf(each).name}`

/** A group in which nothing contradicts anything has no history worth keeping, so its order is made canonical. */
function inOrder(group: readonly Amendment[]): readonly Amendment[] {
  const contradictory = group.some((a, at) => group.slice(at + 1).some((b) => contradicts(a, b)))
  return contradictory
    ? group
    : group.toSorted((a, b) => byCodeUnits(JSON.stringify(a), JSON.stringify(b)))
}

const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
