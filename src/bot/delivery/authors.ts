import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { mrkdwnCode } from '../../render/escape.ts'
import { actionIds } from '../../render/ids.ts'
import { labelWords } from '../../render/labels.ts'
import { noteButton, renderNote } from '../../render/notes.ts'
import type { MessagePayload } from '../../render/pack.ts'
import type { DeliveryRecord, HandOffRecord, PacketRecord, Store } from '../../store/port.ts'
import { postMessage } from '../slack/clients.ts'
import { botName } from '../people/place.ts'
import { shownBy } from './shown-by.ts'

/** Tells a packet's author what became of it, where only they see it. */
export interface Authors {
  tellRefused(packet: PacketRecord, delivery: DeliveryRecord, code: string): Promise<void>
  askUnknown(packet: PacketRecord, delivery: DeliveryRecord): Promise<void>
  /** Who handed something over that Slack did not take. */
  tellNotHandedOver(packet: PacketRecord, handOff: HandOffRecord, code: string): Promise<void>
}

export function createAuthors(client: WebClient, store: Store, logger: Logger): Authors {
  /** An ephemeral message where the packet is; a direct message when Slack refuses that. */
  const tell = async (
    packet: PacketRecord,
    note: MessagePayload,
    userId = packet.authorId,
  ): Promise<void> => {
    const threadTs = packet.threadTs ?? packet.cardTs
    try {
      await client.chat.postEphemeral({
        channel: packet.channelId,
        user: userId,
        ...note,
        ...(threadTs === null ? {} : { thread_ts: threadTs }),
      })
    } catch {
      try {
        const { channel } = await client.conversations.open({ users: userId })
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
    async askUnknown(packet, delivery) {
      const note = renderNote(unknownText(packet, delivery), deliveryButtons(delivery))
      await tell(packet, note, (await senderOf(store, delivery)) ?? packet.authorId)
    },
    tellNotHandedOver: (packet, handOff, code) =>
      tell(
        packet,
        renderNote(notHandedOverText(handOff, code), [
          noteButton('Send it elsewhere…', actionIds.handOffOpen, `${packet.id} ${handOff.to}`),
        ]),
        handOff.senderId,
      ),
  }
}

/** Who decides about a message that went elsewhere; null for the packet's own messages. */
export async function senderOf(
  store: Store,
  delivery: Pick<DeliveryRecord, 'id' | 'kind' | 'teamId'>,
): Promise<string | null> {
  if (delivery.kind !== 'hand-off') return null
  return (await store.findHandOff(delivery.teamId, shownBy(delivery)))?.senderId ?? null
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
    'hand-off': `what was handed over to <#${delivery.channelId}>`,
    'hand-off-update': 'what became of it',
    refusal: 'the note that the owner declined',
  }[delivery.kind]
  const name = mrkdwnCode(packet.name)
  if (delivery.kind === 'hand-off')
    return `Slack did not say whether ${what} (packet ${name}) arrived. Look there: any button on it tells me that it is there. If it is not, press *Post again*.`
  return delivery.kind === 'card'
    ? `Slack did not say whether ${what} of packet ${name} arrived. If you see the card, press *Why?* on it and I go on from there. If you do not see it, press *Post again*.`
    : `Slack did not say whether ${what} of packet ${name} arrived. Is it in the thread? Nothing is lost; I go on as soon as you tell me.`
}

export function refusedText(packet: PacketRecord, code: string): string {
  const name = mrkdwnCode(packet.name)
  return `Slack did not take packet ${name}: ${refusals[code] ?? `it answered ${mrkdwnCode(code)}. Press *Post again* to try once more.`} Nothing is lost.`
}

function notHandedOverText({ to, channelId }: HandOffRecord, code: string): string {
  return `What you handed over to ${labelWords[to]} did not reach <#${channelId}>: ${handOffRefusals[code] ?? `Slack answered ${mrkdwnCode(code)}.`} Nobody was asked, and nothing is lost.`
}

const handOffRefusals: Readonly<Record<string, string>> = {
  not_in_channel: `I am not in that channel. Somebody there can type \`/invite @${botName}\`.`,
  channel_not_found: `I am not in that channel, or it is gone. Somebody there can type \`/invite @${botName}\`.`,
  is_archived: 'the channel is archived.',
  restricted_action: 'only some people may post there.',
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
