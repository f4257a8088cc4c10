/** What the request says about existing tests, limits, unwanted work and lanes. */
import type { Mention } from '../mentions.ts'
import { laneIds, layerIds } from '../packet.ts'
import type { Classification, Framing } from '../packet.ts'
import type { Reading, Span } from '../read-request.ts'
import { grouped, quoteOf, quotesOf } from './evidence.ts'
import { piecesOf } from './grammar.ts'

const longestWords = 120

/** Each place that speaks of existing tests, with the requester's clause; overlapping clauses are told once. */
export function existingCoverage(
  reading: Reading,
  mentions: readonly Mention[],
): Framing['coverage'] {
  let told = 0
  return mentions
    .filter((each) => each.kind === 'coverage')
    .flatMap((mention) => {
      const isAsk = reading.clauses[mention.clause]?.role === 'ask'
      // What is asked for is not what exists: of "get coverage from 40 to 80 %" only the 40 is.
      const span = isAsk ? mention : behindColon(reading, clauseOf(reading, mention), mention)
      if (span.start < told) return []
      told = span.end
      return [
        {
          words: reading.text.slice(span.start, span.end),
          layer: layerIds.find((layer) => layer === mention.id) ?? null,
          evidence: [quoteOf(reading.text, mention, mention.rule)],
        },
      ]
    })
}

/** "Our suite takes 25 minutes: unit tests, …": what the tests are stands behind the colon. */
function behindColon(reading: Reading, span: Span, mention: Mention): Span {
  const colon = reading.text.slice(span.start, mention.end + 2).lastIndexOf(': ')
  if (colon < 0) return span
  const start = span.start + colon + 2
  // "Existing:" is a clause of its own; what exists goes on behind it.
  const behind = reading.clauses.find((each) => each.start <= start && start < each.end)
  const isShort = behind !== undefined && behind.end - start <= longestWords
  const end = isShort ? Math.max(span.end, behind.end) : span.end
  return start < end ? { start, end } : span
}

/**
 * A limit said for one lane (`no-containers@pr`) makes the same words' general one unnecessary, and what is ruled out as
 * work (`e2e`) is told as an exclusion only.
 */
export function constraintsOf(
  reading: Reading,
  mentions: readonly Mention[],
): Framing['constraints'] {
  const unwanted = mentions.filter((each) => each.kind === 'exclusion')
  const limits = mentions.filter(
    (each) =>
      each.kind === 'constraint' &&
      !unwanted.some((other) => each.id === `no-${other.id}` && other.start === each.start),
  )
  return [...grouped(limits)].flatMap(([id, found]) => {
    const first = found[0]
    if (first === undefined) return []
    return [
      {
        constraint: id,
        value: found.find((each) => each.value !== null)?.value ?? null,
        words: wholeWords(reading, mentions, first),
        evidence: quotesOf(reading.text, found),
      },
    ]
  })
}

/** The mention with the rest of the noun phrase that it ends in: "without … a giant end-to-end suite". */
function wholeWords(reading: Reading, mentions: readonly Mention[], mention: Mention): string {
  const within = reading.clauses[mention.clause] ?? mention
  const pieces = piecesOf(reading, mentions, {
    start: mention.start,
    end: Math.min(Math.max(within.end, mention.end), mention.end + 40),
  })
  let { end } = mention
  for (const piece of pieces) {
    if (piece.start < mention.end) continue
    const joins = piece.gap === 'joined' && (piece.holds || /^(?:tests?|specs?)$/.test(piece.text))
    if (!joins) break
    end = piece.end
  }
  return reading.text.slice(mention.start, end)
}

/** `free` exclusions keep the requester's clause as their name. */
export function exclusionsOf(
  reading: Reading,
  mentions: readonly Mention[],
): Framing['exclusions'] {
  const unwanted = mentions.filter((each) => each.kind === 'exclusion')
  const named = [...grouped(unwanted.filter((each) => each.id !== 'free'))].flatMap(
    ([id, found]) => {
      const first = found[0]
      return first
        ? [
            {
              exclusion: id,
              words: wholeWords(reading, mentions, first),
              evidence: quotesOf(reading.text, found),
            },
          ]
        : []
    },
  )
  const free = unwanted
    .filter((each) => each.id === 'free')
    .map((mention) => {
      const span = thoughtOf(reading, mention)
      const words = reading.text.slice(span.start, span.end).replace(/[.!?]+$/, '')
      return { exclusion: words, words, evidence: [quoteOf(reading.text, mention, mention.rule)] }
    })
    .filter((each) => !named.some((other) => each.words.includes(other.words)))
  return [...named, ...free]
}

/**
 * Where the requester says that evidence must hold. A clause that tells how tests behave today ("pass locally but fail in
 * CI") or which tests exist is no such wish.
 */
export function lanesOf(
  reading: Reading,
  mentions: readonly Mention[],
  classification: Classification,
): Framing['lanes'] {
  const covered = new Set(
    mentions.filter((each) => each.kind === 'coverage').map((each) => each.clause),
  )
  const isWish = (mention: Mention): boolean => {
    const clause = reading.clauses[mention.clause]
    if (covered.has(mention.clause)) return false
    // Where tests fail, or how people work today, is told in nearly every such request.
    const mustAsk = symptomatic.has(classification.primary)
    if (mustAsk && clause !== undefined && clause.role !== 'ask' && !wishes(reading, clause))
      return false
    return clause === undefined || !tellsBehaviour(reading, mention, clause)
  }
  const groups = grouped(
    mentions.filter((each) => each.kind === 'lane' && !each.negated && isWish(each)),
  )
  return laneIds.flatMap((lane) => {
    const found = groups.get(lane)
    const first = found?.[0]
    return found && first
      ? [{ lane, words: first.words, evidence: quotesOf(reading.text, found) }]
      : []
  })
}

const symptomatic: ReadonlySet<string> = new Set([
  'flake-stabilization',
  'fixture-and-reset-plan',
  'debugging',
])
const wishes = (reading: Reading, clause: Span): boolean =>
  wish.test(reading.text.slice(clause.start, clause.end))

const behaviour =
  /\b(?:pass(?:es|ed)?|fail(?:s|ed|ing)?|green|red|flak(?:y|es|ing)|fine|broke|breaks?|crash(?:es|ed)?|hangs?|times? out|takes?|took|doubled|reruns?)\b/i
const wish = /\b(?:should|must|make|want|need|block|catch|gate|stop|so that)\b/i

function tellsBehaviour(reading: Reading, mention: Mention, clause: Span): boolean {
  const around = reading.text.slice(
    Math.max(clause.start, mention.start - 80),
    Math.min(clause.end, mention.end + 40),
  )
  return behaviour.test(around) && !wish.test(around)
}

/** "out of scope now" needs the clause before it: a short clause is told with its sentence. */
function thoughtOf(reading: Reading, mention: Mention): Span {
  const clause = clauseOf(reading, mention)
  const isShort = reading.text.slice(clause.start, clause.end).split(' ').length <= 4
  const sentence = reading.sentences.find((each) => each.end > mention.start)
  if (!isShort || sentence === undefined || sentence.end - sentence.start > longestWords)
    return clause
  return { start: sentence.start, end: sentence.end }
}

/** The mention's clause, or the mention alone where the clause is long. */
function clauseOf(reading: Reading, mention: Mention): Span {
  const clause = reading.clauses[mention.clause]
  if (clause === undefined || clause.end - clause.start > longestWords) return mention
  return { start: clause.start, end: Math.max(clause.end, mention.end) }
}
