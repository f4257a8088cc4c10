/** What the changes of all sentences amount to together. */
import { stands, standsSomewhere } from './agreement.ts'
import type { Change } from './change.ts'
import type { ReplyContext } from './context.ts'
import type { Read } from './read-sentences.ts'
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

/** Each change once; of several surfaces that each replace all, the last; of kinds, the first; of what is said of a layer, the last. */
export function distinct(changes: readonly Change[]): readonly Change[] {
  const seen = new Set<string>()
  const surface = changes.findLast((each) => each.on === 'surface' && each.op === 'set')
  const kinds = changes.filter((each) => each.on === 'packet-kind')
  // "X only, Y is postponed" says one thing twice.
  const narrowed = changes.some((each) => each.on === 'surface' && each.op === 'remove')
  return changes.filter((each) => {
    if (each.on === 'surface' && each.op === 'set' && (narrowed || each !== surface)) return false
    if (
      each.on === 'layer' &&
      each !== changes.findLast((other) => other.on === 'layer' && other.target === each.target)
    )
      return false
    if (
      each.target === 'containers' &&
      changes.some((other) => other.target.startsWith('containers@'))
    )
      return false
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
  const isNew = (change: Change): boolean => change.on === 'lane' || !stands(change, context)
  if (isQuoting) return changes.filter(isNew)
  // "Unit yes, smoke no" where unit is in already says what changes by what does not.
  const isIdle = (change: Change): boolean =>
    change.on === 'layer' && change.to === 'in' && stands(change, context)
  if (changes.some(isIdle) && !changes.every(isIdle))
    return withoutPresent(
      changes.filter((each) => !isIdle(each)),
      context,
      isQuoting,
    )
  const strategies = changes.filter((each) => each.on === 'dependency')
  return strategies.length > 1 && strategies.some(isNew)
    ? changes.filter((each) => each.on !== 'dependency' || isNew(each))
    : changes
}

/** What nobody orders and the packet says already is only agreed with, and so is what ends in "suits me". */
export function withoutAgreed(
  reads: readonly Read[],
  context: ReplyContext,
  assent: 'fully' | 'mildly' | null,
): readonly Change[] {
  const isAgreed = (each: Change): boolean => standsSomewhere(each, context)
  // Whoever finds fine what stands so finds the rest of the list fine too.
  const isWhole =
    assent === 'fully' ||
    (assent === 'mildly' &&
      reads.some(({ changes }) => changes.some(isAgreed)) &&
      !reads.some((each) => each.isDirective))
  return reads.flatMap(({ changes, isDirective, widens }) => {
    if (assent !== null)
      return changes.filter((each) => !isAgreed(each) && (isDirective || !isWhole))
    return isDirective || widens
      ? changes
      : changes.filter((each) => each.because !== null || !stands(each, context))
  })
}
