import type { Language } from './language.ts'
import { readClauses } from './reading/clauses.ts'
import { wordsOf } from './reading/words.ts'

/** A stretch of the request in UTF-16 offsets: `text.slice(start, end)`. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A clause with the part it plays in the request. */
export interface Clause extends Span {
  /** Index into `Reading.sentences`. */
  readonly sentence: number
  /** `ask` is the clause that says what is wanted; all else is `background`. */
  readonly role: 'ask' | 'background'
  /** A denial stands in it; `Token.negated` says which words it reaches. */
  readonly negated: boolean
  readonly past: boolean
  readonly quoted: boolean
  readonly hedged: boolean
}

export interface Token extends Span {
  /** Lower case, as written. */
  readonly word: string
  /** The form under which phrases of the references match (`lemmaOf`). */
  readonly lemma: string
  /** Universal part of speech; `X` where the text was too long to be tagged. */
  readonly pos: string
  /** Index into `Reading.clauses`. */
  readonly clause: number
  /** Denied by a "no", "not", "without" … before it in its clause. */
  readonly negated: boolean
}

/** The request as text that has been read: sentences, clauses with their roles, tokens. Shared by all later steps. */
export interface Reading {
  readonly text: string
  readonly sentences: readonly Span[]
  readonly clauses: readonly Clause[]
  readonly tokens: readonly Token[]
}

/** Only this much of a text is read with grammar; the rest is cut at full stops and line ends, and carries no tags. */
const taggedLength = 12_000
/** Slack's longest message. What a file or a pipe brings beyond it stays in `Reading.text` and is not read. */
const readLength = 40_000
/** A longer "sentence" is a log or a list; it is cut so that no later step works on an unbounded one. */
const longestSentence = 2_000

/** Reads a request. Never fails: text without words gives a reading without clauses. */
export function readRequest(text: string, language: Language): Reading {
  const readable = text.slice(0, readLength)
  const head = text.slice(0, taggedLength)
  const tagged = language.tag(head)
  const sentences = [
    ...joinAtDots(readable, tagged.sentences).flatMap((sentence) => cutAtLines(readable, sentence)),
    ...cutAtLines(readable, { start: head.length, end: readable.length }),
  ]
  return { text, sentences, ...readClauses(readable, sentences, wordsOf(readable), tagged.tags) }
}

/** `seeds.sql` is no end of a sentence: one that goes on without a space belongs to the one before. */
function joinAtDots(text: string, sentences: readonly Span[]): readonly Span[] {
  const joined: Span[] = []
  for (const sentence of sentences) {
    const before = joined.at(-1)
    if (before !== undefined && !/\s/.test(text.slice(before.end - 1, sentence.start + 1)))
      joined[joined.length - 1] = { start: before.start, end: sentence.end }
    else joined.push(sentence)
  }
  return joined
}

/** A blank line, or a line that starts as a list item or a quotation, starts a new sentence. */
function cutAtLines(text: string, span: Span): readonly Span[] {
  const parts: Span[] = []
  let start = span.start
  const push = (end: number): void => {
    for (; end - start > longestSentence; start += longestSentence)
      parts.push({ start, end: start + longestSentence })
    if (text.slice(start, end).trim() !== '') parts.push({ start, end })
  }
  const slice = text.slice(span.start, span.end)
  for (const match of slice.matchAll(/\n(?=[ \t]*(?:\n|[-*•>]|\d+[.)]|[A-Z]))/g)) {
    push(span.start + match.index)
    start = span.start + match.index
  }
  push(span.end)
  return parts
}
