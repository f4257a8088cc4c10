/** Which numbers a request gives, and what can be reckoned from them. Knowledge: references/numbers.md. */
import type { PacketContext } from '../context.ts'
import type { Evidence, RuleId } from '../packet.ts'
import { valueOf } from '../limits.ts'
import type { Span } from '../read-request.ts'
import { wordsOf } from '../request-words.ts'
import type { Cue } from '../request-words.ts'
import { durationsIn, countsIn } from './durations.ts'
import { cleanRuns, demandedRuns, failureRateIn } from '../shapes/failure-rate.ts'
import type { NumberKnowledge } from './knowledge.ts'
import { spoken } from './arithmetic.ts'
import { partsOf } from './parts.ts'
import type { Part } from './parts.ts'

export interface RequestNumbers {
  readonly values: ReadonlyMap<string, number>
  /** Where the request gives a number; what is reckoned or usual has no entry. */
  readonly quotes: ReadonlyMap<string, Evidence>
  /** Parts of the suite that have a time of their own; empty unless there are several. */
  readonly parts: readonly Part[]
  /** `10 min`, with "(assumed)" when the request gives no budget for the pull request. */
  readonly budgetSaid: string
  /** The failure rate in the request's words; empty when it gives none. */
  readonly rateSaid: string
}

const known = new WeakMap<PacketContext, RequestNumbers>()

export function numbersOf(context: PacketContext, knowledge: NumberKnowledge): RequestNumbers {
  const last = known.get(context)
  if (last) return last
  const fresh = readNumbers(context, knowledge)
  known.set(context, fresh)
  return fresh
}

function readNumbers(context: PacketContext, knowledge: NumberKnowledge): RequestNumbers {
  const { text } = context.reading
  const values = new Map<string, number>()
  const quotes = new Map<string, Evidence>()
  const put = (number: string, value: number, span: Span, rule: RuleId): void => {
    if (value <= (values.get(number) ?? 0)) return
    values.set(number, value)
    quotes.set(number, {
      from: 'request',
      rule,
      quote: text.slice(span.start, span.end),
      start: span.start,
      end: span.end,
    })
  }
  const limits = limitSpans(context)
  const parts = partsOf(context, knowledge.parts)
  for (const duration of durationsIn(text)) {
    if (limits.some((limit) => limit.start < duration.end && duration.start < limit.end)) continue
    if (parts.some((part) => part.start <= duration.start && duration.end <= part.end)) continue
    const row = knowledge.readings.find(
      (each) =>
        typeof each.counts === 'string' &&
        isNear(context, duration, each.near, sentenceReach) &&
        !isNear(context, duration, each.notNear, closeReach),
    )
    if (row)
      put(
        row.number,
        row.counts === 'minutes' ? duration.seconds / 60 : duration.seconds,
        duration,
        row.rule,
      )
  }
  for (const count of countsIn(text)) {
    const row = knowledge.readings.find(
      ({ counts, before }) =>
        typeof counts !== 'string' &&
        (before.length === 0
          ? count.nouns.some((noun) => counts.has(noun))
          : before.some((word) => count.before === word || count.before.endsWith(` ${word}`))),
    )
    const isExample = row?.number === 'tests' && count.value < fewestTests
    if (row && !isExample) put(row.number, count.value, count, row.rule)
  }
  const timed = parts.flatMap((each) => each.minutes ?? [])
  if (timed.length > 0) {
    const whole = values.get('minutes') ?? 0
    const sum = timed.reduce((total, minutes) => total + minutes, 0)
    if (sum > whole) values.set('minutes', sum)
    const leaving = parts.filter((each) => each.lane === 'scheduled' || each.lane === 'release')
    const left = leaving.reduce((total, part) => total + (part.minutes ?? 0), 0)
    if (left > 0) values.set('leaving', left)
  } else if (parts.length > 1) {
    values.set('kinds', parts.length)
    values.set(
      'tests',
      parts.reduce((total, part) => total + (part.count ?? 0), 0),
    )
  }
  for (const row of knowledge.budgets)
    values.set(row.number, minutesIn(valueOf(context, row.limit)?.value ?? '') ?? row.usual)
  const rate = failureRateIn(text)
  if (rate) {
    values.set('clean', cleanRuns(rate.probability))
    values.set('demand', demandedRuns(rate.probability))
    const attempts = (values.get('reruns') ?? 0) + 1
    values.set('hidden', 1 / rate.probability ** attempts)
  } else values.set('demand', 100)
  for (const { number, formula } of knowledge.reckoned) {
    const withNothingMoved = values.has('leaving') ? values : new Map([...values, ['leaving', 0]])
    const value = formula(withNothingMoved)
    if (value !== null && !values.has(number)) values.set(number, value)
  }
  const budget = valueOf(context, 'budget@pr')
  return {
    values,
    quotes,
    parts,
    budgetSaid: `${values.get('budget') ?? 0} min${budget ? '' : ' (assumed)'}`,
    rateSaid: rate?.said ?? '',
  }
}

/** For sentences: `{shards}`, with three where the request gives no time to reckon them from. */
export const spokenNumbers = ({ values }: RequestNumbers): Readonly<Record<string, string>> => ({
  shards: String(usualShards),
  ...Object.fromEntries([...values].map(([name, value]) => [name, spoken(value)])),
})

const usualShards = 3

/** "Five tests" are spoken of one by one. */
const fewestTests = 20

/** Limits that the request sets are no measurements. */
const limitSpans = (context: PacketContext): readonly Span[] =>
  context.framing.constraints.flatMap((each) =>
    each.evidence.flatMap((proof) => (proof.from === 'request' ? [proof] : [])),
  )

/** In letters: the rest of a usual sentence, and the words right beside a number. */
const sentenceReach = 90
const closeReach = 30

function isNear(context: PacketContext, span: Span, cues: readonly Cue[], reach: number): boolean {
  const sentence = context.reading.sentences.find(
    (each) => each.start <= span.start && span.start < each.end,
  )
  const from = Math.max(sentence?.start ?? 0, span.start - reach)
  const to = Math.min(sentence?.end ?? span.end, span.end + reach)
  return cues.some((cue) =>
    wordsOf(context)
      .findAll(cue)
      .some((place) => from <= place.start && place.end <= to),
  )
}

function minutesIn(budget: string): number | null {
  const [duration] = durationsIn(budget)
  return duration && duration.seconds > 60 ? duration.seconds / 60 : null
}
