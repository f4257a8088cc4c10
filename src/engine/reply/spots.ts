/** Finds names of dependencies and runtimes in a sentence and puts one marking character in the place of each. */
import { matchPhrases, withoutOverlaps } from '../mentions/phrases.ts'
import { wordsOf } from '../mentions/words.ts'
import type { MentionKnowledge } from '../mentions.ts'
import type { FrameKnowledge } from '../frame/knowledge.ts'
import type { ReplyContext } from './context.ts'
import type { ReplyWords } from './knowledge.ts'
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

type KindNouns = readonly { readonly kind: string; readonly phrases: readonly string[] }[]

interface Found {
  readonly start: number
  readonly end: number
  readonly spot: Omit<Spot, 'mark' | 'words'>
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
    const found = [
      ...fromTable(sentence, context, knowledge.replies),
      ...fromTools(sentence, knowledge.replies),
      ...fromPacket(sentence, context),
      ...fromLexicon(sentence, context, knowledge).map((each) => {
        // "Mock redis" is an order about Redis.
        const lead = leadingStrategy.exec(sentence.slice(each.start, each.end))?.[0].length ?? 0
        return { ...each, start: each.start + lead }
      }),
      ...fromKinds(sentence, context, kinds),
      ...fromPairs(sentence, paired).filter(
        (each) => !small.test(`${sentence.slice(each.start, each.end)} `),
      ),
      ...fromNouns(sentence, named, small).map((each) => ofKind(each, sentence, context, kinds)),
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

const spansOf = (text: string, pattern: RegExp): readonly { start: number; end: number }[] =>
  [...text.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))

function fromTable(sentence: string, context: ReplyContext, words: ReplyWords): readonly Found[] {
  return words.dependencies.flatMap((row) =>
    spansOf(
      sentence,
      new RegExp(`(?<![\\p{L}\\d_/.-])${alternation(row.phrases)}(?![\\p{L}\\d_/]|-\\p{L})`, 'giu'),
    ).map((span) => ({
      ...span,
      spot: {
        dependency: row.value,
        kind:
          context.dependencies.find((each) => each.dependency === row.value)?.kind ??
          kindOf(row.value),
        present:
          row.usual ||
          context.dependencies.some((each) => each.dependency === row.value) ||
          (row.value === 'postgres' && hasUnnamedDatabase(context)),
        role: row.value === 'postgres' ? 'database' : null,
        runtime: null,
        isNoun: false,
      },
    })),
  )
}

function fromTools(sentence: string, words: ReplyWords): readonly Found[] {
  return words.tools.flatMap((row) =>
    spansOf(
      sentence,
      new RegExp(`(?<![\\p{L}\\d_/.-])${alternation(row.phrases)}(?![\\p{L}\\d_/]|-\\p{L})`, 'giu'),
    )
      // "In spring" is a season.
      .filter(
        (span) =>
          !/\b(?:in|this|next|last|by|the|a|an)\s+$/i.test(sentence.slice(0, span.start)) ||
          /^\p{Lu}/u.test(sentence.slice(span.start)),
      )
      .map((span) => ({
        ...span,
        spot: {
          dependency: null,
          kind: '',
          present: false,
          role: row.value,
          runtime: null,
          isNoun: false,
        },
      })),
  )
}

/** Whoever names the product means the database whose product the request left open. */
const hasUnnamedDatabase = (context: ReplyContext): boolean =>
  context.dependencies.some((each) => each.dependency === 'database')

const kindOf = (dependency: string): string =>
  /database|role/.test(dependency) ? 'relational' : 'third-party'

/** Rows of the packet by their own names: "the Pact Broker". */
function fromPacket(sentence: string, context: ReplyContext): readonly Found[] {
  const lower = sentence.toLowerCase()
  return context.dependencies.flatMap((row) => {
    const name = row.name.replace(/\s*\(.*\)$/, '').toLowerCase()
    if (name.length < 3) return []
    const at = lower.indexOf(name)
    if (at < 0 || /[\p{L}\d_/.-]/u.test(lower.charAt(at - 1) || ' ')) return []
    if (/^(?:[\p{L}\d_/]|-\p{L})/u.test(lower.slice(at + name.length))) return []
    // "Set the clock to …" is an order about time, not about a row.
    if (/\b(?:set|freeze|pin|fix|stop)\s+(?:the\s+)?$/.test(lower.slice(0, at))) return []
    return [
      {
        start: at,
        end: at + name.length,
        spot: {
          dependency: row.dependency,
          kind: row.kind,
          present: true,
          role: row.kind === 'relational' ? 'database' : null,
          runtime: null,
          isNoun: false,
        },
      },
    ]
  })
}

/** Roles that a reply can change; a hint such as "system specs" is only a word. */
const stackRoles = new Set(['language', 'framework', 'library', 'test-runner'])
const databases = new Set(['relational', 'document'])

function fromLexicon(
  sentence: string,
  context: ReplyContext,
  { mentions, framing }: SpotKnowledge,
): readonly Found[] {
  const words = wordsOf(sentence)
  const matches = (kind: 'dependency' | 'runtime') =>
    withoutOverlaps(matchPhrases(words, mentions.lexicons[kind]), () => '').flatMap((match) => {
      const first = words.list[match.from]?.start ?? match.start
      const start = /(?:^|[\s(])\.$/.test(sentence.slice(0, first)) ? first - 1 : first
      const glued =
        /_/.test(sentence.slice(start, match.end)) ||
        /^[-_]\p{L}/u.test(sentence.slice(match.end)) ||
        /[\p{L}\d]-$/u.test(sentence.slice(0, start))
      return match.row.id === null || glued ? [] : [{ start, end: match.end, id: match.row.id }]
    })
  const dependencies = matches('dependency').flatMap(({ start, end, id }): readonly Found[] => {
    const entry = framing.dependencies.get(id)
    if (entry === undefined || (entry.instead.length > 0 && id !== 'email')) return []
    return [
      {
        start,
        end,
        spot: {
          dependency: id,
          kind: entry.kind,
          present:
            context.dependencies.some((each) => each.dependency === id) ||
            (entry.kind === 'relational' && hasUnnamedDatabase(context)),
          role: databases.has(entry.kind) ? 'database' : null,
          runtime: null,
          isNoun: false,
        },
      },
    ]
  })
  const runtimes = matches('runtime').flatMap(({ start, end, id }): readonly Found[] => {
    const role = framing.runtimes.get(id)?.role
    return role === undefined || !stackRoles.has(role)
      ? []
      : [
          {
            start,
            end,
            spot: { dependency: null, kind: '', present: false, role, runtime: id, isNoun: false },
          },
        ]
  })
  return [...dependencies, ...runtimes]
}

/** "The broker" is Kafka where Kafka is the only one. */
function fromKinds(
  sentence: string,
  context: ReplyContext,
  nouns: readonly { readonly kind: string; readonly pattern: RegExp }[],
): readonly Found[] {
  return nouns.flatMap(({ kind, pattern }) => {
    const rows = context.dependencies.filter((each) => each.kind === kind)
    const [only] = rows
    return only === undefined || rows.some((each) => each.dependency !== only.dependency)
      ? []
      : spansOf(sentence, pattern).map((span) => ({
          ...span,
          spot: {
            dependency: only.dependency,
            kind,
            present: true,
            role: null,
            runtime: null,
            isNoun: false,
          },
        }))
  })
}

/** "The scratch bucket" is S3's where S3 is the packet's only object store; a database may be another one. */
function ofKind(found: Found, sentence: string, context: ReplyContext, nouns: KindNouns): Found {
  const words = sentence.slice(found.start, found.end).toLowerCase()
  const kind = nouns.find(
    (each) => each.kind !== 'relational' && each.phrases.some((noun) => words.endsWith(` ${noun}`)),
  )?.kind
  const rows = context.dependencies.filter((each) => each.kind === kind)
  const [only] = rows
  return only === undefined || rows.some((each) => each.dependency !== only.dependency)
    ? found
    : {
        ...found,
        spot: {
          ...found.spot,
          dependency: only.dependency,
          kind: only.kind,
          present: true,
          isNoun: false,
        },
      }
}

/** "Webhook sender": a thing one can replace, by the noun at its end. */
function fromNouns(sentence: string, named: RegExp, small: RegExp): readonly Found[] {
  return [...sentence.matchAll(named)].flatMap((match) => {
    const words = match[0]
    const lead = small.exec(words)?.[0].length ?? 0
    const rest = words.slice(lead)
    if (
      !/\s/.test(rest.trim()) ||
      /\b(?:by|of|for|with|via|in|on|at|to|per|through|from)\b/i.test(rest)
    )
      return []
    return [
      {
        start: match.index + lead,
        end: match.index + words.length,
        spot: {
          dependency: rest
            .toLowerCase()
            .trim()
            .replaceAll(/\s+/g, '-')
            .replace(/-db$/, '-database'),
          kind: /(?:db|database)$/i.test(rest.trim()) ? 'relational' : 'third-party',
          present: /(?:db|database)$/i.test(rest.trim()),
          role: null,
          runtime: null,
          isNoun: true,
        },
      },
    ]
  })
}

/** "Mailgun fake, sentry mock": what stands in a list of names with a strategy each is a name. */
function fromPairs(sentence: string, paired: RegExp): readonly Found[] {
  const spans = [...sentence.matchAll(paired)].flatMap((match) => {
    const span = match.indices?.groups?.['name']
    return span === undefined ? [] : [{ start: span[0], end: span[1] }]
  })
  if (spans.length < 2) return []
  return spans.map(({ start, end }) => ({
    start,
    end,
    spot: {
      dependency: sentence.slice(start, end).toLowerCase(),
      kind: 'third-party',
      present: false,
      role: null,
      runtime: null,
      isNoun: false,
    },
  }))
}

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
