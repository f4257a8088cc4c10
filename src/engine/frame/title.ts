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
import { isSmall, phraseAround } from './noun-phrase.ts'

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
  /(?<![\p{L}\p{N}_./-])([\p{L}\p{N}_.]{0,80}(?:Test|Tests|IT|Spec|Specs)\b(?:\.[\p{L}\p{N}_]{1,80})?|test_[a-z0-9_]{3,60}|[\w/-]{1,80}_(?:spec|test)\.[a-z]{2,4})/u
const testsPhrase =
  /(?<![\p{L}\p{N}_.+#/-])[\p{L}\p{N}_.+#/-]{1,40}(?:[ -][\p{L}\p{N}_.+#/-]{1,40}){0,3} (?:tests?|specs?|suite)\b/iu

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
  const wanted = wantedPhrases(words, cues, 'wants')
  const changed = wantedPhrases(words, cues, 'did')
  const candidates =
    classification.primary === 'flake-stabilization'
      ? [flakeTitle(reading, mentions), ...wanted]
      : classification.primary === 'execution-lane-split'
        ? [laneTitle(reading, framing, knowledge), ...wanted, ...changed]
        : classification.primary === 'coverage-plan'
          ? [...changed, ...wanted]
          : [...wanted, ...changed]
  const named = [
    ...candidates,
    endpointOf(text),
    ...surfacePhrases(framing),
    firstPhrase(reading),
  ].map((each) => tidy(each ?? ''))
  const title =
    named.find((each) => says(each, text)) ??
    named.find((each) => each.length >= 3 && each !== text.trim() && !isSmall(each)) ??
    'backend change'
  return classification.primary === 'contract-and-api-checks' ? asContract(title) : title
}

/** What follows the words that introduce a change or an ask, up to a word that ends the phrase. */
function wantedPhrases(
  { text, list }: Words,
  cues: readonly Match<TitleRow>[],
  role: TitleRow['role'],
): readonly string[] {
  const ends = new Set(cues.filter((each) => each.row.role === 'ends').map((each) => each.from))
  const starts = cues.filter((each) => each.row.role === role).slice(0, mostCues)
  return starts
    .filter(
      (cue) =>
        !starts.some((other) => other !== cue && other.from <= cue.from && other.to > cue.to),
    )
    .map((cue) => {
      const first = list[cue.to + 1]
      if (first === undefined) return ''
      let end = first.start
      for (let at = cue.to + 1; at < list.length; at += 1) {
        const word = list[at]
        const before = list[at - 1]
        if (word === undefined || before === undefined || word.stretch !== first.stretch) break
        if (at > cue.to + 1 && ends.has(at)) break
        if (/[,;:!?()\n]|\s[-—–]\s/.test(text.slice(before.end, word.start))) break
        if (word.end - first.start > longestTitle) break
        end = word.end
      }
      return text.slice(first.start, end)
    })
}

function flakeTitle(reading: Reading, mentions: readonly Mention[]): string | null {
  const text = reading.text.slice(0, titleLength)
  const named = testName.exec(text)
  const name = named?.[1]
  const where = /\bci\b|pipeline|runner|github actions|buildkite|jenkins|circleci/i.test(text)
    ? ' in CI'
    : ''
  if (name !== undefined && !name.includes('--') && name.length <= 60) return `${name}${where}`
  const suite = mentions.find((each) => each.kind === 'surface' && each.id === 'suite')
  const tests = testsPhrase.exec(text)
  const phrase = tests?.[0] ?? suite?.words ?? null
  if (phrase === null) return null
  const kept = withoutSmallStart(phrase)
  return /\bci\b/i.test(kept) ? kept : `${kept}${where}`
}

/** "38-minute Laravel suite into lanes": the longest duration that is not itself a limit. */
function laneTitle(
  reading: Reading,
  framing: Pick<Framing, 'runtime'>,
  knowledge: FrameKnowledge,
): string | null {
  const roleOf = (runtime: string): number =>
    ['framework', 'language', 'library'].indexOf(knowledge.runtimes.get(runtime)?.role ?? '')
  const stack = framing.runtime
    .filter((each) => roleOf(each.runtime) >= 0)
    .toSorted((a, b) => roleOf(a.runtime) - roleOf(b.runtime))[0]?.name
  const suite = [stack, 'suite into lanes'].filter(Boolean).join(' ')
  const times = [...reading.text.slice(0, titleLength).matchAll(duration)]
    .filter((each) => each[1] === undefined)
    .map((each) => ({ amount: each[2] ?? '', hours: /^h/i.test(each[3] ?? '') }))
  const longest = times.toSorted((a, b) => minutesOf(b) - minutesOf(a))[0]
  if (longest === undefined) return stack === undefined ? null : suite
  return `${longest.amount}-${longest.hours ? 'hour' : 'minute'} ${suite}`
}

const duration =
  /(?:\b(under|below|within|max|most|limit|than|want|timeout)\b[^.\d]{0,12})?\b(\d{1,4}(?:\.\d)?)\s?-?(min(?:ute)?s?|m|h(?:ours?)?|hrs?)\b/gi
const minutesOf = (time: { readonly amount: string; readonly hours: boolean }): number =>
  Number(time.amount) * (time.hours ? 60 : 1)

const surfacePhrases = (framing: Pick<Framing, 'surfaces' | 'risks'>): readonly string[] =>
  [...framing.surfaces, ...framing.risks].filter((each) => each.stated).map((each) => each.words)

/** `GET /shipments/:id`, as the request writes it. */
const endpointOf = (text: string): string | null =>
  /\b(?:GET|POST|PUT|PATCH|DELETE) \/[\w/:{}.-]{2,60}/.exec(text)?.[0] ?? null

const asContract = (title: string): string =>
  /compat|contract|drift|breaking/i.test(title) || title.length > longestTitle - 14
    ? title
    : `${title} compatibility`

/** The first words that stand together. */
function firstPhrase(reading: Reading): string | null {
  const within: Span = reading.sentences[0] ?? { start: 0, end: Math.min(reading.text.length, 400) }
  for (const match of reading.text.slice(within.start, within.end).matchAll(/[\p{L}\p{N}_]+/gu)) {
    if (isSmall(match[0])) continue
    const start = within.start + match.index
    const span = phraseAround(reading.text, { start, end: start + match[0].length }, within, 60)
    return reading.text.slice(span.start, span.end)
  }
  return null
}

function withoutSmallStart(phrase: string): string {
  const words = phrase.split(' ')
  const last = words.length - 1
  const from = words.findLastIndex((each, at) => at < last && isSmall(each))
  return words.slice(from + 1).join(' ')
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

/** A title has two words that say something, or one that names something: a path, a type, a hyphened term. */
function says(title: string, text: string): boolean {
  if (title === text.trim()) return false
  const words = title.split(' ').filter((word) => word.length > 1 && !isSmall(word))
  return (
    words.length > 1 || (words.length === 1 && /[\w][-_/.][\w]|[a-z][A-Z]|[A-Z]{2}/.test(title))
  )
}
