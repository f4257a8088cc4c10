/**
 * The words of a request as an index, for rows of the references that name cues. A cue is one or more words; endings are
 * ignored (`rotation` finds "rotated"), and words that the requester excluded ("no load tests") are not found.
 */
import type { PacketContext } from './context.ts'
import { onceFor } from './once.ts'
import type { Reading, Span } from './read-request.ts'

/** A cue as the reference writes it, and the stems that are looked for side by side. */
export interface Cue {
  readonly text: string
  readonly stems: readonly string[]
}

export interface RequestWords {
  /** Where the cue stands first, or null. */
  find(cue: Cue): Span | null
  /** Where the first of these cues that stands there does, or null. */
  findAny(cues: readonly Cue[]): Span | null
  /** The first place of each of these cues that stands there. */
  findEach(cues: readonly Cue[]): readonly Span[]
  /** All places of the cue, in order. */
  findAll(cue: Cue): readonly Span[]
  /** Of a reference's rows, those without cues and those with one whose first word stands there; no other can be meant. */
  among<R extends Cued>(rows: readonly R[]): readonly R[]
}

/** A row that is chosen by words of the request, unless it names none. */
interface Cued {
  readonly cues: readonly Cue[]
}

const wordPattern = /[\p{L}\p{N}]+/gu

/** The index of a context's request. Many contexts share a reading, so it is built once for each set of exclusions. */
export const wordsOf = onceFor((context: PacketContext): RequestWords => {
  const excluded = context.framing.exclusions.flatMap((each) =>
    each.evidence.flatMap((proof) => (proof.from === 'request' ? [proof] : [])),
  )
  const key = excluded.map(({ start, end }) => `${start}-${end}`).join()
  const indexes = indexesOf(context.reading)
  const words = indexes.get(key) ?? indexWords(context.reading.text, excluded)
  indexes.set(key, words)
  return words
})

const indexesOf = onceFor<Reading, Map<string, RequestWords>>(() => new Map())

/** Indices of a reference's rows by the first stem of their cues; rows without cues stand under the empty one. */
const rowsByStem = onceFor((rows: readonly Cued[]): ReadonlyMap<string, readonly number[]> => {
  const byStem = new Map<string, number[]>()
  rows.forEach(({ cues }, at) => {
    const stems = cues.length === 0 ? [''] : cues.map((cue) => cue.stems[0] ?? '')
    for (const each of new Set(stems)) byStem.set(each, [...(byStem.get(each) ?? []), at])
  })
  return byStem
})

export function readCue(text: string): Cue {
  return { text, stems: [...text.toLowerCase().matchAll(wordPattern)].map(([word]) => stem(word)) }
}

export function indexWords(text: string, excluded: readonly Span[] = []): RequestWords {
  const words = [...text.matchAll(wordPattern)].map((match) => ({
    stem: stem(match[0].toLowerCase()),
    start: match.index,
    end: match.index + match[0].length,
  }))
  const places = new Map<string, number[]>()
  words.forEach((word, at) => {
    if (excluded.some((span) => span.start <= word.start && word.end <= span.end)) return
    const list = places.get(word.stem)
    if (list) list.push(at)
    else places.set(word.stem, [at])
  })
  const parts = new Map<string, (readonly Part[])[]>()
  for (const name of partsOf(text, excluded))
    name.forEach((part, at) => {
      const rest = name.slice(at)
      const list = parts.get(part.stem)
      if (list) list.push(rest)
      else parts.set(part.stem, [rest])
    })
  const spanAt = (at: number, stems: readonly string[]): Span | null => {
    for (let offset = 1; offset < stems.length; offset += 1)
      if (words[at + offset]?.stem !== stems[offset]) return null
    const start = words[at]?.start
    const end = words[at + stems.length - 1]?.end
    return start === undefined || end === undefined ? null : { start, end }
  }
  const placesOf = (cue: Cue): readonly number[] => places.get(cue.stems[0] ?? '') ?? nowhere
  const partsFor = ({ stems }: Cue): readonly Span[] =>
    parts.get(stems[0] ?? '')?.flatMap((rest) => {
      const [start, end] = [rest[0]?.start, rest[stems.length - 1]?.end]
      const isFound = stems.every((each, at) => rest[at]?.stem === each)
      return isFound && start !== undefined && end !== undefined ? [{ start, end }] : []
    }) ?? noSpans
  const stems = new Set([...places.keys(), ...parts.keys()])
  const find = (cue: Cue): Span | null => {
    for (const at of placesOf(cue)) {
      const span = spanAt(at, cue.stems)
      if (span) return span
    }
    return partsFor(cue)[0] ?? null
  }
  return {
    find,
    findAny(cues) {
      for (const cue of cues) {
        const span = find(cue)
        if (span) return span
      }
      return null
    },
    findEach: (cues) => cues.map(find).filter((span) => span !== null),
    findAll(cue) {
      const at = placesOf(cue)
      const inside = partsFor(cue)
      if (at.length === 0) return inside
      return [...at.flatMap((place) => spanAt(place, cue.stems) ?? []), ...inside]
    },
    among(rows) {
      const byStem = rowsByStem(rows)
      const found = new Set(byStem.get(''))
      for (const stem of stems) for (const at of byStem.get(stem) ?? nowhere) found.add(at)
      return [...found].toSorted((one, other) => one - other).flatMap((at) => rows[at] ?? [])
    },
  }
}

interface Part extends Span {
  readonly stem: string
}

/** The words inside each name in code: `SeatHold` speaks of a seat and of a hold, `PoolTimedOut` of a pool that timed out. */
function partsOf(text: string, excluded: readonly Span[]): readonly (readonly Part[])[] {
  return [...text.matchAll(/\b[A-Za-z]+[a-z][A-Z][A-Za-z]*/g)].map((match) =>
    [...match[0].matchAll(/[A-Z]?[a-z]{2,}/g)]
      .map((part) => ({
        stem: stem(part[0].toLowerCase()),
        start: match.index + part.index,
        end: match.index + part.index + part[0].length,
      }))
      .filter((part) => !excluded.some((span) => span.start <= part.start && part.end <= span.end)),
  )
}

const nowhere: readonly number[] = []
const noSpans: readonly Span[] = []

/** Cuts common English endings, the same way for cues and requests; it need not give a real word. */
function stem(word: string): string {
  const singular =
    word.length > 4 && word.endsWith('ies')
      ? `${word.slice(0, -3)}y`
      : word.length > 3 && word.endsWith('s') && !word.endsWith('ss') && !word.endsWith('us')
        ? word.slice(0, -1)
        : word
  for (const ending of ['ing', 'ion', 'ed', 'e'])
    if (singular.endsWith(ending) && singular.length - ending.length >= 4)
      return singular.slice(0, -ending.length)
  return singular
}

/** Whether a clause denies the words: its negation stands before them ("there is no Avro"). */
export const isDenied = (context: PacketContext, span: Span): boolean =>
  context.reading.clauses.some(
    (clause) =>
      clause.negated &&
      clause.start <= span.start &&
      span.end <= clause.end &&
      negation.test(context.reading.text.slice(clause.start, span.start)),
  )

const negation = /\b(?:no|not|never|none|neither|nor|without|cannot)\b|n['’]t\b/i

/** Without the places that lie inside a longer one, and without repeats: they say nothing new. */
export const apart = (spans: readonly Span[]): readonly Span[] =>
  spans.filter(
    (span, at) =>
      !spans.some(
        (other, index) =>
          other.start <= span.start &&
          span.end <= other.end &&
          (other.end - other.start > span.end - span.start || index < at),
      ),
  )
