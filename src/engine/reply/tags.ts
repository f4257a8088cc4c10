/**
 * What the words of a sentence are: layers, lanes, scenario numbers, owners, and the small classes of *Frame words* such
 * as `remove`, `out` or `not`. A word may be several things; a frame decides which reading fits.
 */
import { sharedPattern } from './shared-places.ts'
import { dueWords } from './templates.ts'
import type { ReplyWords } from './knowledge.ts'

export interface Token {
  /** Lower case. */
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Tokens `from` up to, not with, `to`. */
export interface Tag {
  readonly name: string
  readonly from: number
  readonly to: number
}

export interface Tagged {
  readonly text: string
  readonly tokens: readonly Token[]
  /** The tags that begin at a token, longest first. */
  at(token: number): readonly Tag[]
  /** Names of the tags that stand anywhere. */
  readonly names: ReadonlySet<string>
}

/** Tags that are found without a row of their own. */
export const foundTags: readonly string[] = [
  'layers',
  'lane',
  'kind',
  'control',
  'topic',
  'strategy',
  'shared',
  'dep',
  'runtime',
  'code',
  'count',
  'num',
  'due',
  'cases',
  'owner',
]

export type Tagger = (text: string) => Tagged

const tokenPattern =
  /`[^`\n]*`|[\uE000-\uE2FF]|<@[A-Z0-9]+>|@[\w.-]*\w|#\d{1,2}(?!\d)|\d+(?:[.,:]\d+)*(?:-?[\p{L}]+)?|[\p{L}][\p{L}\d]*(?:['./_-][\p{L}\d]+)*|→|⇒|-+>|=>|[^\s\p{L}\d]/gu

function tokensOf(text: string): readonly Token[] {
  return [...text.matchAll(tokenPattern)].map((match) => ({
    text: match[0].toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }))
}

/** Typed without an apostrophe, as phones do. */
const respelled: ReadonlyMap<string, string> = new Map(
  "don't can't won't isn't aren't doesn't didn't wasn't weren't shouldn't wouldn't couldn't mustn't needn't haven't hasn't let's that's there's it's we're we've i've i'm you're they're nobody's what's"
    .split(' ')
    .map((word) => [word.replace("'", ''), word] as const)
    // "Wont" and "were" are words of their own; only the first is rare enough to mean the other.
    .filter(([bare]) => bare !== 'were' && bare !== 'its'),
)

const amount =
  /(?<![\p{L}\d.#^/$€£:])(?:\d{1,3}(?:[.,]\d+)?(?:\s*(?:-|to)\s*\d{1,3})?|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty)\s*(?:min(?:ute)?s?|m|s|secs?|seconds?|h|hours?|hrs?)(?![\p{L}\d])/giu
const due = new RegExp(`(?<![\\p{L}\\d])${dueWords}`, 'giu')
const listed = new Set(['cases', 'layers'])
const joins = new Set([',', 'and', '&', '+', '/', 'or', 'plus'])
const ranges = new Set(['-', '–', '—', 'to', '..'])
const counted = new Set([
  'scenario',
  'scenarios',
  'case',
  'cases',
  'cause',
  'causes',
  'number',
  'no',
  'nr',
])
const measures =
  /^(?:%|ms|min|mins|minutes?|s|secs?|seconds?|h|hours?|days?|weeks?|months?|k|x|times|cores?|cpus?|vcpus?|roles|tenants|tests?|specs?|cases|gb|mb|processes|workers|shards|runs|repeats|people|teams|squads|jobs|years?|rows|requests|lines|threads|pods|instances|consumers|releases|apps|customers|clusters|steps|weeks|clients|retries|attempts|versions?|devs?|nights?|mornings|evenings|sprints?|quarters?|incidents?|builds?|failures|of)$/

export function tagger(words: ReplyWords): Tagger {
  const phrases = new Map<string, { readonly rest: readonly string[]; readonly name: string }[]>()
  const learn = (name: string, phrase: string): void => {
    const [first, ...rest] = tokensOf(phrase).map((each) => each.text)
    if (first === undefined) return
    const known = phrases.get(first)
    if (known) known.push({ rest, name })
    else phrases.set(first, [{ rest, name }])
  }
  const books = {
    layers: words.layers,
    lane: words.lanes,
    kind: words.kinds,
    control: words.controls,
    topic: words.topics,
    strategy: words.strategies,
  }
  for (const [name, book] of Object.entries(books))
    for (const row of book) for (const phrase of row.phrases) learn(name, phrase)
  for (const row of words.tags) for (const phrase of row.phrases) learn(row.value, phrase)
  for (const [name, members] of words.classes)
    for (const phrase of members) learn(`class-${name}`, phrase)

  const teams = new Set(words.classes.get('team-noun') ?? [])
  const shared = sharedPattern(words)
  return (text) => {
    const tokens = tokensOf(text)
    const tags: Tag[] = []
    const spelled = tokens.map(({ text: word }) => respelled.get(word) ?? word)
    tokens.forEach((token, from) => {
      for (const { rest, name } of phrases.get(spelled[from] ?? '') ?? [])
        if (rest.every((word, at) => spelled[from + 1 + at] === word))
          tags.push({ name, from, to: from + 1 + rest.length })
      if (/^[\uE000-\uE0FF\uE200-\uE2FF]$/.test(token.text))
        tags.push({ name: 'dep', from, to: from + 1 })
      if (/^[\uE100-\uE2FF]$/.test(token.text)) tags.push({ name: 'runtime', from, to: from + 1 })
      if (token.text.startsWith('`')) tags.push({ name: 'code', from, to: from + 1 })
      if (/^(?:\d{1,2}|one|two|three|four|six|eight)$/.test(token.text))
        tags.push({ name: 'count', from, to: from + 1 })
    })
    tags.push(...spans(text, tokens, amount, 'num'), ...spans(text, tokens, due, 'due'))
    tags.push(...spans(text, tokens, shared, 'shared'))
    tags.push(...caseTags(tokens, text), ...ownerTags(tokens, text, teams))
    tags.push(...joined(tags, spelled))
    const byStart = new Map<number, Tag[]>()
    for (const tag of tags) byStart.set(tag.from, [...(byStart.get(tag.from) ?? []), tag])
    for (const [from, own] of byStart)
      byStart.set(
        from,
        own.toSorted((one, other) => other.to - one.to),
      )
    return {
      text,
      tokens,
      at: (token) => byStart.get(token) ?? [],
      names: new Set(tags.map((each) => each.name)),
    }
  }
}

function spans(
  text: string,
  tokens: readonly Token[],
  pattern: RegExp,
  name: string,
): readonly Tag[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const end = match.index + match[0].length
    const from = tokens.findIndex((each) => each.start >= match.index)
    const to = tokens.findIndex((each) => each.end >= end) + 1
    return from < 0 || to <= from ? [] : [{ name, from, to }]
  })
}

/** `scenario 3`, `#5`, `3`: a number that counts nothing else. */
function caseTags(tokens: readonly Token[], text: string): readonly Tag[] {
  return tokens.flatMap(({ text: word, start, end }, at) => {
    if (!/^#?\d{1,2}$/.test(word) || word === '0') return []
    const next = tokens[at + 1]?.text ?? ''
    const before = tokens[at - 1]?.text ?? ''
    const isCounted =
      counted.has(before) || (before === '.' && counted.has(tokens[at - 2]?.text ?? ''))
    if (
      !isCounted &&
      (measures.test(next) || /[€$£%.^/]/.test(text[end] === '.' ? '' : (text[end] ?? '')))
    )
      return []
    if (/[.^/$€£]/.test(text[start - 1] ?? '') && word[0] !== '#' && !isCounted) return []
    return [{ name: 'cases', from: isCounted ? at - (before === '.' ? 2 : 1) : at, to: at + 1 }]
  })
}

/** `@omar`, `Priya`, `Nadia's team`, `Anna from platform`: a name, not the first word of a sentence that is no name. */
const notNames = new Set([
  'null',
  'json',
  'sql',
  'api',
  'http',
  'utc',
  'ok',
  'yes',
  'no',
  'ci',
  'pr',
  'prs',
  'qps',
  'ttl',
  'rest',
  'crud',
  'sdk',
  'tls',
  'db',
  'i',
])
const teamWords = /^(?:team|squad|crew|people|group|guild|lead|folks|guys|chapter|owner)$/

function ownerTags(
  tokens: readonly Token[],
  text: string,
  teams: ReadonlySet<string>,
): readonly Tag[] {
  return tokens.flatMap((token, from): readonly Tag[] => {
    const raw = text.slice(token.start, token.end)
    const isName =
      /^(?:<?@[\w>.-]+|\p{Lu}[\p{Ll}]+(?:-\p{Lu}\p{Ll}+)?|\p{Lu}{2,5}|\p{Lu}\p{Ll}+'s)$/u.test(raw)
    const isTeam = teams.has(token.text) && teamWords.test(tokens[from + 1]?.text ?? '')
    if (isTeam) return [{ name: 'owner', from, to: from + 2 }]
    if (!isName || notNames.has(token.text)) return []
    const own: Tag[] = [{ name: 'owner', from, to: from + 1 }]
    let to = from + 1
    const next = (): string => tokens[to]?.text ?? ''
    const raws = (at: number): string => text.slice(tokens[at]?.start ?? 0, tokens[at]?.end ?? 0)
    if (/^\p{Lu}\p{Ll}+$/u.test(raws(to))) own.push({ name: 'owner', from, to: (to += 1) })
    if (teamWords.test(next())) own.push({ name: 'owner', from, to: (to += 1) })
    if (/^(?:from|of|in)$/.test(next()) && tokens[to + 1] !== undefined) {
      const skip = tokens[to + 1]?.text === 'the' ? 3 : 2
      own.push({ name: 'owner', from, to: to + skip })
    }
    return own
  })
}

/** `3, 4 and 6`, `unit and smoke`, `2-4`: names of one kind in a row are also one name. */
function joined(tags: readonly Tag[], tokens: readonly string[]): readonly Tag[] {
  const found: Tag[] = []
  for (const name of listed) {
    const own = tags.filter((each) => each.name === name)
    for (const tag of own) {
      let to = tag.to
      for (;;) {
        let next = to
        while (joins.has(tokens[next] ?? '') && next - to < 2) next += 1
        if (next === to && name === 'cases' && ranges.has(tokens[to] ?? '')) {
          next += 1
          if (tokens[next] === '.') next += 1
        }
        if (next === to) break
        if (/^(?:the|a|also)$/.test(tokens[next] ?? '')) next += 1
        const start = next
        const other = own
          .filter((each) => each.from === start)
          .toSorted((one, another) => another.to - one.to)[0]
        if (other === undefined) break
        to = other.to
        found.push({ name, from: tag.from, to })
      }
    }
  }
  return found
}
