import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decodeEntities,
  displayable,
  escapeMrkdwn,
  mrkdwnCode,
  plainLine,
} from '../../src/render/escape.ts'
import { bold, inline, quote } from '../../src/render/rich-text.ts'

describe('mrkdwn', () => {
  test.each([
    ['<!channel>', '&lt;!channel&gt;'],
    ['<@U1>', '&lt;@U1&gt;'],
    ['&lt;!here&gt;', '&amp;lt;!here&amp;gt;'],
    ['<https://evil|https://good>', '&lt;https://evil|https://good&gt;'],
    ['a & b', 'a &amp; b'],
    ['\u202Egnp.exe', 'gnp.exe'],
    ['te\u200Bst', 'te\u200Bst'],
    ['שלום', 'שלום'],
    ['half \uD83D', 'half \uFFFD'],
    ['tab\tand\nline', 'tab\tand\nline'],
    ['bell\u0007', 'bell'],
  ])('%j becomes %j', (text, escaped) => {
    expect(escapeMrkdwn(text)).toBe(escaped)
  })

  test('no text keeps a live token, and decoding gives back what can be shown', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeMrkdwn(text)).not.toMatch(/[<>]/u)
        expect(decodeEntities(escapeMrkdwn(text))).toBe(displayable(text))
      }),
    )
  })

  test.each([
    ['calm-otter-27', '`calm-otter-27`'],
    ['a`b', '`aˋb`'],
    ['two\nlines', '`two lines`'],
    ['<!here>', '`&lt;!here&gt;`'],
    ['', ''],
  ])('%j as code is %j', (text, code) => {
    expect(mrkdwnCode(text)).toBe(code)
  })
})

describe('incoming text', () => {
  test.each([
    ['&lt;b&gt; &amp; c', '<b> & c'],
    ['&amp;lt;', '&lt;'],
    ['&quot;', '&quot;'],
  ])('%j is decoded once to %j', (text, decoded) => {
    expect(decodeEntities(text)).toBe(decoded)
  })
})

describe('rich text', () => {
  test('code spans of the engine become code, and everything else stays literal', () => {
    expect(inline('run `npm test` for <@U1>')).toEqual([
      { type: 'text', text: 'run ' },
      { type: 'text', text: 'npm test', style: { code: true } },
      { type: 'text', text: ' for <@U1>' },
    ])
  })

  test('a person’s quote is never read for code', () => {
    expect(quote('`x`').elements).toEqual([{ type: 'text', text: '`x`' }])
  })

  test('no element is empty, because Slack refuses those', () => {
    expect(inline('')).toEqual([])
    expect(quote('').elements).toEqual([{ type: 'text', text: ' ' }])
    expect(bold('\u202E').text).toBe(' ')
  })
})

test('a plain line has no line breaks and no outer space', () => {
  expect(plainLine('  two\n lines ')).toBe('two lines')
})
