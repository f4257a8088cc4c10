/**
 * What a person types behind `history`: words, "exact words", and filters such as `kind:flake`, `risk:idempotency`,
 * `dep:postgres`, `by:@maya`, `in:#backend`, `since:30d`, `is:accepted`. Nothing that was typed is ever refused: what is
 * no filter is searched as a word, and a hint says so.
 */
import { verdictLabels } from '../engine/packet.ts'
import type { VerdictLabel } from '../engine/packet.ts'
import type { HistoryQuery } from '../store/port.ts'
import { nearest } from './nearest.ts'
import type { SearchVocabulary } from './search-vocabulary.ts'

export interface SearchContext {
  readonly vocabulary: SearchVocabulary
  /** Milliseconds since the epoch. */
  readonly now: number
  /** For `by:me`. */
  readonly userId: string
  /** For `in:here`; null where there is no channel. */
  readonly channelId: string | null
}

export interface ReadQuery {
  readonly query: HistoryQuery
  /** Sentences about what was not understood as it was meant; they may quote the person's words. */
  readonly hints: readonly string[]
  /** The text with what depends on the moment of typing settled (`by:me`, `in:here`), to ask for the next page with. */
  readonly text: string
}

/** Longest text that is searched by, so that a page's button can carry it. */
const longestQuery = 300

export const everything: HistoryQuery = {
  words: [],
  phrases: [],
  services: [],
  kinds: [],
  surfaces: [],
  dependencies: [],
  risks: [],
  authorIds: [],
  channelIds: [],
  status: null,
  since: null,
  before: null,
}

/** People and channels stand in the text as Slack's ids: `by:@U123`, `in:#C123`. */
export function readQuery(text: string, context: SearchContext): ReadQuery {
  const isCut = Array.from(text).length > longestQuery
  const cut = Array.from(text).slice(0, longestQuery).join('').replaceAll(/[“”„]/gu, '"')
  let query = everything
  const hints: string[] = isCut ? [`Only the first ${longestQuery} characters were searched.`] : []
  const settled: string[] = []
  for (const [token] of cut.matchAll(tokens)) {
    const step = readToken(token, query, context)
    query = step.query
    settled.push(step.settled ?? token)
    if (step.hint !== undefined) hints.push(step.hint)
  }
  return { query, hints, text: settled.join(' ') }
}

const tokens = /[a-z]+:"[^"]*"?|"[^"]*"?|\S+/giu
const filter = /^([a-z]+):(?!\/\/)(.+)$/isu

interface Step {
  readonly query: HistoryQuery
  readonly hint?: string
  readonly settled?: string
}

function readToken(token: string, query: HistoryQuery, context: SearchContext): Step {
  if (token.startsWith('"')) return withPhrase(query, bare(token))
  const [, name = '', value = ''] = filter.exec(token) ?? []
  if (name === '') return withWord(query, token)
  const read = filters[name.toLowerCase()]
  if (read === undefined) {
    const meant = nearest(name.toLowerCase(), Object.keys(filters))
    const known = meant === null ? filterList : `Did you mean ${meant}:?`
    return {
      ...withWord(query, token),
      hint: `${name}: is no filter, so it was searched as a word. ${known}`,
    }
  }
  return read(bare(value), query, context) ?? withUnknown(query, token, name, bare(value), context)
}

type ReadFilter = (value: string, query: HistoryQuery, context: SearchContext) => Step | null

const filters: Readonly<Record<string, ReadFilter>> = {
  kind(value, query) {
    const kinds = kindsNamed(value.toLowerCase())
    return kinds.length === 0 ? null : { query: { ...query, kinds: [...query.kinds, ...kinds] } }
  },
  surface(value, query, { vocabulary }) {
    const surface = slugNamed(value, vocabulary.surfaces)
    return surface === null ? null : { query: { ...query, surfaces: [...query.surfaces, surface] } }
  },
  risk(value, query, { vocabulary }) {
    const risk = slugNamed(value, vocabulary.risks)
    return risk === null ? null : { query: { ...query, risks: [...query.risks, risk] } }
  },
  dep(value, query, { vocabulary }) {
    const typed = value.toLowerCase()
    const exact = vocabulary.dependencies.find((one) => one === typed)
    const named =
      exact ?? vocabulary.dependencyNamed(value) ?? slugNamed(typed, vocabulary.dependencies)
    if (named === null) return null
    const isTypo = exact === undefined && vocabulary.dependencyNamed(value) === null
    return {
      query: { ...query, dependencies: [...query.dependencies, named] },
      ...(isTypo ? { hint: `“${value}” was read as ${named}.` } : {}),
    }
  },
  service(value, query) {
    return hasLetters(value) ? { query: { ...query, services: [...query.services, value] } } : null
  },
  by(value, query, { userId }) {
    const id = value.toLowerCase() === 'me' ? userId : idIn(value, /^@?([UW][A-Z0-9]+)$/u)
    return id === null
      ? null
      : { query: { ...query, authorIds: [...query.authorIds, id] }, settled: `by:@${id}` }
  },
  in(value, query, { channelId }) {
    const id = value.toLowerCase() === 'here' ? channelId : idIn(value, /^#?([CGD][A-Z0-9]+)$/u)
    return id === null
      ? null
      : { query: { ...query, channelIds: [...query.channelIds, id] }, settled: `in:#${id}` }
  },
  is(value, query) {
    const status = value.toLowerCase()
    return status === 'open' || status === 'accepted' ? { query: { ...query, status } } : null
  },
  since(value, query, { now }) {
    const since = momentNamed(value, now)
    return since === null ? null : { query: { ...query, since } }
  },
  before(value, query, { now }) {
    const before = momentNamed(value, now)
    return before === null ? null : { query: { ...query, before } }
  },
}

const filterList = `Filters are ${Object.keys(filters)
  .map((name) => `${name}:`)
  .join(', ')}.`

const examples: Readonly<Record<string, string>> = {
  kind: 'Kinds are coverage, fixture, contract, flake, lane, route-out and needs-framing.',
  by: 'Type @ and choose the person, or by:me.',
  in: 'Type # and choose the channel, or in:here.',
  is: 'Say is:open or is:accepted.',
  since: 'Say since:30d, since:2w or since:2026-11-01.',
  before: 'Say before:30d, before:2w or before:2026-11-01.',
}

function withUnknown(
  query: HistoryQuery,
  token: string,
  name: string,
  value: string,
  { vocabulary }: SearchContext,
): Step {
  const known: Readonly<Record<string, string>> = {
    ...examples,
    surface: `Surfaces are ${vocabulary.surfaces.join(', ')}.`,
    risk: `Risks are ${vocabulary.risks.join(', ')}.`,
    dep: 'It is no product that the references know.',
  }
  return {
    ...withWord(query, value === '' ? token : value),
    hint: `I cannot read ${name}:${value}, so “${value}” was searched as a word. ${known[name.toLowerCase()] ?? ''}`.trim(),
  }
}

function withWord(query: HistoryQuery, word: string): Step {
  return { query: hasLetters(word) ? { ...query, words: [...query.words, word] } : query }
}

function withPhrase(query: HistoryQuery, phrase: string): Step {
  return { query: hasLetters(phrase) ? { ...query, phrases: [...query.phrases, phrase] } : query }
}

function bare(token: string): string {
  return token.replaceAll('"', '').trim()
}

function hasLetters(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text)
}

function idIn(value: string, shape: RegExp): string | null {
  return shape.exec(value)?.[1] ?? null
}

/** `flake` and `flake-stabilization` name one kind, `route-out` all neighbours, `contract` whatever has that part. */
function kindsNamed(value: string): readonly VerdictLabel[] {
  if (['route-out', 'routeout', 'route', 'handoff'].includes(value)) {
    return verdictLabels.slice(verdictLabels.indexOf('testing-strategies'), -1)
  }
  const meant = verdictLabels.filter(
    (label) => label === value || label.split('-').some((part) => part === value),
  )
  if (meant.length > 0) return meant
  const part = nearest(value, new Set(verdictLabels.flatMap((label) => label.split('-'))))
  return part === null ? [] : verdictLabels.filter((label) => label.split('-').includes(part))
}

function slugNamed(value: string, slugs: readonly string[]): string | null {
  const slug = value.toLowerCase().replaceAll(/[\s_]+/gu, '-')
  return slugs.find((one) => one === slug) ?? nearest(slug, slugs)
}

const dayMs = 24 * 60 * 60 * 1000
const unitMs: Readonly<Record<string, number>> = {
  h: dayMs / 24,
  d: dayMs,
  w: 7 * dayMs,
  m: 30 * dayMs,
  y: 365 * dayMs,
}

/** `30d` ago, or the beginning of a day (UTC); null when it is neither. */
function momentNamed(value: string, now: number): number | null {
  const [, count, unit = ''] = /^(\d{1,4})([hdwmy])$/iu.exec(value) ?? []
  const ms = unitMs[unit.toLowerCase()]
  if (count !== undefined && ms !== undefined) return now - Number(count) * ms
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(value)) return null
  const day = Date.parse(`${value}T00:00:00Z`)
  return Number.isNaN(day) ? null : day
}
