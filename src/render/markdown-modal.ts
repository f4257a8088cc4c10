import type { ModalView, RichTextBlock } from '@slack/types'
import type { Verdict } from '../engine/packet.ts'
import { viewIds } from './ids.ts'
import { blockCharacters } from './limits.ts'
import { renderMarkdown } from './markdown.ts'
import { splitText } from './split.ts'

/** The packet as Markdown to copy from, in preformatted blocks. */
export function renderMarkdownModal(verdict: Verdict): ModalView {
  return {
    type: 'modal',
    callback_id: viewIds.packetMarkdown,
    title: { type: 'plain_text', text: 'As Markdown', emoji: false },
    close: { type: 'plain_text', text: 'Close', emoji: false },
    blocks: splitText(renderMarkdown(verdict), blockCharacters).map(preformatted),
  }
}

function preformatted(text: string): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: text || ' ' }] }],
  }
}
