/**
 * The requester's own words around a place in the text: a run of words that no small word, verb or mark interrupts.
 */
import type { Mention } from '../mentions.ts'
import type { Reading, Span } from '../read-request.ts'
import { piecesOf } from './grammar.ts'
import type { Piece } from './grammar.ts'

const connectors = new Set(['of', 'via', 'per', 'under', 'between', 'across', 'during', 'over'])

/**
 * The phrase around `seed`, at most `longest` characters; the seed itself when nothing joins it. A `connected` phrase may
 * go on over one small word on each side: "OrderReserved event via outbox", "loss of messages".
 */
export function phraseAround(
  reading: Reading,
  mentions: readonly Mention[],
  seed: Span,
  within: Span,
  longest: number,
  connected = false,
): Span {
  const pieces = piecesOf(reading, mentions, {
    start: Math.max(within.start, wordStart(reading.text, seed.start - longest)),
    end: Math.min(within.end, seed.end + longest),
  })
  let from = pieces.findIndex((piece) => piece.end > seed.start)
  if (from === -1) return seed
  let to = from
  while (to + 1 < pieces.length && (pieces[to + 1]?.start ?? Infinity) < seed.end) to += 1
  const fits = (start: number, end: number): boolean => end - start <= longest
  const widen = (): void => {
    for (;;) {
      const before = pieces[from - 1]
      const end = pieces[to]?.end ?? seed.end
      if (before === undefined || !before.holds || pieces[from]?.gap !== 'joined') break
      if (!fits(before.start, end)) break
      from -= 1
    }
    for (;;) {
      const after = pieces[to + 1]
      const start = pieces[from]?.start ?? seed.start
      if (after === undefined || !after.holds || after.gap !== 'joined' || !fits(start, after.end))
        break
      to += 1
    }
  }
  widen()
  if (connected) {
    const connects = (at: number): boolean => {
      const piece = pieces[at]
      return piece !== undefined && connectors.has(piece.text)
    }
    const left = pieces[from - 2]
    const right = pieces[to + 2]
    const end = pieces[to]?.end ?? seed.end
    if (left && connects(from - 1) && left.holds && pieces[from]?.gap === 'joined')
      if (pieces[from - 1]?.gap === 'joined' && fits(left.start, end)) from -= 2
    const start = pieces[from]?.start ?? seed.start
    if (right && connects(to + 1) && right.holds && pieces[to + 1]?.gap === 'joined')
      if (right.gap === 'joined' && fits(start, right.end)) to += 2
    widen()
  }
  const isOver = (at: number): boolean =>
    !connected && isSaid(pieces[at]) && (pieces[at]?.start ?? 0) >= seed.end
  while (to > from && isOver(to)) to -= 1
  while (to - from >= 2 && hangs(pieces[to]) && (pieces[to]?.start ?? 0) >= seed.end) to -= 1
  return {
    start: Math.min(pieces[from]?.start ?? seed.start, seed.start),
    end: Math.max(pieces[to]?.end ?? seed.end, seed.end),
  }
}

/** "query faster", "tests locally": said of the noun, and no part of its name. */
const isSaid = (piece: Piece | undefined): boolean =>
  piece !== undefined && (piece.tag === 'ADJ' || piece.tag === 'ADV') && /^[a-z]+$/.test(piece.text)

const nounsInIng =
  /(?:cach|pric|bill|book|process|handl|mapp|logg|track|stream|rout|render|pars|throttl|schedul|board|provision|report|messag|account|invoic|index|pag|hash|encod|batch|shard|limit|sourc|build|sett|match|shipp|match|round|test)ing$/i

/** "queues belonging to", "query remembering its filter": the participle leads on and says nothing alone. */
function hangs(piece: Piece | undefined): boolean {
  if (piece === undefined) return false
  const { text } = piece
  return (/[a-z]{3}ing$/.test(text) && !nounsInIng.test(text)) || /[a-z]{2}ed$/.test(text)
}

/** A window never starts inside a word. */
function wordStart(text: string, at: number): number {
  if (at <= 0) return 0
  const space = text.slice(at, at + 100).search(/\s/)
  return space < 0 ? at : at + space
}
