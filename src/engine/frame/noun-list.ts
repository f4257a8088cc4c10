/**
 * The noun phrase that starts at a place, with what hangs on it by a preposition or stands beside it in a list:
 * "refresh-token rotation and admin-only endpoints", "nightly report per customer". Verbs, relative clauses and the thing
 * that something was added to ("to our Express API") end it.
 */
import type { Mention } from '../mentions.ts'
import type { Reading, Span } from '../read-request.ts'
import { piecesOf } from './grammar.ts'
import type { Piece } from './grammar.ts'

const joiners = words('of with for via behind on per into between across against in over')
const containers = words('in to on into inside within at')
const owners = words('our my your their')
const articles = words('a an the')
const lists = words('and or plus & + nor')
/** Words that are no head of a phrase but may stand inside a title. */
const inside = words(
  'own one two three four first more many test tests testing spec specs run runs write lock locks read work',
)
const leadingSmall = words(
  'a an the our my your their its this that these those some new up out off over to of all for in on with about around and also just every each any there both more whole existing current certain please from we i you how',
)

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}

export interface NounList {
  readonly words: string
  /** What ended it was "in our …": the phrase may go on behind that. */
  readonly contained: boolean
}

/**
 * `moves`: the phrase may hold "to", since its verb moves one thing to another. `asked`: it follows a question, whose verbs
 * are passed over ("how should we seed, reset and get tokens").
 */
export function nounListAt(
  reading: Reading,
  mentions: readonly Mention[],
  within: Span,
  longest: number,
  { moves = false, asked = false }: { readonly moves?: boolean; readonly asked?: boolean } = {},
): NounList {
  const pieces = piecesOf(reading, mentions, within)
  let from = 0
  while (leads(pieces, from, asked)) from += 1
  const kept: Piece[] = []
  let contained = false
  let ended: Piece | undefined
  for (let at = from; at < pieces.length; at += 1) {
    const piece = pieces[at]
    if (piece === undefined) break
    if (kept.length > 0 && piece.gap === 'break') break
    if (kept.length > 0 && piece.gap === 'comma' && !listGoesOn(pieces, at)) break
    if (piece.end - (kept[0]?.start ?? piece.start) > longest) break
    if (kept.length > 0 && containers.has(piece.text) && owners.has(pieces[at + 1]?.text ?? '')) {
      contained = true
      break
    }
    const joins =
      kept.length > 0 &&
      (joiners.has(piece.text) ||
        lists.has(piece.text) ||
        articles.has(piece.text) ||
        owners.has(piece.text) ||
        (moves && (piece.text === 'to' || piece.text === 'from' || piece.text === 'its')))
    if (!piece.holds && !joins && !inside.has(piece.text)) {
      ended = piece
      break
    }
    kept.push(piece)
  }
  return { words: written(reading.text, withoutSubject(kept, ended)), contained }
}

function leads(pieces: readonly Piece[], at: number, asked: boolean): boolean {
  const piece = pieces[at]
  if (piece === undefined) return false
  if (leadingSmall.has(piece.text) || (!piece.holds && piece.verb)) return true
  if (!asked) return false
  if (piece.tag === 'VERB' && !/(?:ed|ing)$|-/.test(piece.text)) return true
  // "seed, reset and get tokens": verbs of the question, joined as nouns are.
  const joins = lists.has(piece.text) ? at : at + 1
  return lists.has(pieces[joins]?.text ?? '') && pieces[joins + 1]?.verb === true
}

/** A comma belongs to a list when "and" or "or" closes it before any verb. */
function listGoesOn(pieces: readonly Piece[], from: number): boolean {
  for (const piece of pieces.slice(from, from + 12)) {
    if (lists.has(piece.text)) return true
    if (piece.verb || (piece.gap === 'break' && piece !== pieces[from])) return false
  }
  return false
}

const relatives = words('that which who whose where when')

/** "a field and three consumers | crashed", "a header and a job | that emails": the last item leads on and is left out. */
function withoutSubject(kept: readonly Piece[], ended: Piece | undefined): readonly Piece[] {
  const open = kept.findLastIndex((piece) => lists.has(piece.text))
  if (ended === undefined || open < 1) return trimmed(kept)
  const item = trimmed(kept.slice(open + 1)).filter((piece) => !articles.has(piece.text))
  const isBare = item.length <= 1 && kept.slice(0, open).length > 1
  if (ended.verb || (relatives.has(ended.text) && isBare)) return trimmed(kept.slice(0, open))
  return trimmed(kept)
}

function trimmed(kept: readonly Piece[]): readonly Piece[] {
  const last = kept.findLastIndex(
    (piece) => piece.holds || /^(?:tests?|specs?|runs?|locks?)$/.test(piece.text),
  )
  const end = kept[last]
  // "the job resumable": what is said of a noun behind it is no part of its name.
  const isSaid = end?.tag === 'ADJ' && kept[last - 1]?.tag === 'NOUN' && end.gap === 'joined'
  return kept.slice(0, isSaid ? last : last + 1)
}

/** The pieces as written, without the owners: "containers for our Go services" names containers for Go services. */
function written(text: string, kept: readonly Piece[]): string {
  let words = ''
  for (const [at, piece] of kept.entries()) {
    if (owners.has(piece.text) || piece.text === 'new') continue
    const before = kept[at - 1]
    const gap = before === undefined || words === '' ? '' : text.slice(before.end, piece.start)
    words += (gap === '' && words !== '' ? ' ' : gap) + text.slice(piece.start, piece.end)
  }
  return words
}
