/**
 * "20 shuffled repeats found our last bugs. To the PR with them": a clause of small words round a lane says where to, and
 * what it is about stands in a clause before it. Read when nothing else was found in the sentence.
 */
import { clausesOf } from './clauses.ts'
import type { Window } from './clauses.ts'
import type { Change } from './change.ts'
import type { ReplyContext } from './context.ts'
import { isAbout } from './known.ts'
import { itemOf } from './names.ts'
import type { Marked } from './spots.ts'
import type { Tag, Tagged } from './tags.ts'
import type { ValueReader } from './values.ts'
import { casesOf } from './values.ts'

export interface Said {
  readonly marked: Marked
  readonly tagged: Tagged
}

/** `earlier` holds the sentences before, last first. */
export function laneWishes(
  said: Said,
  earlier: readonly Said[],
  context: ReplyContext,
  values: ValueReader,
): readonly Change[] {
  if (context.verdict !== 'packet') return []
  const clauses = partsOf(said.tagged)
  const wishes = clauses.flatMap((clause, at) => {
    const wish = wishIn(said.tagged, clause, values)
    return wish === null ? [] : [{ ...wish, at }]
  })
  const wish = wishes.find((each) => each.op === 'move') ?? wishes[0]
  if (wish === undefined) return []
  const first = wishes[0]?.at ?? 0
  const own = clauses.slice(0, first).flatMap((clause) => [itemsIn(said, clause, context, values)])
  const before = earlier
    .slice(0, 2)
    .flatMap((each) => partsOf(each.tagged).map((clause) => itemsIn(each, clause, context, values)))
  const targets = [...own, ...before].find((each) => each.length > 0) ?? []
  const isSlow =
    wish.lane === 'pr' &&
    [said, ...earlier.slice(0, 1)].some(
      ({ tagged }) => tagged.names.has('num') || tagged.names.has('slow'),
    )
  // What is too slow for the PR waits for the night.
  const place = wish.op === 'remove' && isSlow ? { op: 'move' as const, lane: 'scheduled' } : wish
  return targets.map((target): Change => ({
    on: 'lane',
    target,
    op: place.op,
    to: place.lane,
    because: null,
  }))
}

const signs = new Set([':', '=', '→', '⇒', '->', '-->', '=>'])

/** Clauses, cut at signs too. */
const partsOf = (tagged: Tagged): readonly Window[] =>
  clausesOf(tagged).flatMap((clause) => {
    const parts: Window[] = []
    let from = clause.from
    for (let at = clause.from; at <= clause.to; at += 1)
      if (at === clause.to || signs.has(tagged.tokens[at]?.text ?? '')) {
        if (at > from) parts.push({ from, to: at })
        from = at + 1
      }
    return parts
  })

const smallTags = new Set([
  'filler',
  'to',
  'from',
  'not',
  'away',
  'move',
  'place',
  'remove',
  'takeaway',
  'bring',
  'allow',
  'fine',
  'instead',
  'contrast',
  'please',
  'pronoun',
  'slow',
])
const smallWords = new Set(
  'only then both with for once two per each every thx thanks ok okay so is be it them they all more and no out off rather do done run not the a an once i we want would prefer like'.split(
    ' ',
  ),
)
const negatives = new Set(['not', 'from', 'remove', 'instead', 'away'])

interface Wish {
  readonly op: 'move' | 'remove'
  readonly lane: string
}

/** Nothing but small words beside one lane, or beside two of which one is denied. */
function wishIn(tagged: Tagged, clause: Window, values: ValueReader): Wish | null {
  let isNegative = false
  const wishes: Wish[] = []
  for (let at = clause.from; at < clause.to;) {
    const lane = tagged.at(at).find((each) => each.name === 'lane' && each.to <= clause.to)
    if (lane !== undefined) {
      const value = values.lane(wordsOf(tagged, lane))
      if (value === null) return null
      wishes.push({ op: isNegative ? 'remove' : 'move', lane: value })
      isNegative = false
      at = lane.to
      continue
    }
    const small = tagged.at(at).find((each) => smallTags.has(each.name) && each.to <= clause.to)
    const text = tagged.tokens[at]?.text ?? ''
    if (small === undefined && !smallWords.has(text) && /[\p{L}\d\uE000-\uE2FF]/u.test(text))
      return null
    if (tagged.at(at).some((each) => negatives.has(each.name)) || /^(?:no|off|out)$/.test(text))
      isNegative = true
    at = small?.to ?? at + 1
  }
  const moves = wishes.filter((each) => each.op === 'move')
  const [wish] = moves.length > 0 ? moves : wishes
  return wish === undefined || moves.length > 1 || wishes.length > 2 ? null : wish
}

const wordsOf = (tagged: Tagged, { from, to }: Window | Tag): string =>
  tagged.text.slice(tagged.tokens[from]?.start ?? 0, tagged.tokens[to - 1]?.end ?? 0)

/** Cases by their numbers, else the check with which the clause begins. */
function itemsIn(
  { marked, tagged }: Said,
  clause: Window,
  context: ReplyContext,
  values: ValueReader,
): readonly string[] {
  for (let at = clause.from; at < clause.to; at += 1) {
    const cases = tagged.at(at).find((each) => each.name === 'cases')
    if (cases !== undefined && (at === clause.from || isNamed(tagged, cases))) {
      const known = casesOf(wordsOf(tagged, cases)).filter(({ number }) =>
        context.scenarios.some((each) => each.number === number),
      )
      return known.map(({ number }) => `scenario ${number}`)
    }
  }
  const check = checkIn(marked, tagged, clause, context, values)
  return check === null ? [] : [check]
}

const isNamed = (tagged: Tagged, tag: Tag): boolean =>
  /^(?:scenario|case|#)/.test(tagged.tokens[tag.from]?.text ?? '')

const verbs =
  /^(?:is|are|was|were|isn't|aren't|has|have|had|takes?|costs?|needs?|waits?|runs?|fails?|blocks?|finds?|found|makes?|keeps?|eats?|does|do|did|can|can't|cannot|will|would|should|must|may|never|always|only|it|they|we|i|you|which|that|who|because|as|since|with|w|by)$/

/** The longest run of words from the clause's beginning that ends like a check or in the packet's words. */
function checkIn(
  marked: Marked,
  tagged: Tagged,
  clause: Window,
  context: ReplyContext,
  values: ValueReader,
): string | null {
  let from = clause.from
  while (
    from < clause.to &&
    /^(?:the|a|an|our|your|this|that|those|these)$/.test(tagged.tokens[from]?.text ?? '')
  )
    from += 1
  let best: string | null = null
  for (let to = from + 1; to <= Math.min(clause.to, from + 7); to += 1) {
    const token = tagged.tokens[to - 1]?.text ?? ''
    const here = tagged.at(to - 1)
    if (verbs.test(token) || here.some((each) => each.name === 'not')) break
    if (here.some((each) => each.name === 'lane') && to - 1 > from) break
    if (/^(?:in|at|on|@|to|from)$/.test(token)) break
    if (here.some((each) => each.name === 'dep' || each.name === 'num')) {
      if (to - 1 > from) break
      continue
    }
    const words = marked.restore(wordsOf(tagged, { from, to }))
    const last = marked.restore(wordsOf(tagged, { from: to - 1, to }))
    if (/^\d+$/.test(last) || /^(?:of|for|and|\+|vs|&)$/.test(token)) continue
    if (values.isCheck(last) || /[`]/.test(last) || isAbout(last, context)) best = words
  }
  return best === null || (!/[\s`-]/.test(best) && !values.isCheck(best)) ? null : itemOf(best)
}
