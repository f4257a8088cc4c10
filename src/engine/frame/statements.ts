/** What the request says about existing tests, limits, unwanted work and lanes. */
import type { Mention } from '../mentions.ts'
import { laneIds, layerIds } from '../packet.ts'
import type { Framing } from '../packet.ts'
import type { Reading, Span } from '../read-request.ts'
import { grouped, quoteOf, quotesOf } from './evidence.ts'

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
      const span = clauseOf(reading, mention)
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

/** A limit said for one lane (`no-containers@pr`) makes the same words' general one unnecessary. */
export function constraintsOf(
  reading: Reading,
  mentions: readonly Mention[],
): Framing['constraints'] {
  const limits = mentions.filter((each) => each.kind === 'constraint')
  return [...grouped(limits)].flatMap(([id, found]) => {
    const first = found[0]
    if (first === undefined) return []
    return [
      {
        constraint: id,
        value: found.find((each) => each.value !== null)?.value ?? null,
        words: first.words,
        evidence: quotesOf(reading.text, found),
      },
    ]
  })
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
        ? [{ exclusion: id, words: first.words, evidence: quotesOf(reading.text, found) }]
        : []
    },
  )
  const free = unwanted
    .filter((each) => each.id === 'free')
    .map((mention) => {
      const span = clauseOf(reading, mention)
      const words = reading.text.slice(span.start, span.end)
      return { exclusion: words, words, evidence: [quoteOf(reading.text, mention, mention.rule)] }
    })
    .filter((each) => !named.some((other) => each.words.includes(other.words)))
  return [...named, ...free]
}

export function lanesOf(reading: Reading, mentions: readonly Mention[]): Framing['lanes'] {
  const groups = grouped(mentions.filter((each) => each.kind === 'lane' && !each.negated))
  return laneIds.flatMap((lane) => {
    const found = groups.get(lane)
    const first = found?.[0]
    return found && first
      ? [{ lane, words: first.words, evidence: quotesOf(reading.text, found) }]
      : []
  })
}

/** The mention's clause, or the mention alone where the clause is long. */
function clauseOf(reading: Reading, mention: Mention): Span {
  const clause = reading.clauses[mention.clause]
  if (clause === undefined || clause.end - clause.start > longestWords) return mention
  return { start: clause.start, end: Math.max(clause.end, mention.end) }
}
