import { describe, expect, test } from 'vitest'
import { checkBlockList, checkMessageBlocks } from '../../src/workspace/blocks/check-blocks.ts'
import { checkView } from '../../src/workspace/blocks/check-view.ts'
import { absentBlocks, blocks } from '../../src/workspace/blocks/layout.ts'
import type { JsonObject } from '../../src/workspace/state/json.ts'
import { channels } from '../../src/workspace/state/seed.ts'
import { openWorkspace, webClient } from './support.ts'

const plain = (text: string) => ({ type: 'plain_text', text })
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })
const section = (length = 1) => ({ type: 'section', text: mrkdwn('x'.repeat(length)) })
const button = (extra: JsonObject = {}) => ({ type: 'button', text: plain('Go'), ...extra })
const actions = (...elements: JsonObject[]) => ({ type: 'actions', elements })
const option = (value = 'v', text = 'Option') => ({ text: plain(text), value })
const select = (extra: JsonObject = {}) => ({
  type: 'static_select',
  options: [option()],
  ...extra,
})
const input = (element: JsonObject, extra: JsonObject = {}) => ({
  type: 'input',
  label: plain('Label'),
  element,
  ...extra,
})
const inputField = (extra: JsonObject = {}) => ({ type: 'plain_text_input', ...extra })
const table = (...rows: JsonObject[][]) => ({ type: 'table', rows })
const cell = (text = 'x') => ({ type: 'raw_text', text })
const many = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index))

type Row = readonly [what: string, accepted: JsonObject, nearestMiss: JsonObject, pointer: string]

/** Each row: what Slack takes, and the nearest thing that it does not, with the place it points at. */
const inMessages: readonly Row[] = [
  ['section text of 3,000 characters', section(3000), section(3001), '/blocks/0/text/text'],
  [
    'characters counted as code points',
    { type: 'section', text: mrkdwn('😀'.repeat(3000)) },
    section(3001),
    '/blocks/0/text/text',
  ],
  ['a text of at least one character', section(1), section(0), '/blocks/0/text/text'],
  [
    'a section with text or fields',
    { type: 'section', fields: [mrkdwn('x')] },
    { type: 'section' },
    '/blocks/0',
  ],
  [
    '10 fields',
    { type: 'section', fields: many(10, () => mrkdwn('x')) },
    { type: 'section', fields: many(11, () => mrkdwn('x')) },
    '/blocks/0/fields',
  ],
  [
    '2,000 characters a field',
    { type: 'section', fields: [mrkdwn('x'.repeat(2000))] },
    { type: 'section', fields: [mrkdwn('x'.repeat(2001))] },
    '/blocks/0/fields/0/text',
  ],
  [
    'expand on a section',
    { ...section(), expand: true },
    { ...section(), expand: 'yes' },
    '/blocks/0/expand',
  ],
  ['known fields only', section(), { ...section(), color: 'red' }, '/blocks/0'],
  [
    'emoji on plain text only',
    { type: 'header', text: { ...plain('x'), emoji: false } },
    { type: 'section', text: { ...mrkdwn('x'), emoji: false } },
    '/blocks/0/text',
  ],
  [
    'a header of 150 characters',
    { type: 'header', text: plain('x'.repeat(150)) },
    { type: 'header', text: plain('x'.repeat(151)) },
    '/blocks/0/text/text',
  ],
  [
    'a header in plain text',
    { type: 'header', text: plain('x') },
    { type: 'header', text: mrkdwn('x') },
    '/blocks/0/text/type',
  ],
  [
    '10 context elements',
    { type: 'context', elements: many(10, () => mrkdwn('x')) },
    { type: 'context', elements: many(11, () => mrkdwn('x')) },
    '/blocks/0/elements',
  ],
  [
    '25 buttons',
    actions(...many(25, () => button())),
    actions(...many(26, () => button())),
    '/blocks/0/elements',
  ],
  [
    'a button text of 75',
    actions(button({ text: plain('x'.repeat(75)) })),
    actions(button({ text: plain('x'.repeat(76)) })),
    '/blocks/0/elements/0/text/text',
  ],
  [
    'a button value of 2,000',
    actions(button({ value: 'x'.repeat(2000) })),
    actions(button({ value: 'x'.repeat(2001) })),
    '/blocks/0/elements/0/value',
  ],
  [
    'a button style',
    actions(button({ style: 'danger' })),
    actions(button({ style: 'default' })),
    '/blocks/0/elements/0/style',
  ],
  [
    'an http link',
    actions(button({ url: 'https://example.com' })),
    actions(button({ url: 'javascript:alert(1)' })),
    '/blocks/0/elements/0/url',
  ],
  [
    'an action_id of 255',
    actions(button({ action_id: 'x'.repeat(255) })),
    actions(button({ action_id: 'x'.repeat(256) })),
    '/blocks/0/elements/0/action_id',
  ],
  [
    'different action_ids',
    actions(button({ action_id: 'a' }), button({ action_id: 'b' })),
    actions(button({ action_id: 'a' }), button({ action_id: 'a' })),
    '/blocks/0/elements/1/action_id',
  ],
  [
    '100 options',
    actions(select({ options: many(100, (index) => option(`${index}`)) })),
    actions(select({ options: many(101, (index) => option(`${index}`)) })),
    '/blocks/0/elements/0/options',
  ],
  [
    'an option value of 150',
    actions(select({ options: [option('x'.repeat(150))] })),
    actions(select({ options: [option('x'.repeat(151))] })),
    '/blocks/0/elements/0/options/0/value',
  ],
  [
    'an option text of 75',
    actions(select({ options: [option('v', 'x'.repeat(75))] })),
    actions(select({ options: [option('v', 'x'.repeat(76))] })),
    '/blocks/0/elements/0/options/0/text/text',
  ],
  [
    'options or groups',
    actions({ type: 'static_select', option_groups: [{ label: plain('G'), options: [option()] }] }),
    actions(select({ option_groups: [{ label: plain('G'), options: [option()] }] })),
    '/blocks/0/elements/0',
  ],
  [
    'an initial option that is offered',
    actions(select({ initial_option: option() })),
    actions(select({ initial_option: option('other') })),
    '/blocks/0/elements/0',
  ],
  [
    '5 overflow options',
    actions({ type: 'overflow', options: many(5, (index) => option(`${index}`)) }),
    actions({ type: 'overflow', options: many(6, (index) => option(`${index}`)) }),
    '/blocks/0/elements/0/options',
  ],
  [
    '10 checkboxes',
    actions({ type: 'checkboxes', options: many(10, (index) => option(`${index}`)) }),
    actions({ type: 'checkboxes', options: many(11, (index) => option(`${index}`)) }),
    '/blocks/0/elements/0/options',
  ],
  [
    'a confirm title of 100',
    actions(
      button({
        confirm: {
          title: plain('x'.repeat(100)),
          text: plain('x'),
          confirm: plain('x'),
          deny: plain('x'),
        },
      }),
    ),
    actions(
      button({
        confirm: {
          title: plain('x'.repeat(101)),
          text: plain('x'),
          confirm: plain('x'),
          deny: plain('x'),
        },
      }),
    ),
    '/blocks/0/elements/0/confirm/title/text',
  ],
  [
    'a table of 100 rows',
    table(...many(100, () => [cell()])),
    table(...many(101, () => [cell()])),
    '/blocks/0/rows',
  ],
  [
    'a table of 20 columns',
    table(many(20, () => cell())),
    table(many(21, () => cell())),
    '/blocks/0/rows/0',
  ],
  [
    'table cells with at least a space',
    table([cell(' ')]),
    table([cell('')]),
    '/blocks/0/rows/0/0/text',
  ],
  [
    '10,000 characters of table',
    table(...many(10, () => [cell('x'.repeat(1000))])),
    table(...many(10, () => [cell('x'.repeat(1001))])),
    '/blocks/0/rows',
  ],
  [
    'a picture with words for it',
    { type: 'image', image_url: 'https://example.com/x.png', alt_text: 'x' },
    { type: 'image', image_url: 'https://example.com/x.png' },
    '/blocks/0',
  ],
  [
    'rich text with literal text',
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [{ type: 'text', text: 'x', style: { bold: true } }],
        },
      ],
    },
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }],
    },
    '/blocks/0/elements/0/elements/0/text',
  ],
  [
    'a rich list indented 8 deep',
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_list',
          style: 'bullet',
          indent: 8,
          elements: [{ type: 'rich_text_section', elements: [] }],
        },
      ],
    },
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_list',
          style: 'bullet',
          indent: 9,
          elements: [{ type: 'rich_text_section', elements: [] }],
        },
      ],
    },
    '/blocks/0/elements/0/indent',
  ],
  [
    'markdown of 12,000 characters',
    { type: 'markdown', text: 'x'.repeat(12_000) },
    { type: 'markdown', text: 'x'.repeat(12_001) },
    '/blocks/0/text',
  ],
  [
    'feedback buttons in their own block',
    {
      type: 'context_actions',
      elements: [{ type: 'icon_button', icon: 'trash', text: plain('x') }],
    },
    actions({ type: 'icon_button', icon: 'trash', text: plain('x') }),
    '/blocks/0/elements/0/type',
  ],
  [
    'an input of plain text',
    input(inputField()),
    input({ type: 'number_input', is_decimal_allowed: false }),
    '/blocks/0/element/type',
  ],
  [
    'a block_id of 255',
    { ...section(), block_id: 'x'.repeat(255) },
    { ...section(), block_id: 'x'.repeat(256) },
    '/blocks/0/block_id',
  ],
]

describe('blocks in a message', () => {
  test.each(inMessages)(
    '%s: taken, and its nearest miss refused',
    (_what, accepted, miss, pointer) => {
      expect(checkMessageBlocks([accepted])).toEqual({ ok: true })
      const verdict = checkMessageBlocks([miss])
      expect(verdict).toMatchObject({ ok: false, error: 'invalid_blocks' })
      expect(verdict.ok ? [] : verdict.problems.map((problem) => problem.pointer)).toContain(
        pointer,
      )
    },
  )

  test('at most 50, with different block ids', () => {
    expect(checkMessageBlocks(many(50, () => section()))).toEqual({ ok: true })
    expect(checkMessageBlocks(many(51, () => section()))).toMatchObject({
      problems: [{ pointer: '/blocks', message: 'no more than 50 items allowed' }],
    })
    const twice = [
      { ...section(), block_id: 'a' },
      { ...section(), block_id: 'a' },
    ]
    expect(checkMessageBlocks(twice)).toMatchObject({
      problems: [{ pointer: '/blocks/1/block_id' }],
    })
  })

  test('12,000 characters of text over all of them', () => {
    expect(checkMessageBlocks(many(4, () => section(3000)))).toEqual({ ok: true })
    const tooLong = [...many(4, () => section(3000)), section(1)]
    expect(checkMessageBlocks(tooLong)).toMatchObject({ error: 'msg_blocks_too_long' })
  })

  test('one table', () => {
    expect(checkMessageBlocks([table([cell()]), section()])).toEqual({ ok: true })
    expect(checkMessageBlocks([table([cell()]), table([cell()])])).toMatchObject({
      error: 'invalid_attachments',
      problems: [{ message: 'only_one_table_allowed' }],
    })
  })

  test.each(absentBlocks)('%s is refused, because nothing here shows it', (type) => {
    expect(checkMessageBlocks([{ type }])).toMatchObject({
      problems: [{ pointer: '/blocks/0/type' }],
    })
    expect(blocks.map((block) => block.type)).not.toContain(type)
  })

  test('the answer points at every fault', async () => {
    const { workspace } = await openWorkspace()
    const blocks = [section(3001), { type: 'sparkle' }]
    const call = webClient(workspace).apiCall('chat.postMessage', {
      channel: channels.backend,
      text: 'x',
      blocks,
    })
    await expect(call).rejects.toMatchObject({
      data: {
        error: 'invalid_blocks',
        response_metadata: {
          messages: [
            '[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
            '[ERROR] unsupported type: sparkle on message [json-pointer:/blocks/1/type]',
          ],
        },
      },
    })
    expect(workspace.see.messages(channels.backend)).toEqual([])
  })
})

describe('surfaces', () => {
  test.each([
    ['alert', { type: 'alert', text: plain('x') }, ['modal']],
    ['markdown', { type: 'markdown', text: 'x' }, ['message']],
    ['table', table([cell()]), ['message']],
    [
      'context_actions',
      {
        type: 'context_actions',
        elements: [{ type: 'icon_button', icon: 'trash', text: plain('x') }],
      },
      ['message'],
    ],
    ['number input', input({ type: 'number_input', is_decimal_allowed: true }), ['modal']],
    ['rich text input', input({ type: 'rich_text_input', action_id: 'a' }), ['modal', 'home']],
    ['date and time picker', actions({ type: 'datetimepicker' }), ['message', 'modal']],
    ['section', section(), ['message', 'modal', 'home']],
  ])('%s is taken only where Slack shows it', (_type, block, surfaces) => {
    const taken = (['message', 'modal', 'home'] as const).filter(
      (surface) => checkBlockList([block], surface, '').length === 0,
    )
    expect(taken).toEqual(surfaces)
  })
})

const modal = (extra: JsonObject = {}): JsonObject => ({
  type: 'modal',
  title: plain('Title'),
  submit: plain('Post'),
  blocks: [section()],
  ...extra,
})

describe('views', () => {
  test.each([
    [
      'a title of 24',
      modal({ title: plain('x'.repeat(24)) }),
      modal({ title: plain('x'.repeat(25)) }),
      '/view/title/text',
    ],
    [
      'a submit of 24',
      modal({ submit: plain('x'.repeat(24)) }),
      modal({ submit: plain('x'.repeat(25)) }),
      '/view/submit/text',
    ],
    [
      'a close of 24',
      modal({ close: plain('x'.repeat(24)) }),
      modal({ close: plain('x'.repeat(25)) }),
      '/view/close/text',
    ],
    [
      '3,000 private characters',
      modal({ private_metadata: 'x'.repeat(3000) }),
      modal({ private_metadata: 'x'.repeat(3001) }),
      '/view/private_metadata',
    ],
    [
      'a callback_id of 255',
      modal({ callback_id: 'x'.repeat(255) }),
      modal({ callback_id: 'x'.repeat(256) }),
      '/view/callback_id',
    ],
    [
      '100 blocks',
      modal({ blocks: many(100, () => section()) }),
      modal({ blocks: many(101, () => section()) }),
      '/view/blocks',
    ],
    [
      'a submit where something is asked',
      modal({ blocks: [input(inputField())] }),
      { type: 'modal', title: plain('T'), blocks: [input(inputField())] },
      '/view',
    ],
    [
      'one focus',
      modal({ blocks: [input(inputField({ focus_on_load: true }))] }),
      modal({
        blocks: [
          input(inputField({ focus_on_load: true })),
          input(inputField({ focus_on_load: true })),
        ],
      }),
      '/view/blocks',
    ],
    [
      'text within its own bounds',
      modal({ blocks: [input(inputField({ max_length: 3, initial_value: 'abc' }))] }),
      modal({ blocks: [input(inputField({ max_length: 3, initial_value: 'abcd' }))] }),
      '/view/blocks/0/element/initial_value',
    ],
  ])('%s: taken, and its nearest miss refused', (_what, accepted, miss, pointer) => {
    expect(checkView(accepted, 'modal')).toEqual({ ok: true })
    const verdict = checkView(miss, 'modal')
    expect(verdict).toMatchObject({ ok: false, error: 'invalid_arguments' })
    expect(verdict.ok ? [] : verdict.problems.map((problem) => problem.pointer)).toContain(pointer)
  })

  test('a Home has no buttons of its own', () => {
    expect(checkView({ type: 'home', blocks: [section()] }, 'home')).toEqual({ ok: true })
    expect(
      checkView({ type: 'home', blocks: [section()], submit: plain('x') }, 'home'),
    ).toMatchObject({ ok: false })
    expect(checkView({ type: 'home', blocks: [section()] }, 'modal')).toMatchObject({ ok: false })
  })

  test('250 KB are the end of a view', () => {
    const blocks = many(100, () => section(3000))
    expect(checkView(modal({ blocks }), 'modal')).toMatchObject({ error: 'view_too_large' })
    expect(checkView(modal({ blocks: blocks.slice(0, 80) }), 'modal')).toEqual({ ok: true })
  })
})
