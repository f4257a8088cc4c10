/** What changes with a choice, in a line: `scenarios 1 and 2 to PR CI; 1 conflict gone; gates and PR CI read differently`. */
import { topicOf } from '../../engine/decisions.ts'
import type { Decision } from '../../engine/decisions.ts'
import type { Difference } from '../../engine/difference.ts'
import { VerdictLabel } from '../../engine/packet.ts'
import type { Verdict } from '../../engine/packet.ts'
import { listed, numbered } from '../../engine/phrasing.ts'
import { labelWords } from '../labels.ts'
import { shorten } from '../split.ts'
import { laneWords, layerWords, strategyWords } from '../words.ts'
import { headlineOf, nameIn } from './headlines.ts'

/** Everything that changes: what answers otherwise first, then what is gone or new, then what only reads differently. */
export function changedWords(all: readonly Difference[], verdict: Verdict): string {
  const changes = withJoinedRows(all)
  return [...turnedWords(changes, verdict), ...otherWords(changes, verdict)].join('; ')
}

/** The two changes that matter most to somebody who weighs a choice; empty where nothing changes. */
export function chiefWords(all: readonly Difference[], verdict: Verdict): string {
  const another = anotherPacket(all)
  if (another !== null) return another
  const changes = withJoinedRows(all)
  const turned = turnedWords(changes, verdict).slice(0, 2)
  if (turned.length > 0) return turned.join(', ')
  const [reworded] = changes.flatMap(({ before, after }) =>
    before !== null && after !== null && isTold(before) ? [{ before, after }] : [],
  )
  if (reworded === undefined) return otherWords(changes, verdict)[0] ?? ''
  const { before, after } = reworded
  const [fresh = after.text] = newParts(before.text, after.text)
  return `${headlineOf(before, verdict).name}: “${shorten(fresh, chiefCharacters)}”`
}

const chiefCharacters = 80

const isTold = ({ key }: Decision): boolean => ['control', 'lane'].includes(topicOf(key))

/** The parts of a line that it did not have before. */
export function newParts(before: string, after: string): readonly string[] {
  const old = before.split('; ')
  return after.split('; ').filter((part) => !old.includes(part))
}

/** A dependency's row for one lane that becomes one for all, or the other way round, is not gone. */
function withJoinedRows(changes: readonly Difference[]): readonly Difference[] {
  const gone = changes.flatMap(({ before, after }) =>
    after === null && before !== null && isOf(before, 'dependency') ? [before] : [],
  )
  const joined = changes.map((each) => {
    const { before, after } = each
    const own = after ? gone.find((row) => rowOf(row) === rowOf(after)) : undefined
    return before === null && own !== undefined ? { before: own, after } : each
  })
  const kept = new Set(
    joined.flatMap(({ before, after }) => (before && after ? [rowOf(before)] : [])),
  )
  return joined.filter(
    ({ before, after }) =>
      after !== null || before === null || !isOf(before, 'dependency') || !kept.has(rowOf(before)),
  )
}

/** `dependency postgres` of `dependency postgres@pr`. */
const rowOf = ({ key }: Decision): string => key.split('@')[0] ?? key

/** Another answer, or the same for other lanes. */
const isTurned = (before: Decision, after: Decision): boolean =>
  before.answer !== after.answer || before.key !== after.key

/** `Coverage plan instead`, in which every row is another; null where the packet stays of its kind. */
export function anotherPacket(changes: readonly Difference[]): string | null {
  const own = changes.find(
    ({ before, after }) => before?.key === 'packet choice' && before.answer !== after?.answer,
  )
  const label = VerdictLabel.safeParse(own?.after?.answer)
  return label.success ? `${labelWords[label.data]} instead` : null
}

function turnedWords(changes: readonly Difference[], verdict: Verdict): readonly string[] {
  const told = [
    ...grouped('layer', changes, (before, after) =>
      before && after && before.answer !== after.answer ? after.answer : null,
    ),
    ...grouped('dependency', changes, (before, after) =>
      before && after && isTurned(before, after) ? `: ${strategyOf(after)}` : null,
    ),
    ...grouped('scenario', changes, (before, after) =>
      before === null ? null : after === null ? 'gone' : movedTo(before.answer, after.answer),
    ),
  ]
  const fresh = changes.filter(({ before, after }) => before === null && isOf(after, 'scenario'))
  return [
    ...told.map(([how, decisions]) => {
      const names = namesOf(decisions, verdict)
      return how.startsWith(':') ? `${names}${how}` : `${names} ${how}`
    }),
    ...(fresh.length === 0 ? [] : [counted(fresh.length, 'new scenario')]),
  ]
}

/** What `turnedWords` does not tell. */
function otherWords(changes: readonly Difference[], verdict: Verdict): readonly string[] {
  const rest = changes.filter(({ before, after }) => {
    const topic = topicOf((before ?? after)?.key ?? '')
    if (topic === 'scenario')
      return before !== null && after !== null && before.answer === after.answer
    if (topic === 'dependency') return before === null || after === null || !isTurned(before, after)
    if (topic === 'layer' || topic === 'packet')
      return before === null || after === null || before.answer === after.answer
    return true
  })
  const gone = rest.flatMap(({ before, after }) => (before && after === null ? [before] : []))
  const fresh = rest.flatMap(({ before, after }) => (before === null && after ? [after] : []))
  const reworded = rest.flatMap(({ before, after }) => (before && after ? [before] : []))
  return [
    ...(gone.length === 0 ? [] : [`${namesOf(gone, verdict)} gone`]),
    ...(fresh.length === 0 ? [] : [`new: ${namesOf(fresh, verdict)}`]),
    ...(reworded.length === 0
      ? []
      : [`${namesOf(reworded, verdict)} ${isOne(reworded) ? 'reads' : 'read'} differently`]),
  ]
}

const isOne = (decisions: readonly Decision[]): boolean =>
  decisions.length === 1 && decisions[0]?.key !== 'gates'

/** Decisions about a topic by what `how` says of them, in the order in which that is first said. */
function grouped(
  topic: string,
  changes: readonly Difference[],
  how: (before: Decision | null, after: Decision | null) => string | null,
): readonly (readonly [how: string, decisions: readonly Decision[]])[] {
  const groups = new Map<string, Decision[]>()
  for (const { before, after } of changes) {
    // A case goes by the number that it had, a dependency's row by the lanes that it gets.
    const own = topic === 'dependency' ? (after ?? before) : (before ?? after)
    const words = isOf(own, topic) ? how(before, after) : null
    if (own !== null && words !== null) groups.set(words, [...(groups.get(words) ?? []), own])
  }
  return [...groups]
}

const isOf = (decision: Decision | null, topic: string): boolean =>
  decision !== null && topicOf(decision.key) === topic

const strategyOf = ({ answer }: Decision): string =>
  (strategyWords as Readonly<Record<string, string>>)[answer] ?? answer

/** `to PR CI`, `to Contract / API`; null where the case stays where it is. */
export function movedTo(before: string, after: string): string | null {
  if (before === after) return null
  const [[oldLayer, oldLane], [layer, lane]] = [before.split(' '), after.split(' ')]
  return `to ${[
    ...(layer === oldLayer ? [] : [nameIn(layerWords, layer ?? '')]),
    ...(lane === oldLane ? [] : [nameIn(laneWords, lane ?? '')]),
  ].join(' in ')}`
}

/** Names of decisions as the modal has them; cases by their numbers, and what has no short name by how many they are. */
function namesOf(decisions: readonly Decision[], verdict: Verdict): string {
  const cases = decisions.filter((each) => isOf(each, 'scenario'))
  const topics = [...new Set(decisions.map(({ key }) => topicOf(key)))].filter(
    (topic) => nouns[topic] !== undefined,
  )
  return listed([
    ...(cases.length === 0
      ? []
      : [numbered(cases.map(({ key }) => ({ number: Number(key.split(' ')[1]) })))]),
    ...new Set(decisions.flatMap((each) => nameOf(each, decisions, verdict) ?? [])),
    ...topics.map((topic) =>
      counted(decisions.filter((each) => isOf(each, topic)).length, nouns[topic] ?? topic),
    ),
  ])
}

function nameOf(decision: Decision, among: readonly Decision[], verdict: Verdict): string | null {
  const topic = topicOf(decision.key)
  if (topic === 'scenario' || nouns[topic] !== undefined) return null
  if (topic === 'gates') return 'the gates'
  if (topic === 'packet') return 'the packet choice'
  const { name } = headlineOf(decision, verdict)
  if (topic === 'part') return `“${name}”`
  // Rows of one dependency for several lanes are one name.
  const isOneOfMany = among.filter((each) => rowOf(each) === rowOf(decision)).length > 1
  const called = isOneOfMany ? (decision.name ?? name) : name
  return namedAfter.has(topic)
    ? `${name.toLowerCase()} as a ${topic}`
    : called.replace(/ \([a-z]* ?not stated\)/u, '')
}

const namedAfter: ReadonlySet<string> = new Set(['risk', 'surface'])

/** Of which only the number is told. */
const nouns: Readonly<Record<string, string>> = {
  assumption: 'assumption',
  conflict: 'conflict',
  smell: 'warning',
  coverage: 'statement of coverage',
  constraint: 'limit',
  exclusion: 'exclusion',
  evidence: 'place where the evidence must hold',
  question: 'question',
}

const counted = (count: number, noun: string): string =>
  `${count} ${count === 1 ? noun : noun.replace(/^(\w+ scenario|statement|place|\w+)/u, '$1s')}`
