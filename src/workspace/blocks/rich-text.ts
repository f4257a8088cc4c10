import { blockId } from './composition.ts'
import { among, byType, flag, httpUrl, list, object, text, whole } from './rule.ts'
import type { Rule } from './rule.ts'

const style = object({
  optional: { bold: flag, italic: flag, strike: flag, code: flag, underline: flag },
})
const id = text({ min: 1 })

const inline = byType(
  new Map<string, Rule>([
    [
      'text',
      object({ required: { type: among('text'), text: text({ min: 1 }) }, optional: { style } }),
    ],
    [
      'link',
      object({
        required: { type: among('link'), url: httpUrl() },
        optional: { text: text(), unsafe: flag, style },
      }),
    ],
    [
      'emoji',
      object({
        required: { type: among('emoji'), name: id },
        optional: { unicode: text(), style },
      }),
    ],
    ['user', object({ required: { type: among('user'), user_id: id }, optional: { style } })],
    [
      'usergroup',
      object({ required: { type: among('usergroup'), usergroup_id: id }, optional: { style } }),
    ],
    [
      'channel',
      object({ required: { type: among('channel'), channel_id: id }, optional: { style } }),
    ],
    [
      'broadcast',
      object({
        required: { type: among('broadcast'), range: among('here', 'channel', 'everyone') },
        optional: { style },
      }),
    ],
    [
      'date',
      object({
        required: { type: among('date'), timestamp: whole(0, 99_999_999_999), format: id },
        optional: { url: httpUrl(), fallback: text(), style },
      }),
    ],
    ['color', object({ required: { type: among('color'), value: id }, optional: { style } })],
  ]),
)

const inlines = list(inline, { max: 1000 })

const section = object({ required: { type: among('rich_text_section'), elements: inlines } })
const richTextParts = byType(
  new Map<string, Rule>([
    ['rich_text_section', section],
    [
      'rich_text_list',
      object({
        required: {
          type: among('rich_text_list'),
          style: among('bullet', 'ordered'),
          elements: list(section, { min: 1, max: 1000 }),
        },
        optional: { indent: whole(0, 8), offset: whole(0, 10_000), border: among(0, 1) },
      }),
    ],
    [
      'rich_text_quote',
      object({
        required: { type: among('rich_text_quote'), elements: inlines },
        optional: { border: among(0, 1) },
      }),
    ],
    [
      'rich_text_preformatted',
      object({
        required: { type: among('rich_text_preformatted'), elements: inlines },
        optional: { border: among(0, 1), language: id },
      }),
    ],
  ]),
)

export const richTextBlock: Rule = object({
  required: { type: among('rich_text'), elements: list(richTextParts, { min: 1, max: 1000 }) },
  optional: { block_id: blockId },
})
