import type { Mention } from '../mentions.ts'
import { matchPhrases } from '../mentions/phrases.ts'
import { headWords } from '../mentions/words.ts'
import { packetKinds } from '../packet.ts'
import type { Classification, Framing } from '../packet.ts'
import type { Reading, Span } from '../read-request.ts'
import { grouped, quotesOf } from './evidence.ts'
import type { FrameKnowledge } from './knowledge.ts'
import { riskPhrase } from './risk-phrase.ts'

type Risk = Framing['risks'][number]

const mostRisks = 6
/** What is clearly named is equally clear: more words for it say nothing about its importance. */
const clarity = (weight: number): number => Math.min(weight, namedAt)
/** A strong cue weighs 2, a weak one 1; a risk is named at 2. */
const namedAt = 2

/**
 * Risks that the request names. What is feared or has happened comes first, in the order of the request; then the clearly
 * named before the hinted, and of these by importance, the order of `risks.md`.
 */
export function namedRisks(
  reading: Reading,
  mentions: readonly Mention[],
  classification: Classification,
  knowledge: FrameKnowledge,
): readonly Risk[] {
  const cues = besideCoverage(
    outsideLimits(withoutContained(reading.text, mentions, knowledge), mentions),
    mentions,
  )
  const salient = salienceOf(reading, knowledge)
  return [...grouped(cues)]
    .flatMap(([id, found]) => {
      const entry = knowledge.risks.get(id)
      const told = found.filter((each) => salient(each) !== null)
      const weight = weightOf(found, knowledge)
      const isFeared = found.some((each) => salient(each) === 'feared')
      const isNamed = weight + leaning(id, classification, knowledge) + Number(isFeared) >= namedAt
      return entry && isNamed ? [{ id, found, told, entry, weight }] : []
    })
    .toSorted(
      (a, b) =>
        (a.told[0]?.start ?? Infinity) - (b.told[0]?.start ?? Infinity) ||
        clarity(b.weight) - clarity(a.weight) ||
        a.entry.rank - b.entry.rank,
    )
    .slice(0, mostRisks)
    .reduce<readonly (Risk & { readonly span: Span })[]>((risks, { id, found, told }) => {
      const earlier = risks.map((each) => each.span)
      // "oversold twice": words of the first risk tell no second one.
      const isOther = found.some(
        (each) =>
          knowledge.strongCues.has(each.rule) ||
          !earlier.some((span) => span.start <= each.start && each.end <= span.end),
      )
      const span = isOther
        ? spanOf(
            reading,
            mentions,
            tellsMore(told, found, knowledge) ? told : found,
            knowledge,
            earlier,
          )
        : null
      if (span === null) return risks
      const quoted = [
        ...strongestFirst(told, knowledge),
        ...strongestFirst(
          found.filter((each) => !told.includes(each)),
          knowledge,
        ),
      ]
      const words = reading.text.slice(span.start, span.end)
      return [
        ...risks,
        { risk: id, words, stated: true, evidence: quotesOf(reading.text, quoted), span },
      ]
    }, [])
    .map(({ span: _span, ...risk }) => risk)
}

/** What is told of a fear is quoted, unless only weak words are and clear ones stand elsewhere. */
const tellsMore = (
  told: readonly Mention[],
  found: readonly Mention[],
  { strongCues }: FrameKnowledge,
): boolean =>
  told.some((each) => strongCues.has(each.rule)) ||
  (told.length > 0 && !found.some((each) => strongCues.has(each.rule)))

/** A weak word inside a strong phrase of another risk says that risk: "failures" in "auth failures". */
function withoutContained(
  text: string,
  mentions: readonly Mention[],
  knowledge: FrameKnowledge,
): readonly Mention[] {
  const cues = mentions.filter(
    (each) => each.kind === 'risk' && (!each.negated || isForbidden(text, each)),
  )
  const strong = cues.filter((each) => knowledge.strongCues.has(each.rule))
  return cues.filter(
    (cue) =>
      knowledge.strongCues.has(cue.rule) ||
      !strong.some(
        (other) =>
          other.id !== cue.id &&
          other.start <= cue.start &&
          cue.end <= other.end &&
          other.end - other.start > cue.end - cue.start,
      ),
  )
}

/** "must not book twice", "should never": what must not be is what is feared. */
const isForbidden = (text: string, mention: Mention): boolean =>
  /\b(?:must|may|should|can)(?: not| never|not) (?:\w+ ){0,3}$/i.test(
    text.slice(Math.max(0, mention.start - 40), mention.start),
  )

/** What the request rules out is no risk: "we can't run containers". */
function outsideLimits(cues: readonly Mention[], mentions: readonly Mention[]): readonly Mention[] {
  const limits = mentions.filter(
    (each) =>
      (each.kind === 'constraint' && each.id.startsWith('no-')) ||
      (each.kind === 'exclusion' && each.id === 'retries'),
  )
  return cues.filter(
    (cue) => !limits.some((limit) => limit.start <= cue.start && cue.end <= limit.end),
  )
}

/** Tests that exist are no risk ("mocked repositories"), unless nothing else names one. */
function besideCoverage(
  cues: readonly Mention[],
  mentions: readonly Mention[],
): readonly Mention[] {
  const covered = new Set(
    mentions
      .filter((each) => each.kind === 'coverage' && each.id !== 'none')
      .map((each) => each.clause),
  )
  const beside = cues.filter((each) => each.clause === -1 || !covered.has(each.clause))
  return beside.length > 0 ? beside : cues
}

/** So far a word of fear reaches: over a list, not over the request. */
const fearReach = 160

/** Whether a mention stands behind a word of fear in its sentence, or in a clause that tells what went wrong. */
function salienceOf(
  reading: Reading,
  knowledge: FrameKnowledge,
): (mention: Mention) => 'feared' | 'happened' | null {
  const cues = matchPhrases(headWords(reading, readLength), knowledge.fears).slice(0, mostFears)
  const clauseAt = (offset: number): number =>
    reading.clauses.findIndex((each) => each.start <= offset && offset < each.end)
  const happened = new Set(
    cues.filter((each) => each.row.role === 'happened').map((each) => clauseAt(each.start)),
  )
  happened.delete(-1)
  const feared = cues
    .filter((each) => each.row.role === 'feared')
    .map((each) => ({
      start: each.end,
      end: Math.min(
        each.end + fearReach,
        reading.sentences.find((sentence) => sentence.end > each.start)?.end ?? Infinity,
      ),
    }))
  return (mention) => {
    if (feared.some((each) => each.start <= mention.start && mention.end <= each.end))
      return 'feared'
    return happened.has(mention.clause) ? 'happened' : null
  }
}

const readLength = 8_000
const mostFears = 60

/** What the packet kind, or else the first surface, brings along though nobody says it. */
export function assumedRisks(
  named: readonly Risk[],
  surfaces: Framing['surfaces'],
  classification: Classification,
  knowledge: FrameKnowledge,
): readonly Risk[] {
  const own = knowledge.packetRisks.filter((row) => row.packet === classification.primary)
  const needsOne = named.length === 0 && packetKinds.some((kind) => kind === classification.primary)
  const always = own.filter((row) => row.effect === 'assumed')
  const otherwise = own.filter((row) => row.effect === 'otherwise')
  const ofSurface = surfaces
    .flatMap((each) => knowledge.surfaceRisks.filter((row) => row.surface === each.surface))
    .slice(0, 1)
  const instead = otherwise.length > 0 ? otherwise : ofSurface
  const rows = always.length > 0 ? always : needsOne ? instead : []
  return rows.flatMap((row) => {
    const entry = knowledge.risks.get(row.risk)
    return entry === undefined || named.some((each) => each.risk === row.risk)
      ? []
      : [
          {
            risk: row.risk,
            words: entry.words,
            stated: false,
            evidence: [{ from: 'assumption' as const, rule: row.rule }],
          },
        ]
  })
}

/** How much the kind of the request adds to a risk's cues, or takes from them. */
function leaning(risk: string, classification: Classification, knowledge: FrameKnowledge): number {
  const rows = knowledge.packetRisks.filter((row) => row.packet === classification.primary)
  const own = rows.find((row) => row.risk === risk) ?? rows.find((row) => row.risk === 'any')
  switch (own?.effect) {
    case 'assumed':
    case 'otherwise':
    case 'likely':
      return 1
    case 'unlikely':
      return -1
    case 'improbable':
      return -2
    default:
      return 0
  }
}

function weightOf(found: readonly Mention[], knowledge: FrameKnowledge): number {
  const weights = new Map<string, number>()
  for (const each of found)
    weights.set(each.words.toLowerCase(), knowledge.strongCues.has(each.rule) ? 2 : 1)
  return [...weights.values()].reduce((sum, weight) => sum + weight, 0)
}

const strongestFirst = (
  found: readonly Mention[],
  knowledge: FrameKnowledge,
): readonly Mention[] => [
  ...found.filter((each) => knowledge.strongCues.has(each.rule)),
  ...found.filter((each) => !knowledge.strongCues.has(each.rule)),
]

/**
 * The requester's phrase around the strongest cue, of several the longest, which says most; where another risk already
 * took that phrase, the cue alone.
 */
function spanOf(
  reading: Reading,
  mentions: readonly Mention[],
  found: readonly Mention[],
  knowledge: FrameKnowledge,
  earlier: readonly Span[],
): Span | null {
  const candidates = strongestFirst(found, knowledge).slice(0, 4)
  const strong = candidates.filter((each) => knowledge.strongCues.has(each.rule))
  const cues = strong.length > 0 ? strong : candidates
  const phrases = cues
    .map((each) => riskPhrase(reading, mentions, each))
    .toSorted((a, b) => b.end - b.start - (a.end - a.start))
  const isFree = (span: Span): boolean => !earlier.some((each) => isSame(each, span))
  return (
    phrases.find((each) => isFree(each)) ?? cues.find((each) => isFree(each)) ?? phrases[0] ?? null
  )
}

const isSame = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end
