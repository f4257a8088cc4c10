/**
 * What is said of a case by its number over more than one clause: "cause 1: ids are random since March. cross it off",
 * "4 goes to the top". The case stands at the head of a clause; the order may come later, behind the reason.
 */
import type { Change } from './change.ts'
import type { ReplyContext } from './context.ts'
import type { Tag, Tagged } from './tags.ts'
import { casesOf } from './values.ts'

export interface CaseClause {
  readonly changes: readonly Change[]
  readonly start: number
  readonly end: number
}

const borders = new Set([',', ';', '—', '–', '-', '(', ')', '.', '!', ':', '→', '->', '=>', '▮'])
const joiners = new Set(['and', 'so', 'then', 'therefore', 'hence', '&', 'but', 'also'])
const pointers =
  /^(?:it|them|that|this|these|those|both|all|one|too|away|off|out|please|pls|list|the|of|from|on|causes?|scenarios?|again|completely|entirely)$/
/** No packet has more. */
const mostCases = 12
/** Another thing to which a later order may belong. */
const others = new Set(['dep', 'layers', 'lane', 'control', 'runtime', 'topic', 'strategy'])

/** Where in the list a case shall stand. */
const place =
  /^\s*[,:]?\s*(?:should\s+|must\s+|please\s+|pls\s+|i want\s+|moves?\s+)?((?:goes |comes? )?(?:(?:to|at|on) (?:the )?(?:very )?(?:top|bottom|end|front|first place|place one)(?: of the (?:list|packet))?|in front(?! of)|(?:directly|right|straight) (?:before|after) #?\d+)|comes? (?:before|after) (?:#?\d+))(?=[\s.,;!)]*(?:$|[.,;!)]))/i

export function caseClauses(
  tagged: Tagged,
  /** The sentence before, tagged: "Cause 2 isn't thinkable. Throw it away". */
  before: Tagged | null,
  context: ReplyContext,
): readonly CaseClause[] {
  if (context.verdict !== 'packet') return []
  const found: CaseClause[] = []
  const heads = headsOf(tagged)
  for (const [at, head] of heads.entries()) {
    const until = heads[at + 1]?.from ?? tagged.tokens.length
    const said = tagged.text.slice(endOf(tagged, head.to))
    const where = place.exec(said)
    if (where?.[1] !== undefined) {
      found.push(changed(tagged, head, 'move', where[1].toLowerCase(), context, where[0].length))
      continue
    }
    if (isOpen(tagged, head.to, until) && ordersAway(tagged, head.to, until))
      found.push({
        ...changed(tagged, head, 'remove', null, context, 0),
        end: endOf(tagged, until),
      })
  }
  if (heads.length === 0 && before !== null && isAllOrder(tagged, 0, tagged.tokens.length)) {
    const head = headsOf(before).at(-1)
    if (head !== undefined && isOpen(before, head.to, before.tokens.length))
      found.push({
        ...changed(before, head, 'remove', null, context, 0),
        start: 0,
        end: tagged.text.length,
      })
  }
  return found
}

/** Numbers of cases at the beginning of a clause. */
function headsOf(tagged: Tagged): readonly Tag[] {
  const heads: Tag[] = []
  for (let at = 0; at < tagged.tokens.length; at += 1) {
    const tag = tagged.at(at).find((each) => each.name === 'cases')
    if (tag === undefined) continue
    const numbers = casesOf(tagged.text.slice(tagged.tokens[at]?.start, endOf(tagged, tag.to)))
    if (isHead(tagged, at) && numbers.every(({ number }) => number <= mostCases)) heads.push(tag)
    at = tag.to - 1
  }
  return heads
}

function isHead(tagged: Tagged, at: number): boolean {
  const before = tagged.tokens[at - 1]?.text
  return (
    before === undefined ||
    borders.has(before) ||
    joiners.has(before) ||
    (/^(?:for|as|the|both)$/.test(before) && isHead(tagged, at - 1))
  )
}

/** Nothing else is named between the case and the order. */
function isOpen(tagged: Tagged, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1)
    if (tagged.at(at).some((each) => others.has(each.name) || each.name === 'hypo')) return false
  return true
}

/** A later clause is nothing but an order to take away: "…, delete it", "… cross both off". */
function ordersAway(tagged: Tagged, from: number, to: number): boolean {
  let start = from
  for (let at = from; at <= to; at += 1) {
    const text = tagged.tokens[at]?.text ?? '.'
    if (at < to && !borders.has(text) && !joiners.has(text)) continue
    if (start < at && start >= from && isAllOrder(tagged, start, at)) return true
    start = at + 1
  }
  return false
}

function isAllOrder(tagged: Tagged, from: number, to: number): boolean {
  let orders = 0
  const goesAway = tagged.tokens.slice(from, to).some(({ text }) => /^(?:away|off|out)$/.test(text))
  for (let at = from; at < to;) {
    const text = tagged.tokens[at]?.text ?? ''
    const order = tagged
      .at(at)
      .find(
        ({ name, to: end }) =>
          end <= to && (name === 'remove' || (name === 'takeaway' && goesAway)),
      )
    if (order !== undefined && text !== 'no' && text !== 'without') {
      orders += 1
      at = order.to
    } else if (pointers.test(text) || borders.has(text) || joiners.has(text)) at += 1
    else return false
  }
  return orders > 0
}

const endOf = (tagged: Tagged, to: number): number => tagged.tokens[to - 1]?.end ?? 0

function changed(
  tagged: Tagged,
  head: Tag,
  op: 'move' | 'remove',
  to: string | null,
  context: ReplyContext,
  length: number,
): CaseClause {
  const start = tagged.tokens[head.from]?.start ?? 0
  const end = endOf(tagged, head.to)
  return {
    changes: casesOf(tagged.text.slice(start, end)).map(({ sort, number }) => ({
      on: 'scenario',
      target:
        sort === 'cause' || context.kind === 'flake-stabilization'
          ? `cause ${number}`
          : `${number}`,
      op,
      to,
      because: null,
    })),
    start,
    end: end + length,
  }
}
