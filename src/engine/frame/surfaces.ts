import type { Mention } from '../mentions.ts'
import type { Classification, Framing } from '../packet.ts'
import type { Reading } from '../read-request.ts'
import { grouped, quoteOf, quotesOf } from './evidence.ts'
import type { FrameKnowledge } from './knowledge.ts'
import { nounListAt } from './noun-list.ts'
import {
  areTestsOf,
  asNoun,
  insideSentence,
  migrationOf,
  isBare,
  isProductName,
  namedKind,
  publishedEvent,
  readFrom,
  suiteWords,
  wholeSuite,
  wordsOf,
} from './surface-words.ts'
import { titleCues } from './title-source.ts'

type Surface = Framing['surfaces'][number]

/** More than this and nothing is the surface any more. */
const mostSurfaces = 3
const longestWords = 60
/** A strong word weighs 2, a weak one 1; below this a surface counts only where none reaches it. */
const namedAt = 2
/** The first places tell; a text that repeats itself is not read again. */
const mostPlaces = 50

/**
 * Surfaces by how often and how close to the ask the request names them, at most three, in the requester's words. What
 * was changed comes first; a product's name is the words of a surface only where nothing else is.
 */
export function namedSurfaces(
  reading: Reading,
  mentions: readonly Mention[],
  classification: Classification,
  knowledge: FrameKnowledge,
): readonly Surface[] {
  const usable = besideCoverage(reading.text, mentions, classification)
  const changes = changedPlaces(reading, knowledge)
  const candidates = [...grouped(usable)].flatMap(([id, found]) => {
    const entry = knowledge.surfaces.get(id)
    const fits =
      entry !== undefined &&
      (entry.packets.length === 0 || entry.packets.includes(classification.primary))
    const first = found[0]
    if (!fits || first === undefined) return []
    const said = wordsOf(reading, mentions, found, id, changes)
    const words = suiteWords(
      classification.primary === 'execution-lane-split' ? wholeSuite(said) : said,
      id,
      mentions,
      knowledge,
    )
    const leads = found.some((each) => knowledge.leadingCues.has(each.rule))
    const isName = isProductName(words, mentions) || isBare.test(words)
    return [
      {
        id,
        found,
        leads,
        words: leads
          ? entry.name
          : isProductName(words, mentions)
            ? ((id === 'queue-consumer' ? publishedEvent(reading.text) : null) ??
              namedKind(words, entry.name))
            : id === 'migration'
              ? migrationOf(reading.text, insideSentence(reading, mentions, words))
              : asNoun(insideSentence(reading, mentions, words)),
        isName,
        isProduct: isProductName(words, mentions),
        isVague: words !== said,
        ...changedWeight(reading, found, changes, knowledge),
        start: first.start,
      },
    ]
  })
  const strong = candidates.filter((each) => each.weight >= namedAt)
  const clear = strong.length > 0 ? strong : candidates
  const isRead = clear.some((each) => each.leads)
  const provider = candidates.find((each) => provides.test(each.words))?.words
  const ends = isRead
    ? clear
        .filter((each) => each.leads || !otherEnd.has(each.id))
        .map((each) =>
          each.leads ? { ...each, words: readFrom(reading.text) ?? provider ?? each.words } : each,
        )
    : clear
  const isSplit = classification.primary === 'execution-lane-split'
  const ranked = ends.toSorted(
    (a, b) =>
      Number(b.leads) - Number(a.leads) ||
      // What is split is the suite; what its parts touch comes behind it.
      (isSplit ? Number(b.id === 'suite') - Number(a.id === 'suite') : 0) ||
      Number(a.isVague) - Number(b.isVague) ||
      Number(a.isName) - Number(b.isName) ||
      Number(b.changed) - Number(a.changed) ||
      b.weight + b.asked - (a.weight + a.asked) ||
      a.start - b.start,
  )
  const isNamed = ranked.some((each) => !each.isProduct && !each.isVague)
  const isBrowser = classification.primary === 'frontend-testing'
  const named = ranked
    .filter((each) => !(each.isProduct && each.id === 'repository' && isNamed))
    .filter((each) => ranked.find((other) => sameWords(other, each)) === each)
    .filter((each) => !isBrowser || !ranked.some((other) => areTestsOf(other, each)))
    .map(({ id, words, found }) => ({
      surface: id,
      words,
      stated: true,
      evidence: quotesOf(reading.text, found),
    }))
  const isPlan = classification.primary === 'coverage-plan'
  const rule = isPlan
    ? changedRule(reading, mentions, changes, usable, knowledge)
    : classification.primary === 'debugging' && named.every((each) => each.surface === 'suite')
      ? failedPart(reading, knowledge)
      : null
  const others = rule === null ? named : named.filter((each) => each.surface !== rule.surface)
  return [...(rule === null ? [] : [rule]), ...others].slice(0, mostSurfaces)
}

/** Where we read what others serve, these words speak of theirs. */
const otherEnd: ReadonlySet<string> = new Set(['endpoint', 'service', 'integration'])
const provides = /\S (?:provider|vendor|feed|partner|carrier|supplier|bureau)s?$/i

/** Code, and parts of a schema. */
const notRule = /[_/.`"'\d]|\b(?:columns?|index|indexes|constraints?|fields?|tests?|tables?)$/i

/**
 * What was changed where no word of the references is part of it: "partial refunds", "stock reservation". Such a change is
 * a rule of the domain, so a service.
 */
function changedRule(
  reading: Reading,
  mentions: readonly Mention[],
  changes: readonly number[],
  usable: readonly Mention[],
  knowledge: FrameKnowledge,
): Surface | null {
  const entry = knowledge.surfaces.get('service')
  if (entry === undefined) return null
  for (const at of changes) {
    const end = Math.min(reading.text.length, at + 120)
    const { words } = nounListAt(reading, mentions, { start: at, end }, longestWords)
    const [head = ''] = words.split(
      /,| (?:and|or|with|for|of|on|in|via|behind|per|into|under|to|from) /,
    )
    const start = reading.text.indexOf(head, at)
    const span = { start, end: start + head.length }
    const isOther = [...usable, ...mentions.filter((each) => each.kind !== 'risk')].some(
      (each) => each.start < span.end && each.end > span.start,
    )
    const count = head.split(' ').length
    if (start < 0 || isOther || count < 2 || count > 4 || notRule.test(head)) continue
    return {
      surface: 'service',
      words: head,
      stated: true,
      evidence: [quoteOf(reading.text, span, entry.rule)],
    }
  }
  return null
}

/** "every payout to Polish IBANs returns 500": what fails, where no word of the references names a part of the backend. */
const failing =
  /(?:^|[,;:] |\b(?:since|after) \w+(?: \w+)? )(?:(?:every|each|all|some|our|the|any|one|a|an) )*((?:[\w'’-]+ ){0,5}?[\w'’-]+) (?:(?:now|suddenly|always|sometimes) )?(?:returns?|throws?|fails?|gives?|gets?|hangs?|crash(?:es)?|times? out|dies|answers? with)\b/im

function failedPart(reading: Reading, knowledge: FrameKnowledge): Surface | null {
  const entry = knowledge.surfaces.get('service')
  for (const sentence of reading.sentences) {
    const match = failing.exec(reading.text.slice(sentence.start, sentence.end))
    const [whole = '', words = ''] = match ?? []
    if (entry === undefined || match === null || !words.includes(' ')) continue
    if (words.length > longestWords || notRule.test(words) || isTalk.test(words)) continue
    const start = sentence.start + match.index + whole.indexOf(words)
    const span = { start, end: start + words.length }
    return {
      surface: 'service',
      words,
      stated: true,
      evidence: [quoteOf(reading.text, span, entry.rule)],
    }
  }
  return null
}

/** Who speaks and what is pointed at are no parts of a backend. */
const isTalk =
  /\b(?:i|we|you|it|they|he|she|this|that|there|which|what|who|when|where|why|how|if|and|but|somebody|someone|nothing|everything|user|users|customers?|people|logs?|tests?|builds?|ci)\b/i

const sameWords = (a: { readonly words: string }, b: { readonly words: string }): boolean =>
  a.words.toLowerCase() === b.words.toLowerCase()

/** Where the request says what was changed. */
function changedPlaces(reading: Reading, knowledge: FrameKnowledge): readonly number[] {
  return titleCues(reading, knowledge)
    .filter((each) => each.row.role === 'did')
    .slice(0, 12)
    .map((each) => each.end)
}

/** "to our Express API": where something was added is not what was added. */
function isContainer(text: string, mention: Mention): boolean {
  const before = text.slice(Math.max(0, mention.start - 50), mention.start)
  return /(?<!changes? )\b(?:to|in|into|inside|within) (?:our|my) (?:[\w.-]+ ){0,3}$/i.test(before)
}

/** "the real Twilio API" is the provider's endpoint, not ours. */
const isOfProvider = (text: string, mention: Mention, mentions: readonly Mention[]): boolean =>
  mention.id === 'endpoint' &&
  mentions.some(
    (each) =>
      each.kind === 'dependency' &&
      each.start < mention.start &&
      mention.start <= each.end + 1 &&
      !/\b(?:our|my) $/i.test(text.slice(Math.max(0, each.start - 4), each.start)),
  )

/** Packets in which the tests that exist are what the request is about. */
const aboutSuites: ReadonlySet<string> = new Set([
  'fixture-and-reset-plan',
  'flake-stabilization',
  'execution-lane-split',
])

/** What existing tests cover is background, unless nothing else is named. */
function besideCoverage(
  text: string,
  mentions: readonly Mention[],
  classification: Classification,
): readonly Mention[] {
  const unwanted = mentions.filter(
    (each) => each.kind === 'exclusion' || each.kind === 'constraint',
  )
  const surfaces = mentions.filter(
    (each) =>
      each.kind === 'surface' &&
      !each.negated &&
      !isContainer(text, each) &&
      !isOfProvider(text, each, mentions) &&
      // `-DskipTests` is a flag, no suite.
      !(
        each.id === 'suite' &&
        /(?:^|\s)-{1,2}\w*$/.test(text.slice(Math.max(0, each.start - 24), each.start))
      ) &&
      !unwanted.some((other) => other.start <= each.start && each.end <= other.end + 8),
  )
  const covered = new Set(
    mentions
      .filter((each) => each.kind === 'coverage' && each.id !== 'none')
      .map((each) => each.clause),
  )
  const isSubject = (each: Mention): boolean =>
    each.id === 'suite' && aboutSuites.has(classification.primary)
  const beside = surfaces.filter(
    (each) => each.clause === -1 || !covered.has(each.clause) || isSubject(each),
  )
  if (beside.length > 0) return beside
  return surfaces.length > 0
    ? surfaces
    : mentions.filter((each) => each.kind === 'surface' && !each.negated)
}

function weightOf(
  reading: Reading,
  found: readonly Mention[],
  knowledge: FrameKnowledge,
): { readonly weight: number; readonly asked: number } {
  const weights = new Map<string, number>()
  for (const each of found)
    weights.set(each.words.toLowerCase(), knowledge.strongCues.has(each.rule) ? 2 : 1)
  return {
    weight: [...weights.values()].reduce((sum, weight) => sum + weight, 0),
    asked: found.some((each) => reading.clauses[each.clause]?.role === 'ask') ? 1 : 0,
  }
}

/** A weak word in the sentence that tells the change is as clear as a strong one. */
function changedWeight(
  reading: Reading,
  found: readonly Mention[],
  changes: readonly number[],
  knowledge: FrameKnowledge,
): { readonly weight: number; readonly asked: number; readonly changed: boolean } {
  const { weight, asked } = weightOf(reading, found, knowledge)
  // What is said behind a mark is no part of the change: "splitting a name; a reporting job reads it".
  const isNear = (each: Mention): boolean =>
    changes.some(
      (at) =>
        at <= each.start &&
        each.start - at < 60 &&
        !/[;:.!?](?:\s|$)/.test(reading.text.slice(at, each.start)),
    )
  const isTold = (each: Mention): boolean => {
    const sentence = reading.sentences.find((own) => own.end > each.start)
    return (
      sentence !== undefined &&
      changes.some((at) => sentence.start <= at && at <= each.start && each.start < sentence.end)
    )
  }
  return {
    weight:
      changes.length > 0 && found.slice(0, mostPlaces).some((each) => isTold(each))
        ? Math.max(weight, namedAt)
        : weight,
    asked,
    changed: found.slice(0, mostPlaces).some((each) => isNear(each)),
  }
}
