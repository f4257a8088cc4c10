/**
 * Step 2, first half: which words of the request point to a dependency, a runtime, a surface, a risk, a limit, existing
 * coverage, something unwanted, or a lane. Rows of the references say which words; `frame.ts` decides what they amount to.
 */
import { matchPhrases, withoutOverlaps } from './mentions/phrases.ts'
import type { Match, PhraseIndex, PhraseRow } from './mentions/phrases.ts'
import { negationOf } from './mentions/negation.ts'
import type { NegationRow } from './mentions/negation.ts'
import { headWords } from './mentions/words.ts'
import type { RuleId } from './packet.ts'
import type { Reading, Span } from './read-request.ts'

export const mentionKinds = [
  'dependency',
  'runtime',
  'surface',
  'risk',
  'constraint',
  'coverage',
  'exclusion',
  'lane',
] as const
export type MentionKind = (typeof mentionKinds)[number]

export interface Mention extends Span {
  readonly kind: MentionKind
  /** Canonical id: `postgres`, `spring-boot`, `queue-consumer`, `idempotency`, `no-containers@pr` … */
  readonly id: string
  /** As the requester wrote it: `text.slice(start, end)`. */
  readonly words: string
  /** What a phrase's `#` took (`10 min`); null for phrases without a number. */
  readonly value: string | null
  readonly rule: RuleId
  /** "No Redis", "not Redis but Postgres", "we moved off Redis": named, and not meant. */
  readonly negated: boolean
  /** Index into `Reading.clauses`; -1 when the reading has no clause there. */
  readonly clause: number
}

/** One kind of row with what it points to. `id: null` marks words of another meaning, which are read over. */
export interface MentionRow extends PhraseRow {
  readonly id: string | null
}

export interface KindRow extends MentionRow {
  readonly kind: MentionKind
}

export interface MentionKnowledge {
  readonly lexicons: Readonly<Record<MentionKind, PhraseIndex<MentionRow>>>
  /** All of them as one: a word of a request is looked up once for every kind. */
  readonly everything: PhraseIndex<KindRow>
  readonly negations: PhraseIndex<NegationRow>
}

/** One name is one product, but the same words can tell two risks ("double charge") or two surfaces. */
const severalAtOnce: ReadonlySet<MentionKind> = new Set(['surface', 'risk', 'coverage', 'lane'])

/** A type's name tells what it is about (`KafkaContainer`), never what is wanted or forbidden. */
const nouns: ReadonlySet<MentionKind> = new Set(['dependency', 'runtime', 'surface', 'risk'])

/**
 * So much of a text is searched: about three thousand words. What follows in a longer one is a log or a paste, and no
 * request has to wait for it.
 */
const searchedLength = 20_000

/** All mentions, by kind in the order of `mentionKinds`, then by place. Within a kind they never overlap. */
export function findMentions(reading: Reading, knowledge: MentionKnowledge): readonly Mention[] {
  const words = headWords(reading, searchedLength)
  const negated = negationOf(words, knowledge.negations)
  const clauseAt = clauses(reading)
  const matches = withoutOverlaps(
    matchPhrases(words, knowledge.everything, (row) => nouns.has(row.kind)),
    ({ kind, id }) => (severalAtOnce.has(kind) ? `${kind} ${id}` : kind),
  )
  const mentions = matches.flatMap((match) =>
    match.row.id === null ? [] : [mentionOf(match.row.id, match, reading.text, negated, clauseAt)],
  )
  return mentionKinds.flatMap((kind) => mentions.filter((each) => each.kind === kind))
}

function mentionOf(
  id: string,
  match: Match<KindRow>,
  text: string,
  negated: (match: Match<MentionRow>, isName: boolean) => boolean,
  clauseAt: (offset: number) => number,
): Mention {
  // The dot of `.NET` belongs to the name.
  const dot = text[match.start - 1] === '.' && !/[\p{L}\p{N})]/u.test(text[match.start - 2] ?? ' ')
  const start = dot ? match.start - 1 : match.start
  const { kind } = match.row
  return {
    kind,
    id,
    start,
    end: match.end,
    words: text.slice(start, match.end),
    value: match.value,
    rule: match.row.rule,
    negated: negated(match, kind === 'dependency' || kind === 'runtime'),
    clause: clauseAt(start),
  }
}

function clauses(reading: Reading): (offset: number) => number {
  const { clauses } = reading
  return (offset) => {
    let low = 0
    let high = clauses.length - 1
    let found = -1
    while (low <= high) {
      const middle = (low + high) >> 1
      const clause = clauses[middle]
      if (clause === undefined) break
      if (clause.start <= offset) {
        found = middle
        low = middle + 1
      } else high = middle - 1
    }
    const clause = clauses[found]
    return clause !== undefined && offset < clause.end ? found : -1
  }
}
