/** Where names in a sentence come from: the tables of the reference, the packet's rows, the lexicon, nouns, and lists. */
import { matchPhrases, withoutOverlaps } from '../mentions/phrases.ts'
import { wordsOf } from '../mentions/words.ts'
import { onceFor } from '../once.ts'
import type { ReplyContext } from './context.ts'
import type { ReplyWords } from './knowledge.ts'
import type { Spot, SpotKnowledge } from './spots.ts'
import { alternation } from './templates.ts'

export type KindNouns = readonly { readonly kind: string; readonly phrases: readonly string[] }[]

export interface Found {
  readonly start: number
  readonly end: number
  readonly spot: Omit<Spot, 'mark' | 'words'>
}

export const spansOf = (text: string, pattern: RegExp): readonly { start: number; end: number }[] =>
  [...text.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))

/** A row's phrases as whole words. */
const patternOf = onceFor(
  ({ phrases }: { readonly phrases: readonly string[] }) =>
    new RegExp(`(?<![\\p{L}\\d_/.-])${alternation(phrases)}(?![\\p{L}\\d_/]|-\\p{L})`, 'giu'),
)

export function fromTable(
  sentence: string,
  context: ReplyContext,
  { replies: words, framing }: SpotKnowledge,
): readonly Found[] {
  return words.dependencies.flatMap((row) =>
    spansOf(sentence, patternOf(row)).map((span) => ({
      ...span,
      spot: {
        dependency: row.value,
        kind:
          context.dependencies.find((each) => each.dependency === row.value)?.kind ??
          framing.dependencies.get(row.value)?.kind ??
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

export function fromTools(sentence: string, words: ReplyWords): readonly Found[] {
  return words.tools.flatMap((row) =>
    spansOf(sentence, patternOf(row))
      // "In spring" is a season.
      .filter(
        (span) =>
          !/\b(?:in|this|next|last|by|the|a|an|since|until|every|all)\s+$/i.test(
            sentence.slice(0, span.start),
          ) || /^\p{Lu}/u.test(sentence.slice(span.start)),
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
  /database|postgres|role/.test(dependency) ? 'relational' : 'third-party'

/** Rows of the packet by their own names: "the Pact Broker". */
export function fromPacket(sentence: string, context: ReplyContext): readonly Found[] {
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

export function fromLexicon(
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
export function fromKinds(
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
export function ofKind(
  found: Found,
  sentence: string,
  context: ReplyContext,
  nouns: KindNouns,
): Found {
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
export function fromNouns(sentence: string, named: RegExp, small: RegExp): readonly Found[] {
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
export function fromPairs(sentence: string, paired: RegExp): readonly Found[] {
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
