/**
 * A title names the surface or change in the requester's words and is never the whole request. What the change clause
 * names comes first ("we added X"), then what tests are asked for ("tests for X"), then the phrase around the first
 * surface. Flaky tests are named themselves, a suite to be split by its duration and stack.
 */
import type { Mention } from '../mentions.ts'
import { matchPhrases } from '../mentions/phrases.ts'
import type { Match } from '../mentions/phrases.ts'
import { wordsOf } from '../mentions/words.ts'
import type { Words } from '../mentions/words.ts'
import type { Classification, Framing } from '../packet.ts'
import type { Reading, Span } from '../read-request.ts'
import type { FrameKnowledge, TitleRow } from './knowledge.ts'
import { piecesOf } from './grammar.ts'
import type { Piece } from './grammar.ts'
import { nounListAt } from './noun-list.ts'
import { phraseAround } from './noun-phrase.ts'
import { isBare, partOfBackend } from './surfaces.ts'
import { isSmall } from './words-of-phrases.ts'

export const longestTitle = 80
/** A title comes from the head of a text. */
const titleLength = 4_000
/** The first cues decide; a text full of them is no request. */
const mostCues = 12
const leading =
  /^(?:(?:off|from|a|an|the|our|my|your|their|its|this|that|these|those|some|new|up|out|over|to|of|all|for|in|on|with|about|around|and)\s+)+/i
const trailing =
  /[\s,;:.!?(—–-]+(?:(?:and|or|to|of|in|on|with|for|the|a|an|our|by|at|into|as)[\s,;:.!?(—–-]*)*$/i
// Bounded and only from the start of a word, so that one long run of letters is read once.
const testName =
  /(?<![\p{L}\p{N}_./-])([\p{L}\p{N}_.]{4,80}(?:Test|Tests|IT|Spec|Specs)\b(?:\.[\p{L}\p{N}_]{1,80})?|test_[a-z0-9_]{3,60}|[\w/-]{1,80}_(?:spec|test)\.[a-z]{2,4})/u

/** Everything that names a title is read from here. */
interface Source {
  readonly reading: Reading
  readonly mentions: readonly Mention[]
  readonly framing: Pick<Framing, 'surfaces' | 'risks' | 'runtime'>
  readonly knowledge: FrameKnowledge
  /** The head of the text. */
  readonly text: string
  readonly words: Words
  readonly cues: readonly Match<TitleRow>[]
}

export function titleOf(
  reading: Reading,
  mentions: readonly Mention[],
  classification: Classification,
  framing: Pick<Framing, 'surfaces' | 'risks' | 'runtime'>,
  knowledge: FrameKnowledge,
): string {
  const text = reading.text.slice(0, titleLength)
  const words = wordsOf(text)
  const cues = matchPhrases(words, knowledge.titles)
  const source = { reading, mentions, framing, knowledge, text, words, cues }
  const sure = sureTitle(classification.primary, source)
  const named = candidatesOf(classification.primary, source)
    .map((each) => ({ ...each, words: tidy(each.words) }))
    .filter((each) => each.words.length >= 3 && each.words !== text.trim())
  const title =
    (sure === null ? undefined : tidy(sure)) ??
    best(named, source) ??
    withKind(classification.primary, source) ??
    named.find((each) => each.words.includes(' '))?.words ??
    named.find((each) => !isSmall(each.words))?.words ??
    'backend change'
  if (classification.primary === 'coverage-plan') return ofIncident(title, source)
  return classification.primary === 'contract-and-api-checks' ? asContract(title) : title
}

/** A surface alone is named with what went wrong there: "Monthly billing run: crashed half way". */
function ofIncident(title: string, source: Source): string {
  const { surfaces, risks } = source.framing
  const risk = risks.find((each) => each.stated)?.words ?? ''
  const whole = `${title}: ${risk}`
  const isSurface = surfaces.some((each) => each.surface !== 'service' && each.words === title)
  const repeats = title.split(' ').some((word) => risk.toLowerCase().includes(word.toLowerCase()))
  const tells =
    risk.includes(' ') &&
    (/ (?:endpoints?|requests?|server|api)$/i.test(title) ||
      piecesIn(risk, source).some((each) => each.verb || each.text === 'twice'))
  return isSurface && tells && !repeats && whole.length <= longestTitle ? whole : title
}

/** One noun gets the stack that it stands in: "Symfony outbox". */
function withStack(title: string, source: Source): string | null {
  const stack = source.framing.runtime[0]?.name
  if (isBare.test(title)) return null
  if (stack === undefined || !/^[\p{L}\p{N}-]{3,40}$/u.test(title) || isSmall(title)) return null
  return saysMoreThanNames(title, source) ? `${stack} ${lowerFirst(title)}` : null
}

/** Where no part of the backend is named: "Play backend: two customers booked the same room", "Go test data". */
function withKind(kind: Classification['primary'], { framing }: Source): string | null {
  const stack = framing.runtime[0]?.name
  if (kind === 'testing-strategies') return 'testing strategy'
  if (stack === undefined) return null
  if (kind === 'fixture-and-reset-plan') return `${stack} test data`
  const risk = framing.risks.find((each) => each.stated && / /.test(each.words))?.words
  if (risk === undefined) return null
  const title = `${stack} backend: ${risk}`
  return title.length > longestTitle ? null : title
}

const lowerFirst = (word: string): string =>
  /^\p{Lu}\p{Ll}/u.test(word) ? word.charAt(0).toLowerCase() + word.slice(1) : word

/** What a packet of its kind is called by; null when the request does not say it. */
function sureTitle(kind: Classification['primary'], source: Source): string | null {
  switch (kind) {
    case 'flake-stabilization':
      return flakeTitle(source)
    case 'execution-lane-split':
      return laneTitle(source)
    case 'contract-and-api-checks':
      return contractTitle(source)
    case 'testing-strategies':
      return documentOf(source)
    default:
      return null
  }
}

interface Candidate {
  readonly words: string
  /** How far its origin is to be trusted. */
  readonly trust: number
}

/** The phrase that says most about the backend; of equals the one whose origin is trusted more, then the earlier. */
function best(candidates: readonly Candidate[], source: Source): string | null {
  const backend = source.mentions.filter(
    (each) => each.kind === 'surface' && each.id !== 'suite' && !each.negated,
  )
  let chosen: string | null = null
  let highest = 0
  for (const candidate of candidates) {
    const alone = says(candidate.words, source)
    const words = alone ? candidate.words : withStack(candidate.words, source)
    if (words === null) continue
    const trust = candidate.trust - (alone ? 0 : 1)
    const lower = words.toLowerCase()
    const isBackend = backend.some((each) => lower.includes(each.words.toLowerCase()))
    const score = trust + (isBackend ? 1 : 0) + (words.includes(' ') ? 1 : 0)
    if (score > highest) {
      chosen = words
      highest = score
    }
  }
  return chosen
}

/** "nightly job builds a revenue report": a job is called by what it makes, "nightly revenue report". */
function jobObject(surface: string, { reading, mentions }: Source): string | null {
  const [, when = ''] = /^(\S+) (?:job|cron|task|batch)$/i.exec(surface) ?? []
  const at = reading.text.indexOf(surface)
  if (when === '' || at < 0) return null
  const start = at + surface.length
  const within = { start, end: Math.min(reading.text.length, start + longestTitle) }
  const verb = piecesOf(reading, mentions, { start: at, end: within.end })[2]
  if (verb?.verb !== true) return null
  const made = nounListAt(reading, mentions, { start: verb.end, end: within.end }, 40).words
  const [head = ''] = made.split(/,| (?:and|or|with|for|of|on|in|via|per|into) /)
  return head.includes(' ') ? `${when} ${head.replace(/^(?:a|an|the) /, '')}` : null
}

const of = (words: readonly (string | null)[], trust: number): readonly Candidate[] =>
  words.flatMap((each) => (each === null ? [] : [{ words: each, trust }]))

/** What may name the packet. */
function candidatesOf(kind: Classification['primary'], source: Source): readonly Candidate[] {
  const { reading, mentions, framing, text } = source
  const wanted = phrasesAfter('wants', source)
  const changed = phrasesAfter('did', source)
  const isPlan = kind === 'coverage-plan' || kind === 'needs-framing'
  const surfaces = framing.surfaces.filter((each) => each.stated).map((each) => each.words)
  const risks = framing.risks.filter((each) => each.stated).map((each) => each.words)
  return [
    ...of(changed, isPlan ? 3 : 1),
    ...of(wanted, isPlan ? 2 : 3),
    ...of([endpointOf(text)], 2),
    ...of([jobObject(surfaces[0] ?? '', source)], 2.5),
    ...of(surfaces.slice(0, 1), 2),
    ...of(surfaces.slice(1), 1),
    ...of(
      risks.filter((each) => isNounPhrase(each, source)),
      1,
    ),
    ...of([firstPhrase(reading, mentions)], 0),
  ]
}

/** What the words that introduce a change or an ask lead to. */
function phrasesAfter(role: 'did' | 'wants', source: Source): readonly string[] {
  const { reading, mentions, text, words, cues } = source
  const starts = cues.filter((each) => each.row.role === role).slice(0, mostCues)
  return starts
    .filter(
      (cue) =>
        !starts.some((other) => other !== cue && other.from <= cue.from && other.to > cue.to),
    )
    .map((cue) => {
      const sentence = reading.sentences.find((each) => each.end > cue.start)
      const stop = cues.find((each) => each.row.role === 'ends' && each.from > cue.to + 1)
      const end = Math.min(text.length, sentence?.end ?? text.length, cue.end + 2 * longestTitle)
      const within = { start: cue.end, end }
      const ended = stop === undefined ? within : { ...within, end: Math.min(end, stop.start) }
      const verb = words.list[cue.to]?.text ?? ''
      const found = nounListAt(reading, mentions, ended, longestTitle, {
        moves: moving.test(verb),
        asked: role === 'wants',
      })
      const more = found.contained ? withPart(source, within) : ''
      const gerund = gerundOf(verb, found.words)
      return [gerund, found.words, more].filter((each) => each !== '').join(' ')
    })
}

const moving = /^(?:mov|migrat|switch|split|upgrad|swap|renam|replac|convert)/

/** A change of place is named with its verb: "splitting customers.name into first_name/last_name". */
function gerundOf(verb: string, words: string): string {
  if (verb.startsWith('split')) return 'splitting'
  if (!/ (?:to|into|from) /.test(words)) return ''
  const stem = moving.exec(verb)?.[0]
  if (stem === undefined || stem === 'replac') return ''
  return stem === 'swap' ? 'swapping' : `${stem}ing`
}

/** "reservation in our service with 15-minute holds": what it was given, behind what it stands in. */
function withPart({ reading, mentions, text }: Source, within: Span): string {
  const rest = text.slice(within.start, within.end)
  const at = /\bwith (?=\S+ \S)/.exec(rest)
  if (at === null || /[.;:?!]/.test(rest.slice(0, at.index))) return ''
  const start = within.start + at.index + at[0].length
  const { words } = nounListAt(reading, mentions, { start, end: within.end }, 40)
  return /^\S+ \S+/.test(words) ? `with ${words.replace(/,.*$/, '')}` : ''
}

/** The failing tests by what they are about: "shipment listener flake in CI", "Jest suite: random timeouts". */
function flakeTitle(source: Source): string | null {
  const { reading, mentions, framing, text } = source
  const named = testName.exec(text)
  const name = named?.[1]
  const where = /\bci\b|pipelines?\b|github actions|buildkite|jenkins|circleci/i.test(text)
    ? ' in CI'
    : ''
  if (name !== undefined && !name.includes('--') && name.length <= 60) return `${name}${where}`
  const called = suiteOf(source)
  const phrase = called ?? anySuite(source)
  if (phrase === null) return null
  const around = /\b(?:around|involving) (?=\S+ \S)/.exec(text)
  if (around !== null) {
    const start = around.index + around[0].length
    const within = { start, end: Math.min(text.length, start + 2 * longestTitle) }
    const { words } = nounListAt(reading, mentions, within, 50)
    const suite = phrase.replace(/ (?:tests?|specs?)$/i, ' suite')
    if (words.includes(' ')) return `${suite} on ${words}`
  }
  const about = phrase.replace(testWordsAtEnd, '')
  if (called !== null && about.includes(' ') && saysMoreThanNames(about, source))
    return `${about} flake${where}`
  const symptom = framing.risks.find(
    (each) =>
      each.stated &&
      / /.test(each.words) &&
      !/\b(?:parallel|workers?)\b/i.test(each.words) &&
      !startsWithVerb(each.words, source),
  )?.words
  if (symptom !== undefined && !phrase.includes(symptom) && symptom.length <= 45)
    return `${phrase}: ${symptom}`
  if (called === null) return `flaky ${phrase}`
  return /\bci\b/i.test(phrase) ? phrase : `${phrase}${where}`
}

/** Where no suite is called by a name: "50-minute Kotlin suite", "Go suite". */
const anySuite = (source: Source): string | null =>
  laneTitle(source)?.replace(' into lanes', '') ?? null

/** Holds no verb and ends in a noun: words that can stand after "for". */
function isNounPhrase(phrase: string, source: Source): boolean {
  const pieces = piecesIn(phrase, source)
  const last = pieces.at(-1)
  return (
    pieces.every((piece) => !piece.verb || /^runs?$/.test(piece.text)) &&
    last !== undefined &&
    last.tag !== 'ADJ' &&
    last.tag !== 'ADV' &&
    (last.holds || /^(?:tests?|specs?|runs?|locks?)$/.test(last.text))
  )
}

function startsWithVerb(phrase: string, source: Source): boolean {
  const first = piecesIn(phrase, source)[0]
  return first === undefined || first.verb
}

/** The words of a phrase as they stand in their sentence. */
function piecesIn(phrase: string, { reading, mentions }: Source): readonly Piece[] {
  const start = Math.max(reading.text.indexOf(phrase), 0)
  const end = start + phrase.length
  const sentence = reading.sentences.find((each) => each.end > start)
  const from = Math.max(sentence?.start ?? 0, start - 60)
  return piecesOf(reading, mentions, { start: from, end }).filter((piece) => piece.end > start)
}

const testWordsAtEnd = / (?:(?:integration|unit|e2e) )?(?:tests?|specs?|suite)$/i

/** The first phrase of two words about tests: "FastAPI tests", "Postgres processor tests". */
function suiteOf({ reading, mentions, text }: Source): string | null {
  for (const match of [...text.matchAll(/\b(?:tests?|specs?|suite)\b/gi)].slice(0, mostCues)) {
    const seed = { start: match.index, end: match.index + match[0].length }
    const sentence = reading.sentences.find((each) => each.end > seed.start)
    const within = sentence ?? { start: 0, end: text.length }
    const span = phraseAround(reading, mentions, seed, within, 60)
    const phrase = tidy(text.slice(span.start, seed.end))
    if (phrase.includes(' ') && !isVague(phrase)) return phrase
  }
  return null
}

const isVague = (phrase: string): boolean =>
  /^(?:flaky|failing|broken|unstable|random|slow|\d+|which|what|red)\b[^ ]* (?:tests?|specs?|suite)$/i.test(
    phrase,
  )

/** "38-minute Laravel suite into lanes": the longest duration that a run takes, or else how many tests there are. */
function laneTitle(source: Source): string | null {
  const { framing, knowledge, text } = source
  const roleOf = (runtime: string): number =>
    ['framework', 'language', 'library'].indexOf(knowledge.runtimes.get(runtime)?.role ?? '')
  const stack = framing.runtime
    .filter((each) => roleOf(each.runtime) >= 0)
    .toSorted((a, b) => roleOf(a.runtime) - roleOf(b.runtime))[0]?.name
  const suite = [stack, 'suite into lanes'].filter(Boolean).join(' ')
  const times = [...text.matchAll(duration)]
    .filter((each) => each[1] === undefined && isOfRun(text, each.index, each[0].length))
    .map((each) => ({ amount: each[2] ?? '', hours: /^h/i.test(each[3] ?? '') }))
  const longest = times.toSorted((a, b) => minutesOf(b) - minutesOf(a))[0]
  if (longest !== undefined)
    return `${longest.amount}-${longest.hours ? 'hour' : 'minute'} ${suite}`
  const count = /\b\d[\d,.]{0,8}k? (?=(?:[a-z]+ )?(?:tests|specs)\b)/i.exec(text)?.[0].trim()
  if (count !== undefined)
    return `${[stack, 'suite'].filter(Boolean).join(' ')} of ${count} tests into lanes`
  return stack === undefined ? null : suite
}

const duration =
  /(?:\b(under|below|within|max|most|limit|than|want|timeout|for|budget)\b[^.\d]{0,12})?\b(\d{1,4}(?:\.\d)?)\s?-?(min(?:ute)?s?|m|h(?:ours?)?|hrs?)\b/gi
const minutesOf = (time: { readonly amount: string; readonly hours: boolean }): number =>
  Number(time.amount) * (time.hours ? 60 : 1)

/** A duration counts where a run is spoken of: "a link works for 15 minutes" says nothing about a suite. */
const isOfRun = (text: string, at: number, length: number): boolean =>
  /\b(?:suites?|builds?|ci|pipelines?|tests?|specs?|takes?|took|runs?|prs?|pr|merge|everything|job|minute|wait)\b/i.test(
    text.slice(Math.max(0, at - 90), at + length + 60),
  )

/** What readers depend on: "checkout and pricing", or the surface with the event that it publishes. */
function contractTitle(source: Source): string | null {
  const { framing, text } = source
  const between = /\bbetween (?=\S)/i.exec(text)
  if (between !== null) {
    const plain = text.replaceAll(/\([^()]{0,40}\)/g, (part) => ' '.repeat(part.length))
    const pair =
      /^([\w-]+(?: [\w-]+){0,2}?)\s+and\s+(?:the |our )?([\w-]+(?: (?:service|api|app|worker|team))?)/i.exec(
        plain.slice(between.index + between[0].length).replace(/^(?:the|our) /i, ''),
      )
    if (pair !== null) return `${pair[1] ?? ''} and ${pair[2] ?? ''}`
  }
  const surface = framing.surfaces.find((each) => each.stated)?.words
  const published =
    /\b(?:publish(?:es)?|emits?|sends?)\s+(?:an? |the )?`?([A-Z][a-z]+[A-Z]\w{1,40})/.exec(text)
  if (surface === undefined) return null
  const kept = singularEnd(surface)
  return published === null ? asContract(kept) : `${kept} and ${published[1] ?? ''}`
}

const singularEnd = (phrase: string): string =>
  /[a-z]{3}[^su]s$/.test(phrase) && !/ and /.test(phrase) ? phrase.slice(0, -1) : phrase

/** "company testing strategy", "flaky test policy": what is to be written. */
function documentOf({ reading, mentions, text }: Source): string | null {
  const match =
    /\b(?:strategy|policy|policies|standards?|guidelines?|conventions?|pyramid)\b/i.exec(text)
  if (match === null) return null
  const seed = { start: match.index, end: match.index + match[0].length }
  const sentence = reading.sentences.find((each) => each.end > seed.start)
  const span = phraseAround(
    reading,
    mentions,
    testing(text, seed),
    sentence ?? { start: 0, end: text.length },
    60,
  )
  return text.slice(span.start, seed.end)
}

/** "testing policy": the small word before a document's name belongs to it. */
function testing(text: string, seed: Span): Span {
  const before = /\b(?:tests?|testing)\s$/i.exec(
    text.slice(Math.max(0, seed.start - 10), seed.start),
  )
  return before === null ? seed : { start: seed.start - before[0].length, end: seed.end }
}

/** `GET /shipments/:id`, as the request writes it. */
const endpointOf = (text: string): string | null =>
  /\b(?:GET|POST|PUT|PATCH|DELETE) \/[\w/:{}.-]{2,60}/.exec(text)?.[0] ?? null

const asContract = (title: string): string =>
  /compat|contract|drift|breaking/i.test(title) || title.length > longestTitle - 14
    ? title
    : `${title} compatibility`

/** The first words that stand together. */
function firstPhrase(reading: Reading, mentions: readonly Mention[]): string | null {
  const within: Span = reading.sentences[0] ?? { start: 0, end: Math.min(reading.text.length, 400) }
  const piece = piecesOf(reading, mentions, {
    start: within.start,
    end: Math.min(within.end, within.start + 400),
  }).find((each) => each.holds)
  if (piece === undefined) return null
  const span = phraseAround(reading, mentions, piece, within, 60)
  return reading.text.slice(span.start, span.end)
}

/** One line of plain words: no markup, no leading article, cut at a word. */
function tidy(phrase: string): string {
  const plain = phrase
    .replaceAll(/<@[^>]*>|[`*_~<>|]+/g, (mark) => (mark === '_' ? '_' : ''))
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(leading, '')
  if (plain.length <= longestTitle)
    return plain.replace(trailing, '').replace(/[\s,;:.!?(—–-]+$/, '')
  const cut = plain.slice(0, longestTitle)
  const space = cut.lastIndexOf(' ')
  return cut.slice(0, space > 20 ? space : longestTitle).replace(trailing, '')
}

/** Words that name no subject of their own. */
const generic =
  /^(?:tests?|testing|specs?|suites?|ci|integration|unit|e2e|backend|regression|coverage|plan|api|service|app|code|new|flaky|async|functional|endpoints?|something|things?|way|best|helpers?|fixtures?|bugs?|the|an?|of|for|in|on|with|and|or|to|per|by|from|into|via|again|once|each|today|lot|january|february|march|april|may|june|july|august|september|october|november|december|monday|friday|demo|project|server|data|control|change)$/i

/** Whether a phrase holds a word that is neither a product's name nor about tests as such. */
function saysMoreThanNames(phrase: string, { mentions }: Source): boolean {
  const names = mentions
    .filter((each) => each.kind === 'dependency' || each.kind === 'runtime')
    .map((each) => each.words.toLowerCase())
  let rest = ` ${phrase.toLowerCase()} `
  for (const name of new Set(names.map((each) => each.replace(partOfBackend, '').trim())))
    rest = rest.replaceAll(` ${name} `, '  ')
  return rest.split(/[\s,]+/).some((each) => each.length > 1 && !generic.test(each))
}

/** A title has two words that say something, or one that names something: a path, a type, a hyphened term. */
function says(title: string, source: Source): boolean {
  if (title === source.text.trim() || !saysMoreThanNames(title, source)) return false
  const words = title.split(' ').filter((word) => word.length > 1 && !isSmall(word))
  return (
    words.length > 1 || (words.length === 1 && /[\w][-_/.][\w]|[a-z][A-Z]|[A-Z]{2}/.test(title))
  )
}
