/** Short answers that only the acting person sees, and the lists and Home around them. */
import type { ActionsBlock, Button, KnownBlock, ModalView, SectionBlock } from '@slack/types'
import type { MessagePayload } from './pack.ts'
import { escapeMrkdwn } from './escape.ts'
import { shorten } from './split.ts'

/** A sentence in mrkdwn (people's words in it already escaped) and buttons below it. */
export function renderNote(mrkdwn: string, buttons: readonly Button[] = []): MessagePayload {
  const section: SectionBlock = {
    type: 'section',
    text: { type: 'mrkdwn', text: shorten(mrkdwn, 2900), verbatim: true },
    // Otherwise Slack folds a longer text behind "See more", such as the second half of the help.
    expand: true,
  }
  const actions: readonly ActionsBlock[] =
    buttons.length === 0 ? [] : [{ type: 'actions', elements: [...buttons] }]
  return { text: shorten(mrkdwn, 1000), blocks: [section, ...actions] }
}

/** A modal that only says something. */
export function renderNoticeModal(mrkdwn: string): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'Backend test packet', emoji: false },
    close: { type: 'plain_text', text: 'Close', emoji: false },
    blocks: renderNote(mrkdwn).blocks,
  }
}

export function noteButton(
  text: string,
  actionId: string,
  value: string,
  style?: 'primary' | 'danger',
): Button {
  return {
    type: 'button',
    text: { type: 'plain_text', text, emoji: false },
    action_id: actionId,
    value,
    ...(style === undefined ? {} : { style }),
  }
}

export const helpText = [
  '*Backend Test Packet* turns a backend change or worry into one concrete, explained test packet.',
  '• `/backend-test-packet` and what changed or worries you: opens the dialog, filled in with what I read',
  '• `/backend-test-packet` alone: the empty dialog, or your unsent draft',
  '• `/backend-test-packet history`: the packets that you may see; words and filters narrow them down: `history refunds kind:flake`',
  '• `/backend-test-packet show calm-otter-27`: one packet by its name',
  '• `/backend-test-packet help`: this text',
  'Under a packet, mention me and say what should change: I show what that would do, and it counts when somebody presses *Apply*.',
  'In a thread, where Slack runs no commands, use *Make a test packet* in the menu of a message: the packet goes into that thread.',
].join('\n')

export type MistypedVerb = 'help' | 'history' | 'show'

/** What a row of a list of packets shows. */
export interface PacketLine {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly kind: string
  readonly authorId: string
  readonly channelId: string
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  /** The revision that holds is accepted. */
  readonly isAccepted: boolean
}

export function packetLineBlock(line: PacketLine, showAction: string): KnownBlock {
  const seconds = Math.floor(line.createdAt / 1000)
  const day = new Date(line.createdAt).toISOString().slice(0, 10)
  const place = line.channelId.startsWith('D') ? 'direct message' : `<#${line.channelId}>`
  return {
    type: 'section',
    text: {
      type: 'mrkdwn',
      verbatim: true,
      text: [
        `*${escapeMrkdwn(line.name)}*  ${escapeMrkdwn(shorten(line.title, 150))}`,
        `${line.kind}${line.isAccepted ? ', accepted' : ''} · ${place} · by <@${line.authorId}> · <!date^${seconds}^{date_short_pretty}|${day}>`,
      ].join('\n'),
    },
    accessory: noteButton('Show', showAction, line.id),
  }
}
