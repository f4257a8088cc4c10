import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeMrkdwn } from '../../src/render/escape.ts'
import { lengthOf, shorten, splitText } from '../../src/render/split.ts'

const anyText = fc.string({ unit: 'grapheme', maxLength: 400 })

test('pieces give the text when joined, and none is too long', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 12, max: 60 }), (text, size) => {
      const pieces = splitText(text, size)
      expect(pieces.join('')).toBe(text)
      for (const piece of pieces) expect(lengthOf(piece)).toBeLessThanOrEqual(size)
    }),
  )
})

test('no cut falls inside an entity or a surrogate pair', () => {
  const signs = fc.array(fc.constantFrom('&', '<', '>', '😀', 'a', ' '), { maxLength: 200 })
  fc.assert(
    fc.property(signs, fc.integer({ min: 12, max: 40 }), (text, size) => {
      for (const piece of splitText(escapeMrkdwn(text.join('')), size)) {
        expect(piece.isWellFormed()).toBe(true)
        expect(piece.replaceAll(/&(?:amp|lt|gt);/gu, '')).not.toMatch(/[&;]/u)
      }
    }),
  )
})

test('a cut prefers the space between words', () => {
  expect(splitText('alpha beta gamma', 12)).toEqual(['alpha beta ', 'gamma'])
})

test.each([
  ['short', 10, 'short'],
  ['exactly ten', 11, 'exactly ten'],
  ['one word too many', 10, 'one word…'],
  ['😀😀😀😀', 3, '😀😀…'],
  ['a &amp; b', 5, 'a…'],
])('%j shortened to %i is %j', (text, size, short) => {
  expect(shorten(text, size)).toBe(short)
})
