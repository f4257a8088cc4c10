/** From the words of a slot to the value that an amendment carries. */
import { matchPhrases, withoutOverlaps } from '../mentions/phrases.ts'
import { wordsOf } from '../mentions/words.ts'
import type { LaneId, LayerId, Strategy } from '../packet.ts'
import type { Phrasebook } from './knowledge.ts'
import type { SpotKnowledge } from './spots.ts'
import { alternation } from './templates.ts'

export interface CaseReference {
  readonly sort: 'scenario' | 'cause'
  readonly number: number
}

export interface StrategyWord {
  readonly value: Strategy | 'real'
  readonly force: 'word' | 'tool'
  /** The kind of dependency that a tool stands in for. */
  readonly kind: string | null
}

export interface ValueReader {
  lane(words: string): LaneId | null
  layers(words: string): readonly LayerId[]
  /** The layer of existing tests, or null. */
  level(words: string): LayerId | null
  kind(words: string): string | null
  control(words: string): string | null
  /** The topic that the words tell without naming it, or null. */
  cuedControl(words: string): string | null
  topic(words: string): string | null
  strategy(words: string): StrategyWord | null
  /** Null: no word tells; `sure` asks for more than one weak word. */
  risk(words: string, sure?: boolean): string | null
  /** Ends like a check or names a tool that checks. */
  isCheck(words: string): boolean
  /** A team or office: "product", "legal". */
  isTeam(words: string): boolean
}

export function valueReader(knowledge: SpotKnowledge): ValueReader {
  const { replies } = knowledge
  const lanes = lookup(replies.lanes)
  const layers = finder(replies.layers)
  const teams = new Set(replies.classes.get('team-noun') ?? [])
  const levels = finder(replies.levels)
  const kinds = lookup(replies.kinds)
  const controls = lookup(replies.controls)
  const cues = finder(replies.cues)
  const topics = finder(replies.topics)
  const strategies = new Map(
    replies.strategies.flatMap((row) =>
      row.phrases.map(
        (phrase) => [phrase, { value: row.value, force: row.force, kind: row.kind }] as const,
      ),
    ),
  )
  const risks = replies.risks.map((row) => ({
    value: row.value,
    pattern: new RegExp(`(?<![\\p{L}\\d_])${alternation(row.phrases)}(?![\\p{L}\\d_])`, 'giu'),
  }))
  const checkEnd = new RegExp(`${alternation(replies.classes.get('check-noun') ?? [])}$`, 'iu')
  const checkTools = new RegExp(
    `(?<![\\p{L}\\d_])${alternation(replies.classes.get('check-tool') ?? [])}(?![\\p{L}\\d_])`,
    'iu',
  )
  return {
    lane: (words) => lanes(words.replace(/^(?:the|every|each|a|our|its)\s+/i, '')) ?? lanes(words),
    layers: (words) => layers(words),
    level: (words) => layers(words)[0] ?? levels(words)[0] ?? null,
    kind: kinds,
    control: (words) =>
      controls(words.replace(/^(?:the|our)\s+/i, '').replace(/\s+(?:row|line|rule|cell)$/i, '')) ??
      controls(words),
    cuedControl: (words) => cues(words)[0] ?? null,
    topic: (words) => topics(words)[0] ?? null,
    strategy: (words) => strategies.get(normal(words)) ?? null,
    isCheck: (words) => checkEnd.test(words.trim()) || checkTools.test(words),
    isTeam: (words) => teams.has(normal(words).replace(/ (?:team|lead|folks|people)$/, '')),
    risk: (words, sure = false) => riskOf(words, risks, knowledge, sure ? 2 : 1),
  }
}

const normal = (words: string): string => words.toLowerCase().trim().replaceAll(/\s+/g, ' ')

function lookup<T>(books: readonly Phrasebook<T>[]): (words: string) => T | null {
  const values = new Map(
    books.flatMap((row) => row.phrases.map((phrase) => [phrase, row.value] as const)),
  )
  return (words) => values.get(normal(words)) ?? null
}

/** Values in the order in which their phrases stand in the words, each once. */
function finder<T>(books: readonly Phrasebook<T>[]): (words: string) => readonly T[] {
  const read = lookup(books)
  const pattern = new RegExp(
    `(?<![\\p{L}\\d_])${alternation(books.flatMap((each) => each.phrases))}(?![\\p{L}\\d_])`,
    'giu',
  )
  return (words) => [
    ...new Set(
      [...words.matchAll(pattern)].flatMap((match) => {
        const value = read(match[0])
        return value === null ? [] : [value]
      }),
    ),
  ]
}

/** The risk that most words tell: of replies first, then the cues for requests. */
function riskOf(
  words: string,
  own: readonly { readonly value: string; readonly pattern: RegExp }[],
  { mentions, framing, replies }: SpotKnowledge,
  least: number,
): string | null {
  const direct = normal(words).replaceAll(' ', '-')
  if (framing.risks.has(direct)) return direct
  const votes = new Map<string, number>()
  const vote = (risk: string, weight: number): void => {
    votes.set(risk, (votes.get(risk) ?? 0) + weight)
  }
  for (const { value, pattern } of own)
    for (const match of words.matchAll(pattern)) vote(value, 3 + match[0].split(' ').length)
  for (const match of withoutOverlaps(
    matchPhrases(wordsOf(words), mentions.lexicons.risk),
    (row) => row.id ?? '',
  ))
    if (match.row.id !== null) vote(match.row.id, match.row.rule.endsWith('-weak') ? 1 : 3)
  const rank = (risk: string): number => framing.risks.get(risk)?.rank ?? framing.risks.size
  const [best] = [...votes].toSorted(
    ([one, first], [other, second]) => second - first || rank(one) - rank(other),
  )
  return best === undefined || best[1] < least ? null : (replies.hints.get(best[0]) ?? best[0])
}

/** `3, 4 and 6`, `2-4`, `scenario 5`: numbers with what they count. */
export function casesOf(words: string): readonly CaseReference[] {
  const sort = /\bcause/i.test(words) ? 'cause' : 'scenario'
  const range = /(\d+)\s*(?:-|–|—|to|\.\.)\s*#?(\d+)/.exec(words)
  const numbers = [...words.matchAll(/\d+/g)].map((match) => Number(match[0]))
  const [from = 0, to = 0] = range ? [Number(range[1]), Number(range[2])] : []
  const listed =
    range && to > from && to - from < 20
      ? [
          ...Array.from({ length: to - from + 1 }, (_, at) => from + at),
          ...numbers.filter((each) => each < from || each > to),
        ]
      : numbers
  return [...new Set(listed)].map((number) => ({ sort, number }))
}
