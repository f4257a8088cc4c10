import type { PacketContext } from '../context.ts'
import type { Evidence, RouteOutId } from '../packet.ts'
import { wordsOf } from '../request-words.ts'
import type { HandoffRow, RouteOutKnowledge } from '../route-out.ts'
import type { Span } from '../read-request.ts'
import { settledOf } from './answers.ts'
import { binderOf } from './bind.ts'
import { clauseOf, quoteOf, wordsAround } from './quote.ts'

export interface HandoffMatch {
  readonly row: HandoffRow
  /** The row's sentence with the request's words behind it, where it has any. */
  readonly text: string
  /** Those words alone; null where there are none. */
  readonly asked: string | null
  readonly evidence: readonly Evidence[]
  /** A question of the request that no row speaks of; its row only lends its rule. */
  readonly isQuestion?: true
}

/** Below this the neighbour's fallback rows are added. */
const fewest = 2
/** A brief names so many. */
export const mostPoints = 5
/** Beyond these only what was asked for in its own words, or decides which cases there are. */
const mostUnasked = 4
const askedFactor = 2

/**
 * The neighbour's open points that the request touches: of many the most talked-about, in the order in which they were
 * asked, so that whoever asked finds them again; behind them what the words only imply.
 */
export function matchHandoff(
  context: PacketContext,
  to: RouteOutId,
  knowledge: RouteOutKnowledge,
): readonly HandoffMatch[] {
  const bind = binderOf(context, knowledge, { error: quotedError(context.reading.text) })
  const rows = knowledge.handoff
    .filter((row) => row.to === to)
    .map((row) => ({
      ...row,
      undecided: bind(row.undecided),
      dependsOnIt: row.dependsOnIt === null ? null : bind(row.dependsOnIt),
    }))
  const touching = rows
    .map((row) => ({ row, spans: spansOf(context, row) }))
    .filter(({ spans }) => spans.length > 0)
  const general = new Set(touching.flatMap(({ row }) => row.insteadOf))
  const found = touching
    .filter(({ row }) => !general.has(row.rule))
    .map((each) => ({ ...each, weight: weightOf(context, each.spans) }))
    .toSorted((one, other) => other.weight - one.weight)
  const fallback = rows.filter((row) => row.cues.length === 0)
  const taken: Span[] = []
  const named = found
    .map(({ row, spans }) => ({
      match: withQuote(context, row, spans, taken),
      at: spans[0]?.start ?? 0,
    }))
    .filter(({ match }, rank) => rank < mostUnasked || match.asked !== null || match.row.isFirst)
  const touched = [...taken, ...found.flatMap(({ spans }) => spans)]
  const asked = openQuestions(context, touched, fallback[0] ?? rows[0])
  return [
    // Of many points the least talked-about give way to what was asked in plain words.
    ...named
      .slice(0, Math.max(fewest, mostPoints - asked.length))
      .toSorted((one, other) => placeOf(one) - placeOf(other))
      .map(({ match }) => match),
    ...asked,
    ...fallback.slice(0, Math.max(0, fewest - found.length - asked.length)).map(withoutQuote),
  ].map((match) => (match.isQuestion ? match : withAnswers(context, match)))
}

/** Where its words stand; what has none of its own comes behind. */
const placeOf = ({ match, at }: { readonly match: HandoffMatch; readonly at: number }): number =>
  match.asked === null ? Number.MAX_SAFE_INTEGER : at

/** What was seen goes to whoever looks for the cause, in the words of the log. */
function quotedError(text: string): string {
  const quotes = [...text.matchAll(/["“`]([^"“”`\n]{6,90})["”`]/g)].map((match) => match[1] ?? '')
  const error = quotes.find((each) => each.includes(' ') && saysError.test(each))
  const name = quotes.find((each) => /^[\w.]+(?:Error|Exception)$/.test(each))
  const seen = error ?? name
  return seen === undefined ? '' : ` (seen: "${seen.trim()}")`
}

const saysError =
  /error|exception|fail|overflow|violat|time(?:d )?out|refused|denied|deadlock|invalid|can(?:no|')t|could not|not found|too (?:long|many|large)|out of|null|undefined|unexpected|missing|\b[45]\d\d\b/i

const mostQuestions = 2
const questionOpener =
  /^(?:who|whom|when|which|what|where|whether|how|should|may|do|does|must|is|are|can)\b/i

/** That the cause is looked for is what the brief is about: "what is going on". */
const aboutCause =
  /^what(?:['’]s| is| was| has)? (?:going on|going wrong|wrong|happening|happened|up)\b|^why is (?:this|that|it)\b/i

/** "And can you add tests" is answered by what the request becomes. */
const aboutTests = /\badd (?:\w+ )?tests?\b|\bwrite (?:\w+ )?tests?\b/i

/** What the request asks beside the points of the reference; nothing that was asked may be lost on the way. */
function openQuestions(
  context: PacketContext,
  taken: readonly Span[],
  row: HandoffRow | undefined,
): readonly HandoffMatch[] {
  if (!row) return []
  return context.reading.clauses
    .flatMap((clause): readonly HandoffMatch[] => {
      const span = wordsAround(context, clause)
      const words = context.reading.text
        .slice(span.start, span.end)
        .replace(/^(?:and|or|also|then) /i, '')
      const isOpen =
        clause.role === 'ask' &&
        !clause.negated &&
        questionOpener.test(words) &&
        !aboutTests.test(words) &&
        !aboutCause.test(words)
      const isTaken = taken.some((each) => each.start < span.end && span.start < each.end)
      return isOpen && !isTaken && words.split(/\s+/).length > 2
        ? [
            {
              row,
              text: `open question: "${wholeSpans(words)}"`,
              evidence: [quoteOf(context, span, row.rule)],
              asked: null,
              isQuestion: true,
            },
          ]
        : []
    })
    .slice(0, mostQuestions)
}

/** The point by its name: `pagination`. */
export const topicOf = (row: HandoffRow): string => row.undecided.split(':')[0] ?? ''

function withAnswers(context: PacketContext, match: HandoffMatch): HandoffMatch {
  const settled = settledOf(context, topicOf(match.row))
  return {
    ...match,
    text: [match.text, ...settled.texts].join('; '),
    evidence: [...match.evidence, ...settled.evidence],
  }
}

const withoutQuote = (row: HandoffRow): HandoffMatch => ({
  row,
  text: row.undecided,
  asked: null,
  evidence: [{ from: 'reference', rule: row.rule }],
})

/** Quotes a stretch of the request once: a second row that points to the same words stands without them. */
function withQuote(
  context: PacketContext,
  row: HandoffRow,
  spans: readonly Span[],
  taken: Span[],
): HandoffMatch {
  const [first] = spans
  if (!first) return withoutQuote(row)
  const around = wordsAround(context, first)
  const fresh = !taken.some((each) => each.start < around.end && around.start < each.end)
  if (fresh) taken.push(around)
  const words = wholeSpans(context.reading.text.slice(around.start, around.end))
  const isAsk = clauseOf(context, first)?.role === 'ask'
  return {
    row,
    text: fresh ? `${row.undecided} (${isAsk ? 'asked' : 'said'}: "${words}")` : row.undecided,
    asked: fresh ? words : null,
    evidence: [quoteOf(context, first, row.rule)],
  }
}

/** One line, without the half of a code span or quotation that the cut left behind. */
function wholeSpans(quote: string): string {
  const line = quote.replaceAll(/\s+/g, ' ')
  const closed =
    line.includes('{') === line.includes('}') ? line : line.replaceAll(/ ?[{}].*$/g, '')
  // "7 days or so) and a refresh token": the half of a bracket says nothing.
  const opened = closed.replace(/^[^(]*\)\s*(?:and |or )?/i, '')
  return ['`', '"']
    .reduce(
      (whole, mark) => (whole.split(mark).length % 2 === 0 ? whole.replaceAll(mark, '') : whole),
      opened === '' ? closed : opened,
    )
    .trim()
}

const spansOf = (context: PacketContext, row: HandoffRow): readonly Span[] =>
  wordsOf(context)
    .findEach(row.cues)
    .toSorted((one, other) => one.start - other.start)

function weightOf(context: PacketContext, spans: readonly Span[]): number {
  return spans.reduce((sum, span) => {
    const words = context.reading.text.slice(span.start, span.end).split(/\s+/).length
    return sum + words * (clauseOf(context, span)?.role === 'ask' ? askedFactor : 1)
  }, 0)
}
