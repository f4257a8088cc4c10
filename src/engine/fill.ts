/**
 * Binds a reference's sentence to the request: `{entity}`, `{window}` and the other placeholders of
 * references/scenarios.md become words of the request, or the table's neutral wording when it has none.
 */
import type { PacketContext } from './context.ts'
import { asWork, headOf, isProduct, plain, short, suiteOf } from './fill/surface-nouns.ts'
import { isDenied, wordsOf } from './request-words.ts'
import type { Evidence } from './packet.ts'
import type { Span } from './read-request.ts'
import type { Cue } from './request-words.ts'

/** Where a placeholder's words are looked for. */
export type PlaceholderSource =
  | {
      readonly from: 'nouns'
      readonly cues: readonly Noun[]
      /** Phrases in which a noun means something else ("in order to"). */
      readonly except: readonly Cue[]
    }
  /** Of one of these kinds, or called so. */
  | { readonly from: 'dependency'; readonly kinds: readonly string[] }
  | { readonly from: 'pattern'; readonly pattern: RegExp }
  /** `any` takes the first surface that the request states. */
  | { readonly from: 'surface'; readonly surfaces: readonly string[] }
  | { readonly from: 'title' }
  /** What another placeholder found; nothing when that one fell back. */
  | { readonly from: 'placeholder'; readonly name: string }
  /** The last word of the first surface that has one, unless it is a general one ("service"). */
  | { readonly from: 'head' }
  /** The tests that the request is about ("the 2,400 Pest tests"), or the suite of its first runtime. */
  | { readonly from: 'suite' }

/** A noun to look for, and the one to print where it is called after what it handles ("checkout as order"). */
export interface Noun extends Cue {
  readonly says: string
}

export interface Placeholder {
  readonly name: string
  /** Words for requests whose first surface is one of these, before any source; they may hold placeholders. */
  readonly bySurface: readonly { readonly surfaces: readonly string[]; readonly words: string }[]
  /** Tried in order; the first that finds words wins. */
  readonly sources: readonly PlaceholderSource[]
  readonly otherwise: string
}

export type FillKnowledge = readonly Placeholder[]

/**
 * A function that replaces every `{placeholder}`; `given` goes before the table, and one that neither has stays as its
 * bare name.
 */
export function fillerFor(
  context: PacketContext,
  knowledge: FillKnowledge,
  given: Readonly<Record<string, string>> = {},
): (text: string) => string {
  const values = valuesOf(context, knowledge)
  const valueOf = (name: string): string => {
    const known = given[name] ?? values.get(name)
    if (known !== undefined) return known
    const placeholder = knowledge.find((each) => each.name === name)
    const value = placeholder ? valueFor(context, placeholder, knowledge, fill) : name
    values.set(name, value)
    return value
  }
  const isNamed = (name: string): boolean => {
    const placeholder = knowledge.find((each) => each.name === name)
    return placeholder?.otherwise !== emptyNoun || valueOf(name) !== emptyNoun
  }
  const fill = (text: string): string =>
    text
      .replaceAll(beforeNoun, (whole, article: string | undefined, name: string, noun: string) =>
        isNamed(name) && valueOf(name) !== noun.replace(/s$/, '')
          ? whole
          : `${article === undefined ? '' : `${articleOf(noun)} `}${noun}`,
      )
      .replaceAll(determined, (_, word: string, between: string | undefined, name: string) => {
        const value = `${between?.slice(1) ?? ''} ${valueOf(name).replace(/^the /, '')}`.trim()
        const article = /^an?$/i.test(word) ? `${word.charAt(0)}${articleOf(value).slice(1)}` : word
        return `${article} ${value}`
      })
      .replaceAll(/\{([a-z-]+)\}/g, (_, name: string) => valueOf(name))
      .replaceAll(/\b(file|event|message|job|request|response|server) \1(s?)\b/gi, '$1$2')
      .replaceAll(/(?<=\b(?:services|versions|apps|partners|providers))'s\b/g, "'")
  return (text) => (text.includes('{') ? fill(text) : text)
}

/** "a row event" says no more than "an event". */
const emptyNoun = 'row'
const beforeNoun =
  /(?:\b(an?) )?\{([a-z-]+)\} (messages?|events?|rows?|requests?|responses?|work|changes?|state|data|cases?|keys|rules|decisions|tables?)\b/g

/** A placeholder behind a word that takes the place of its own article: "one {database}" never reads "one the database". */
const determined = /\b(an?|the|one|each|every|same|another)( [a-z]+)? \{([a-z-]+)\}/gi

/** By sound: "an upload", "a user", "an SQS queue", "a UUID". */
const articleOf = (value: string): 'a' | 'an' =>
  (
    /^[A-Z][A-Z\d]/.test(value)
      ? /^[AEFHILMNORSX]/.test(value)
      : /^(?:[aeio]|u(?!ni|s[aeu]|til|rl))/i.test(value) && !/^(?:one\b|eu)/i.test(value)
  )
    ? 'an'
    : 'a'

/** A common noun, or several words that end in one ("GraphQL schema"). */
const isCommon = /^(?!the |an? )(?:[a-z][A-Za-z -]+|[A-Za-z][\w.-]*(?: [\w.-]+)* [a-z-]+)$/

/** Words of the request; a common noun takes the article that the neutral wording has ("the job": "the sweeper"). */
function valueFor(
  context: PacketContext,
  placeholder: Placeholder,
  knowledge: FillKnowledge,
  fill: (text: string) => string,
): string {
  const own = placeholder.bySurface.find((each) =>
    each.surfaces.includes(context.framing.surfaces[0]?.surface ?? ''),
  )
  if (own) return fill(own.words)
  const words = wordsFor(context, placeholder, knowledge)
  if (words === null) return fill(placeholder.otherwise)
  return /^the [a-z]+$/.test(placeholder.otherwise) && isCommon.test(words) ? `the ${words}` : words
}

const answers = new WeakMap<
  PacketContext,
  { readonly knowledge: FillKnowledge; readonly values: Map<string, string> }
>()

/** Every stage fills sentences of one request, so that what a placeholder found is kept with the context. */
function valuesOf(context: PacketContext, knowledge: FillKnowledge): Map<string, string> {
  const last = answers.get(context)
  if (last?.knowledge === knowledge) return last.values
  const values = new Map<string, string>()
  answers.set(context, { knowledge, values })
  return values
}

function wordsFor(
  context: PacketContext,
  placeholder: Placeholder,
  knowledge: FillKnowledge,
): string | null {
  for (const source of placeholder.sources) {
    const other =
      source.from === 'placeholder' ? knowledge.find((each) => each.name === source.name) : null
    const found = other
      ? wordsFor(context, other, knowledge)
      : source.from === 'placeholder'
        ? null
        : wordsFrom(context, source)
    if (found !== null && found !== '') return found
  }
  return null
}

function wordsFrom(
  context: PacketContext,
  source: Exclude<PlaceholderSource, { readonly from: 'placeholder' }>,
): string | null {
  switch (source.from) {
    case 'nouns':
      return mostUsedNoun(context, source.cues, source.except)
    case 'dependency': {
      const named = context.framing.dependencies.filter(
        (each) =>
          each.stated &&
          (source.kinds.includes(each.kind) || source.kinds.includes(each.dependency)),
      )
      const name = (named.find((each) => !isStandIn.test(each.dependency)) ?? named[0])?.name
      if (name === undefined || isMedium.test(name)) return null
      // Products are written with a capital; what begins small ("database") is a common noun.
      return /^\p{Ll}/u.test(name) ? `the ${name}` : name
    }
    case 'pattern':
      return firstMatch(context, source.pattern)
    case 'title':
      return short(context.framing.title)
    case 'head':
      return headOf(context.framing)
    case 'suite':
      return suiteOf(context.framing)
    default: {
      const surface = context.framing.surfaces.find(
        (each) =>
          each.stated &&
          !isProduct(context.framing, each.words) &&
          (source.surfaces.includes(each.surface) ||
            (source.surfaces.includes('any') && !isBareSuite.test(each.words))),
      )
      return surface ? short(asWork(context.framing, surface)) : null
    }
  }
}

/** Where another engine is named too, these only stand in for it, or host it. */
const isStandIn = /^(?:sqlite|h2|hsqldb|derby|pglite|neon|rds|aurora|alloydb|planetscale)$/

/** What is sent, not who sends it. */
const isMedium = /^(?:e-?mail|mail|sms|push)s?$/i

/** "tests" names nothing. */
const isBareSuite = /^(?:the |our |regression |new )*(?:tests?|specs?|suite)\b/i

/** Limits ("PR under 10 minutes") say nothing about the behaviour, so matches in their words do not count. */
function firstMatch(context: PacketContext, pattern: RegExp): string | null {
  const limits = context.framing.constraints.flatMap((each) =>
    each.evidence.flatMap((proof) => (proof.from === 'request' ? [proof] : [])),
  )
  for (const match of context.reading.text.matchAll(pattern)) {
    const end = match.index + match[0].length
    if (limits.some((limit) => limit.start < end && match.index < limit.end)) continue
    const [, first, unit] = match
    if (first !== undefined && isCodeName.test(first)) return first
    return plain(unit === undefined ? (first ?? match[0]) : quantity(first ?? '', unit))
  }
  return null
}

/** One name in code marks reads as a name; without them `name` would be a noun of our sentence. */
const isCodeName = /^`\w+`$/

/** `15-minute` in a sentence of ours: `15 minutes`. */
const quantity = (number: string, unit: string): string =>
  `${number} ${unit}${/^(second|minute|hour|day|week|month)$/i.test(unit) && number !== '1' ? 's' : ''}`

/** Surfaces that are about other things: what a report counts is its subject, not the report. */
const collections: ReadonlySet<string> = new Set(['report', 'import-export'])

/** The noun that the request uses most, once more where it names the first surface; of equals, the one it uses first. */
function mostUsedNoun(
  context: PacketContext,
  cues: readonly Noun[],
  except: readonly Cue[],
): string | null {
  const words = wordsOf(context)
  const other = except.flatMap((cue) => words.findAll(cue))
  const [first] = context.framing.surfaces
  const subject = first?.evidence ?? []
  const isAbout = first !== undefined && collections.has(first.surface)
  let best: { readonly text: string; readonly count: number; readonly start: number } | null = null
  for (const cue of cues.filter((each) => words.find(each) !== null)) {
    const places = words.findAll(cue).filter(
      (place) =>
        isNoun(context.reading.text.slice(place.start, place.end), cue.text) &&
        // The post of "PostGIS".
        !/^\p{Lu}{2}/u.test(context.reading.text.slice(place.end, place.end + 2)) &&
        // The column of `users.email`: its row is a user.
        !/[a-z]\.$/.test(context.reading.text.slice(Math.max(0, place.start - 2), place.start)) &&
        !isDenied(context, place) &&
        !other.some((span) => span.start <= place.start && place.end <= span.end),
    )
    const start = places[0]?.start
    if (start === undefined) continue
    const inSubject = places.filter((place) => touches(place, subject)).length
    const count = places.length + (inSubject === 0 ? 0 : isAbout ? -inSubject : 1)
    const better =
      !best ||
      count > best.count ||
      (count === best.count &&
        (start < best.start || (cue.says.length > best.text.length && start === best.start)))
    if (better) best = { text: cue.says, count, start }
  }
  return best?.text ?? null
}

const touches = (place: Span, evidence: readonly Evidence[]): boolean =>
  evidence.some(
    (proof) => proof.from === 'request' && proof.start < place.end && place.start < proof.end,
  )

/** Singular or plural; a cue's stem also finds verb forms ("reads" for reading). */
function isNoun(word: string, noun: string): boolean {
  // "POST" is a method, not an article; short ones ("SKU") are nouns.
  if (word.length > 3 && word === word.toUpperCase()) return false
  const lower = word.toLowerCase()
  return (
    lower === noun ||
    lower === `${noun}s` ||
    lower === `${noun}es` ||
    lower === noun.replace(/y$/, 'ies')
  )
}
