/**
 * The words of the request that carry a risk. A noun stands with its phrase ("token replay issues"); a verb or an adverb
 * needs the words that say who does what ("the ack is lost", "two agents click at once").
 */
import type { Mention } from '../mentions.ts'
import type { Reading, Span } from '../read-request.ts'
import { piecesOf } from './grammar.ts'
import type { Piece } from './grammar.ts'
import { requesterPhrase, withWholeMarks } from './surface-words.ts'

const longestWords = 60
const dropped =
  /^(?:sometimes|plus|new|whole|also|only|catch|catches|e\.g|in|for|on|with|the|a|an)$/
const prepositions = /^(?:in|for|with|of|from|to|by|about|via|per|against|into|through|without)$/
const auxiliaries =
  /^(?:is|are|was|were|be|been|being|has|have|had|may|might|must|can|could|will|would|should|gets?|got|not|never|run|runs|still|also|then|the|same|a|an|us)$/

export function riskPhrase(reading: Reading, mentions: readonly Mention[], cue: Mention): Span {
  const found = requesterPhrase(reading, mentions, cue, longestWords, true)
  const clause = reading.clauses[cue.clause] ?? found
  const pieces = piecesOf(reading, mentions, {
    start: Math.max(Math.min(clause.start, found.start), found.start - 2 * longestWords),
    end: Math.max(Math.min(clause.end, found.end + longestWords), found.end),
  })
  let from = pieces.findIndex((piece) => piece.end > found.start)
  let to = pieces.findLastIndex((piece) => piece.start < found.end)
  if (from < 0 || to < from) return found
  while (from < to && isDropped(pieces[from], cue)) from += 1
  if (startsWithPlace(pieces, cue))
    from = withSubject(pieces, from, (pieces[to]?.end ?? 0) - longestWords)
  else if (!pieces.slice(from, to + 1).some((piece) => isNoun(piece))) {
    from = withSubject(pieces, from, (pieces[to]?.end ?? found.end) - longestWords)
    if (from === to) to = withObject(pieces, to, (pieces[from]?.start ?? 0) + longestWords)
  } else if (prepositions.test(pieces[to]?.text ?? ''))
    to = withObject(pieces, to, (pieces[from]?.start ?? 0) + longestWords)
  const span = { start: pieces[from]?.start ?? found.start, end: pieces[to]?.end ?? found.end }
  return withWholeMarks(reading.text, { ...span, start: rangeStart(reading.text, span.start) })
}

/** "at once", "at the same second": nothing without who does what. */
const startsWithPlace = (pieces: readonly Piece[], cue: Mention): boolean =>
  pieces.find((piece) => piece.end > cue.start)?.text === 'at'

/** "between 00:00 and 01:00 UTC" is one time. */
function rangeStart(text: string, start: number): number {
  const range = /\bbetween \S{1,10} and $/.exec(text.slice(Math.max(0, start - 30), start))
  return range === null ? start : start - range[0].length
}

const isNoun = (piece: Piece): boolean =>
  piece.holds && piece.tag !== 'ADV' && piece.tag !== 'VERB' && piece.tag !== 'ADJ'

/** A word in front that says nothing of the risk; words of the cue itself stay, but for a preposition. */
const isDropped = (piece: Piece | undefined, cue: Mention): boolean =>
  piece !== undefined &&
  dropped.test(piece.text) &&
  (piece.start < cue.start || piece.text === 'in' || piece.text === 'sometimes')

/** Back over auxiliaries and the verb to the noun phrase before it; where none stands, back to where it was. */
function withSubject(pieces: readonly Piece[], start: number, earliest: number): number {
  let at = start
  let reached = start
  for (let step = 0; step < 8; step += 1) {
    const before = pieces[at - 1]
    const here = pieces[at]
    if (before === undefined || here?.gap !== 'joined' || before.start < earliest) break
    if (
      !before.holds &&
      !before.verb &&
      !auxiliaries.test(before.text) &&
      !/^(?:two|three|both)$/.test(before.text)
    )
      break
    if (prepositions.test(before.text)) break
    at -= 1
    if (before.holds || /^(?:two|three|both)$/.test(before.text)) reached = at
    else if (before.verb && !auxiliaries.test(before.text)) reached = at
  }
  // "tests against SQL Server are deadlocked": what a preposition leads to is no subject.
  const isSubject =
    pieces[reached]?.gap !== 'joined' || !prepositions.test(pieces[reached - 1]?.text ?? '')
  return isSubject ? reached : start
}

/** Ahead over small words to the end of the next noun phrase: "deadlocked on lock resources", "rows without an object". */
function withObject(pieces: readonly Piece[], start: number, latest: number): number {
  let to = start
  let isNounSeen = false
  for (let at = start + 1; at < Math.min(pieces.length, start + 8); at += 1) {
    const piece = pieces[at]
    if (piece === undefined || piece.gap !== 'joined' || piece.end > latest) break
    if (piece.holds) {
      isNounSeen = true
      to = at
    } else if (isNounSeen) break
  }
  return to
}
