import type { ModalView, PlainTextOption } from '@slack/types'
import { escapeMrkdwn } from './escape.ts'
import { viewIds } from './ids.ts'
import { renderNote } from './notes.ts'

export const exportFields = { format: 'format', place: 'place' } as const

/** How and where to export a packet. `id` is opaque and proves nothing: access is checked again when the form is sent. */
export function renderExportModal(packet: {
  readonly id: string
  readonly title: string
}): ModalView {
  const [markdown, json] = [option('md', 'Markdown, for people'), option('json', 'JSON, to verify')]
  const [direct, thread] = [
    option('direct', 'My direct message with the bot'),
    option('thread', "The packet's own thread"),
  ]
  return {
    type: 'modal',
    callback_id: viewIds.packetExport,
    private_metadata: packet.id,
    title: plain('Export a packet'),
    submit: plain('Export'),
    close: plain('Cancel'),
    blocks: [
      ...renderNote(`*${escapeMrkdwn(packet.title)}*`).blocks,
      choice(exportFields.format, 'As', [markdown, json], markdown),
      choice(exportFields.place, 'Into', [direct, thread], direct),
    ],
  }
}

function choice(
  id: string,
  label: string,
  options: readonly PlainTextOption[],
  initial: PlainTextOption,
) {
  return {
    type: 'input' as const,
    block_id: id,
    label: plain(label),
    element: {
      type: 'radio_buttons' as const,
      action_id: 'value',
      options: [...options],
      initial_option: initial,
    },
  }
}

function option(value: string, label: string): PlainTextOption {
  return { text: plain(label), value }
}

function plain(text: string) {
  return { type: 'plain_text' as const, text, emoji: false }
}
