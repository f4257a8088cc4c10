/** Facts about the stack: "Echo, not Gin", "sqlalchemy 1.4", "the consumer was rewritten in Go". */
import type { ReplyContext } from './context.ts'
import type { Marked, Spot } from './spots.ts'
import { isOrm, stackNames } from './stack-names.ts'
import type { StackName } from './stack-names.ts'
import { databaseFits, isStated, partAt } from './stack-parts.ts'

export interface RuntimeChange {
  readonly target: string
  readonly op: 'set' | 'add' | 'remove'
  readonly to: string
  readonly start: number
  readonly end: number
}

export function runtimeChanges(
  marked: Marked,
  context: ReplyContext,
  /** Runtimes that the same reply has already named. */
  namedBefore: number,
): readonly RuntimeChange[] {
  const { text } = marked
  const found = stackNames(marked)
  if (found.length === 0) return []
  const denied = found.filter((each) => each.denied)
  const meant = found.filter((each) => !each.denied && isStated(text, each.start))
  let isFirst = namedBefore === 0 && context.runtimes.length === 0
  return meant.flatMap((each): readonly RuntimeChange[] => {
    const { spot, to, start, end } = each
    if (
      spot.dependency !== null &&
      (spot.role === 'database' ? !databaseFits(partAt(text, start)) : !spot.isNoun)
    )
      return []
    const target = targetOf(spot, start, marked, context)
    // A name that the packet has already says nothing new, unless with its version.
    if (
      !/\d/.test(to) &&
      (denied.length === 0 || meant.length > 1) &&
      (context.runtimes.some((other) => other.runtime === (spot.runtime ?? to)) ||
        isAssumed(to, context))
    )
      return []
    const op = operation(each, target, text, context, { denied, meant, isFirst })
    isFirst = false
    return [{ target, op, to, start, end }]
  })
}

/** "DB = Yugabyte, still in docker", "tests on sqlite": the product is a fact, whatever strategy stands beside it. */
export const statedDatabases = (
  marked: Marked,
  context: ReplyContext,
  namedBefore: number,
): readonly RuntimeChange[] =>
  runtimeChanges(marked, context, namedBefore).filter(
    ({ target, start }) =>
      (target === 'test-database' && context.verdict === 'needs-framing') ||
      (/^(?:test-)?database$/.test(target) &&
        isLabelled(marked, marked.text.slice(0, start).trimEnd())),
  )

const isLabelled = ({ spots }: Marked, before: string): boolean => {
  const label = /(\S+)\s*(?:is|was|=|:|→|->)(?:\s+(?:an?|now|actually|really))*$/i.exec(before)?.[1]
  return (
    label !== undefined &&
    /(?:^|\b)(?:engine|db|database)$/i.test(spots.get(label.at(-1) ?? '')?.words ?? label)
  )
}

/** What is named in the place of something replaces it, whatever else is named adds to the stack. */
function operation(
  { spot, start, end, to }: StackName,
  target: string,
  text: string,
  context: ReplyContext,
  {
    denied,
    meant,
    isFirst,
  }: {
    readonly denied: readonly StackName[]
    readonly meant: readonly StackName[]
    readonly isFirst: boolean
  },
): 'set' | 'add' {
  const before = text.slice(Math.max(0, start - 40), start)
  const around = `${before} ${text.slice(end, end + 24).split(/[,;.]/)[0] ?? ''}`
  if (
    /\b(?:besides|apart from|next to|as well as)\b/i.test(around) ||
    /\b(?:plus|also|additionally|half is|half of it is)\s*$/i.test(text.slice(0, start))
  )
    return 'add'
  if (
    /\b(?:moved|switched|migrated|changed|went over)(?:\s+over)?\s+to\s*$/i.test(
      text.slice(0, start),
    )
  )
    return 'set'
  const isInPlace = denied.some(
    (each) =>
      each.spot.role === spot.role || !meant.some((other) => other.spot.role === each.spot.role),
  )
  if (isInPlace && target !== 'test-database' && target !== 'orm') return 'set'
  if (target === 'test-database') return 'add'
  if (target === 'database')
    return hasDatabase(context) || (/\d$/.test(to) && isNamed(spot, context)) ? 'set' : 'add'
  if (target === 'consumer' || isFirst) return 'set'
  return isKnown(target, spot, context) ? 'set' : 'add'
}

/** The packet has something in this role already. */
const isKnown = (target: string, { role }: Spot, context: ReplyContext): boolean =>
  context.runtimes.some(
    (each) =>
      each.role === target ||
      each.role === role ||
      (target === 'orm' && (isOrm(each.runtime) || each.runtime === 'alembic')) ||
      (target === 'test-runner' && usualRunner.has(each.runtime)),
  )

/** Who runs Spring runs JUnit, as far as a packet assumes. */
const usualRunner: ReadonlyMap<string, string> = new Map([
  ['spring-boot', 'junit'],
  ['rails', 'rspec'],
])
const isAssumed = (name: string, context: ReplyContext): boolean =>
  context.runtimes.some((each) => usualRunner.get(each.runtime) === name)

/** The packet says which product it is, or assumes one. */
const hasDatabase = (context: ReplyContext): boolean =>
  context.runtimes.some((each) => each.role === 'database') ||
  context.dependencies.some(
    (each) => /^(?:relational|document)$/.test(each.kind) && !each.dependency.endsWith('database'),
  )

/** The packet names the product already, so that a version says more about it. */
const isNamed = (spot: Spot, context: ReplyContext): boolean =>
  context.dependencies.some((each) => each.dependency === spot.dependency)

function targetOf(spot: Spot, at: number, marked: Marked, context: ReplyContext): string {
  const text = marked.text
  if (spot.role === 'database') return isForTests(text, at, context) ? 'test-database' : 'database'
  if (
    spot.role !== 'test-runner' &&
    /\b(?:consumer|subscriber|reader|warehouse|downstream|receiver)\b/i.test(marked.restore(text))
  )
    return 'consumer'
  if (isOrm(spot.runtime)) return 'orm'
  if (spot.runtime === 'dotnet') return 'framework'
  return spot.role ?? 'language'
}

/** "Prod on pg, tests on sqlite": each part says what it is about. */
function isForTests(text: string, at: number, context: ReplyContext): boolean {
  const part = partAt(text, at)
  const own =
    part.split(/\s+(?:and|but|while|whereas)\s+/).find((each) => each.includes(text.charAt(at))) ??
    part
  if (
    /\b(?:tests?|testing|specs?|ci)\b/i.test(own) &&
    !/\btest\s+(?:runner|framework)\b/i.test(own)
  )
    return true
  if (/\b(?:prod|production|live|engine|behind|db|database)\b/i.test(own)) return false
  return (
    context.verdict === 'needs-framing' &&
    (/\btests?\b/i.test(text) || /^\s*(?:\d[.)]\s*)?(?:no|nope|not really)\b/i.test(text))
  )
}
