/**
 * What must hold around a match, from a reference's `context` cell:
 * `after` / `not after` the word before, `before` / `not before` the word after, `near` / `not near` any of the eight
 * words on both sides, `with` / `not with` anywhere in the request, `listed` between separators (`Go, NATS`; `(Rust)`),
 * `alone` outside paths and identifiers (`types.db`, `@acme/db`), `not first` in its sentence, `at most` a number that the
 * match itself holds. All must hold.
 */
import { singular } from './words.ts'
import type { Word, Words } from './words.ts'

export const conditionTests = [
  'not after',
  'not before',
  'not near',
  'not with',
  'not first',
  'after',
  'before',
  'near',
  'with',
  'listed',
  'alone',
  'at most',
] as const

export interface Condition {
  readonly test: (typeof conditionTests)[number]
  readonly words: ReadonlySet<string>
}

interface Place {
  readonly from: number
  readonly to: number
  readonly start: number
  readonly end: number
}

const nearWords = 8

export function holds(conditions: readonly Condition[], place: Place, words: Words): boolean {
  return conditions.every((condition) => holdsOne(condition, place, words))
}

function holdsOne(condition: Condition, place: Place, words: Words): boolean {
  const { list, text } = words
  const stretch = list[place.from]?.stretch
  const has = (word: Word | undefined): boolean =>
    word !== undefined &&
    word.stretch === stretch &&
    (condition.words.has(word.text) || condition.words.has(singular(word.text)))
  const before = list[place.from - 1]
  const after = list[place.to + 1]
  switch (condition.test) {
    case 'after':
      return has(before)
    case 'not after':
      return !has(before)
    case 'before':
      return has(after)
    case 'not before':
      return !has(after)
    case 'near':
      return around(place, list).some(has)
    case 'not near':
      return !around(place, list).some(has)
    case 'with':
      return [...condition.words].some((each) => words.includes(each))
    case 'not with':
      return ![...condition.words].some((each) => words.includes(each))
    case 'listed':
      return listed(text, place)
    case 'alone':
      return !glued(text, place)
    case 'at most':
      return numberIn(text, place) <= Math.max(...[...condition.words].map(Number))
    default:
      return before !== undefined && before.stretch === stretch
  }
}

/** Infinite where the match holds none. */
const numberIn = (text: string, place: Place): number =>
  Number(/\d+/.exec(text.slice(place.start, place.end))?.[0] ?? Infinity)

const around = (place: Place, list: readonly Word[]): readonly Word[] => [
  ...list.slice(Math.max(0, place.from - nearWords), place.from),
  ...list.slice(place.to + 1, place.to + 1 + nearWords),
]

const separator = /[,;/(+&|.!?:=→>–—\n)*-]/

function listed(text: string, place: Place): boolean {
  const before = text
    .slice(Math.max(0, place.start - 4), place.start)
    .trimEnd()
    .at(-1)
  const after = text
    .slice(place.end, place.end + 4)
    .trimStart()
    .at(0)
  return (
    (before === undefined || separator.test(before)) &&
    (after === undefined || separator.test(after))
  )
}

/** Part of a path, a file name or an identifier. */
function glued(text: string, place: Place): boolean {
  const before = text.slice(Math.max(0, place.start - 2), place.start)
  const after = text.slice(place.end, place.end + 2)
  return /[\p{L}\p{N}@.][/._]$|[@_]$/u.test(before) || /^[/._][\p{L}\p{N}]|^_/u.test(after)
}
