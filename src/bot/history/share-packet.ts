import type { WebClient } from '@slack/web-api'
import type { Actor } from '../../flows/flows.ts'
import { summaryBlocks, titleOf } from '../../render/card.ts'
import { escapeMrkdwn } from '../../render/escape.ts'
import { renderNote } from '../../render/notes.ts'
import type { PacketRecord } from '../../store/port.ts'
import { linkTo, viewOf } from '../answers.ts'
import { postMessage } from '../slack/clients.ts'
import type { BotContext } from '../context.ts'
import { checkPlace, placeProblems } from '../people/place.ts'

export type ShareCheck =
  | { readonly ok: true; readonly packet: PacketRecord }
  | { readonly ok: false; readonly why: string }

/**
 * Whether this person may show this packet in this channel: they see the packet now, they and the bot are in the channel,
 * and a packet of a private place stays in its place.
 */
export async function checkShare(
  context: BotContext,
  actor: Actor,
  packetId: string,
  channelId: string,
): Promise<ShareCheck> {
  const viewer = await context.viewers.viewerOf(actor)
  const packet = await context.flows.showPacket(viewer, packetId)
  if (packet === null) return refused('This packet is not there any more, or you may not see it.')
  if (packet.channelKind !== 'public' && packet.channelId !== channelId)
    return refused(
      'This packet lives in a private place and stays there. Invite people to its channel.',
    )
  const place = await checkPlace(context, actor, channelId)
  if (!place.ok) return refused(placeProblems[place.reason])
  if (!viewer.memberOf.includes(channelId)) return refused(placeProblems['not-yours'])
  return { ok: true, packet }
}

/** Gives what to tell the person who shared. */
export async function postShared(
  client: WebClient,
  actor: Actor,
  packet: PacketRecord,
  channelId: string,
): Promise<string> {
  const title = titleOf(packet.revision.verdict)
  const link = await linkTo(client, packet)
  try {
    await postMessage(client, {
      channel: channelId,
      text: `${escapeMrkdwn(title)} (${escapeMrkdwn(packet.name)})`,
      blocks: [
        ...renderNote(`<@${actor.userId}> shares a packet. ${link}`).blocks,
        ...summaryBlocks(viewOf(packet)),
      ],
      unfurl_links: false,
      unfurl_media: false,
    })
    return `Shared to <#${channelId}>.`
  } catch {
    // Whether it arrived is unknown, so it is not repeated; the person can see the channel.
    return `Slack did not confirm the message. Look into <#${channelId}> before you share it again.`
  }
}

function refused(why: string): ShareCheck {
  return { ok: false, why }
}
