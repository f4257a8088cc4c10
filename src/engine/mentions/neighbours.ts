/** How words stand to each other: side by side, in one thought, as a number with its unit. */
import type { Word, Words } from './words.ts'

/** Words of one phrase stand side by side: spaces and the marks of names and code between them, no comma, no bracket. */
export function joined(text: string, before: Word, word: Word): boolean {
  const gap = word.start - before.end
  if (gap === 1) return joining.has(text[before.end] ?? '')
  return gap <= 4 && /^[\s\-_./'’`*:&@~]*$/.test(text.slice(before.end, word.start))
}

const joining: ReadonlySet<string> = new Set(" \n\t-_./'’`*:&@~")

/** Words of one thought: no comma, semicolon or bracket between them. */
export function spoken(text: string, before: Word, word: Word): boolean {
  if (word.start - before.end === 1) return !/[,;:()[\]{}]/.test(text[before.end] ?? '')
  return !/[,;:()[\]{}]/.test(text.slice(before.end, word.start))
}

const unit = /^(ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|days?|weeks?)$/
const withUnit = /^(\d+(?:[.,]\d+)*|\d+h\d+)(ms|s|sec|secs|m|min|mins|h|hr|hrs|d|k|gb)?$/

/** Numbers that people spell; they count only with a unit behind them. */
const spelledNumbers: ReadonlyMap<string, string> = new Map([
  ['one', '1'],
  ['two', '2'],
  ['three', '3'],
  ['four', '4'],
  ['five', '5'],
  ['six', '6'],
  ['seven', '7'],
  ['eight', '8'],
  ['nine', '9'],
  ['ten', '10'],
  ['twelve', '12'],
  ['fifteen', '15'],
  ['twenty', '20'],
  ['thirty', '30'],
  ['forty', '40'],
  ['sixty', '60'],
])

/** The number at a place with its unit (`10 min`), and how many words it takes; null when there is none. */
export function numberAt(
  { text, list }: Words,
  at: number,
): { readonly text: string; readonly length: number } | null {
  const word = list[at]
  const next = list[at + 1]
  // A share is no time: "under 85 %".
  if (word === undefined || /^\s?%/.test(text.slice(word.end, word.end + 2))) return null
  const spelled = spelledNumbers.get(word.text)
  if (spelled !== undefined)
    return next !== undefined && unit.test(next.text) && next.start - word.end <= 1
      ? { text: `${spelled} ${next.text}`, length: 2 }
      : null
  const own = withUnit.exec(word.text)
  if (own === null) return null
  const apart =
    own[2] === undefined && next !== undefined && unit.test(next.text) && next.start - word.end <= 1
  if (apart) return { text: `${word.text} ${next.text}`, length: 2 }
  return { text: own[2] === undefined ? word.text : `${own[1] ?? ''} ${own[2]}`, length: 1 }
}
