import type { Mention } from '../mentions.ts'
import { packetKinds } from '../packet.ts'
import type { Classification, Framing } from '../packet.ts'
import type { Reading } from '../read-request.ts'
import { grouped, quotesOf } from './evidence.ts'
import type { FrameKnowledge } from './knowledge.ts'
import { requesterPhrase } from './surfaces.ts'

type Risk = Framing['risks'][number]

const mostRisks = 6
const longestWords = 60
/** What is clearly named is equally clear: more words for it say nothing about its importance. */
const clarity = (weight: number): number => Math.min(weight, namedAt)
/** A strong cue weighs 2, a weak one 1; a risk is named at 2. */
const namedAt = 2

/**
 * Risks that the request names: the clearly named before the hinted, and then by importance, the order of `risks.md`.
 */
export function namedRisks(
  reading: Reading,
  mentions: readonly Mention[],
  classification: Classification,
  knowledge: FrameKnowledge,
): readonly Risk[] {
  const cues = mentions.filter((each) => each.kind === 'risk' && !each.negated)
  return [...grouped(cues)]
    .flatMap(([id, found]) => {
      const entry = knowledge.risks.get(id)
      const weight = weightOf(found, knowledge)
      const isNamed = weight + leaning(id, classification, knowledge) >= namedAt
      return entry && isNamed ? [{ id, found, entry, weight }] : []
    })
    .toSorted((a, b) => clarity(b.weight) - clarity(a.weight) || a.entry.rank - b.entry.rank)
    .slice(0, mostRisks)
    .reduce<readonly Risk[]>(
      (risks, { id, found }) => [
        ...risks,
        {
          risk: id,
          words: wordsOf(reading, mentions, found, knowledge, risks),
          stated: true,
          evidence: quotesOf(reading.text, strongestFirst(found, knowledge)),
        },
      ],
      [],
    )
}

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
function wordsOf(
  reading: Reading,
  mentions: readonly Mention[],
  found: readonly Mention[],
  knowledge: FrameKnowledge,
  earlier: readonly Risk[],
): string {
  const candidates = strongestFirst(found, knowledge).slice(0, 4)
  const strong = candidates.filter((each) => knowledge.strongCues.has(each.rule))
  const cues = strong.length > 0 ? strong : candidates
  const phrases = cues
    .map((each) => {
      const span = requesterPhrase(reading, mentions, each, longestWords, true)
      return reading.text.slice(span.start, span.end)
    })
    .toSorted((a, b) => b.length - a.length)
  const free = [...phrases, ...cues.map((each) => each.words)].find(
    (phrase) => !earlier.some((each) => each.words === phrase),
  )
  return free ?? phrases[0] ?? ''
}
