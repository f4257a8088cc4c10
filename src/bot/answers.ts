/** What the bot says to one person, put together from what the flows know. */
import type { WebClient } from '@slack/web-api'
import { summaryBlocks, titleOf } from '../render/card.ts'
import type { PacketView } from '../render/card.ts'
import { escapeMrkdwn, mrkdwnCode } from '../render/escape.ts'
import { actionIds } from '../render/ids.ts'
import { labelWords } from '../render/labels.ts'
import { noteButton, renderNote } from '../render/notes.ts'
import type { PacketLine } from '../render/notes.ts'
import type { MessagePayload } from '../render/pack.ts'
import type { PacketRecord, Store, Viewer } from '../store/port.ts'
import { deliveryButtons, refusedText, unknownText } from './delivery/authors.ts'

export function viewOf(packet: PacketRecord): PacketView {
  return {
    id: packet.id,
    name: packet.name,
    revision: packet.revision.number,
    authorId: packet.authorId,
    requestText: packet.requestText,
    verdict: packet.revision.verdict,
  }
}

export function lineOf(packet: PacketRecord): PacketLine {
  return {
    id: packet.id,
    name: packet.name,
    title: packet.revision.verdict.framing.title,
    kind: labelWords[packet.revision.verdict.classification.primary],
    authorId: packet.authorId,
    channelId: packet.channelId,
    createdAt: packet.createdAt,
    isAccepted: packet.acceptedRevision === packet.revision.number,
  }
}

/** The same answer whether a packet does not exist or may not be seen. */
export function notFound(name: string): MessagePayload {
  return renderNote(
    `There is no packet ${mrkdwnCode(name)} that you can see. \`/backend-test-packet history\` lists those that you can.`,
  )
}

/** A packet with a link to its card, and what still keeps it from being complete when its author asks. */
export async function packetAnswer(
  parts: { readonly client: WebClient; readonly store: Store },
  packet: PacketRecord,
  viewer: Viewer,
): Promise<MessagePayload> {
  const link = await linkTo(parts.client, packet)
  const stuck = packet.authorId === viewer.userId ? await stuckNote(parts.store, packet) : null
  return {
    text: `${escapeMrkdwn(titleOf(packet.revision.verdict))} (${escapeMrkdwn(packet.name)})`,
    blocks: [
      ...summaryBlocks(viewOf(packet)),
      ...renderNote(link).blocks,
      ...(stuck?.blocks ?? []),
      {
        type: 'actions',
        elements: [
          noteButton('Why?', actionIds.packetWhy, packet.id),
          noteButton('As Markdown', actionIds.packetMarkdown, packet.id),
          noteButton('Share to channel', actionIds.packetShare, packet.id),
          noteButton('Export', actionIds.packetExport, packet.id),
        ],
      },
    ],
  }
}

export async function linkTo(client: WebClient, packet: PacketRecord): Promise<string> {
  const name = mrkdwnCode(packet.name)
  if (packet.cardTs === null)
    return `Packet ${name} is still on its way into <#${packet.channelId}>.`
  try {
    const { permalink } = await client.chat.getPermalink({
      channel: packet.channelId,
      message_ts: packet.cardTs,
    })
    if (permalink !== undefined) return `Packet ${name}: <${permalink}|open it in its channel>`
  } catch {
    // The card was deleted or the bot was removed; the packet itself is still here.
  }
  return `Packet ${name} has no card in its channel any more.`
}

/** Null when every message arrived or is on its way. */
export async function stuckNote(
  store: Store,
  packet: PacketRecord,
): Promise<MessagePayload | null> {
  const stuck = (await store.deliveries(packet.id)).find(
    ({ state }) => state === 'unknown' || state === 'failed',
  )
  if (stuck === undefined) return null
  const text =
    stuck.state === 'failed'
      ? refusedText(packet, stuck.error ?? 'unknown')
      : unknownText(packet, stuck)
  return renderNote(text, deliveryButtons(stuck))
}
