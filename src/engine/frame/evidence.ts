import type { Mention } from '../mentions.ts'
import type { Evidence, RuleId } from '../packet.ts'
import type { Span } from '../read-request.ts'

/** A decision quotes so many places at most; more prove nothing new. */
const mostQuotes = 3

export const quoteOf = (text: string, span: Span, rule: RuleId): Evidence => ({
  from: 'request',
  rule,
  quote: text.slice(span.start, span.end),
  start: span.start,
  end: span.end,
})

export const quotesOf = (text: string, mentions: readonly Mention[]): readonly Evidence[] =>
  mentions.slice(0, mostQuotes).map((mention) => quoteOf(text, mention, mention.rule))

/** Mentions by id, in the order of their first place. */
export function grouped(mentions: readonly Mention[]): ReadonlyMap<string, readonly Mention[]> {
  const groups = new Map<string, Mention[]>()
  for (const mention of mentions) {
    const group = groups.get(mention.id)
    if (group) group.push(mention)
    else groups.set(mention.id, [mention])
  }
  return groups
}
