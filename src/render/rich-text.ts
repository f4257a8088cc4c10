/** Sentences of a verdict as Slack's rich text, in which nothing that a person typed can be live. */
import type {
  RichTextBlock,
  RichTextList,
  RichTextQuote,
  RichTextSection,
  RichTextText,
} from '@slack/types'
import { displayable } from './escape.ts'

/** Plain text in which `code spans` are the only markup. An empty text gives no elements. */
export function inline(sentence: string): RichTextText[] {
  return displayable(sentence)
    .split(/(`[^`\n]+`)/u)
    .filter((run) => run !== '')
    .map((run) =>
      /^`[^`\n]+`$/u.test(run)
        ? { type: 'text', text: run.slice(1, -1), style: { code: true } }
        : { type: 'text', text: run },
    )
}

export function bold(text: string): RichTextText {
  return { type: 'text', text: displayable(text) || ' ', style: { bold: true } }
}

export function richSection(elements: readonly RichTextText[]): RichTextSection {
  return { type: 'rich_text_section', elements: [...elements] }
}

/** Someone's words, kept as they are: no code spans are read into them. */
export function quote(words: string): RichTextQuote {
  return { type: 'rich_text_quote', elements: [{ type: 'text', text: displayable(words) || ' ' }] }
}

export function richList(
  items: readonly (readonly RichTextText[])[],
  ordered: boolean,
  offset = 0,
): RichTextList {
  return {
    type: 'rich_text_list',
    style: ordered ? 'ordered' : 'bullet',
    elements: items.map(richSection),
    ...(offset > 0 ? { offset } : {}),
  }
}

export function richText(...elements: RichTextBlock['elements']): RichTextBlock {
  return { type: 'rich_text', elements }
}

/** Words of a rich text block, for counting and for the spoken fallback. */
export function wordsOf(block: RichTextBlock): string {
  return block.elements.map((element) => element.elements.map(wordsOfElement).join('')).join('\n')
}

function wordsOfElement(element: RichTextBlock['elements'][number]['elements'][number]): string {
  if (element.type === 'rich_text_section') return `${element.elements.map(textOf).join('')}\n`
  return textOf(element)
}

function textOf(element: { readonly type: string }): string {
  return 'text' in element && typeof element.text === 'string' ? element.text : ''
}
