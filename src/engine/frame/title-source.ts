/** What a title is read from, and what makes words fit for one. */
import type { Mention } from '../mentions.ts'
import { matchPhrases } from '../mentions/phrases.ts'
import type { Match } from '../mentions/phrases.ts'
import { headWords } from '../mentions/words.ts'
import type { Words } from '../mentions/words.ts'
import { onceForBoth } from '../once.ts'
import type { Framing } from '../packet.ts'
import type { Reading } from '../read-request.ts'
import { piecesOf } from './grammar.ts'
import type { Piece } from './grammar.ts'
import type { FrameKnowledge, TitleRow } from './knowledge.ts'
import { partOfBackend } from './surface-words.ts'
import { isSmall } from './words-of-phrases.ts'

export const longestTitle = 80
/** A title comes from the head of a text. */
export const titleLength = 4_000
/** The first cues decide; a text full of them is no request. */
export const mostCues = 12
const leading =
  /^(?:(?:off|from|a|an|the|our|my|your|their|its|this|that|these|those|some|new|up|out|over|to|of|all|for|in|on|with|about|around|and)\s+)+/i
const trailing =
  /[\s,;:.!?(—–-]+(?:(?:and|or|to|of|in|on|with|for|the|a|an|our|by|at|into|as)[\s,;:.!?(—–-]*)*$/i
// Bounded and only from the start of a word, so that one long run of letters is read once.

/** Everything that names a title is read from here. */
export interface TitleSource {
  readonly reading: Reading
  readonly mentions: readonly Mention[]
  readonly framing: Pick<Framing, 'surfaces' | 'risks' | 'runtime'>
  readonly knowledge: FrameKnowledge
  /** The head of the text. */
  readonly text: string
  readonly words: Words
  readonly cues: readonly Match<TitleRow>[]
}

/** Where a change, what is to be tested, or the end of such a phrase is told. */
export const titleCues = onceForBoth(
  (reading: Reading, { titles }: FrameKnowledge): readonly Match<TitleRow>[] =>
    matchPhrases(headWords(reading, titleLength), titles),
)

/** Holds no verb and ends in a noun: words that can stand after "for". */
export function isNounPhrase(phrase: string, source: TitleSource): boolean {
  const pieces = piecesIn(phrase, source)
  const last = pieces.at(-1)
  return (
    pieces.every((piece) => !piece.verb || /^runs?$/.test(piece.text)) &&
    last !== undefined &&
    last.tag !== 'ADJ' &&
    last.tag !== 'ADV' &&
    (last.holds || /^(?:tests?|specs?|runs?|locks?)$/.test(last.text))
  )
}

export function startsWithVerb(phrase: string, source: TitleSource): boolean {
  const first = piecesIn(phrase, source)[0]
  return first === undefined || first.verb
}

/** The words of a phrase as they stand in their sentence. */
export function piecesIn(phrase: string, { reading, mentions }: TitleSource): readonly Piece[] {
  const start = Math.max(reading.text.indexOf(phrase), 0)
  const end = start + phrase.length
  const sentence = reading.sentences.find((each) => each.end > start)
  const from = Math.max(sentence?.start ?? 0, start - 60)
  return piecesOf(reading, mentions, { start: from, end }).filter((piece) => piece.end > start)
}

/** One line of plain words: no markup, no leading article, cut at a word. */
export function tidy(phrase: string): string {
  const plain = phrase
    .replaceAll(/<@[^>]*>|[`*_~<>|]+/g, (mark) => (mark === '_' ? '_' : ''))
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(leading, '')
  if (plain.length <= longestTitle)
    return plain.replace(trailing, '').replace(/[\s,;:.!?(—–-]+$/, '')
  const cut = plain.slice(0, longestTitle)
  const space = cut.lastIndexOf(' ')
  return cut.slice(0, space > 20 ? space : longestTitle).replace(trailing, '')
}

/** Words that name no subject of their own. */
const generic =
  /^(?:tests?|testing|specs?|suites?|ci|integration|unit|e2e|backend|regression|coverage|plan|api|service|app|code|new|flaky|async|functional|endpoints?|something|things?|way|best|helpers?|fixtures?|bugs?|the|an?|of|for|in|on|with|and|or|to|per|by|from|into|via|again|once|each|today|lot|january|february|march|april|may|june|july|august|september|october|november|december|monday|friday|demo|project|server|data|control|change)$/i

/** Whether a phrase holds a word that is neither a product's name nor about tests as such. */
export function saysMoreThanNames(phrase: string, { mentions }: TitleSource): boolean {
  const names = mentions
    .filter((each) => each.kind === 'dependency' || each.kind === 'runtime')
    .map((each) => each.words.toLowerCase())
  let rest = ` ${phrase.toLowerCase()} `
  for (const name of new Set(names.map((each) => each.replace(partOfBackend, '').trim())))
    rest = rest.replaceAll(` ${name} `, '  ')
  return rest.split(/[\s,]+/).some((each) => each.length > 1 && !generic.test(each))
}

/** A title has two words that say something, or one that names something: a path, a type, a hyphened term. */
export function says(title: string, source: TitleSource): boolean {
  if (title === source.text.trim() || !saysMoreThanNames(title, source)) return false
  const words = title.split(' ').filter((word) => word.length > 1 && !isSmall(word))
  return (
    words.length > 1 || (words.length === 1 && /[\w][-_/.][\w]|[a-z][A-Z]|[A-Z]{2}/.test(title))
  )
}
