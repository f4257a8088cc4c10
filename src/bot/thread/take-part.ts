/** Who may take part under a packet, and how they are told something there. */
import type { WebClient } from '@slack/web-api'
import type { Actor } from '../../flows/flows.ts'
import { mrkdwnCode } from '../../render/escape.ts'
import { renderNote } from '../../render/notes.ts'
import type { MessagePayload } from '../../render/pack.ts'
import type { PacketRecord } from '../../store/port.ts'
import type { BotContext } from '../context.ts'

/** Where a person acted: who signed, and the channel they were seen in. */
export interface Seen {
  readonly actor: Actor
  readonly channelId: string | undefined
  /** The channel is the packet's own as it is stored, not one that Slack signed: it proves nothing about the person. */
  readonly isChannelStored?: true
  /** Thread in which they look; undefined for the channel itself. */
  readonly threadTs: string | undefined
  /** The bot's message that was pressed; absent where nothing was. */
  readonly messageTs?: string
}

/** The packet for a full member who can see it; null after everybody else was told why not. */
export async function packetToChange(
  context: BotContext,
  seen: Seen,
  packetId: string,
): Promise<PacketRecord | null> {
  const isStored = seen.isChannelStored === true
  const viewer = await context.viewers.viewerOf(seen.actor, isStored ? undefined : seen.channelId)
  if (!viewer.isFullMember) {
    if (!isStored) await tell(context.client, seen, renderNote(strangerText))
    return null
  }
  const packet = await context.flows.showPacket(viewer, packetId)
  // Into a channel that the person may have left nothing can be told.
  if (packet === null && !isStored) await tell(context.client, seen, renderNote(goneText))
  return packet
}

export const goneText =
  'This packet is not there any more, or it is in a channel that you are not in.'

const strangerText =
  'You can read this packet, but only full members of this workspace can change, accept or object: guests and people of other organisations cannot. Ask one of them to say it for you. If you are one, Slack did not tell me so just now: try again in a minute.'

/** Only this person sees it, where they look; nothing when Slack does not let us. */
export async function tell(client: WebClient, seen: Seen, note: MessagePayload): Promise<void> {
  if (seen.channelId === undefined) return
  await client.chat.postEphemeral({
    channel: seen.channelId,
    user: seen.actor.userId,
    ...(seen.threadTs === undefined ? {} : { thread_ts: seen.threadTs }),
    ...note,
  })
}

export const threadOf = ({ threadTs, cardTs }: PacketRecord): string | undefined =>
  threadTs ?? cardTs ?? undefined

/** `the current revision` as a link to the card, where Slack gives one. */
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
