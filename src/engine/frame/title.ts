/**
 * A title names the surface or change in the requester's words and is never the whole request. Some kinds have a title of
 * their own (`title-kinds.ts`); otherwise the phrases behind "we added", "tests for" and their like, the surfaces and the
 * risks stand for choice, and the one that says most about the backend wins.
 */
import type { Mention } from '../mentions.ts'
import { headWords } from '../mentions/words.ts'
import type { Classification, Framing } from '../packet.ts'
import type { Reading, Span } from '../read-request.ts'
import { piecesOf } from './grammar.ts'
import type { FrameKnowledge } from './knowledge.ts'
import { nounListAt } from './noun-list.ts'
import { phraseAround } from './noun-phrase.ts'
import { isBare } from './surface-words.ts'
import { asContract, sureTitle } from './title-kinds.ts'
import {
  isNounPhrase,
  longestTitle,
  mostCues,
  piecesIn,
  says,
  saysMoreThanNames,
  tidy,
  titleCues,
  titleLength,
} from './title-source.ts'
import type { TitleSource } from './title-source.ts'
import { isSmall } from './words-of-phrases.ts'

/** Where a request names nothing. */
export const untitled = 'backend change'

export function titleOf(
  reading: Reading,
  mentions: readonly Mention[],
  classification: Classification,
  framing: Pick<Framing, 'surfaces' | 'risks' | 'runtime'>,
  knowledge: FrameKnowledge,
): string {
  const text = reading.text.slice(0, titleLength)
  const words = headWords(reading, titleLength)
  const cues = titleCues(reading, knowledge)
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
    named.find((each) => isBare.test(each.words))?.words ??
    named.find((each) => !isSmall(each.words) && saysMoreThanNames(each.words, source))?.words ??
    untitled
  if (classification.primary === 'coverage-plan')
    return techniques.test(title) ? ofTechnique(title, source) : ofIncident(title, source)
  return classification.primary === 'contract-and-api-checks' ? asContract(title) : title
}

/** Means without what they are for: "unique index and a transaction". */
const techniques =
  /^(?:(?:a|an|the|new|unique|partial|composite|version|optimistic|pessimistic|row|advisory|distributed|database|foreign key|and|or) ?)*(?:index|indexes|keys?|transactions?|columns?|constraints?|locks?|locking|triggers?)(?: on .*)?(?: and (?:a |an |the )?(?:unique |row |advisory )?(?:index|transactions?|columns?|constraints?|locks?|triggers?))?$/i

/** What went wrong names the change; where nobody says it, the means are named with what they guard against. */
function ofTechnique(title: string, source: TitleSource): string {
  const risk = source.framing.risks.find((each) => each.stated)?.words ?? ''
  if (risk === '' || !risk.includes(' ') || title.includes(risk)) return title
  const whole = `${title}: ${risk}`
  const tells = piecesIn(risk, source).some((each) => each.verb || each.text === 'twice')
  return tells && risk.length <= longestTitle ? risk : whole.length <= longestTitle ? whole : title
}

/** A surface alone is named with what went wrong there: "Monthly billing run: crashed half way". */
function ofIncident(title: string, source: TitleSource): string {
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
function withStack(title: string, source: TitleSource): string | null {
  const stack = source.framing.runtime[0]?.name
  if (isBare.test(title)) return null
  if (stack === undefined || !/^[\p{L}\p{N}-]{3,40}$/u.test(title) || isSmall(title)) return null
  return saysMoreThanNames(title, source) ? `${stack} ${lowerFirst(title)}` : null
}

/** Where no part of the backend is named: "Play backend: two customers booked the same room", "Go test data". */
function withKind(kind: Classification['primary'], { framing }: TitleSource): string | null {
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

interface Candidate {
  readonly words: string
  /** How far its origin is to be trusted. */
  readonly trust: number
}

/** The phrase that says most about the backend; of equals the one whose origin is trusted more, then the earlier. */
function best(candidates: readonly Candidate[], source: TitleSource): string | null {
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
function jobObject(surface: string, { reading, mentions }: TitleSource): string | null {
  const [, when = ''] = /^(\S+) (?:job|cron|task|batch)$/i.exec(surface) ?? []
  const at = reading.text.toLowerCase().indexOf(surface.toLowerCase())
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
function candidatesOf(kind: Classification['primary'], source: TitleSource): readonly Candidate[] {
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
    ...of([columnChangeOf(text)], 5),
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
function phrasesAfter(role: 'did' | 'wants', source: TitleSource): readonly string[] {
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
function withPart({ reading, mentions, text }: TitleSource, within: Span): string {
  const rest = text.slice(within.start, within.end)
  const at = /\bwith (?=\S+ \S)/.exec(rest)
  if (at === null || /[.;:?!]/.test(rest.slice(0, at.index))) return ''
  const start = within.start + at.index + at[0].length
  const { words } = nounListAt(reading, mentions, { start, end: within.end }, 40)
  return /^\S+ \S+/.test(words) ? `with ${words.replace(/,.*$/, '')}` : ''
}

/** `GET /shipments/:id`, as the request writes it. */
const endpointOf = (text: string): string | null =>
  /\b(?:GET|POST|PUT|PATCH|DELETE) \/[\w/:{}.-]{2,60}/.exec(text)?.[0] ?? null

/** "users.id from int to bigint": what becomes of a column. */
const columnChangeOf = (text: string): string | null => {
  const [, column = '', change = ''] =
    /(?<![\w./@-])([a-z]\w{2,}\.[a-z]\w+)(?: (?:goes|changes|moves|converts|is going))? (from [\w ]{2,24}? to [\w]+(?:\([\d, ]+\))?)/.exec(
      text,
    ) ?? []
  return column === '' ? null : `${column} ${change}`
}

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
