/** What would change a decision and what else it could have been, in sentences that every carrier shares. */
import type { Alternative, Choice } from '../../engine/alternatives/option.ts'
import { topicOf } from '../../engine/decisions.ts'
import type { Decision } from '../../engine/decisions.ts'
import type { Difference } from '../../engine/difference.ts'
import type { Explanation } from '../../engine/explain.ts'
import type { Flip, Tried, Weight } from '../../engine/flips.ts'
import type { Amendment, Evidence, Verdict } from '../../engine/packet.ts'
import { labelWords } from '../labels.ts'
import { shorten } from '../split.ts'
import { laneWords, strategyWords } from '../words.ts'
import { anotherPacket, changedWords, chiefWords, movedTo, newParts } from './changed-words.ts'
import { withoutDash, withoutTitle } from './headlines.ts'

/** The smallest change that turns a decision, then each alternative; where one of these is that change, both as one. */
export function insteadLines(
  decision: Decision,
  { flips, alternatives, tried }: Explanation,
  verdict: Verdict,
  longestBecomes: number,
): readonly string[] {
  const flip = flips.get(decision.key)
  const choices = alternatives.get(decision.key) ?? []
  const same = choices.find((each) => isSame(each.amendments, flip?.amendments ?? []))
  return [
    flip === undefined
      ? noFlipWords(decision.evidence, tried)
      : same === undefined
        ? `would change ${flip.says}: ${shorten(becomesWords(decision, flip), longestBecomes)} (${reachWords(decision, flip, verdict)})`
        : `instead, the smallest change: ${choiceWords(same.choice)}${
            // What a kind of packet becomes is said by its name.
            flip.becomes === null || same.choice.is === 'kind'
              ? ''
              : `: ${shorten(becomesWords(decision, flip), longestBecomes)}`
          } (${reachWords(decision, flip, verdict)})`,
    ...choices
      .filter((each) => each !== same)
      .map((each) => `instead: ${alternativeWords(each, verdict)}`),
  ]
}

const isSame = (some: readonly Amendment[], others: readonly Amendment[]): boolean =>
  some.length > 0 && some.map(wordsOf).join() === others.map(wordsOf).join()

const wordsOf = ({ on, target, op, to }: Amendment): string => [on, target, op, to].join(' ')

/** Of a line of several parts only those that are new; of a case that only moves, where to. */
function becomesWords(decision: Decision, { becomes }: Flip): string {
  if (becomes === null) return 'it is gone'
  const { key, text } = decision
  const topic = topicOf(key)
  if (topic === 'scenario') {
    const [[before, was], [after, is]] = [placeOf(text), placeOf(becomes)]
    return before === after ? (movedTo(was, is) ?? becomes) : becomes
  }
  if (!ofParts.has(topic)) return withoutDash(becomes)
  const [was, is] = [withoutTitle(decision, text), withoutTitle(decision, becomes)]
  const [fresh, gone] = [newParts(was, is), newParts(is, was)]
  return fresh.length > 0 ? fresh.join('; ') : `without “${gone.join('; ')}”`
}

const ofParts: ReadonlySet<string> = new Set(['control', 'lane', 'gates', 'part'])

/** A case's words, and its layer and lane behind them. */
function placeOf(text: string): readonly [words: string, place: string] {
  const at = text.lastIndexOf(' (')
  return [text.slice(0, at), text.slice(at + 2, -1).replace(',', '')]
}

function reachWords(decision: Decision, { knockOn, amendments }: Flip, verdict: Verdict): string {
  if (knockOn.length === 0) return 'nothing else changes'
  const others = `${knockOn.length} other ${knockOn.length === 1 ? 'decision changes' : 'decisions change'}`
  // Another kind is another packet: to name its rows one by one would say less.
  const isAnotherKind = amendments.some(
    (each) => each.on === 'packet-kind' && each.target === 'primary',
  )
  return isAnotherKind || decision.key === 'packet choice'
    ? others
    : `${others}: ${anotherPacket(knockOn) ?? changedWords(knockOn, verdict)}`
}

/** That nothing changes a decision, how much was tried, and why where its words alone decide. */
function noFlipWords(evidence: readonly Evidence[], { changes, pairs, everyPair }: Tried): string {
  const words = 'nothing you can change in the framing moves this'
  const tried = `${changes} changes${
    pairs === 0 ? '' : everyPair ? ' and all pairs of them' : ` and ${pairs} pairs of them`
  } were tried`
  const quotes = [
    ...new Set(evidence.flatMap((each) => (each.from === 'request' ? [`“${each.quote}”`] : []))),
  ]
  const isQuoted = evidence.length > 0 && evidence.every((each) => each.from === 'request')
  return isQuoted
    ? `${words}: it rests on the words ${quotes.slice(0, 2).join(' and ')} themselves; ${tried}`
    : `${words}: ${tried}`
}

/** `fake / simulator, in-memory repository: leaves open …; 3 other decisions would change` */
function alternativeWords({ choice, cost, changes }: Alternative, verdict: Verdict): string {
  if (choice.is === 'none') return choiceWords(choice)
  return `${choiceWords(choice)}: ${cost === null ? '' : `${cost}; `}${costWords(choice, changes, verdict)}`
}

function costWords(choice: Choice, changes: readonly Difference[], verdict: Verdict): string {
  if (changes.length === 0) return 'nothing else would change'
  const chief = choice.is === 'framed' || choice.is === 'first' ? chiefWords(changes, verdict) : ''
  const count = `${changes.length} other ${changes.length === 1 ? 'decision' : 'decisions'} would change`
  return chief === '' ? count : `${count}, e.g. ${chief}`
}

function choiceWords(choice: Choice): string {
  switch (choice.is) {
    case 'kind':
      return `${labelWords[choice.label]}, next likely with ${percent(choice.probability)}`
    case 'in scope':
    case 'out of scope':
    case 'left out':
      return choice.is
    case 'first':
      return choice.words === null ? 'put first' : `“${choice.words}” put first`
    case 'another way':
      return choice.words
    case 'framed':
      return `if ${choice.says}`
    case 'strategy':
      return `${strategyWords[choice.strategy]}, ${choice.means}`
    case 'lane':
      return `${choice.cases} in ${laneWords[choice.lane]}`
    case 'none':
      return `nothing, because ${choice.because}`
  }
  return ''
}

const percent = (share: number): string =>
  share < 0.01 ? 'less than 1 %' : `${Math.round(share * 100)} %`

/** `if “overselling” were no risk here, 12 decisions would change` */
export const weightWords = ({ says, decides }: Weight): string =>
  `if ${says}, ${decides} ${decides === 1 ? 'decision' : 'decisions'} would change`
