/** What would change a decision and what else it could have been, in sentences that every carrier shares. */
import type { Alternative } from '../../engine/alternatives.ts'
import { topicOf } from '../../engine/decisions.ts'
import type { Change } from '../../engine/difference.ts'
import type { Flip, Tried, Weight } from '../../engine/flips.ts'
import type { Evidence } from '../../engine/packet.ts'
import { labelWords } from '../labels.ts'
import { shorten } from '../split.ts'
import { laneWords, strategyWords } from '../words.ts'
import { withoutDash } from './headlines.ts'

/** `if containers were allowed on the PR lane: containerized …` and how far that reaches. */
export function flipWords(flip: Flip, size: number): string {
  const becomes = flip.becomes === null ? 'it is gone' : shorten(withoutDash(flip.becomes), size)
  return `${flip.says}: ${becomes} (${reachWords(flip)})`
}

function reachWords({ knockOn, amendments }: Flip): string {
  if (knockOn.length === 0) return 'nothing else changes'
  const others = `${knockOn.length} other ${knockOn.length === 1 ? 'decision reads' : 'decisions read'} differently`
  // Another kind is another packet: to name its rows one by one would say less.
  const isAnotherPacket = amendments.some(
    (each) => each.on === 'packet-kind' && each.target === 'primary',
  )
  return isAnotherPacket ? others : `${others}: ${changedWords(knockOn)}`
}

/** All that changes, by topic: `scenarios 1, 2, 3; layer smoke; gates; 1 conflict`. */
function changedWords(changes: readonly Change[]): string {
  const topics = new Map<string, string[]>()
  for (const change of changes) {
    const [topic, name] = named(change)
    topics.set(topic, [...(topics.get(topic) ?? []), name])
  }
  return [...topics].map(([topic, names]) => topicWords(topic, names)).join('; ')
}

/** Under which topic a change is told, and its name there; empty where only their number counts. */
function named({ key, before }: Change): readonly [topic: string, name: string] {
  const topic = topicOf(key)
  if (key === 'packet choice' || key === 'gates') return [key, '']
  if (topic === 'scenario' && before === null) return ['new scenario', '']
  if (topic === 'part') return ['part of its kind', '']
  if (topic === 'evidence') return ['place where evidence must hold', '']
  if (counted.has(topic)) return [topic === 'smell' ? 'warning' : topic, '']
  return [topic, key.slice(topic.length + 1)]
}

const counted: ReadonlySet<string> = new Set(['assumption', 'conflict', 'smell', 'coverage'])

function topicWords(topic: string, names: readonly string[]): string {
  if (topic === 'gates' || topic === 'packet choice') return topic
  const plural = names.length === 1 ? topic : pluralOf(topic)
  return names.every((name) => name === '')
    ? `${names.length} ${plural}`
    : `${plural} ${names.join(', ')}`
}

const pluralOf = (topic: string): string =>
  plurals[topic] ?? (/^(?:place|part) /.test(topic) ? topic.replace(' ', 's ') : `${topic}s`)

const plurals: Readonly<Record<string, string>> = {
  control: 'control',
  dependency: 'dependencies',
  coverage: 'statements of coverage',
}

/** Why nothing is said about what would change a decision, and how much was tried. */
export function noFlipWords(
  evidence: readonly Evidence[],
  { changes, pairs, everyPair }: Tried,
): string {
  const quotes = [
    ...new Set(evidence.flatMap((each) => (each.from === 'request' ? [`“${each.quote}”`] : []))),
  ]
  const tried = `none of the ${changes} changes that were tried turns it${
    pairs === 0
      ? ''
      : everyPair
        ? ', and no two of them together'
        : `, nor any of ${pairs} pairs of them`
  }`
  const reason =
    evidence.length > 0 && evidence.every((each) => each.from === 'request')
      ? `it rests on the words ${quotes.slice(0, 2).join(' and ')} themselves`
      : 'the rule holds for every framing'
  return `nothing you can change in the framing moves this: ${reason}; ${tried}`
}

/** `instead fake / simulator (in-memory repository): does not prove …; 3 other decisions would change` */
export function alternativeWords({ choice, cost, changes }: Alternative): string {
  if (choice.is === 'none') return `nothing, because ${choice.because}`
  const reach =
    changes === 0
      ? 'nothing else would change'
      : `${changes} other ${changes === 1 ? 'decision' : 'decisions'} would change`
  return `${choiceWords(choice)}: ${cost === null ? '' : `${cost}; `}${reach}`
}

function choiceWords(choice: Exclude<Alternative['choice'], { is: 'none' }>): string {
  switch (choice.is) {
    case 'kind':
      return `${labelWords[choice.label]}, next likely with ${percent(choice.probability)}`
    case 'in scope':
    case 'out of scope':
    case 'left out':
      return choice.is
    case 'first':
      return 'put first'
    case 'strategy':
      return `${strategyWords[choice.strategy]}, ${choice.means}`
    case 'lane':
      return `${choice.cases} in ${laneWords[choice.lane]}`
  }
  return ''
}

const percent = (share: number): string =>
  share < 0.01 ? 'less than 1 %' : `${Math.round(share * 100)} %`

/** `if “overselling” were no risk here, 12 decisions would read differently` */
export const weightWords = ({ says, decides }: Weight): string =>
  `if ${says}, ${decides} ${decides === 1 ? 'decision' : 'decisions'} would read differently`
