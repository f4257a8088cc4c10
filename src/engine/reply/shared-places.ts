/** A shared instance is told by who uses it ("all squads hit it") or by whose it is ("the common QA server"). */
import type { ReplyWords } from './knowledge.ts'
import { alternation } from './templates.ts'

const edge = '(?<![\\p{L}\\d_-])'
const end = '(?![\\p{L}\\d_-])'
/** A name that was found stands as one character. */
const name = '[\\uE000-\\uE2FF]'

/** Matches such words; a name behind them ("the staging Redis") is no part of the match. */
export function sharedPattern(words: ReplyWords): RegExp {
  const of = (id: string): string => alternation(words.classes.get(id) ?? [])
  const people = `(?:${of('everybody')}|(?:${of('several')}|\\d+)\\s+(?:(?:of|the|our|other|[\\p{L}-]+)\\s+){0,2}?${of('people')})`
  const uses = `${people}\\s+(?:(?:already|else|too|anyway|also|do)\\s+)?${of('joint-use')}`
  const usedBy = `(?:used|shared|share|hosted|rented|access(?:ed|ible))\\s+(?:(?:it|that|this|there)\\s+)?(?:by|with|w/|across|between|among)\\s+${people}`
  const forAll = `(?:for|of)\\s+${people}`
  const theirs = "(?:everybody|everyone)(?:'|’)s"
  const between = `(?!(?:${of('joint')}|for|of|with|and|or|the|an?|in|on|to|is|as|per|by|at|from|that)\\s)[\\p{L}\\d-]+`
  const place = `${of('joint')}(?:\\s+${between}){0,2}?\\s+${of('place')}${end}`
  const held = `(?!(?:test|same|single|trial|demo)\\s)${of('joint')}(?:\\s+${between})?(?=\\s+${name})`
  const hosted = `${of('hosted')}\\s+${of('place')}`
  return new RegExp(
    `${edge}(?:${[uses, usedBy, forAll, theirs, hosted].join('|')})${end}|${edge}(?:${[place, held].join('|')})`,
    'giu',
  )
}
