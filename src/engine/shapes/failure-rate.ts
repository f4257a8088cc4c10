/** How often something fails, as the request says it, and how many clean runs that asks for. */
export interface FailureRate {
  readonly probability: number
  /** For a sentence: the words, and what is assumed to make a rate of them. */
  readonly said: string
  /** The words of the request, `text.slice(start, end)`. */
  readonly words: string
  readonly start: number
  readonly end: number
}

const numerals = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
]
const ordinals = [
  '',
  '',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
]
const number = `\\d{1,5}|${numerals.slice(1).join('|')}`

/** How many runs a team has a day, where failures are told by the day. */
const runsADay = 20
const perDay =
  /\b(once|twice|thrice|\d{1,2} times|two times|three times|four times|five times)(?: or (?:twice|three times))? (?:a|per|each|every) (day|week)\b/i
const timesOf: Readonly<Record<string, number>> = { once: 1, twice: 2, thrice: 3 }

/** What is counted; without it "half of" could be half of anything. */
const runs = '(?:runs|builds|time|times|pipelines|jobs|prs)\\b'

const readers: readonly (readonly [RegExp, (match: RegExpExecArray) => number])[] = [
  [
    new RegExp(`\\b(${number}|once) (?:in|out of|times in|time in)(?: every)? (${number})\\b`, 'i'),
    (match) => valueOf(match[1]) / valueOf(match[2]),
  ],
  [
    new RegExp(`\\b(${number}) of (?:our |the )?(?:last )?(\\d{1,4}) ${runs}`, 'i'),
    (match) => valueOf(match[1]) / valueOf(match[2]),
  ],
  // Without what is counted only where an estimate ends there: "about 3 of 40 tests" is none.
  [
    new RegExp(
      `\\b(?:about|roughly|around|maybe|perhaps) (${number}) of (\\d{1,4})(?=\\s*(?:[.,;:)!]|$)|\\s+(?:in|on|under|when)\\b)`,
      'im',
    ),
    (match) => valueOf(match[1]) / valueOf(match[2]),
  ],
  [/(?<![\d/.])(1)\/(\d{1,4})\b(?!\/|\.\d)/, (match) => 1 / valueOf(match[2])],
  [
    /\bevery (second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b/i,
    (match) => 1 / valueOf(match[1]),
  ],
  [/\bevery (\d{1,4})(?:nd|rd|th)\b/i, (match) => 1 / valueOf(match[1])],
  [/\bevery other\b/i, () => 0.5],
  [
    new RegExp(`\\b(?:a|one) (third|quarter|fifth|tenth) of (?:the |our |all )?${runs}`, 'i'),
    (match) => (match[1]?.toLowerCase() === 'quarter' ? 0.25 : 1 / valueOf(match[1])),
  ],
  [new RegExp(`\\bhalf (?:of )?(?:the |our |all )?${runs}`, 'i'), () => 0.5],
  [
    /\b(\d{1,2}(?:\.\d)?) ?(?:%|percent|per cent)(?= of (?:the )?(?:runs|builds|time|pipelines|jobs|prs)|(?: failure| flake| fail))/i,
    (match) => Number(match[1]) / 100,
  ],
]

/** Null when the request gives no rate, or one that cannot be a rate ("3 of 2"). */
export function failureRateIn(text: string): FailureRate | null {
  for (const [pattern, probabilityOf] of readers) {
    const match = pattern.exec(text)
    if (!match) continue
    const probability = probabilityOf(match)
    if (probability > 0 && probability < 1)
      return {
        probability,
        words: match[0],
        said: `${match[0].charAt(0).toLowerCase()}${match[0].slice(1)}`,
        start: match.index,
        end: match.index + match[0].length,
      }
  }
  return dailyRateIn(text)
}

/** "twice a day" is a rate only with the number of runs, which is assumed aloud. */
function dailyRateIn(text: string): FailureRate | null {
  const match = perDay.exec(text)
  if (!match) return null
  const times = timesOf[(match[1] ?? '').toLowerCase()] ?? valueOf(match[1]?.split(' ')[0])
  const runs = runsADay * (match[2]?.toLowerCase() === 'week' ? 5 : 1)
  const probability = times / runs
  if (!(probability > 0 && probability < 1)) return null
  return {
    probability,
    words: match[0],
    said: `${match[0]} (1 in ${Math.round(1 / probability)} at ${runsADay} runs a day, assumed)`,
    start: match.index,
    end: match.index + match[0].length,
  }
}

/** Runs without failure after which a flake of this probability would have shown itself with 95 %. */
export const cleanRuns = (probability: number): number =>
  Math.ceil(Math.log(0.05) / Math.log(1 - probability))

const roundNumbers = [50, 100, 200, 300, 500, 1000, 2000, 5000]

/** A round number of runs with a margin of three, because the rate itself is a guess. */
export const demandedRuns = (probability: number): number =>
  roundNumbers.find((each) => each >= 3 * cleanRuns(probability)) ?? 3 * cleanRuns(probability)

function valueOf(word: string | undefined): number {
  const lower = (word ?? '').toLowerCase()
  if (lower === 'once') return 1
  const numeral = numerals.indexOf(lower)
  const ordinal = ordinals.indexOf(lower)
  if (numeral > 0) return numeral
  return ordinal > 0 ? ordinal : Number(lower)
}
