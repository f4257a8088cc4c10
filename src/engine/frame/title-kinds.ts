/** Titles that the kind of a packet gives: flaky tests, a suite to be split, a contract, a document. */
import type { Classification } from '../packet.ts'
import type { Span } from '../read-request.ts'
import { nounListAt } from './noun-list.ts'
import { phraseAround } from './noun-phrase.ts'
import { longestTitle, mostCues, saysMoreThanNames, startsWithVerb, tidy } from './title-source.ts'
import type { TitleSource } from './title-source.ts'

const testName =
  /(?<![\p{L}\p{N}_./-])([\p{L}\p{N}_.]{4,80}(?:Test|Tests|IT|Spec|Specs)\b(?:\.[\p{L}\p{N}_]{1,80})?|test_[a-z0-9_]{3,60}|[\w/-]{1,80}_(?:spec|test)\.[a-z]{2,4})/u

/** What a packet of its kind is called by; null when the request does not say it. */
export function sureTitle(kind: Classification['primary'], source: TitleSource): string | null {
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

/** The failing tests by what they are about: "shipment listener flake in CI", "Jest suite: random timeouts". */
function flakeTitle(source: TitleSource): string | null {
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
      !noSymptom.test(each.words) &&
      !startsWithVerb(each.words, source),
  )?.words
  if (symptom !== undefined && !phrase.includes(symptom) && symptom.length <= 45)
    return `${phrase}: ${symptom}`
  if (called === null) return `flaky ${phrase}`
  // A command alone: "cargo test".
  if (where === '' && phrase.endsWith(' test')) return `flaky ${phrase}`
  return /\bci\b/i.test(phrase) ? phrase : `${phrase}${where}`
}

/** What runs, what somebody did about it, and that it is a flake. */
const noSymptom = /\b(?:parallel|workers?|sleeps?|reruns?|flak\w+)\b/i

/** Where no suite is called by a name: "50-minute Kotlin suite", "Go suite". */
const anySuite = (source: TitleSource): string | null =>
  laneTitle(source)?.replace(' into lanes', '') ?? null

const testWordsAtEnd = / (?:(?:integration|unit|e2e) )?(?:tests?|specs?|suite)$/i

/** The first phrase of two words about tests: "FastAPI tests", "Postgres processor tests". */
function suiteOf({ reading, mentions, text }: TitleSource): string | null {
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
function laneTitle(source: TitleSource): string | null {
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
  if (longest !== undefined && afterDeploy.test(text))
    return `${[stack, 'checks'].filter(Boolean).join(' ')} after the deploy, ${longest.amount} ${longest.hours ? 'hours' : 'minutes'} today`
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

const afterDeploy = /\b(?:after (?:the |each |every )?deploy|post[- ]deploy)/i

/** A duration counts where a run is spoken of: "a link works for 15 minutes" says nothing about a suite. */
const isOfRun = (text: string, at: number, length: number): boolean =>
  /\b(?:suites?|builds?|ci|pipelines?|tests?|specs?|takes?|took|runs?|prs?|pr|merge|everything|job|minute|wait)\b/i.test(
    text.slice(Math.max(0, at - 90), at + length + 60),
  )

/** What readers depend on: "checkout and pricing", or the surface with the event that it publishes. */
function contractTitle(source: TitleSource): string | null {
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
function documentOf({ reading, mentions, text }: TitleSource): string | null {
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

export const asContract = (title: string): string =>
  /compat|contract|drift|breaking/i.test(title) || title.length > longestTitle - 14
    ? title
    : `${title} compatibility`
