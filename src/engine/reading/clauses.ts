import type { Clause, Span, Token } from '../read-request.ts'
import {
  backgroundOpeners,
  clauseOpeners,
  contrasts,
  denialBreakers,
  firstPersons,
  hedges,
  invertedVerbs,
  isPast,
  negators,
  nounAsks,
  orders,
  questionWords,
  softWishes,
  softeners,
  subjectOpeners,
  wishes,
} from './grammar.ts'
import type { Word } from './words.ts'

/** Punctuation that ends a clause when it stands between two words. */
const breakPattern =
  /[,;()\u2014\u2013\u2192\u2026\n\u2022]|:\s|\s-{1,2}\s|->|=>|\.\.\.|\s\+\s|[.!?]\s/

interface Stretch {
  readonly sentence: number
  readonly words: readonly Word[]
  /** The question mark follows this clause. */
  readonly isQuestion: boolean
  /** A question mark ends its sentence. */
  readonly inQuestion: boolean
}

interface Earlier {
  readonly sentence: number
  readonly role: Clause['role']
  readonly negated: boolean
}

/** Cuts the sentences into clauses and gives each its role. Words without a clause do not exist: every word has one. */
export function readClauses(
  text: string,
  sentences: readonly Span[],
  words: readonly Word[],
  tags: ReadonlyMap<number, string>,
): { readonly clauses: readonly Clause[]; readonly tokens: readonly Token[] } {
  const stretches = cut(text, sentences, words)
  const quotes = quotedStretches(text)
  const clauses: Clause[] = []
  const tokens: Token[] = []
  let before: Earlier = { sentence: -1, role: 'background', negated: false }
  for (const stretch of stretches) {
    const continued = before.sentence === stretch.sentence ? before : null
    const opening = openingOf(stretch, tags)
    const role: Clause['role'] =
      opening === 'none' && continued !== null && inherits(stretch)
        ? continued.role
        : opening === 'ask'
          ? 'ask'
          : 'background'
    const carriesDenial = continued !== null && continued.negated && isListItem(stretch, tags)
    const denied = deniedWords(stretch.words, carriesDenial)
    const start = stretch.words[0]?.start ?? 0
    const end = stretch.words.at(-1)?.end ?? start
    const negated = denied.includes(true)
    stretch.words.forEach((word, at) => {
      tokens.push({
        ...word,
        pos: tags.get(word.start) ?? 'X',
        clause: clauses.length,
        negated: denied[at] ?? false,
      })
    })
    clauses.push({
      start,
      end,
      sentence: stretch.sentence,
      role,
      negated,
      past: stretch.words.some((each) => isPast(each.word)),
      quoted: isInside(quotes, start, end),
      hedged: stretch.words.some((each) => hedges.has(each.word)) || isUnsure(stretch.words),
    })
    before = { sentence: stretch.sentence, role, negated: denied.at(-1) ?? false }
  }
  return { clauses, tokens }
}

function cut(text: string, sentences: readonly Span[], words: readonly Word[]): readonly Stretch[] {
  const stretches: Stretch[] = []
  let at = 0
  sentences.forEach((sentence, index) => {
    let open: Word[] = []
    const sentenceEnd = index === sentences.length - 1 ? text.length : sentence.end
    const inQuestion = text
      .slice(Math.max(sentence.start, sentence.end - 4), sentence.end + 4)
      .includes('?')
    const close = (isQuestion: boolean): void => {
      if (open.length > 0) stretches.push({ sentence: index, words: open, isQuestion, inQuestion })
      open = []
    }
    for (let word = words[at]; word !== undefined && word.start < sentenceEnd; word = words[at]) {
      const before = open.at(-1)
      if (
        before !== undefined &&
        !open.every((each) => connectives.has(each.word)) &&
        opensClause(text.slice(before.end, word.start), word, words[at + 1])
      )
        close(text.slice(before.end, word.start).includes('?'))
      open.push(word)
      at += 1
    }
    const last = open.at(-1)
    close(
      last !== undefined &&
        text
          .slice(last.end, last.end + 4)
          .trimStart()
          .startsWith('?'),
    )
  })
  return stretches
}

/** Words that are no clause of their own: `and then`, `even though`. */
const connectives = new Set(['and', 'or', 'even', 'but', 'so', 'just', 'only', 'now'])

function opensClause(gap: string, word: Word, next: Word | undefined): boolean {
  if (breakPattern.test(gap)) return true
  if (clauseOpeners.has(word.word)) return true
  if (word.word !== 'and' && word.word !== 'or') return false
  return next !== undefined && (subjectOpeners.has(next.word) || orders.has(next.word))
}

/** Whether the clause says what is wanted on its own; `none` leaves it to the clause before. */
function openingOf(
  stretch: Stretch,
  tags: ReadonlyMap<number, string>,
): 'ask' | 'background' | 'none' {
  const lead = stretch.words.findIndex(
    (each) => !softeners.has(each.word) && !clauseOpeners.has(each.word),
  )
  const first = stretch.words[Math.max(lead, 0)]
  if (first === undefined) return 'none'
  if (stretch.isQuestion) return 'ask'
  if (stretch.words.some((each) => nounAsks.has(each.word))) return 'ask'
  if (hasWish(stretch.words)) return 'ask'
  if (orders.has(first.word) && !isNounHere(stretch.words, Math.max(lead, 0), tags)) return 'ask'
  if (
    questionWords.has(first.word) &&
    first.word !== 'when' &&
    first.word !== 'which' &&
    first.word !== 'who'
  )
    return 'ask'
  if (
    invertedVerbs.has(first.word) &&
    firstPersons.has(stretch.words[Math.max(lead, 0) + 1]?.word ?? '')
  )
    return 'ask'
  return backgroundOpeners.has(stretch.words[0]?.word ?? '') || isStatement(stretch.words)
    ? 'background'
    : 'none'
}

/** "I want", "we'd like", "would be nice", "tests should": at most three words between person and wish. */
function hasWish(words: readonly Word[]): boolean {
  return words.some((each, at) => {
    if (softWishes.has(each.word)) return true
    if (each.word === 'would' && words[at + 1]?.word === 'be')
      return !words.slice(0, at).some((w) => w.word === 'that')
    if (!wishes.has(each.word)) return false
    const before = words.slice(Math.max(0, at - 3), at)
    if (before.some((other) => negators.has(other.word))) return false
    return (
      at === 0 || before.some((other) => firstPersons.has(other.word) || other.word === 'would')
    )
  })
}

/** "Test fails every time" opens with a noun, "test the refund path" with an order. */
function isNounHere(
  words: readonly Word[],
  at: number,
  tags: ReadonlyMap<number, string>,
): boolean {
  const next = words[at + 1]
  const first = words[at]
  if (first === undefined || next === undefined) return false
  const tag = tags.get(next.start)
  if (tag !== 'VERB' && tag !== 'AUX') return false
  return tags.get(first.start) !== 'VERB' || tag === 'AUX' || next.word.endsWith('s')
}

const isStatement = (words: readonly Word[]): boolean =>
  words.length > 3 &&
  words.slice(0, 3).some((each) => firstPersons.has(each.word) || isPast(each.word))

/** A continuation keeps the role of the clause before unless it brings its own subject or reason. */
const inherits = (stretch: Stretch): boolean => !backgroundOpeners.has(stretch.words[0]?.word ?? '')

/** "no unit, smoke or browser tests": the parts after the first comma are denied too. */
const isListItem = (stretch: Stretch, tags: ReadonlyMap<number, string>): boolean =>
  stretch.words.length <= 5 &&
  !contrasts.has(stretch.words[0]?.word ?? '') &&
  !clauseOpeners.has(stretch.words[0]?.word ?? '') &&
  stretch.words.every((each) => {
    const tag = tags.get(each.start)
    return tag !== 'VERB' && tag !== 'AUX' && tag !== 'PRON'
  })

/** Which words a negator before them in the clause denies. */
function deniedWords(words: readonly Word[], carried: boolean): readonly boolean[] {
  let denied = carried
  return words.map((each, at) => {
    const next = words[at + 1]?.word ?? ''
    if (negators.has(each.word)) {
      denied = !denialBreakers.has(next)
      return false
    }
    if (contrasts.has(each.word)) denied = false
    return denied
  })
}

const isUnsure = (words: readonly Word[]): boolean =>
  words.some((each, at) => each.word === 'not' && words[at + 1]?.word === 'sure')

/** Code spans, double quotes and `>` lines; an opening mark without its closing one quotes nothing. */
function quotedStretches(text: string): readonly Span[] {
  return Array.from(
    text.matchAll(/`[^`\n]{1,200}`|"[^"\n]{1,200}"|\u201c[^\u201d\n]{1,200}\u201d|^>[^\n]*/gm),
    (match) => ({
      start: match.index,
      end: match.index + match[0].length,
    }),
  )
}

/** By bisection: the stretches are in order and do not overlap. */
function isInside(spans: readonly Span[], start: number, end: number): boolean {
  let low = 0
  let high = spans.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const span = spans[middle]
    if (span === undefined || span.start > start) high = middle - 1
    else if (span.end < end) low = middle + 1
    else return true
  }
  return false
}
