/** The words of a surface: short noun phrases of the requester, and products told apart from parts of a backend. */
import type { Mention } from '../mentions.ts'
import type { Reading, Span } from '../read-request.ts'
import type { FrameKnowledge } from './knowledge.ts'
import { phraseAround } from './noun-phrase.ts'

const longestWords = 60

/** "tests" or "CI" alone says nothing: the suite is called by its stack. */
export function suiteWords(
  words: string,
  id: string,
  mentions: readonly Mention[],
  knowledge: FrameKnowledge,
): string {
  if (id !== 'suite' || (calledSuite.test(words) && !isSuiteAlone.test(words))) return words
  if (isProductName(words, mentions)) return words
  const runtimes = mentions.flatMap((each) => {
    const runtime = each.kind === 'runtime' && !each.negated && knowledge.runtimes.get(each.id)
    return runtime ? [runtime] : []
  })
  const stack = (runtimes.find((each) => each.role !== 'library') ?? runtimes[0])?.name
  return stack === undefined ? 'test suite' : `${stack} suite`
}

/** A suite to be split is not one of its kinds: "end-to-end tests" is all tests, "pg integration 14m" loses its time. */
export const wholeSuite = (words: string): string =>
  words
    .replace(/ ?\(?\b\d+(?:\.\d)? ?(?:m|mins?|minutes?|s|secs?|h|hours?)\b\)?$/i, '')
    .replace(
      /^(?:the |our )?(?:(?:whole|full|affected|unit|request|system|feature|model|integration|end-to-end|end to end|e2e|regression) )+(?:tests?|specs?|suites?)$/i,
      'tests',
    )

const isSuiteAlone =
  /^(?:(?:the|our) )?(?:tests?|ci|specs?|suites?|pipelines?|(?:[\w.-]+ ){0,3}runners?)$/i
const calledSuite =
  /(?:tests?|suites?|specs?|pipelines?|runners?|builds?|fixtures?|factories|data|runs?|jobs?|matrix|workflows?|seeds?|shards?|ci|e2e|nightly|project|IT|helpers?)$/i

/** `::Testing.inline` behind a product says how it is called in code. */
const memberInCode = /::[\w:.!?]+$/

/** "Sidekiq", "SQL Server", "Kafka topic" says which product, not which part of the backend. */
export function isProductName(words: string, mentions: readonly Mention[]): boolean {
  const name = words.toLowerCase().replace(memberInCode, '')
  return (
    !partOfBackend.test(name) &&
    mentions.some(
      (each) =>
        (each.kind === 'dependency' || each.kind === 'runtime') &&
        each.words.toLowerCase() === name,
    )
  )
}

export const partOfBackend =
  /(?:webhook|topic|queue|index|indexe|job|worker|table|upload|event|consumer|listener|cache|bucket|stream|schema|login|service|api|sso|sandbox|token|repositor(?:y|ie))s?$/

/** A kind without a name: it is told, but after what has one. */
export const isBare =
  /^(?:endpoints?|api|apis|service|services|tests?|tables?|migrations?|events?|handlers?|jobs?|workers?|queries|query|tokens?|roles?|tenants?|provider|response|responses|\S+ (?:api|service|app|server|backend)s?)$/i

const isBareKind = /^(?:responses?|handlers?|status codes?|(?:open ?api|swagger)\b.*)$/i

/** "Deutsche Post tracking API" in "we consume the Deutsche Post tracking API"; null where nobody names what is read. */
export const readFrom = (text: string): string | null =>
  /\b(?:consumes?|calls?|calling) (?:the |their |an? )?((?!(?:same|other|real|own|new|old)\b)(?:[\w’'-]+ ){1,4}?(?:api|service|endpoint|feed)(?:s? and the (?:[\w’'-]+ ){1,4}?(?:api|service|endpoint|feed)s?)?)\b/i.exec(
    text,
  )?.[1] ?? null

/** "publishes OrderShipped JSON over RabbitMQ": who publishes has an event there, and no consumer. */
export function publishedEvent(text: string): string | null {
  const [name = ''] =
    /(?<=\b(?:publish|emit)(?:es|s|ed|ing)? (?:an? |the )?`?)[A-Z][a-z]+[A-Z]\w+/.exec(text) ?? []
  return name === '' ? null : /event$/i.test(name) ? name : `${name} event`
}

/** "Oban worker": a product with what it is here. */
export function namedKind(words: string, kind: string): string {
  const product = words.replace(memberInCode, '')
  return product.toLowerCase().includes(kind.toLowerCase()) ? product : `${product} ${kind}`
}

/** The capital of a sentence's first word is the sentence's: "Monthly billing run" is a monthly billing run; names keep theirs. */
export function insideSentence(
  reading: Reading,
  mentions: readonly Mention[],
  words: string,
): string {
  const at = reading.text.indexOf(words)
  const opens = reading.sentences.some((each) => each.start === at)
  const isName = mentions.some(
    (each) => (each.kind === 'dependency' || each.kind === 'runtime') && each.start === at,
  )
  const [first = ''] = words.split(' ')
  if (!opens || isName || !/^\p{Lu}\p{Ll}+$/u.test(first)) return words
  return words.charAt(0).toLowerCase() + words.slice(1)
}

const tableOfColumn = /(?<![\w./@-])([a-z][a-z0-9_]{2,})\.[a-z][a-z0-9_]+\b(?! ?\()/
const nameless =
  /^(?:(?:this|that|db|schema|data|database) )?(?:migrations?|zero[ -]downtime|not null|backfill|rollback of|upgrade from|schema change|column type|(?:int )?to bigint|gh.?ost|online schema change|rename column)$|^migration (?:converts|renames|adds|drops|splits|moves|changes)\b/i

/** One tool before the word: "Alembic migration". */
const ofTool = /^\p{Lu}[\w.]* migration$/u

/** A migration that is only called so is named by its table: "migration of accounts". */
export function migrationOf(text: string, words: string): string {
  const table = tableOfColumn.exec(text)?.[1]
  if (ofTool.test(words) && table !== undefined) return `${words} of ${table}`
  if (!nameless.test(words)) return words
  return table === undefined ? 'migration' : `migration of ${table}`
}

/** "Playwright login" is no backend surface beside the "Playwright login tests" of a browser. */
export const areTestsOf = (
  tests: { readonly words: string },
  other: { readonly words: string },
): boolean =>
  tests.words.toLowerCase().startsWith(`${other.words.toLowerCase()} `) &&
  /^(?:tests?|specs?|suite)$/i.test(tests.words.slice(other.words.length + 1))

/** "upserts products" tells what is done; a surface is a thing. */
export const asNoun = (words: string): string =>
  words.replace(
    /^(?:\p{Lu}[\w.]* )?(upsert|insert|update|delete|sync|import|export)s (?=\S)/u,
    '$1 of ',
  )

/** "Rails API", "Go service": the stack with what any backend is. */
const isStackAlone = (phrase: string, mentions: readonly Mention[]): boolean => {
  const [, stack = ''] = /^(\S+) (?:api|service|app|server|backend)s?$/i.exec(phrase) ?? []
  return mentions.some(
    (each) =>
      each.kind === 'runtime' && each.words.toLowerCase().split(' ')[0] === stack.toLowerCase(),
  )
}

/**
 * The first phrase of several words that is no product's name, or else the longest. One in what was changed wins.
 */
export function wordsOf(
  reading: Reading,
  mentions: readonly Mention[],
  found: readonly Mention[],
  id: string,
  changes: readonly number[],
): string {
  const ofChange = found.filter((each) =>
    changes.some((at) => at <= each.start && each.start - at < 60),
  )
  const phrases = [...ofChange, ...found].slice(0, 5).map((each) => {
    const span = requesterPhrase(reading, mentions, each, longestWords)
    return shortened(reading.text.slice(span.start, span.end), mentions, id)
  })
  const all = phrases.filter((each) => !isProductName(each, mentions))
  const telling = all.filter((each) => !isBareKind.test(each))
  const own = telling.length > 0 ? telling : all
  return (
    own.find((phrase) => phrase.includes(' ') && !isStackAlone(phrase, mentions)) ??
    own.find((phrase) => phrase.includes(' ')) ??
    (own.length > 0 ? own : phrases).toSorted((a, b) => b.length - a.length)[0] ??
    ''
  )
}

const mostWords = 5
const leadingWords =
  /^(?:(?:our|the|my|new|real|actual|one|two|three|four|five|whole|entire|existing|current|certain|several|various|first|last|plus|brand|yesterday's|today's|own|\d[\d.,]*k?) )+(?=\S)/i

/**
 * A path is named alone (`POST /orders`), a framework before two more words is dropped ("ASP.NET order service"), and of
 * a long compound its end is kept, where its head stands.
 */
function shortened(phrase: string, mentions: readonly Mention[], id: string): string {
  const path = /\b(?:GET|POST|PUT|PATCH|DELETE) \/[^\s,;]+/.exec(phrase)?.[0]
  if (path !== undefined) return path
  if (/^(?:log|sign)(?:s|ged|ned)? in$/i.test(phrase)) return 'login'
  let plain = phrase
    .replaceAll('*', '')
    .replace(leadingWords, '')
    .replace(/^(?:across|between|per|of|for) /i, '')
  if (id !== 'suite')
    for (const each of mentions)
      if (
        each.kind === 'runtime' &&
        plain.toLowerCase().startsWith(`${each.words.toLowerCase()} `) &&
        /^\S+ \S/.test(plain.slice(each.words.length + 1))
      )
        plain = plain.slice(each.words.length + 1)
  const words = plain.split(' ')
  return words.length > mostWords ? words.slice(-mostWords).join(' ') : plain
}

/** The phrase around a mention, inside its clause. */
export function requesterPhrase(
  reading: Reading,
  mentions: readonly Mention[],
  mention: Mention,
  longest: number,
  connected = false,
): Span {
  const within = reading.clauses[mention.clause] ?? { start: 0, end: reading.text.length }
  return withWholeMarks(
    reading.text,
    phraseAround(reading, mentions, mention, within, longest, connected),
  )
}

/** Half of a pair of backticks or quotes is completed, or left out. */
export function withWholeMarks(text: string, span: Span): Span {
  let { start, end } = span
  const odd = (mark: string): boolean => text.slice(start, end).split(mark).length % 2 === 0
  for (const mark of ['`', '"', "'", '*'])
    if (odd(mark)) {
      if (text[start] === mark) start += 1
      else if (text[end - 1] === mark) end -= 1
      else if (mark === '`' && text[start - 1] === mark) start -= 1
      else if (mark === '`' && text[end] === mark) end += 1
    }
  // A lone mark inside: the longer side says more.
  for (const mark of ['"', '`'])
    if (odd(mark)) {
      const at = start + text.slice(start, end).indexOf(mark)
      if (at - start >= end - at) end = start + text.slice(start, at).trimEnd().length
      else start = at + 1
    }
  return { start, end }
}
