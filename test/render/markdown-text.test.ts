import { describe, expect, it } from 'vitest'
import { cell, code, inline, opening } from '../../src/render/markdown/text.ts'

describe('inline', () => {
  it.each([
    ['a < 3 min budget', 'a < 3 min budget'],
    ['snake_case and 2 * 3', 'snake_case and 2 * 3'],
    ['POST /a/{id} -> 409 & 422', 'POST /a/{id} -> 409 & 422'],
    ['`code <b> |` stays', '`code <b> |` stays'],
    ['``a ` b`` stays', '``a ` b`` stays'],
    ['[x] and (y)', '[x] and (y)'],
  ])('leaves %j as people wrote it', (text, shown) => {
    expect(inline(text)).toBe(shown)
  })

  it.each([
    ['<script>alert(1)</script>', '&lt;script>alert(1)&lt;/script>'],
    ['<javascript:alert(1)>', '&lt;javascript:alert(1)>'],
    ['[click](javascript:alert(1))', '[click\\](javascript:alert(1))'],
    ['![x](http://a)', '\\![x\\](http://a)'],
    ['[a]: javascript:b', '[a\\]: javascript:b'],
    ['**loud** and _soft_', '\\*\\*loud\\*\\* and \\_soft\\_'],
    ['__init__', '\\_\\_init\\_\\_'],
    ['&lt;b&gt;', '&amp;lt;b&amp;gt;'],
    ['an open ` tick', 'an open \\` tick'],
    ['a\\*b', 'a\\\\\\*b'],
    ['~~gone~~', '\\~\\~gone\\~\\~'],
  ])('makes %j literal', (text, shown) => {
    expect(inline(text)).toBe(shown)
  })

  it('puts line breaks and control characters on one line and drops characters that hide text', () => {
    expect(inline('a\n\n# b\u0000c\u202Ed\u200Be')).toBe('a # b cde')
  })

  it('puts hostile text of any length on one line', () => {
    for (const piece of ['_', '`', '*', '[', '\\', '<', '~~', '`a``'])
      expect(inline(`${piece}\n`.repeat(20_000 / piece.length))).not.toContain('\n')
  })
})

describe('cell', () => {
  it('escapes a table bar in prose and in code', () => {
    expect(cell('a | b and `c | d`')).toBe('a \\| b and `c \\| d`')
  })

  it('shows an empty cell as a dash', () => {
    expect(cell('')).toBe('-')
  })
})

describe('opening', () => {
  it.each([
    ['# heading', '\\# heading'],
    ['> quote', '\\> quote'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['--- rule', '\\--- rule'],
    ['| cell |', '\\| cell |'],
  ])('keeps %j from opening a block', (text, shown) => {
    expect(opening(text)).toBe(shown)
  })

  it('leaves a number that opens no list', () => {
    expect(opening('2.5 seconds')).toBe('2.5 seconds')
  })
})

describe('code', () => {
  it('gives a command with backticks a longer fence', () => {
    expect(code('echo `date`')).toBe('`` echo `date` ``')
  })
})
