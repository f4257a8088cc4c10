import type { PacketContext } from '../context.ts'
import type { Evidence, RuleId } from '../packet.ts'
import type { Clause, Span } from '../read-request.ts'

const longestQuote = 64

/** The words around a cue that still say what it is about: its clause when that is short, else the words next to it. */
export function wordsAround(context: PacketContext, span: Span): Span {
  const { text } = context.reading
  const clause = clauseOf(context, span) ?? span
  if (clause.end - clause.start <= longestQuote)
    return withoutHanging(text, trimmed(text, clause), false)
  const room = Math.max(0, longestQuote - (span.end - span.start))
  const start = Math.max(clause.start, span.start - Math.floor(room / 3))
  const end = Math.min(clause.end, start + longestQuote)
  const cut = trimmed(text, {
    start: start === clause.start ? start : afterBlank(text, start, span.start),
    end: end === clause.end ? end : beforeBlank(text, end, span.end),
  })
  const kept = withoutHanging(text, cut, end !== clause.end)
  return span.start < kept.start || kept.end < span.end ? cut : kept
}

export const clauseOf = (context: PacketContext, span: Span): Clause | undefined =>
  context.reading.clauses.find((each) => each.start <= span.start && span.start < each.end)

export const quoteOf = (context: PacketContext, span: Span, rule: RuleId): Evidence => ({
  from: 'request',
  rule,
  quote: context.reading.text.slice(span.start, span.end),
  start: span.start,
  end: span.end,
})

function afterBlank(text: string, from: number, limit: number): number {
  for (let at = from; at < limit; at += 1) if (/\s/.test(text[at] ?? '')) return at + 1
  return limit
}

function beforeBlank(text: string, from: number, limit: number): number {
  for (let at = from; at > limit; at -= 1) if (/\s/.test(text[at] ?? '')) return at
  return limit
}

function trimmed(text: string, { start, end }: Span): Span {
  const isEdge = (at: number): boolean => /[\s.,;:!?()"'“”]/.test(text[at] ?? '')
  let from = start
  let to = end
  while (from < to && isEdge(from)) from += 1
  while (to > from && isEdge(to - 1)) to -= 1
  return { start: from, end: to }
}

/** "… to our NestJS app next to": what a cut left hanging. */
const hanging =
  /(?:\s+(?:and|or|to|next|for|with|of|in|on|at|by|from|as|into|the|a|an|our|my|its|that|which|is|are))+$/i
/** "and who approves": the word that joined the clause to the one before. */
const joining = /^(?:and|or|also|then|but)\s+/i

function withoutHanging(text: string, { start, end }: Span, isCut: boolean): Span {
  const words = text.slice(start, end)
  const from = start + (joining.exec(words)?.[0].length ?? 0)
  const to = isCut ? end - (hanging.exec(words)?.[0].length ?? 0) : end
  return from < to ? { start: from, end: to } : { start, end }
}
