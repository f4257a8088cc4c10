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
  readonly negated: boolean
  readonly past: boolean
  readonly quoted: boolean
  readonly hedged: boolean
}

export interface Token extends Span {
  /** Lower case, as written. */
  readonly word: string
  readonly lemma: string
  readonly pos: string
  /** Index into `Reading.clauses`. */
  readonly clause: number
}

/** The request as text that has been read: sentences, clauses with their roles, tokens. Shared by all later steps. */
export interface Reading {
  readonly text: string
  readonly sentences: readonly Span[]
  readonly clauses: readonly Clause[]
  readonly tokens: readonly Token[]
}
