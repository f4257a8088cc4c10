/**
 * A title names the surface or change in the requester's words and is never the whole request. What the change clause
 * names comes first ("we added X"), then what tests are asked for ("tests for X"), then the phrase around the first
 * surface. Flaky tests are named themselves, a suite to be split by its duration and stack.
 */
import type { Mention } from '../mentions.ts'
import { matchPhrases } from '../mentions/phrases.ts'
import type { Match } from '../mentions/phrases.ts'
import { wordsOf } from '../mentions/words.ts'
import type { Word } from '../mentions/words.ts'
import type { Classification, Framing } from '../packet.ts'
import type { Reading, Span } from '../read-request.ts'
import type { FrameKnowledge, TitleRow } from './knowledge.ts'
import { isSmall, phraseAround } from './noun-phrase.ts'

export const longestTitle = 80
const leading =
  /^(?:(?:a|an|the|our|my|your|their|its|this|that|these|those|some|new|up|out|over|to|of|all|for|in|on|with|about|around|and)\s+)+/i
const trailing =
  /[\s,;:.!?(—–-]+(?:(?:and|or|to|of|in|on|with|for|the|a|an|our|by|at|into|as)[\s,;:.!?(—–-]*)*$/i
const testName =
  /`([^`\n]{3,60})`|\b([\p{L}\p{N}_.]*(?:Test|Tests|IT|Spec|Specs)\b(?:\.[\p{L}\p{N}_]+)?|test_[a-z0-9_]{3,60}|[\w/-]+_(?:spec|test)\.[a-z]{2,4})/u

export function titleOf(
  reading: Reading,
  mentions: readonly Mention[],
  classification: Classification,
  framing: Pick<Framing, 'surfaces' | 'runtime' | 'stack'>,
  knowledge: FrameKnowledge,
): string {
  const { text } = reading
  const words = wordsOf(text)
  const cues = matchPhrases(text, words, knowledge.titles)
  const wanted = wantedPhrases(text, words, cues, 'wants')
  const changed = wantedPhrases(text, words, cues, 'did')
  const candidates =
    classification.primary === 'flake-stabilization'
      ? [flakeTitle(reading, mentions), ...wanted]
      : classification.primary === 'execution-lane-split'
        ? [laneTitle(reading, framing), ...wanted, ...changed]
        : classification.primary === 'coverage-plan'
          ? [...changed, ...wanted]
          : [...wanted, ...changed]
  const fallback = [surfaceTitle(framing), firstPhrase(reading)]
  return (
    [...candidates, ...fallback]
      .map((each) => tidy(each ?? ''))
      .find((each) => speaks(each, text)) ?? 'backend change'
  )
}

/** What follows the words that introduce a change or an ask, up to a word that ends the phrase. */
function wantedPhrases(
  text: string,
  words: readonly Word[],
  cues: readonly Match<TitleRow>[],
  role: TitleRow['role'],
): readonly string[] {
  const ends = new Set(cues.filter((each) => each.row.role === 'ends').map((each) => each.from))
  const starts = cues.filter((each) => each.row.role === role)
  return starts
    .filter(
      (cue) =>
        !starts.some((other) => other !== cue && other.from <= cue.from && other.to > cue.to),
    )
    .map((cue) => {
      const first = words[cue.to + 1]
      if (first === undefined) return ''
      let end = first.start
      for (let at = cue.to + 1; at < words.length; at += 1) {
        const word = words[at]
        const before = words[at - 1]
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
  const { text } = reading
  const named = testName.exec(text)
  const name = named?.[1] ?? named?.[2]
  const where = /\bci\b|pipeline|runner|github actions|buildkite|jenkins|circleci/i.test(text)
    ? ' in CI'
    : ''
  if (name !== undefined && !name.includes('--') && name.length <= 60) return `${name}${where}`
  const suite = mentions.find((each) => each.kind === 'surface' && each.id === 'suite')
  const tests =
    /[\p{L}\p{N}_.+#/-]+(?:[ -][\p{L}\p{N}_.+#/-]+){0,3} (?:tests?|specs?|suite)\b/iu.exec(text)
  const phrase = tests?.[0] ?? (suite ? text.slice(suite.start, suite.end) : null)
  if (phrase === null) return null
  const kept = withoutSmallStart(phrase)
  return /\bci\b/i.test(kept) ? kept : `${kept}${where}`
}

function laneTitle(reading: Reading, framing: Pick<Framing, 'runtime' | 'stack'>): string | null {
  const time = /(\d+(?:[.,]\d+)?)\s*-?\s*(min(?:ute)?s?|m|h(?:ours?)?|hrs?)\b/i.exec(reading.text)
  const stack = framing.runtime.find((each) => each.stated)?.name
  const suite = [stack, 'suite into lanes'].filter(Boolean).join(' ')
  if (time === null) return stack === undefined ? null : suite
  const unit = /^h/i.test(time[2] ?? '') ? 'hour' : 'minute'
  return `${time[1] ?? ''}-${unit} ${suite}`
}

const surfaceTitle = (framing: Pick<Framing, 'surfaces'>): string | null =>
  framing.surfaces.map((each) => each.words).find((words) => words.includes(' ')) ??
  framing.surfaces[0]?.words ??
  null

/** The first phrase of two or more words that stand together. */
function firstPhrase(reading: Reading): string | null {
  const ask = reading.clauses.find((each) => each.role === 'ask') ?? reading.clauses[0]
  const within: Span = ask ?? { start: 0, end: Math.min(reading.text.length, 400) }
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

/** A title has a word that says something, and is not the request itself. */
const speaks = (title: string, text: string): boolean =>
  title.length >= 3 &&
  title !== text.trim() &&
  title.split(/[\s-]+/).some((word) => word.length > 2 && !isSmall(word))
