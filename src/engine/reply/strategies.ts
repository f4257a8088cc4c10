/** Strategies of dependencies: which of the two belong together in a sentence, and where the change is to hold. */
import type { Strategy } from '../packet.ts'
import type { ReplyContext } from './context.ts'
import { clausesOf } from './clauses.ts'
import type { Marked, Spot } from './spots.ts'
import { clauseOf, scopeIn } from './strategy-clauses.ts'
import type { Clause, Named } from './strategy-clauses.ts'
import type { Tagged } from './tags.ts'
import type { ValueReader } from './values.ts'

export interface StrategyChange {
  readonly spot: Spot
  /** `pr`, `scenario-5`, `elsewhere`; null: everywhere. */
  readonly scope: string | null
  readonly strategy: Strategy
  readonly op: 'set' | 'add'
  readonly start: number
  readonly end: number
}

export interface StrategySentence {
  readonly marked: Marked
  readonly tagged: Tagged
  readonly context: ReplyContext
  readonly isDirective: boolean
  /** What the sentence before was about: "Not in a container though". */
  readonly inherited: Spot | null
  /** The lane of the quoted line that the reply answers; the name may be missing then. */
  readonly quotedScope: string | null
  /** Where the sentence before holds, for a "there" in this one. */
  readonly scopeBefore: string | null
  readonly isAnswer: boolean
}

/** Names and strategies of clauses that say one thing together. */
interface Group {
  readonly clauses: readonly Clause[]
  readonly spots: Clause['spots']
  readonly strategies: readonly Named[]
  readonly scope: string | null
}

/** What a person starts as a container; the rest is somebody else's, real only in their sandbox. */
const ownKinds = new Set([
  'relational',
  'document',
  'cache',
  'broker',
  'job-system',
  'search',
  'analytics',
  'mail',
  'infrastructure',
])

export function strategyChanges(
  sentence: StrategySentence,
  values: ValueReader,
): readonly StrategyChange[] {
  const { tagged, marked } = sentence
  const clauses = clausesOf(tagged).map((window) => clauseOf(window, tagged, marked, values))
  const placed = (group: Group): Group => {
    if (group.scope !== null || !group.clauses.some((each) => each.there)) return group
    const to = group.clauses[0]?.window.from ?? 0
    return { ...group, scope: scopeIn({ from: 0, to }, tagged, values) ?? sentence.scopeBefore }
  }
  return grouped(clauses, sentence.isDirective)
    .map(placed)
    .flatMap((group, at) =>
      // A "please" says nothing about the explanation behind the order.
      changesOf(group, at === 0 ? sentence : { ...sentence, isDirective: false }),
    )
}

/** Clauses join until both a name and a strategy are there: "mock Stripe and S3", "real rabbit, in docker". */
function grouped(clauses: readonly Clause[], isDirective: boolean): readonly Group[] {
  const groups: Group[] = []
  const replace = (group: Group): void => {
    groups[groups.length - 1] = group
  }
  for (const clause of clauses) {
    if (clause.idle && !isDirective) {
      // "Redis: was real, now fake" still says what it is about.
      if (clause.label >= 0 && clause.spots.length > 0)
        groups.push({ clauses: [{ ...clause, idle: false }], ...clause, strategies: [] })
      continue
    }
    const before = groups.at(-1)
    const own: Group = { clauses: [clause], ...clause }
    const said = clause.strategies.filter((each) => !each.denied)
    if (before === undefined) groups.push(own)
    else if (clause.strategies.length === 0 && clause.spots.length === 0) {
      // "…, on the PR too"
      if (clause.scope !== null && (clause.content === 0 || clause.allows))
        replace({
          ...before,
          scope:
            before.scope === null || before.scope === clause.scope ? clause.scope : 'everywhere',
        })
    } else if (clause.strategies.length === 0) {
      if (isComplete(before) && (clause.content > 1 || clause.hasNot)) groups.push(own)
      else replace({ ...merged(before, own), strategies: before.strategies })
    } else if (clause.spots.length > 0) {
      const isNew = clause.spots.some((each) => each.spot.present || !each.spot.isNoun)
      // "Not stubbed, use the sandbox of the tax provider" goes on about what was not to be stubbed.
      // "Let both MySQL and the S3 part be fakes"
      if (isListed(before, clause)) replace(merged(before, own))
      else if (
        before.spots.length > 0 &&
        !isComplete(before) &&
        (clause.orders || clause.allows) &&
        !clause.spots.some((each) => each.spot.present)
      )
        replace({ ...merged(before, own), spots: before.spots })
      else if (before.spots.length > 0 && (isNew || isComplete(before))) groups.push(own)
      else replace(merged(before, own))
    } else if (before.spots.length === 0) replace(merged(before, own))
    else if (!isComplete(before)) replace(merged(before, own))
    else if (said.length > 0 && clause.scope !== null && before.scope !== null)
      // "On the PR a fake Kafka, at night the real thing" says the name once.
      groups.push({ ...own, spots: before.spots, clauses: [...before.clauses, clause] })
    else if (
      said.length > 0 &&
      (clause.orders || clause.allows || (clause.content === 0 && !clause.goesOn))
    )
      replace(overruled(before, own))
  }
  return groups
}

const isListed = (before: Group, clause: Clause): boolean =>
  before.spots.length > 0 &&
  before.strategies.length === 0 &&
  clause.strategies.length > 0 &&
  clause.label < 0 &&
  before.clauses.every(
    (each) => each.content === 0 && each.label < 0 && !each.allows && !each.hasNot && !each.has,
  )

const isComplete = (group: Group): boolean =>
  group.spots.length > 0 && group.strategies.some((each) => !each.denied)

const merged = (one: Group, other: Group): Group => ({
  clauses: [...one.clauses, ...other.clauses],
  spots: [...one.spots, ...other.spots],
  strategies: [...one.strategies, ...other.strategies],
  scope: one.scope ?? other.scope,
})

/** A later word outweighs a tool's name before it; a later tool never outweighs a word. */
function overruled(one: Group, other: Group): Group {
  const had = strategyOf(one.strategies)
  const has = strategyOf(other.strategies)
  return had !== null && has !== null && had.force === 'word' && has.force === 'tool'
    ? one
    : { ...merged(one, other), strategies: other.strategies }
}

function changesOf(group: Group, sentence: StrategySentence): readonly StrategyChange[] {
  const strategy = strategyOf(group.strategies)
  if (strategy === null) return []
  const spots = spotsOf(group, strategy, sentence).filter(
    // "Auth: real Passport tokens" says how actors sign in.
    (each) => each.dependency !== 'auth' || strategy.value !== 'real' || contentOf(group) === 0,
  )
  if (spots.length === 0 || !isWanted(group, strategy, sentence)) return []
  const scope = (group.scope === 'everywhere' ? null : group.scope) ?? sentence.quotedScope
  const place = (token: number): number => sentence.tagged.tokens[token]?.start ?? 0
  const last = group.clauses.at(-1)?.window.to ?? 1
  return spots.flatMap((spot): readonly StrategyChange[] => {
    const value = valueFor(strategy, spot)
    // "No fake" where it is real already says that it stays.
    const confirms =
      strategy.denied &&
      scope === null &&
      sentence.context.dependencies.some(
        (each) => each.dependency === spot.dependency && each.strategy === value,
      )
    return value === null || confirms
      ? []
      : [
          {
            spot,
            scope,
            strategy: value,
            op: spot.present ? 'set' : 'add',
            start: place(group.clauses[0]?.window.from ?? 0),
            end: sentence.tagged.tokens[last - 1]?.end ?? sentence.tagged.text.length,
          },
        ]
  })
}

function strategyOf(found: readonly Named[]): Named | null {
  const meant = found.filter((each) => !each.denied)
  const words = meant.filter((each) => each.force === 'word')
  return (
    // A place is often only mentioned ("they closed the test account"), what to do seldom.
    words.findLast((each) => each.value !== 'real' && each.value !== 'shared-external') ??
    words.findLast((each) => each.value !== 'real') ??
    words.find((each) => each.value === 'real') ??
    // "The MinIO image" is an image before all.
    meant.find((each) => each.value === 'containerized') ??
    meant[0] ??
    found.find((each) => each.denied) ??
    null
  )
}

/** Which rows are meant: the label's before all, products before mere nouns, and never the stand-in itself. */
function spotsOf(
  group: Group,
  strategy: Named,
  { context, inherited, isAnswer, isDirective }: StrategySentence,
): readonly Spot[] {
  const named = group.spots.filter(
    (each) =>
      !each.denied &&
      each.spot.dependency !== null &&
      !group.strategies.some((other) => other.at === each.at),
  )
  const label = group.clauses.find((each) => each.label >= 0)?.label ?? -1
  const before = named.filter((each) => each.at < label)
  const pool = before.length > 0 ? before : named
  const products = pool.filter((each) => !each.spot.isNoun)
  const present = products.filter((each) => each.spot.present)
  const [only] = present
  // "Redpanda for Kafka" is about Kafka.
  const isStandIn =
    only !== undefined && products.every((each) => each.spot.kind === only.spot.kind)
  const rows =
    present.length > 0 && (before.length > 0 || strategy.force === 'tool' || isStandIn)
      ? present
      : products.length > 0
        ? products
        : pool
  // What is replaced is what it is about: "H2 instead of Postgres".
  const replaced = group.spots.filter(
    (each) => each.denied && each.spot.dependency !== null && !each.spot.isNoun,
  )
  const meant = rows.some((each) => !each.spot.isNoun) || replaced.length === 0 ? rows : replaced
  if (meant.length > 0) return distinctSpots(meant.map((each) => each.spot))
  const isBare = group.clauses.every((each) => each.goesOn || each.content === 0)
  if (inherited !== null && (isAnswer || isBare || isDirective)) return [inherited]
  // "Sqlite, my old enemy" wants nothing.
  const isAsked =
    isAnswer || isDirective || group.clauses.some((each) => each.orders || each.allows)
  return isAsked ? standInFor(group, strategy, context) : []
}

const distinctSpots = (spots: readonly Spot[]): readonly Spot[] =>
  spots.filter((spot, at) => spots.findIndex((each) => each.dependency === spot.dependency) === at)

/** "Sqlite is ok" speaks of the one database there is. */
function standInFor(group: Group, strategy: Named, context: ReplyContext): readonly Spot[] {
  const kind = strategy.kind ?? group.strategies.find((each) => each.kind !== null)?.kind ?? null
  if (kind === null) return []
  const rows = context.dependencies.filter((each) => each.kind === kind)
  const [only] = rows
  if (only === undefined || rows.some((each) => each.dependency !== only.dependency)) return []
  return [
    {
      mark: '',
      words: group.strategies.length > 0 ? only.name : '',
      dependency: only.dependency,
      kind: only.kind,
      present: true,
      role: only.kind === 'relational' ? 'database' : null,
      isNoun: false,
      runtime: null,
    },
  ]
}

/** A name and a strategy are not enough: the sentence has to ask, equate, allow or state what there is. */
function isWanted(
  group: Group,
  strategy: Named,
  { isDirective, isAnswer }: StrategySentence,
): boolean {
  const telling = group.clauses.filter(
    (each) => each.spots.length > 0 || each.strategies.length > 0,
  )
  const named = group.spots[0]?.at ?? Infinity
  const isLabelled = telling.some((each) => each.label > named && each.label < strategy.at)
  const isIdle = telling.some((each) => each.idle)
  if (isLabelled && !telling.some((each) => each.idle && each.strategies.length > 0)) return true
  if (isIdle && !isDirective) return false
  return (
    isDirective ||
    isAnswer ||
    telling.some((each) => each.orders || each.allows) ||
    (strategy.value === 'shared-external' && telling.some((each) => each.has)) ||
    (contentOf({ clauses: telling }) <= 2 && !telling.some((each) => each.tells || each.has))
  )
}

const contentOf = ({ clauses }: Pick<Group, 'clauses'>): number =>
  clauses.reduce((sum, each) => sum + each.content, 0)

function valueFor(named: Named, spot: Spot): Strategy | null {
  const real: Strategy = ownKinds.has(spot.kind) ? 'containerized' : 'shared-external'
  // Nobody starts a clock.
  if (spot.dependency === 'clock' && named.value === 'real') return null
  if (named.denied) return named.value === 'mock' || named.value === 'fake' ? real : null
  return named.value === 'real' ? real : named.value
}
