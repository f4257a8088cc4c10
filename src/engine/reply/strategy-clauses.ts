/** A clause as the pairing of strategies with dependencies sees it: names, strategies, where it holds, and its tone. */
import type { LaneId } from '../packet.ts'
import type { Window } from './clauses.ts'
import type { Marked, Spot } from './spots.ts'
import type { Tag, Tagged } from './tags.ts'
import { strategyOfName } from './tool-names.ts'
import type { StrategyWord, ValueReader } from './values.ts'

/** A strategy word, where it stands, and whether the clause says it is not wanted. */
export interface Named extends StrategyWord {
  readonly denied: boolean
  readonly at: number
}

export interface Clause {
  readonly window: Window
  readonly spots: readonly { readonly spot: Spot; readonly at: number; readonly denied: boolean }[]
  readonly strategies: readonly Named[]
  /** `pr`, `scenario-5`, `elsewhere`; `everywhere` takes back what was limited; null: nothing is said. */
  readonly scope: string | null
  /** The token of a sign that makes a label of what stands before it; -1 without one. */
  readonly label: number
  /** Opens with an order, or has one: "take", "use", "mock". */
  readonly orders: boolean
  /** Allows, wishes or finds it enough. */
  readonly allows: boolean
  /** Says that something is there to be used. */
  readonly has: boolean
  /** Told of the past, of others, or under a condition. */
  readonly idle: boolean
  /** Opens with "it", "that" or an order, so that it may go on about what was named before. */
  readonly goesOn: boolean
  readonly hasNot: boolean
  /** "Is mocked" and "mocking" tell how things are unless something else makes them a wish. */
  readonly tells: boolean
  /** "Mock it there": where was said before. */
  readonly there: boolean
  /** Words that are neither names nor small words. */
  readonly content: number
}

interface Step {
  readonly at: number
  readonly to: number
  readonly names: ReadonlySet<string>
}

export function clauseOf(
  window: Window,
  tagged: Tagged,
  marked: Marked,
  values: ValueReader,
): Clause {
  const steps = stepsOf(window, tagged)
  const has = (name: string): boolean => steps.some((step) => step.names.has(name))
  const first = steps.find((step) => !step.names.has('filler') || step.names.has('pronoun'))
  const label = steps.find((step) => step.names.has('sign'))?.at ?? -1
  const names = steps.flatMap(({ at }) => {
    const spot = marked.spots.get(tagged.tokens[at]?.text ?? '')
    return spot === undefined ? [] : [{ spot, at }]
  })
  const strategies = steps.flatMap((step): readonly Named[] => {
    const words = marked.restore(wordsIn(tagged, step.at, step.to))
    const read = step.names.has('shared') ? sharedWord(words) : strategyIn(words, values)
    return read === null || (!isNamed(step) && read.force === 'word')
      ? []
      : [{ ...read, at: step.at, denied: isDenied(steps, step.at, tagged) }]
  })
  return {
    window,
    spots: names
      // H2 and MinIO are products as well as stand-ins.
      .filter(({ at }) => !strategies.some((each) => each.at === at))
      .map((each) => ({ ...each, denied: isReplaced(steps, each.at) })),
    strategies,
    scope: scopeOf(steps, tagged, values),
    label,
    orders: steps.some((step, order) => isOrder(step, steps[order - 1], tagged)),
    allows: has('allow'),
    has: has('own-it'),
    idle: ['past', 'hypo', 'others', 'ask'].some(has),
    goesOn:
      first !== undefined &&
      (first.names.has('pronoun') ||
        first.names.has('not') ||
        isOrder(first, steps[steps.indexOf(first) - 1], tagged)),
    hasNot: has('not'),
    tells:
      has('already') ||
      strategies.some(({ at }) => {
        const word = tagged.tokens[at]?.text ?? ''
        const before = tagged.tokens[at - 1]?.text ?? ''
        return word.endsWith('ing') || (word.endsWith('ed') && /^(?:is|are|being|'s)$/.test(before))
      }),
    there: steps.some(
      ({ at }) =>
        tagged.tokens[at]?.text === 'there' &&
        !/^(?:is|are|was|were|will|has|have|'|isn't|aren't)$/.test(
          tagged.tokens[at + 1]?.text ?? '',
        ),
    ),
    content: steps.filter(
      ({ names: own, at }) =>
        !known.some((name) => own.has(name)) && /[\p{L}\d]/u.test(tagged.tokens[at]?.text ?? ''),
    ).length,
  }
}

const strategyIn = (words: string, values: ValueReader): StrategyWord | null =>
  values.strategy(words.replaceAll('`', '')) ?? strategyOfName(words)

const isNamed = ({ names }: Step): boolean => names.has('strategy') || names.has('shared')

/** "The dev db" speaks of the one database there is. */
const sharedWord = (words: string): StrategyWord => ({
  value: 'shared-external',
  force: 'word',
  kind: /(?:db|database)$/i.test(words) ? 'relational' : null,
})

const known = [
  'filler',
  'strategy',
  'shared',
  'dep',
  'runtime',
  'lane',
  'sign',
  'to',
  'use',
  'swap',
  'allow',
  'not',
  'adjunct',
  'cases',
  'everywhere',
  'elsewhere',
  'own-it',
  'ci',
  'instead',
  'pronoun',
  'count',
  'narrow',
  'except',
]

/** "Stub it" is an order, "the stub" is none. */
const isOrder = (step: Step, before: Step | undefined, tagged: Tagged): boolean =>
  step.names.has('swap') ||
  (step.names.has('use') &&
    (before === undefined ||
      (before.names.size > 0 && !determiner.test(tagged.tokens[before.at]?.text ?? ''))))
const determiner = /^(?:the|a|an|our|your|its|this|that|no|any|is|are|be)$/

/** The clause word by word, longest phrases first; word classes of templates say nothing here. */
function stepsOf(window: Window, tagged: Tagged): readonly Step[] {
  const steps: Step[] = []
  for (let at = window.from; at < window.to;) {
    const own = tagged.at(at).filter((each: Tag) => telling.has(each.name) && each.to <= window.to)
    const to = own[0]?.to ?? at + 1
    steps.push({
      at,
      to,
      names: new Set(own.filter((each) => each.to === to).map((each) => each.name)),
    })
    at = to
  }
  return steps
}

const telling = new Set([
  ...known,
  'past',
  'hypo',
  'others',
  'ask',
  'stays',
  'from',
  'already',
  'out',
])

const wordsIn = (tagged: Tagged, from: number, to: number): string =>
  tagged.text.slice(tagged.tokens[from]?.start ?? 0, tagged.tokens[to - 1]?.end ?? 0)

/** "No container", "nobody wants a container", "swap the fake for …", "instead of a fake". */
function isDenied(steps: readonly Step[], at: number, tagged: Tagged): boolean {
  const sign = steps.findLast((step) => step.at < at && step.names.has('sign'))?.at ?? -1
  const later = steps.findLast((step) => step.at > at && step.names.has('not'))
  // "A container doesn't fly": nothing else is left for the "not" to speak of; "a container, not H2" goes on.
  const isRefused =
    later !== undefined &&
    isVerbal(tagged, later.at) &&
    steps.some((step) => step.at > later.at) &&
    !steps.some(
      (step) =>
        step.at > later.at &&
        ['dep', 'strategy', 'shared', 'lane'].some((name) => step.names.has(name)),
    )
  return (
    steps.some((step) => step.at > sign && step.at < at && step.names.has('not')) ||
    isRefused ||
    isGone(steps, at, tagged) ||
    isReplaced(steps, at)
  )
}

/** "Testcontainers is overkill", "the stub is dead". */
function isGone(steps: readonly Step[], at: number, tagged: Tagged): boolean {
  const after = steps.filter((step) => step.at > at)
  const out = after.findIndex((step) => step.names.has('out'))
  const verb = tagged.tokens[after[out]?.at ?? -1]?.text ?? ''
  return (
    out >= 0 &&
    after.slice(0, out).every((step) => step.names.has('filler')) &&
    (out > 0 || /^(?:is|are|isn't|has|buys|brings|can|should)$/.test(verb))
  )
}

/** "Doesn't", "never", "is not": says no to what stands before it; a bare "not" names what it is instead of. */
const isVerbal = (tagged: Tagged, at: number): boolean =>
  tagged.tokens[at]?.text !== 'not' ||
  /^(?:is|are|was|were|be|do|does|did|can|could|will|would|should|must|may)$/.test(
    tagged.tokens[at - 1]?.text ?? '',
  )

/** "Not on the PR": a place is denied only by the word before it. */
function isElsewhere(steps: readonly Step[], at: number): boolean {
  const last = steps.findLast(
    (step) => step.at < at && !step.names.has('filler') && !step.names.has('to'),
  )
  return last?.names.has('not') === true || last?.names.has('instead') === true
}

/** The old value: after "instead of", or between "swap" and "for". */
function isReplaced(steps: readonly Step[], at: number): boolean {
  const before = steps.filter((step) => step.at < at)
  const last = before.findLast((step) => !step.names.has('filler'))
  if (last?.names.has('instead') === true) return true
  const swap = before.findLast((step) => step.names.has('swap'))
  if (swap === undefined) return false
  const link = steps.find(
    (step) =>
      step.at > swap.at &&
      (step.names.has('adjunct') || step.names.has('to') || step.names.has('sign')),
  )
  return link !== undefined && at < link.at
}

/** The lane or scenario that a stretch of words is limited to. */
export const scopeIn = (window: Window, tagged: Tagged, values: ValueReader): string | null =>
  scopeOf(stepsOf(window, tagged), tagged, values)

function scopeOf(steps: readonly Step[], tagged: Tagged, values: ValueReader): string | null {
  if (steps.some((step) => step.names.has('everywhere'))) return 'everywhere'
  if (steps.some((step) => step.names.has('elsewhere'))) return 'elsewhere'
  const words = (step: Step): string => wordsIn(tagged, step.at, step.to)
  const numbered = steps.find((step, order) => {
    if (!step.names.has('cases')) return false
    return (
      /[\p{L}#]/u.test(words(step)) ||
      // "5: mock Kafka", "Kafka 5: a fake will do"
      (steps[order + 1]?.names.has('sign') === true &&
        (order === 0 || steps[order - 1]?.names.has('dep') === true)) ||
      steps[order - 1]?.names.has('to') === true ||
      steps[order - 1]?.names.has('except') === true ||
      steps[order - 1]?.names.has('adjunct') === true
    )
  })
  const number = numbered === undefined ? undefined : /^\D*(\d{1,2})\D*$/.exec(words(numbered))?.[1]
  // "Kafka outside scenario 5" is Kafka elsewhere.
  const isOutside = steps.some(
    (step, order) =>
      step.names.has('except') && steps.slice(order + 1, order + 4).includes(numbered ?? step),
  )
  if (number !== undefined) return isOutside ? 'elsewhere' : `scenario-${number}`
  if (steps.some((step) => step.names.has('ci'))) return 'ci'
  const lanes = new Set(
    steps
      .filter((step) => step.names.has('lane') && !isElsewhere(steps, step.at))
      .flatMap((step): readonly LaneId[] => {
        const lane = values.lane(words(step))
        return lane === null ? [] : [lane]
      }),
  )
  const [only] = lanes
  // In two lanes is everywhere that matters.
  return lanes.size === 1 ? (only ?? null) : null
}
