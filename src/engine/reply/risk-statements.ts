/**
 * "One danger is not in there yet - …", "…, that is my nightmare", "add that to the risks": words about being afraid, with
 * nothing but small words around them, say that the rest of the sentence (or the sentence before) is a risk.
 */
import type { ReplyWords } from './knowledge.ts'
import { alternation } from './templates.ts'

export interface RiskStatement {
  /** What is feared: the rest of the sentence, or null for what the sentence before told. */
  readonly text: string | null
  /** "Strike that risk", "…, isn't a risk". */
  readonly isAway: boolean
  /** Without a word for being afraid: "…, list it" may be about anything. */
  readonly isVague: boolean
  readonly start: number
  readonly end: number
}

type Found = Omit<RiskStatement, 'isVague'>

export type RiskStatementReader = (sentence: string) => RiskStatement | null

interface Piece {
  readonly kind: 'fear' | 'small' | 'away' | 'sign' | 'pause' | 'verb' | 'other'
  readonly words: string
  readonly start: number
  readonly end: number
}

const pieceWords = /[\p{L}\d'’#]+(?:[-/.][\p{L}\d]+)*|:|;|,|—|–|=|→|->|-|\S/gu
const signs = /^(?::|—|–|=|→|->|-)$/
/** Links what is feared to the words for fear. */
const verbs = /^(?:is|are|that|of|about|over|if|when|was)$/

export function riskStatementReader(words: ReplyWords): RiskStatementReader {
  const phrases = (name: string): readonly string[] => words.classes.get(name) ?? []
  const fear = startsWith(phrases('fear-word'))
  const small = startsWith(phrases('fear-small'))
  const away = startsWith(phrases('fear-away'))
  const listed = startsWith(phrases('fear-list'))
  const piecesOf = (sentence: string): readonly Piece[] => {
    const pieces: Piece[] = []
    for (const match of sentence.matchAll(pieceWords)) {
      const start = match.index
      if (start < (pieces.at(-1)?.end ?? 0)) continue
      const rest = sentence.slice(start)
      const feared = fear(rest) ?? listed(rest)
      const plain = small(rest)
      const gone = away(rest)
      // "Not in there yet" misses it, "risk no 1" is the first.
      const isGone =
        gone !== null && gone.length >= (plain?.length ?? 0) && !/^no\.?\s+\d/i.test(rest)
      const taken = feared === null && isGone ? gone : null
      const known = feared ?? taken ?? plain
      const own = known ?? match[0]
      pieces.push({
        kind:
          feared !== null
            ? 'fear'
            : signs.test(own)
              ? 'sign'
              : /^[,;.!…]$/.test(own)
                ? 'pause'
                : known !== null
                  ? taken !== null
                    ? 'away'
                    : 'small'
                  : verbs.test(own.toLowerCase())
                    ? 'verb'
                    : 'other',
        words: own,
        start,
        end: start + own.length,
      })
    }
    return pieces
  }
  return (sentence) => {
    const pieces = piecesOf(sentence)
    const isVague = !pieces.some((each) => each.kind === 'fear' && fear(each.words) !== null)
    if (!pieces.some((each) => each.kind === 'fear')) return null
    const read = leading(sentence, pieces) ?? trailing(sentence, pieces)
    return read === null ? null : { ...read, isVague }
  }
}

/** Small words and a word for fear up to a sign or a linking verb; then what is feared. */
function leading(sentence: string, pieces: readonly Piece[]): Found | null {
  const stop = pieces.findIndex((each) => each.kind === 'other')
  const open = stop < 0 ? pieces : pieces.slice(0, stop)
  const fear = open.findIndex((each) => each.kind === 'fear')
  if (fear < 0) return null
  const isAway = open.some((each) => each.kind === 'away')
  if (stop < 0) return { text: null, isAway, start: 0, end: sentence.length }
  // "That risk is well placed" speaks of one that stands.
  if (isAway || /\b(?:that|this)\s+$/i.test(sentence.slice(0, open[fear]?.start))) return null
  const sign = open.findIndex((each, at) => at > fear && each.kind === 'sign')
  const verb = open.findLastIndex((each, at) => at > fear && each.kind === 'verb')
  const link = sign >= 0 ? sign : linkFrom(open, fear, verb)
  if (link < 0) return null
  const start = pieces[link + 1]?.start ?? sentence.length
  return { text: sentence.slice(start), isAway: false, start: 0, end: sentence.length }
}

/** The first of the verbs in a row: "is that the …" links at "that". */
function linkFrom(pieces: readonly Piece[], fear: number, last: number): number {
  if (last < 0) return -1
  let link = pieces.findIndex((each, at) => at > fear && each.kind === 'verb')
  while (pieces[link + 1]?.kind === 'verb') link += 1
  return link
}

/** What is feared, a sign or a comma, and nothing but small words with a word for fear. */
function trailing(sentence: string, pieces: readonly Piece[]): Found | null {
  const last = pieces.findLastIndex((each) => each.kind === 'other')
  const tail = pieces.slice(last + 1)
  const border = tail.findIndex((each) => each.kind === 'sign' || each.kind === 'pause')
  const fear = tail.findIndex((each) => each.kind === 'fear')
  // "…, so compatibility is a risk" says for itself what it is.
  if (last < 0 || border < 0 || fear < border || !pointing.test(sentence.slice(tail[0]?.start)))
    return null
  return {
    text: sentence.slice(0, tail[border]?.start).trim(),
    isAway: tail.some((each) => each.kind === 'away'),
    start: 0,
    end: sentence.length,
  }
}

/** Points back, or says where in the packet to put it. */
const pointing =
  /\b(?:it|this|that|that's|thats|these|them|what|which|one|as|put|add|list|name|write|note|count|call|off|under|belongs|is an?|is my|is our|isn't|ain't)\b/i

const startsWith = (phrases: readonly string[]): ((text: string) => string | null) => {
  const pattern = new RegExp(`^${alternation(phrases)}(?![\\p{L}\\d'_])`, 'iu')
  return (text) => pattern.exec(text)?.[0] ?? null
}
