/** Parts of a suite that the request times one by one: "unit (40s), integration 14m", "310 @SpringBootTest (31 min)". */
import type { PacketContext } from '../context.ts'
import type { LaneId, RuleId } from '../packet.ts'
import type { Span } from '../read-request.ts'
import { indexWords } from '../request-words.ts'
import { durationsIn } from './durations.ts'
import type { Duration } from './durations.ts'
import type { NumberKnowledge } from './knowledge.ts'

export interface Part extends Span {
  /** As the requester calls it: "pg integration". */
  readonly name: string
  /** Null when only its tests are counted. */
  readonly minutes: number | null
  readonly count: number | null
  readonly lane: LaneId
  readonly because: string
  readonly rule: RuleId
}

const fewest = 2
const longestText = 8_000
/** What says how long, and is no name. */
const verbs =
  /(?:\b(?:takes?|took|needs?|costs?|is|are|about|around|roughly|another|of|in|for|the|a|with|and|plus|but|then|we|have|our|all|only|just)\b|[~=:(\s–—-])+$/i

/** Empty unless several parts are told that the reference can place: one duration, or count, is the whole suite's. */
export function partsOf(
  context: PacketContext,
  knowledge: NumberKnowledge['parts'],
): readonly Part[] {
  const text = context.reading.text.slice(0, longestText)
  const timed = timedParts(text, knowledge)
  if (timed.length >= fewest) return timed
  const counted = countedParts(text, knowledge)
  // One kind alone is told apart when it calls somebody else.
  return counted.length >= fewest || counted.some((each) => each.lane === 'scheduled')
    ? counted
    : []
}

const countedTests =
  /(?<![\w.,/-])(\d{1,3}(?:,\d{3})+|\d{1,6})(k)?\+? ((?:[@\p{L}][\p{L}\w'-]*[ -]){0,3}(?:tests?|specs?|examples|checks)(?: (?:against|on|in) (?:the |our |a )?[\w'’-]+(?: [\w'’-]+)?)?)\b/giu

/** "3,000 unit tests, 400 Testcontainers tests". */
function countedParts(text: string, knowledge: NumberKnowledge['parts']): readonly Part[] {
  return [...text.matchAll(countedTests)].flatMap((match): readonly Part[] => {
    const [whole, digits = '', thousands, name = ''] = match
    const words = indexWords(name)
    const row = knowledge.find((each) => words.findAny(each.cues) !== null)
    return row
      ? [
          {
            name: whole,
            minutes: null,
            count: Number(digits.replaceAll(',', '')) * (thousands === undefined ? 1 : 1000),
            lane: row.lane,
            because: row.because,
            rule: row.rule,
            start: match.index,
            end: match.index + whole.length,
          },
        ]
      : []
  })
}

function timedParts(text: string, knowledge: NumberKnowledge['parts']): readonly Part[] {
  return timesIn(text).flatMap((time): readonly Part[] => {
    const stretch = text.slice(0, time.start).split(borders).at(-1) ?? ''
    const name = stretch
      .replace(verbs, '')
      .replace(/^[\s–—•*(-]+/, '')
      .trim()
    if (name.length < 2 || name.length > 48 || name.split(/\s+/).length > 6) return []
    const words = indexWords(name)
    const row = knowledge.find((each) => words.findAny(each.cues) !== null)
    if (!row || isWhole.test(name)) return []
    return [
      {
        name: name.replace(/^(?:the|our|a|an|with|and) /i, '').replaceAll(/[`"'“”]/g, ''),
        minutes: time.seconds / 60,
        count: null,
        lane: row.lane,
        because: row.because,
        rule: row.rule,
        start: text.lastIndexOf(name, time.start),
        end: time.end,
      },
    ]
  })
}

const borders = /,(?!\d)|[;\n•.!?)]|: |\s\+\s|\band\b|\bplus\b/

/** Durations, and behind one of them in brackets numbers that leave their unit out: "unit (4 min), replay (9)". */
function timesIn(text: string): readonly Duration[] {
  const durations = durationsIn(text)
  const inBrackets = durations.some((each) => text[each.start - 1] === '(')
  const bare = inBrackets
    ? [...text.matchAll(/(?<=\()\d{1,3}(?=\))/g)].map((match) => ({
        seconds: Number(match[0]) * 60,
        start: match.index,
        end: match.index + match[0].length,
      }))
    : []
  return [...durations, ...bare].toSorted((one, other) => one.start - other.start)
}

/** "the suite takes 25 minutes: unit tests, …" times no part. */
const isWhole = /\b(?:suite|pipeline|everything|total|whole|under|below|within|at most|budget)\b/i
