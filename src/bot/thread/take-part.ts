/** Who may take part under a packet, and how they are told something there. */
import type { WebClient } from '@slack/web-api'
import type { Actor } from '../../flows/flows.ts'
import { mrkdwnCode } from '../../render/escape.ts'
import { renderNote } from '../../render/notes.ts'
import type { MessagePayload } from '../../render/pack.ts'
import type { PacketRecord } from '../../store/port.ts'
import type { BotContext } from '../context.ts'
import { goneText } from '../packet-modal.ts'

/** Where a person acted: who signed, and the channel that Slack signed with them. */
export interface Seen {
  readonly actor: Actor
  /** Undefined in a dialog, which is in no channel. */
  readonly channelId: string | undefined
  /** Thread in which they look; undefined for the channel itself. */
  readonly threadTs: string | undefined
}

export type Admission = { readonly packet: PacketRecord } | { readonly refusal: string }

/** The packet for a full member who can see it; everybody else gets the reason in mrkdwn. */
export async function admit(
  context: BotContext,
  { actor, channelId }: Pick<Seen, 'actor' | 'channelId'>,
  packetId: string,
): Promise<Admission> {
  const viewer = await context.viewers.viewerOf(actor, channelId)
  if (!viewer.isFullMember) return { refusal: strangerText }
  const packet = await context.flows.showPacket(viewer, packetId)
  return packet === null ? { refusal: goneText } : { packet }
}

/** The same where somebody acted in a channel: null after they were told there why not. */
export async function packetToChange(
  context: BotContext,
  seen: Seen,
  packetId: string,
): Promise<PacketRecord | null> {
  const admission = await admit(context, seen, packetId)
  if ('packet' in admission) return admission.packet
  await tell(context.client, seen, renderNote(admission.refusal))
  return null
}

const strangerText =
  'You can read this packet, but only full members of this workspace can change, accept or object: guests and people of other organisations cannot. Ask one of them to say it for you. If you are one, Slack did not tell me so just now: try again in a minute.'

/** Only this person sees it, where they look; nothing where they are in no channel. */
export async function tell(client: WebClient, seen: Seen, note: MessagePayload): Promise<void> {
  if (seen.channelId === undefined) return
  await client.chat.postEphemeral({
    channel: seen.channelId,
    user: seen.actor.userId,
    ...(seen.threadTs === undefined ? {} : { thread_ts: seen.threadTs }),
    ...note,
  })
}

/** `revision 3 of calm-otter-27` as a link to the card, where Slack gives one. */
export async function currentLink(client: WebClient, packet: PacketRecord): Promise<string> {
  const words = `revision ${packet.revision.number} of ${mrkdwnCode(packet.name)}`
  if (packet.cardTs === null) return words
  try {
    const { permalink } = await client.chat.getPermalink({
      channel: packet.channelId,
      message_ts: packet.cardTs,
    })
    return permalink === undefined ? words : `<${permalink}|${words}>`
  } catch {
    // The card was deleted; its words still say which revision is meant.
    return words
  }
}
