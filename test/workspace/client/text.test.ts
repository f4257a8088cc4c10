import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseMarkdown, type MarkdownBlock } from '../../../src/workspace/client/text/markdown.ts'
import { parseMrkdwn } from '../../../src/workspace/client/text/mrkdwn.ts'
import type { Inline } from '../../../src/workspace/client/text/token.ts'

const inlinesOf = (nodes: readonly Inline[]): readonly Inline[] =>
  nodes.flatMap((node) => [
    node,
    ...(node.kind === 'style' || node.kind === 'link' ? inlinesOf(node.children) : []),
  ])

const wordsOf = (nodes: readonly Inline[]): string =>
  inlinesOf(nodes)
    .map((node) => (node.kind === 'text' ? node.text : node.kind === 'break' ? '\n' : ''))
    .join('')

const mrkdwn = (source: string): readonly Inline[] =>
  parseMrkdwn(source).flatMap((block) => block.inlines)

const markdownInlines = (blocks: readonly MarkdownBlock[]): readonly Inline[] =>
  blocks.flatMap((block): readonly Inline[] => {
    switch (block.kind) {
      case 'quote':
        return markdownInlines(block.blocks)
      case 'list':
        return block.items.flatMap((item) => markdownInlines(item.blocks))
      case 'table':
        return block.rows.flat(2)
      case 'rule':
        return []
      default:
        return block.inlines
    }
  })

const markdown = (source: string): readonly Inline[] => markdownInlines(parseMarkdown(source))

const mentionsIn = (nodes: readonly Inline[]): readonly string[] =>
  inlinesOf(nodes).flatMap((node) => (node.kind === 'mention' ? [node.token] : []))

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const carriers = [
  ['mrkdwn', mrkdwn],
  ['markdown', markdown],
] as const

describe.each(carriers)('mentions in %s', (_, parse) => {
  it.each([
    ['<!channel>', '!channel'],
    ['hi <!here>, look', '!here'],
    ['<!everyone|everyone>', '!everyone'],
    ['<@U0MAYA0001>', '@U0MAYA0001'],
    ['<@U0MAYA0001|maya>', '@U0MAYA0001'],
    ['<!subteam^S012AB|@backend>', '!subteam^S012AB'],
    ['*<!channel>*', '!channel'],
    ['> quoted <!channel>', '!channel'],
    ['`<!channel>` in code', '!channel'],
    ['```\n<!channel>\n```', '!channel'],
    ['- a list with <!here>', '!here'],
  ])('finds the one in %j', (source, token) => {
    expect(mentionsIn(parse(source))).toEqual([token])
  })

  it.each(['&lt;!channel&gt;', '&amp;lt;!channel&amp;gt;', '@channel', '<! channel>', '<@maya>'])(
    'finds none in %j',
    (source) => {
      expect(mentionsIn(parse(source))).toEqual([])
    },
  )

  it.each([
    '*a ',
    '**a ',
    '_',
    '`a',
    '[`a`',
    '[',
    '<',
    '<!here',
    '> ',
    '- ',
    '1. ',
    '|',
    '(',
    '\\',
  ])('comes to an end with 40,000 characters of %j', (part) => {
    const source = part.repeat(40_000 / part.length)
    expect(wordsOf(parse(source)).length).toBeLessThanOrEqual(source.length)
  })

  it('finds none in any escaped text', () => {
    const tokens = fc.constantFrom('<!channel>', '<@U0MAYA0001>', '<!here|x>', '&', '`', '*', '\n')
    const text = fc.array(fc.oneof(tokens, fc.string())).map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, (source) => {
        expect(mentionsIn(parse(escape(source)))).toEqual([])
      }),
    )
  })
})

describe('mrkdwn', () => {
  it('shows escaped characters as they were typed, decoded once', () => {
    expect(wordsOf(mrkdwn('a &lt;b&gt; &amp;amp; c'))).toBe('a <b> &amp; c')
  })

  it('keeps markers inside words', () => {
    expect(wordsOf(mrkdwn('snake_case_name and 2*3*4'))).toBe('snake_case_name and 2*3*4')
  })

  it('nests styles', () => {
    expect(mrkdwn('*bold _both_*')).toEqual([
      {
        kind: 'style',
        style: 'bold',
        children: [
          { kind: 'text', text: 'bold ' },
          { kind: 'style', style: 'italic', children: [{ kind: 'text', text: 'both' }] },
        ],
      },
    ])
  })

  it('has no styles in code', () => {
    expect(wordsOf(mrkdwn('`a *b* &lt;c&gt;`'))).toBe('a *b* <c>')
  })

  it('leaves a fence that is never closed as text', () => {
    expect(wordsOf(mrkdwn('see ```no end'))).toBe('see ```no end')
  })

  it('links bare addresses without the full stop behind them, unless it is verbatim', () => {
    const source = 'see https://example.com/a_b.'
    expect(mrkdwn(source)[1]).toMatchObject({ kind: 'link', href: 'https://example.com/a_b' })
    expect(parseMrkdwn(source, true)[0]?.inlines).toEqual([{ kind: 'text', text: source }])
  })

  it('makes no link of a scheme that a browser would run', () => {
    expect(inlinesOf(mrkdwn('<javascript:alert(1)|click>')).map((node) => node.kind)).toEqual([
      'text',
    ])
  })
})

describe('markdown', () => {
  it('reads the blocks that Slack supports', () => {
    const source = [
      '## Title',
      '',
      'one',
      'paragraph',
      '',
      '1. first',
      '   - nested',
      '2. second',
      '',
      '- [x] done',
      '',
      '| a | b |',
      '|---|---|',
      '| `x \\| y` | 2 |',
      '',
      '~~~',
      '**raw**',
      '~~~',
      '---',
      '> quote',
    ].join('\n')
    const blocks = parseMarkdown(source)
    expect(blocks.map((block) => block.kind)).toEqual([
      'heading',
      'paragraph',
      'list',
      'list',
      'table',
      'pre',
      'rule',
      'quote',
    ])
    expect(blocks[2]).toMatchObject({
      ordered: true,
      start: 1,
      items: [{ blocks: [{ kind: 'paragraph' }, { kind: 'list', ordered: false }] }, {}],
    })
    expect(blocks[3]).toMatchObject({ items: [{ checked: true }] })
    expect(blocks[4]).toMatchObject({ rows: [{ length: 2 }, { length: 2 }] })
  })

  it('reads bold within italic and the other way round', () => {
    expect(wordsOf(markdown('*a **b** c* and **d *e* f**'))).toBe('a b c and d e f')
    expect(wordsOf(markdown('**a *b*** and *a **b*** and ***c***'))).toBe('a b and a b and c')
  })

  it('takes a backslash before punctuation away and shows what stands behind it', () => {
    expect(markdown(String.raw`\*not italic\* \<!here>`)).toEqual([
      { kind: 'text', text: '*not italic* <!here>' },
    ])
  })

  it('gives a link with a dangerous scheme no address', () => {
    expect(
      inlinesOf(markdown('[x](javascript:alert%281%29)')).some((node) => node.kind === 'link'),
    ).toBe(false)
  })
})
