/**
 * The requester's own words around a place in the text: a run of words that no small word, verb of asking or mark
 * interrupts. It needs no grammar, so that lower-case notes and broken English give phrases too.
 */
import type { Span } from '../read-request.ts'

const smallWords = new Set(
  `a an the this that these those our my your their his her its it we i you they he she us them me who what which when
  where why how and or but nor so yet if because since as while until unless than then though although of to in on at by
  for from with without into onto over under after before during between through per via about against around is are was
  were be been being am do does did done have has had having can could should would will shall may might must need needs
  needed want wants wanted please help give tell show let lets make makes made get gets got getting use uses used using
  not no never only just also too very really still already now again ever even both either neither each every any some
  all most much many more less few other another such same own there here one two first it's i'm we're that's don't
  doesn't isn't aren't can't won't didn't we've i've i'd we'd you're they're there's what's let's ok hi hello hey team
  thanks thx sorry btw imo and/or etc e.g i.e see think know like seems look looks say says said going go goes went
  come comes keep keeps worried worry fear afraid add added adding write wrote writing test tests testing fail fails
  failed failing run runs running ran stop stops well bad good right wrong actually currently recently lately today
  yesterday tomorrow sometimes always often usually maybe perhaps probably almost nearly out up down off back away`
    .split(/\s+/)
    .filter((word) => word !== ''),
)
const word = /[\p{L}\p{N}_$.@/{}:#+-]*[\p{L}\p{N}_}]/gu

interface Piece extends Span {
  readonly small: boolean
  /** Nothing but spaces, hyphens or quote marks stands between it and the piece before. */
  readonly follows: boolean
}

/** Words of a stretch of text, each with whether a phrase may hold it. Linear in the stretch. */
function piecesOf(text: string, within: Span): readonly Piece[] {
  const pieces: Piece[] = []
  let last = within.start
  for (const match of text.slice(within.start, within.end).matchAll(word)) {
    const start = within.start + match.index
    const end = start + match[0].length
    pieces.push({
      start,
      end,
      small: smallWords.has(match[0].toLowerCase()),
      follows: pieces.length > 0 && /^[\s`'’"*_-]*$/.test(text.slice(last, start)),
    })
    last = end
  }
  return pieces
}

/** The phrase around `seed`, at most `longest` characters; the seed itself when nothing joins it. */
export function phraseAround(text: string, seed: Span, within: Span, longest: number): Span {
  const pieces = piecesOf(text, {
    start: Math.max(within.start, seed.start - longest),
    end: Math.min(within.end, seed.end + longest),
  })
  let from = pieces.findIndex((piece) => piece.end > seed.start)
  if (from === -1) return seed
  let to = from
  while (to + 1 < pieces.length && (pieces[to + 1]?.start ?? Infinity) < seed.end) to += 1
  const fits = (start: number, end: number): boolean => end - start <= longest
  for (;;) {
    const before = pieces[from - 1]
    const end = pieces[to]?.end ?? seed.end
    if (before === undefined || before.small || pieces[from]?.follows !== true) break
    if (!fits(before.start, end)) break
    from -= 1
  }
  for (;;) {
    const after = pieces[to + 1]
    const start = pieces[from]?.start ?? seed.start
    if (after === undefined || after.small || !after.follows || !fits(start, after.end)) break
    to += 1
  }
  return {
    start: Math.min(pieces[from]?.start ?? seed.start, seed.start),
    end: Math.max(pieces[to]?.end ?? seed.end, seed.end),
  }
}

/** Whether a word can stand in a phrase at all. */
export const isSmall = (text: string): boolean => smallWords.has(text.toLowerCase())
