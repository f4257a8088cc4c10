import type { Mention } from '../mentions.ts'
import type { Classification, Framing } from '../packet.ts'
import type { Reading, Span } from '../read-request.ts'
import { grouped, quotesOf } from './evidence.ts'
import type { FrameKnowledge } from './knowledge.ts'
import { phraseAround } from './noun-phrase.ts'

type Surface = Framing['surfaces'][number]

/** More than this and nothing is the surface any more. */
const mostSurfaces = 3
const longestWords = 60
/** A strong word weighs 2, a weak one 1; below this a surface counts only where none reaches it. */
const namedAt = 2

/** Surfaces by how often and how close to the ask the request names them, at most three, in the requester's words. */
export function namedSurfaces(
  reading: Reading,
  mentions: readonly Mention[],
  classification: Classification,
  knowledge: FrameKnowledge,
): readonly Surface[] {
  const usable = besideCoverage(mentions)
  const candidates = [...grouped(usable)].flatMap(([id, found]) => {
    const entry = knowledge.surfaces.get(id)
    const fits =
      entry !== undefined &&
      (entry.packets.length === 0 || entry.packets.includes(classification.primary))
    const first = found[0]
    return fits && first
      ? [{ id, found, ...weightOf(reading, found, knowledge), start: first.start }]
      : []
  })
  const told = candidates.filter((each) => each.weight >= namedAt)
  return (told.length > 0 ? told : candidates)
    .toSorted((a, b) => b.weight + b.asked - (a.weight + a.asked) || a.start - b.start)
    .slice(0, mostSurfaces)
    .map(({ id, found }) => ({
      surface: id,
      words: wordsOf(reading, found),
      stated: true,
      evidence: quotesOf(reading.text, found),
    }))
}

/** What existing tests cover is background, unless nothing else is named. */
function besideCoverage(mentions: readonly Mention[]): readonly Mention[] {
  const surfaces = mentions.filter((each) => each.kind === 'surface' && !each.negated)
  const covered = new Set(
    mentions
      .filter((each) => each.kind === 'coverage' && each.id !== 'none')
      .map((each) => each.clause),
  )
  const beside = surfaces.filter((each) => each.clause === -1 || !covered.has(each.clause))
  return beside.length > 0 ? beside : surfaces
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

/** The first phrase of several words, or else the longest. */
function wordsOf(reading: Reading, found: readonly Mention[]): string {
  const phrases = found.slice(0, 4).map((each) => {
    const span = requesterPhrase(reading, each, longestWords)
    return reading.text.slice(span.start, span.end)
  })
  return (
    phrases.find((phrase) => phrase.includes(' ')) ??
    phrases.toSorted((a, b) => b.length - a.length)[0] ??
    ''
  )
}

/** The phrase around a mention, inside its clause. */
export function requesterPhrase(
  reading: Reading,
  mention: Mention,
  longest: number,
  connected = false,
): Span {
  const within = reading.clauses[mention.clause] ?? { start: 0, end: reading.text.length }
  return withWholeMarks(
    reading.text,
    phraseAround(reading.text, mention, within, longest, connected),
  )
}

/** Half of a pair of backticks or quotes is completed, or left out. */
function withWholeMarks(text: string, span: Span): Span {
  let { start, end } = span
  const odd = (mark: string): boolean => text.slice(start, end).split(mark).length % 2 === 0
  for (const mark of ['`', '"', "'", '*'])
    if (odd(mark)) {
      if (text[start] === mark) start += 1
      else if (text[end - 1] === mark) end -= 1
      else if (mark === '`' && text[start - 1] === mark) start -= 1
      else if (mark === '`' && text[end] === mark) end += 1
    }
  return { start, end }
}
