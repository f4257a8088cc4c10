/**
 * Frames of `references/replies.md`: which kinds of words stand together when somebody wants a change. Unlike a template a
 * frame knows no exact wording; what it does not name must be small words, so that a clause with a "not", a past tense or
 * too much of something else is left alone.
 */
import type { Window } from './clauses.ts'
import type { Element, Pattern } from './frame-patterns.ts'
import type { Tagged } from './tags.ts'

/** Words that turn a clause into something else than a wish, when no frame names them. */
const blocking = new Set(['not', 'lacks', 'past', 'hypo', 'others', 'ask', 'stays'])
/** What a clause may not be about besides what the frame reads. */
const subjects = new Set(['layers', 'lane', 'cases'])

export interface FrameMatch {
  /** Places in the text. */
  readonly start: number
  readonly end: number
  readonly slots: Readonly<Record<string, string>>
}

const stops = new Set(["'", '"', ',', ';', '—', '–', '(', ')', '▮', '.', '!', '?', '…'])

export function matchPattern(
  pattern: Pattern,
  tagged: Tagged,
  window: Window,
  isDirective: boolean,
): FrameMatch | null {
  if (!pattern.needs.every((names) => names.some((name) => tagged.names.has(name)))) return null
  const before = pattern.opens ? 0 : isDirective ? 2 : 0
  const after = pattern.closes ? 0 : isDirective ? 3 : 1
  for (let from = window.from; from < window.to; from += 1) {
    if (leftover(tagged, window.from, from) > before) {
      if (isBlocked(tagged, from - 1)) return null
      continue
    }
    const slots = follow(pattern.elements, 0, from, {})
    if (slots !== null) return slots
    // What begins a frame is never a small word.
  }
  return null

  function follow(
    elements: readonly Element[],
    at: number,
    token: number,
    taken: Readonly<Record<string, readonly [number, number]>>,
  ): FrameMatch | null {
    const element = elements[at]
    if (element === undefined) return finish(token, taken)
    if (element.is === 'gap') {
      for (let skip = 0; skip <= 4 && token + skip <= window.to; skip += 1) {
        if (skip > 0 && isClosed(tagged, token + skip - 1)) return null
        const rest = follow(elements, at + 1, token + skip, taken)
        if (rest !== null) return rest
      }
      return null
    }
    if (element.is === 'free') {
      const isLast = at === elements.length - 1
      const most = Math.min(element.longest, window.to - token)
      if (element.slot !== 'text' && isOrder(tagged, token)) return null
      if (isLast)
        return most > 0 && window.to - token <= element.longest && isWhole(element.slot, token)
          ? finish(window.to, { ...taken, [element.slot]: [token, window.to] })
          : null
      for (let length = 1; length <= most; length += 1) {
        if (!isPart(element.slot, token + length - 1)) return null
        const rest = follow(elements, at + 1, token + length, {
          ...taken,
          [element.slot]: [token, token + length],
        })
        if (rest !== null) return rest
      }
      return null
    }
    if (token < window.to)
      for (const tag of tagged.at(token)) {
        if (tag.to > window.to || !element.names.includes(tag.name)) continue
        const own =
          element.slot === null ? taken : { ...taken, [element.slot]: [token, tag.to] as const }
        const rest = follow(elements, at + 1, tag.to, own)
        if (rest !== null) return rest
      }
    if (element.optional) {
      const rest = follow(elements, at + 1, token, taken)
      if (rest !== null) return rest
    }
    // A gap does not reach over a comma.
    const isGapped = elements[at - 1]?.is === 'gap' && tagged.tokens[token]?.text === ','
    // Small words at its end belong to a text.
    const before = elements[at - 1]
    const isText =
      before?.is === 'free' && before.slot === 'text' && tagged.tokens[token]?.text !== ','
    const small = at === 0 || isGapped || isText ? 0 : fillerLength(tagged, token)
    return small > 0 && token + small <= window.to
      ? follow(elements, at, token + small, taken)
      : null
  }

  /** Any word belongs to a text, "only" to a value though not to a name. */
  function isPart(slot: string, at: number): boolean {
    if (slot === 'text' || !isForeign(tagged, at)) return true
    return slot === 'np' && narrowing.has(tagged.tokens[at]?.text ?? '')
  }

  function isWhole(slot: string, token: number): boolean {
    for (let at = token; at < window.to; at += 1) if (!isPart(slot, at)) return false
    return true
  }

  function finish(
    token: number,
    taken: Readonly<Record<string, readonly [number, number]>>,
  ): FrameMatch | null {
    if (leftover(tagged, token, window.to, pattern.closes) > after) return null
    const place = (at: number): number => tagged.tokens[at]?.start ?? tagged.text.length
    const slots: Record<string, string> = {}
    for (const [slot, [from, to]] of Object.entries(taken))
      slots[slot] = tagged.text.slice(place(from), tagged.tokens[to - 1]?.end ?? 0)
    const end = tagged.tokens[window.to - 1]?.end ?? tagged.text.length
    // A name that no element took is left for whoever reads names.
    const isNamed = /[\uE000-\uE2FF]/.test(tagged.text.slice(place(token), end))
    return {
      start: place(window.from),
      end: isNamed ? (tagged.tokens[token - 1]?.end ?? end) : end,
      slots,
    }
  }
}

function fillerLength(tagged: Tagged, token: number): number {
  if (tagged.tokens[token]?.text === ',') return 1
  const [longest] = tagged.at(token)
  const filler = tagged.at(token).find((each) => each.name === 'filler')
  if (filler === undefined) return 0
  // "No need" is no small word though "need" is.
  return longest !== undefined && longest.to > filler.to && blocking.has(longest.name)
    ? 0
    : filler.to - filler.from
}

/** "No need" is one thing, "no" another: a longer class that holds the word hides it. */
function isBlocked(tagged: Tagged, token: number): boolean {
  const own = tagged.at(token).filter((each) => !each.name.startsWith('class-'))
  const [longest] = own
  return (
    longest !== undefined && own.some((each) => each.to === longest.to && blocking.has(each.name))
  )
}

/** A name does not begin with what is to be done to it. */
const orders = new Set(['move', 'remove', 'bring', 'takeaway', 'sign', 'to', 'from'])
const isOrder = (tagged: Tagged, token: number): boolean =>
  tagged.at(token).some((each) => orders.has(each.name))

const finite = new Set([
  'only',
  'just',
  'is',
  'are',
  'was',
  'were',
  'be',
  'has',
  'have',
  'takes',
  'needs',
  'can',
  'will',
  'should',
  'must',
  "it's",
  'we',
  'i',
  'you',
  'it',
])

const narrowing = new Set(['only', 'just'])

/** What no name holds: another clause, a sign, a lane, a way out. */
const isForeign = (tagged: Tagged, token: number): boolean =>
  finite.has(tagged.tokens[token]?.text ?? '') ||
  isBlocked(tagged, token) ||
  stops.has(tagged.tokens[token]?.text ?? '') ||
  tagged
    .at(token)
    .some((each) => each.name === 'sign' || each.name === 'from' || each.name === 'lane')

const isClosed = (tagged: Tagged, token: number): boolean =>
  isBlocked(tagged, token) ||
  stops.has(tagged.tokens[token]?.text ?? '') ||
  tagged.at(token).some((each) => subjects.has(each.name) || each.name === 'sign')

/** How many words no frame explains; infinite when one of them forbids the reading. */
function leftover(tagged: Tagged, from: number, to: number, isStrict = false): number {
  let count = 0
  let isAdjunct = 0
  for (let at = from; at < to;) {
    if (isBlocked(tagged, at)) return Infinity
    if (tagged.at(at).some((each) => subjects.has(each.name) && each.to <= to)) return Infinity
    const small = fillerLength(tagged, at)
    if (small > 0) {
      at += small
      continue
    }
    const text = tagged.tokens[at]?.text ?? ''
    const isWord = /[\p{L}\d\uE000-\uE2FF`]/u.test(text)
    // "For our little service": where and for whom says nothing else.
    if (!isStrict && tagged.at(at).some((each) => each.name === 'adjunct')) isAdjunct = 4
    else if (isWord && isAdjunct > 0) isAdjunct -= 1
    else if (isWord) count += 1
    at += 1
  }
  return count
}
