/** A sentence in its clauses, as windows of tokens. */
import type { Tagged } from './tags.ts'

/** Where a clause of the sentence begins and ends. */
export interface Window {
  readonly from: number
  readonly to: number
}

const borders = new Set([
  ',',
  ';',
  '—',
  '–',
  '(',
  ')',
  '▮',
  '.',
  '!',
  '?',
  '…',
  'and',
  'but',
  'so',
  'while',
  'then',
  'whereas',
  '&',
  '+',
])

/** Clauses between commas and small joining words. */
export function clausesOf(tagged: Tagged): readonly Window[] {
  const clauses: Window[] = []
  let from = 0
  tagged.tokens.forEach(({ text, start, end }, at) => {
    const isBorder =
      borders.has(text) ||
      (text === '-' && tagged.text[start - 1] === ' ' && tagged.text[end] === ' ')
    if (!isBorder || isInside(tagged, at)) return
    if (at > from) clauses.push({ from, to: at })
    from = at + 1
  })
  if (tagged.tokens.length > from) clauses.push({ from, to: tagged.tokens.length })
  return clauses
}

/** "Day and night" is one word with three parts. */
const isInside = (tagged: Tagged, at: number): boolean =>
  tagged
    .at(at - 1)
    .some((each) => (each.name === 'everywhere' || each.name === 'except') && each.to > at)
