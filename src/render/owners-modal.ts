/** Who owns what is handed over, and the channel it goes to. */
import type { InputBlock, ModalView } from '@slack/types'
import type { HouseRules } from '../engine/house-rules.ts'
import { routeOutIds } from '../engine/packet.ts'
import type { RouteOutId } from '../engine/packet.ts'
import { viewIds } from './ids.ts'
import { labelWords } from './labels.ts'
import { renderNote } from './notes.ts'

export const ownerFields = {
  fallback: 'hand-off-fallback',
  channel: (neighbour: RouteOutId) => `hand-off-${neighbour}`,
  name: (neighbour: RouteOutId) => `owner-${neighbour}`,
} as const

export function renderOwnersModal({ owners, handOffTo }: HouseRules): ModalView {
  return {
    type: 'modal',
    callback_id: viewIds.settingsOwners,
    title: plain('Owners'),
    submit: plain('See what changes'),
    close: plain('Back'),
    blocks: [
      ...renderNote(
        'Where each question goes that is not for the packet to decide. I have to be in the channel to post there. A user group has no conversation of its own: choose the channel in which it reads.',
      ).blocks,
      ...routeOutIds.flatMap((neighbour) => [
        channelField(
          ownerFields.channel(neighbour),
          `Channel for ${labelWords[neighbour]}`,
          handOffTo.channels[neighbour] ?? null,
        ),
        nameField(neighbour, owners[neighbour] ?? null),
      ]),
      channelField(
        ownerFields.fallback,
        'Channel for everything without a channel above',
        handOffTo.fallback,
      ),
    ],
  }
}

function channelField(id: string, label: string, chosen: string | null): InputBlock {
  return {
    type: 'input',
    block_id: id,
    optional: true,
    label: plain(label),
    element: {
      type: 'conversations_select',
      action_id: 'value',
      filter: { include: ['public', 'private'], exclude_bot_users: true },
      ...(chosen === null ? {} : { initial_conversation: chosen }),
    },
  }
}

function nameField(neighbour: RouteOutId, name: string | null): InputBlock {
  return {
    type: 'input',
    block_id: ownerFields.name(neighbour),
    optional: true,
    label: plain(`Name of who owns ${labelWords[neighbour]}`),
    hint: plain('As packets say it. Empty: the name of a public channel above.'),
    element: {
      type: 'plain_text_input',
      action_id: 'value',
      max_length: 90,
      ...(name === null ? {} : { initial_value: name }),
    },
  }
}

function plain(text: string) {
  return { type: 'plain_text' as const, text, emoji: false }
}
