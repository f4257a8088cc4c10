/** Finds names of dependencies and runtimes in a sentence and puts one marking character in the place of each. */
import type { MentionKnowledge } from '../mentions.ts'
import type { FrameKnowledge } from '../frame/knowledge.ts'
import type { ReplyContext } from './context.ts'
import type { ReplyWords } from './knowledge.ts'
import {
  fromKinds,
  fromLexicon,
  fromNouns,
  fromPacket,
  fromPairs,
  fromTable,
  fromTools,
  ofKind,
  spansOf,
} from './spot-sources.ts'
import type { Found } from './spot-sources.ts'
import { sharedPattern } from './shared-places.ts'
import { alternation } from './templates.ts'

export interface Spot {
  readonly mark: string
  readonly words: string
  /** How amendments call it; null when it is no dependency. */
  readonly dependency: string | null
  readonly kind: string
  /** The packet has a row for it, so that a strategy is set and not added. */
  readonly present: boolean
  readonly role: string | null
  /** Named by a general noun ("tax provider"), not by a product or a row. */
  readonly isNoun: boolean
  readonly runtime: string | null
}

export interface Marked {
  readonly text: string
  readonly spots: ReadonlyMap<string, Spot>
  /** The words again in the place of the marks. */
  restore(text: string): string
}

export interface SpotKnowledge {
  readonly mentions: MentionKnowledge
  readonly framing: FrameKnowledge
  readonly replies: ReplyWords
}

export type SpotFinder = (sentence: string, context: ReplyContext) => Marked

export function spotFinder(knowledge: SpotKnowledge): SpotFinder {
  const tools = new RegExp(
    `(?<![\\p{L}\\d_])${alternation(
      knowledge.replies.strategies
        .filter((each) => each.force === 'tool')
        .flatMap((each) => each.phrases)
        .filter((each) => /[-_ :]/.test(each)),
    )}(?![\\p{L}\\d_])`,
    'giu',
  )
  const shared = sharedPattern(knowledge.replies)
  // Words before a name that are no part of it.
  const small = new RegExp(
    `^(?:${alternation([
      ...knowledge.replies.tags
        .filter((each) => smallTags.has(each.value))
        .flatMap((each) => each.phrases.filter((phrase) => /^\p{L}/u.test(phrase))),
      ...strategyWords(knowledge.replies),
    ])}[\\s-]+)+`,
    'iu',
  )
  const leadingStrategy = new RegExp(`^${alternation(strategyWords(knowledge.replies))}\\s+`, 'iu')
  const paired = new RegExp(
    `(?:^|[,;]\\s*|\\sand\\s+)(?<name>\\p{L}[\\p{L}\\d.-]{2,20})\\s*[:=]?\\s+(?=${alternation(strategyWords(knowledge.replies))}\\s*(?:$|[,;.(]|and\\s))`,
    'dgiu',
  )
  const heads = alternation(knowledge.replies.classes.get('dependency-head') ?? [])
  const named = new RegExp(
    `(?<![\\p{L}\\d_/.-])(?:[\\p{L}\\d]+[\\s-]+)?[\\p{L}\\d]+\\s+${heads}(?![\\p{L}\\d_/-])`,
    'giu',
  )
  const kinds = knowledge.replies.nouns.map((row) => ({
    kind: row.value,
    phrases: row.phrases,
    pattern: new RegExp(`(?<![\\p{L}\\d_/.-])${alternation(row.phrases)}(?![\\p{L}\\d_/-])`, 'giu'),
  }))
  return (sentence, context) => {
    const taken = spansOf(sentence, tools)
    // "The dev db" is a place, not the name of one more database.
    const places = spansOf(sentence, shared)
    const isPlace = (each: Found): boolean =>
      places.some((span) => span.start < each.end && each.start < span.end)
    const found = [
      ...fromTable(sentence, context, knowledge).filter(
        (each) => each.spot.dependency !== 'database' || !isPlace(each),
      ),
      ...fromTools(sentence, knowledge.replies),
      ...fromPacket(sentence, context),
      ...fromLexicon(sentence, context, knowledge).map((each) => {
        // "Mock redis" is an order about Redis.
        const lead = leadingStrategy.exec(sentence.slice(each.start, each.end))?.[0].length ?? 0
        return { ...each, start: each.start + lead }
      }),
      ...fromKinds(sentence, context, kinds).filter((each) => !isPlace(each)),
      ...fromPairs(sentence, paired).filter(
        (each) => !small.test(`${sentence.slice(each.start, each.end)} `),
      ),
      ...fromNouns(sentence, named, small)
        .filter((each) => !isPlace(each))
        .map((each) => ofKind(each, sentence, context, kinds)),
    ].filter((each) => !taken.some((span) => span.start < each.end && each.start < span.end))
    return mark(sentence, found)
  }
}

const smallTags = new Set([
  'filler',
  'use',
  'swap',
  'not',
  'to',
  'from',
  'adjunct',
  'remove',
  'bring',
  'own-it',
  'allow',
  'pronoun',
  'wish',
])
const strategyWords = (words: ReplyWords): readonly string[] =>
  words.strategies.filter((each) => each.force === 'word').flatMap((each) => each.phrases)

function mark(sentence: string, found: readonly Found[]): Marked {
  const ordered = found.toSorted((one, other) => one.start - other.start || other.end - one.end)
  const spots = new Map<string, Spot>()
  let text = ''
  let at = 0
  for (const each of ordered) {
    if (each.start < at || spots.size >= 200) continue
    const twin = ordered.find(
      (other) => other !== each && other.start === each.start && other.spot.role !== null,
    )
    const spot = { ...each.spot, role: each.spot.role ?? twin?.spot.role ?? null }
    const base = spot.dependency === null ? 0xe100 : spot.role === null ? 0xe000 : 0xe200
    const own = String.fromCharCode(base + spots.size)
    spots.set(own, { ...spot, mark: own, words: sentence.slice(each.start, each.end) })
    text += sentence.slice(at, each.start) + own
    at = each.end
  }
  text += sentence.slice(at)
  return {
    text,
    spots,
    restore: (part) =>
      part.replaceAll(/[\uE000-\uE2FF]/g, (each) => spots.get(each)?.words ?? each),
  }
}
