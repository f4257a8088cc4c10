/** What the changes of all sentences amount to together. */
import type { Change } from './change.ts'
import type { ReplyContext } from './context.ts'
import { dueWords } from './templates.ts'

const lateDue = new RegExp(
  `(?:\\b(?:by|until|till|before|due|latest|deadline|answers?)\\b[\\s:]*(?:on\\s+|by\\s+)?)(${dueWords})`,
  'iu',
)

const anyDue = new RegExp(
  `(?<!\\b(?:since|from|after|last|back|returns?|away|until then)\\s(?:on\\s)?(?:the\\s)?)(?<![\\p{L}\\d])(${dueWords})`,
  'iu',
)

/** Who decides is often said in one breath with until when, or in the next sentence ("by Friday"). */
export function withDue(
  changes: readonly Change[],
  text: string,
  isOwn: boolean,
): readonly Change[] {
  const owners = changes.filter((each) => each.on === 'question' && each.target.endsWith('.owner'))
  const [owner] = owners
  const isDated = changes.some((each) => each.target.endsWith('.due'))
  const due = (isOwn ? anyDue : lateDue).exec(text)?.[1]
  return owner === undefined || owners.length > 1 || isDated || due === undefined
    ? changes
    : [
        ...changes,
        { ...owner, target: owner.target.replace(/owner$/, 'due'), to: due, because: null },
      ]
}

/** Each change once; of several surfaces that each replace all, the last; of kinds, the first. */
export function distinct(changes: readonly Change[]): readonly Change[] {
  const seen = new Set<string>()
  const surface = changes.findLast((each) => each.on === 'surface' && each.op === 'set')
  const kinds = changes.filter((each) => each.on === 'packet-kind')
  // "X only, Y is postponed" says one thing twice.
  const narrowed = changes.some((each) => each.on === 'surface' && each.op === 'remove')
  return changes.filter((each) => {
    if (each.on === 'surface' && each.op === 'set' && (narrowed || each !== surface)) return false
    if (each.on === 'packet-kind' && each !== kinds.find((other) => other.target === each.target))
      return false
    const key = `${each.on}|${each.target}|${each.op}|${each.to}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** Of several strategies pasted together, those that already stand so change nothing. */
export function withoutPresent(
  changes: readonly Change[],
  context: ReplyContext,
  isQuoting: boolean,
): readonly Change[] {
  const stands = (change: Change): boolean =>
    change.on === 'dependency' &&
    change.op === 'set' &&
    context.dependencies.some((row) => {
      const target = row.scope === null ? row.dependency : `${row.dependency}@${row.scope}`
      // Who names the product means the database that the request left open.
      const isOpen = row.dependency === 'database' && change.target === 'postgres'
      return (target === change.target || isOpen) && row.strategy === change.to
    })
  const inPlace = (change: Change): boolean =>
    change.on === 'layer' &&
    context.layers.some(
      (row) => row.layer === change.target && row.inScope === (change.to === 'in'),
    )
  if (isQuoting) return changes.filter((each) => !stands(each) && !inPlace(each))
  const strategies = changes.filter((each) => each.on === 'dependency')
  return strategies.length > 1 && !strategies.every(stands)
    ? changes.filter((each) => !stands(each))
    : changes
}
