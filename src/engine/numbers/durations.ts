/** Durations and counts as people write them: `2h10`, `40s`, `38-minute`, `2,400 Pest tests`, `14k phpunit`. */
import type { Span } from '../read-request.ts'

const number = String.raw`\d{1,4}(?:\.\d)?`
const durationPattern = new RegExp(
  String.raw`(?<![\w./:])(?:(${number})\s?-?(?:h|hrs?|hours?)(?:\s?(\d{1,2})(?:\s?m(?:in)?)?)?|(${number})\s?-?(m|mins?|minutes?|s|secs?|seconds?)|(an|one|half an) hour)(?![\w])`,
  'gi',
)

const secondsOf = (match: RegExpMatchArray): number => {
  const [, hours, minutes, amount, unit, spelled] = match
  if (spelled !== undefined) return /half/i.test(spelled) ? 1800 : 3600
  if (hours !== undefined) return Number(hours) * 3600 + Number(minutes ?? 0) * 60
  return Number(amount) * (/^m/i.test(unit ?? '') ? 60 : 1)
}

export interface Duration extends Span {
  readonly seconds: number
}

export const durationsIn = (text: string): readonly Duration[] =>
  [...text.matchAll(durationPattern)].map((match) => ({
    seconds: secondsOf(match),
    start: match.index,
    end: match.index + match[0].length,
  }))

export interface Count extends Span {
  readonly value: number
  /** Words right behind it, lower case, at most three. */
  readonly nouns: readonly string[]
  /** Up to three words right before it, lower case, as one. */
  readonly before: string
}

const countPattern =
  /(?<![\w.,/:#-])(\d{1,3}(?:,\d{3})+|\d{1,7}(?:\.\d)?)(k)?(\+)?(?=[\s)'",.;:]|-line|$)/gi
const spelled = /\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty)\b/gi
const spelledValues: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  twenty: 20,
}

/** Counts with the words around them; what they count is for the reference to say. */
export const countsIn = (text: string): readonly Count[] =>
  [
    ...[...text.matchAll(countPattern)].map((match) => ({
      value: Number((match[1] ?? '').replaceAll(',', '')) * (match[2] === undefined ? 1 : 1000),
      start: match.index,
      end: match.index + match[0].length,
    })),
    ...[...text.matchAll(spelled)].map((match) => ({
      value: spelledValues[match[0].toLowerCase()] ?? 0,
      start: match.index,
      end: match.index + match[0].length,
    })),
  ].map((count) => ({
    ...count,
    nouns: (
      /^[\s-]*((?:[\p{L}][\p{L}'’-]*[\s-]*){1,3})/u.exec(
        text.slice(count.end, count.end + 60),
      )?.[1] ?? ''
    )
      .toLowerCase()
      .split(/[\s-]+/)
      .filter((word) => word !== ''),
    before: (
      /([\p{L}-]+(?: [\p{L}-]+)?)[\s=:]*$/u.exec(
        text.slice(Math.max(0, count.start - 48), count.start),
      )?.[1] ?? ''
    ).toLowerCase(),
  }))
