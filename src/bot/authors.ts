import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { mrkdwnCode } from '../render/escape.ts'
import { actionIds } from '../render/ids.ts'
import { noteButton, renderNote } from '../render/notes.ts'
import type { MessagePayload } from '../render/pack.ts'
import type { DeliveryRecord, PacketRecord } from '../store/port.ts'
import { postMessage } from './clients.ts'
import { botName } from './place.ts'

/** Tells a packet's author what became of it, where only they see it. */
export interface Authors {
  tellRefused(packet: PacketRecord, delivery: DeliveryRecord, code: string): Promise<void>
  askUnknown(packet: PacketRecord, delivery: DeliveryRecord): Promise<void>
}

export function createAuthors(client: WebClient, logger: Logger): Authors {
  /** An ephemeral message where the packet is; a direct message when Slack refuses that. */
  const tell = async (packet: PacketRecord, note: MessagePayload): Promise<void> => {
    const threadTs = packet.threadTs ?? packet.cardTs
    try {
      await client.chat.postEphemeral({
        channel: packet.channelId,
        user: packet.authorId,
        ...note,
        ...(threadTs === null ? {} : { thread_ts: threadTs }),
      })
    } catch {
      try {
        const { channel } = await client.conversations.open({ users: packet.authorId })
        if (channel?.id === undefined) throw new TypeError('Slack opened no conversation')
        await postMessage(client, { channel: channel.id, ...note })
      } catch {
        // Home and *show* still offer the same buttons.
        logger.warn({ packetId: packet.id }, 'the author could not be told')
      }
    }
  }

  return {
    tellRefused: (packet, delivery, code) =>
      tell(packet, renderNote(refusedText(packet, code), deliveryButtons(delivery))),
    askUnknown: (packet, delivery) =>
      tell(packet, renderNote(unknownText(packet, delivery), deliveryButtons(delivery))),
  }
}

export function deliveryButtons(delivery: DeliveryRecord) {
  const value = `${delivery.packetId} ${delivery.id}`
  return [
    noteButton('Post again', actionIds.deliveryRepeat, value, 'primary'),
    noteButton(
      delivery.state === 'failed' ? 'Leave it out' : 'It is there',
      actionIds.deliverySkip,
      value,
    ),
  ]
}

export function unknownText(packet: PacketRecord, delivery: DeliveryRecord): string {
  const what = {
    card: 'the card',
    update: 'the card',
    part: `part ${delivery.position}`,
    change: `the note about revision ${delivery.revision}`,
    proposal: 'a proposal',
    conflict: 'a conflict to decide',
    note: 'a question or an objection',
    answer: 'an answer',
    redraw: 'a change',
  }[delivery.kind]
  const name = mrkdwnCode(packet.name)
  return delivery.kind === 'card'
    ? `Slack did not say whether ${what} of packet ${name} arrived. If you see the card, press *Why?* on it and I go on from there. If you do not see it, press *Post again*.`
    : `Slack did not say whether ${what} of packet ${name} arrived. Is it in the thread? Nothing is lost; I go on as soon as you tell me.`
}

export function refusedText(packet: PacketRecord, code: string): string {
  const name = mrkdwnCode(packet.name)
  return `Slack did not take packet ${name}: ${refusals[code] ?? `it answered ${mrkdwnCode(code)}. Press *Post again* to try once more.`} Nothing is lost.`
}

const invite = `I am not in that channel. Invite me there with \`/invite @${botName}\`, then press *Post again*.`
const refusals: Readonly<Record<string, string>> = {
  not_in_channel: invite,
  channel_not_found: invite,
  is_archived: 'the channel is archived. Unarchive it, then press *Post again*.',
  restricted_action:
    'only some people may post in that channel. Ask an admin, then press *Post again*.',
  thread_not_found: 'the thread is gone.',
}
