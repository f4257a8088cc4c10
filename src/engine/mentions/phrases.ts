/**
 * Phrases of the references, compiled once and matched in one pass. A phrase is words; besides them it may hold
 *
 * | written | stands for |
 * |---|---|
 * | `a/b` | either word |
 * | `~` | nothing, or one to four words of the same sentence |
 * | `word*` | any word that begins so (`retr*`) |
 * | `#` | a number, with its unit when one follows (`10 min`, `2h`, `38-minute`, `19.5 s`) |
 * | `.net`, `*.rb` | the word with a dot before it: as a name of its own, or as a file's ending |
 * | `Word` | a word with a capital matches only as written; lower case matches any case |
 *
 * Hyphens, dots and slashes inside a name separate words, and the last word may stand in the plural.
 */
import type { RuleId } from '../packet.ts'
import type { Word } from './words.ts'

export interface PhraseRow {
  readonly phrases: readonly string[]
  /** See `Condition`. */
  readonly context: readonly Condition[]
  readonly rule: RuleId
}

/**
 * What must hold around a match, from a reference's `context` cell:
 * `after` / `not after` the word before, `before` / `not before` the word after, `near` / `not near` any of the eight
 * words on both sides, `with` / `not with` anywhere in the request, `listed` between separators (`Go, NATS`; `(Rust)`),
 * `alone` outside paths and identifiers (`types.db`, `@acme/db`), `not first` in its sentence. Several conditions must all hold.
 */
export interface Condition {
  readonly test:
    | 'after'
    | 'before'
    | 'near'
    | 'with'
    | 'not after'
    | 'not before'
    | 'not near'
    | 'not with'
    | 'listed'
    | 'alone'
    | 'not first'
  readonly words: ReadonlySet<string>
}

type Element =
  | {
      readonly is: 'word'
      readonly options: readonly string[]
      readonly dot: 'name' | 'ending' | null
    }
  | { readonly is: 'gap' }
  | { readonly is: 'number' }

interface Compiled<R> {
  readonly row: R
  readonly elements: readonly Element[]
  readonly order: number
}

/** Rows by how their phrases begin, so that a word meets only the few phrases that may start there. */
export interface PhraseIndex<R extends PhraseRow> {
  readonly starts: ReadonlyMap<string, readonly Compiled<R>[]>
  readonly numbers: readonly Compiled<R>[]
}

export interface Match<R extends PhraseRow> {
  readonly row: R
  /** Indices into the words. */
  readonly from: number
  readonly to: number
  readonly start: number
  readonly end: number
  /** The number that `#` took, as written (`10 min`), null when the phrase has none. */
  readonly value: string | null
}

const gapWords = 4
const nearWords = 8
const keyLength = 2

export function indexPhrases<R extends PhraseRow>(rows: readonly R[]): PhraseIndex<R> {
  const starts = new Map<string, Compiled<R>[]>()
  const numbers: Compiled<R>[] = []
  let order = 0
  for (const row of rows)
    for (const phrase of row.phrases) {
      const elements = compile(phrase)
      const compiled = { row, elements, order: (order += 1) }
      const first = elements[0]
      if (first?.is === 'number') numbers.push(compiled)
      if (first?.is !== 'word') continue
      for (const key of new Set(first.options.map((option) => keyOf(option.replace('*', '')))))
        starts.set(key, [...(starts.get(key) ?? []), compiled])
    }
  return { starts, numbers }
}

/** Why a phrase cannot be used, or null. A phrase begins with at least two letters, or with a number. */
export function phraseProblem(phrase: string): string | null {
  const elements = compile(phrase)
  const first = elements[0]
  if (first === undefined) return `the phrase "${phrase}" has no words`
  if (first.is === 'gap') return `the phrase "${phrase}" begins with ~; begin with a word`
  if (elements.at(-1)?.is === 'gap') return `the phrase "${phrase}" ends with ~; end with a word`
  return null
}

function compile(phrase: string): readonly Element[] {
  return phrase
    .split(/\s+/)
    .filter((part) => part !== '')
    .flatMap((part): readonly Element[] => {
      if (part === '~') return [{ is: 'gap' }]
      if (part === '#') return [{ is: 'number' }]
      const dot = part.startsWith('*.') ? 'ending' : part.startsWith('.') ? 'name' : null
      const options = part.replace(/^\*?\./, '').split('/')
      if (options.length > 1) return [{ is: 'word', options: options.filter(Boolean), dot }]
      return (part.replace(/^\*?\./, '').match(/[\p{L}\p{N}]+(?:\+\+|#)?\*?/gu) ?? []).map(
        (word, at) => ({
          is: 'word',
          options: [word],
          dot: at === 0 ? dot : null,
        }),
      )
    })
}

const keyOf = (text: string): string => text.toLowerCase().slice(0, keyLength)

/** Every match, by start and then longest first. Matches may overlap: `withoutOverlaps` chooses. */
export function matchPhrases<R extends PhraseRow>(
  text: string,
  words: readonly Word[],
  index: PhraseIndex<R>,
): readonly Match<R>[] {
  const present = new Set(words.flatMap((word) => [word.text, singular(word.text)]))
  const matches: (Match<R> & { order: number })[] = []
  words.forEach((word, at) => {
    const candidates = index.starts.get(keyOf(word.text)) ?? []
    const found = [
      ...candidates.filter((each) => eachLength(each, word)),
      ...(/^\p{N}/u.test(word.text) ? index.numbers : []),
    ].flatMap((compiled) => {
      const ends = endsOf(compiled.elements, text, words, at)
      if (ends === null) return []
      const last = words[ends.to]
      if (last === undefined) return []
      const match = {
        row: compiled.row,
        from: at,
        to: ends.to,
        start: word.start,
        end: last.end,
        value: ends.value,
        order: compiled.order,
      }
      return holds(match, text, words, present) ? [match] : []
    })
    matches.push(...found)
    if (word.parts.length > 0) matches.push(...insideName(word, at, index, text, words, present))
  })
  return matches.toSorted((a, b) => a.start - b.start || b.end - a.end || a.order - b.order)
}

function eachLength<R>(compiled: Compiled<R>, word: Word): boolean {
  const first = compiled.elements[0]
  return first?.is === 'word' && fits(first, word, compiled.elements.length === 1)
}

/** Parts of a camel-case name stand for single-word phrases of at least four letters: `KafkaContainer`, `S3Client` not. */
function insideName<R extends PhraseRow>(
  word: Word,
  at: number,
  index: PhraseIndex<R>,
  text: string,
  words: readonly Word[],
  present: ReadonlySet<string>,
): readonly (Match<R> & { order: number })[] {
  return word.parts.flatMap((part) => {
    if (part.length < 4 || part === word.text) return []
    return (index.starts.get(keyOf(part)) ?? []).flatMap((compiled) => {
      const [only, more] = compiled.elements
      if (only?.is !== 'word' || more !== undefined || only.dot !== null) return []
      if (!only.options.includes(part)) return []
      const match = {
        row: compiled.row,
        from: at,
        to: at,
        start: word.start,
        end: word.end,
        value: null,
        order: compiled.order,
      }
      return compiled.row.context.length === 0 && holds(match, text, words, present) ? [match] : []
    })
  })
}

function endsOf(
  elements: readonly Element[],
  text: string,
  words: readonly Word[],
  from: number,
): { to: number; value: string | null } | null {
  const stretch = words[from]?.stretch
  let value: string | null = null
  const walk = (element: number, at: number, gapped: boolean): number | null => {
    const wanted = elements[element]
    if (wanted === undefined) return at - 1
    if (wanted.is === 'gap') {
      for (let skip = 0; skip <= gapWords; skip += 1) {
        if (skip > 0 && !spoken(text, words[at + skip - 2], words[at + skip - 1])) return null
        const end = walk(element + 1, at + skip, skip > 0)
        if (end !== null) return end
      }
      return null
    }
    const word = words[at]
    if (word === undefined || word.stretch !== stretch) return null
    const before = words[at - 1]
    if (at > from && !(gapped ? spoken(text, before, word) : joined(text, before, word)))
      return null
    if (wanted.is === 'number') {
      const number = numberAt(words, at)
      if (number === null) return null
      const end = walk(element + 1, at + number.length, false)
      if (end !== null) value = number.text
      return end
    }
    if (!fits(wanted, word, element === elements.length - 1)) return null
    if (wanted.dot !== null && !dotted(text, word, wanted.dot)) return null
    return walk(element + 1, at + 1, false)
  }
  const to = walk(0, from, false)
  return to === null ? null : { to, value }
}

function fits(wanted: Element & { is: 'word' }, word: Word, last: boolean): boolean {
  return wanted.options.some((option) => {
    if (option.endsWith('*')) return word.text.startsWith(option.slice(0, -1))
    if (/\p{Lu}/u.test(option)) return word.raw === option
    return word.text === option || (last && option.length > 2 && singularOf(word.text, option))
  })
}

const singularOf = (text: string, option: string): boolean =>
  text === `${option}s` ||
  (/(?:s|x|z|ch|sh)$/.test(option) && text === `${option}es`) ||
  (option.endsWith('y') && text === `${option.slice(0, -1)}ies`)
const singular = (text: string): string => (text.length > 3 ? text.replace(/s$/, '') : text)

/** Words of one phrase stand side by side: spaces and the marks of names and code between them, no comma, no bracket. */
function joined(text: string, before: Word | undefined, word: Word): boolean {
  if (before === undefined || word.start - before.end > 4) return before === undefined
  return /^[\s\-_./'’`*:&@~]*$/.test(text.slice(before.end, word.start))
}

/** Words of one thought: no comma, semicolon or bracket between them. */
function spoken(text: string, before: Word | undefined, word: Word | undefined): boolean {
  if (before === undefined || word === undefined) return false
  return !/[,;:()[\]{}]/.test(text.slice(before.end, word.start))
}

function dotted(text: string, word: Word, dot: 'name' | 'ending'): boolean {
  if (text[word.start - 1] !== '.') return false
  const attached = /[\p{L}\p{N}_*)]/u.test(text[word.start - 2] ?? ' ')
  return dot === 'ending' ? attached : !attached
}

const unit = /^(ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|days?)$/
const withUnit = /^(\d+(?:[.,]\d+)*|\d+h\d+)(ms|s|sec|secs|m|min|mins|h|hr|hrs|d|k|gb)?$/

function numberAt(words: readonly Word[], at: number): { text: string; length: number } | null {
  const word = words[at]
  if (word === undefined) return null
  const own = withUnit.exec(word.text)
  if (own === null) return null
  const next = words[at + 1]
  if (
    own[2] === undefined &&
    next !== undefined &&
    unit.test(next.text) &&
    next.start - word.end <= 1
  )
    return { text: `${word.text} ${next.text}`, length: 2 }
  return { text: own[2] === undefined ? word.text : `${own[1] ?? ''} ${own[2]}`, length: 1 }
}

function holds<R extends PhraseRow>(
  match: Match<R>,
  text: string,
  words: readonly Word[],
  present: ReadonlySet<string>,
): boolean {
  return match.row.context.every((condition) => {
    const has = (word: Word | undefined): boolean =>
      word !== undefined &&
      word.stretch === words[match.from]?.stretch &&
      (condition.words.has(word.text) || condition.words.has(singular(word.text)))
    const before = words[match.from - 1]
    const after = words[match.to + 1]
    switch (condition.test) {
      case 'after':
        return has(before)
      case 'not after':
        return !has(before)
      case 'before':
        return has(after)
      case 'not before':
        return !has(after)
      case 'near':
        return around(match, words).some(has)
      case 'not near':
        return !around(match, words).some(has)
      case 'with':
        return [...condition.words].some((each) => present.has(each))
      case 'not with':
        return ![...condition.words].some((each) => present.has(each))
      case 'listed':
        return listed(text, match)
      case 'alone':
        return !glued(text, match)
      case 'not first':
        return before !== undefined && before.stretch === words[match.from]?.stretch
    }
  })
}

function around<R extends PhraseRow>(match: Match<R>, words: readonly Word[]): readonly Word[] {
  return [
    ...words.slice(Math.max(0, match.from - nearWords), match.from),
    ...words.slice(match.to + 1, match.to + 1 + nearWords),
  ]
}

/** Part of a path, a file name or an identifier. */
function glued<R extends PhraseRow>(text: string, match: Match<R>): boolean {
  const before = text.slice(Math.max(0, match.start - 2), match.start)
  const after = text.slice(match.end, match.end + 2)
  return /[\p{L}\p{N}@.][/._]$|[@_]$/u.test(before) || /^[/._][\p{L}\p{N}]|^_/u.test(after)
}

function listed<R extends PhraseRow>(text: string, match: Match<R>): boolean {
  const before = text
    .slice(Math.max(0, match.start - 4), match.start)
    .trimEnd()
    .at(-1)
  const after = text
    .slice(match.end, match.end + 4)
    .trimStart()
    .at(0)
  const separator = /[,;/(+&|.!?:=→>–—\n)*-]/
  return (
    (before === undefined || separator.test(before)) &&
    (after === undefined || separator.test(after))
  )
}

/** Of matches that share words and a subject, keeps the one that starts first and reaches furthest. */
export function withoutOverlaps<R extends PhraseRow>(
  matches: readonly Match<R>[],
  subject: (row: R) => string,
): readonly Match<R>[] {
  const reached = new Map<string, number>()
  return matches.filter((match) => {
    const key = subject(match.row)
    if (match.from <= (reached.get(key) ?? -1)) return false
    reached.set(key, match.to)
    return true
  })
}
