import type { ModalView } from '@slack/types'
import { escapeMrkdwn } from './escape.ts'
import { viewIds } from './ids.ts'
import { renderNote } from './notes.ts'

export const shareFields = { channel: 'channel' } as const

/** Where to share a packet to. `id` is opaque and proves nothing: access is checked again when the form is sent. */
export function renderShareModal(packet: {
  readonly id: string
  readonly title: string
}): ModalView {
  return {
    type: 'modal',
    callback_id: viewIds.packetShare,
    private_metadata: packet.id,
    title: { type: 'plain_text', text: 'Share a packet', emoji: false },
    submit: { type: 'plain_text', text: 'Share', emoji: false },
    close: { type: 'plain_text', text: 'Cancel', emoji: false },
    blocks: [
      ...renderNote(
        `*${escapeMrkdwn(packet.title)}*\nA summary and a link to its card go into the channel, in your name.`,
      ).blocks,
      {
        type: 'input',
        block_id: shareFields.channel,
        label: { type: 'plain_text', text: 'Channel', emoji: false },
        element: {
          type: 'conversations_select',
          action_id: 'value',
          filter: { include: ['public', 'private'], exclude_bot_users: true },
        },
      },
    ],
  }
}
