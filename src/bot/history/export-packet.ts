import type { Actor } from '../../flows/flows.ts'
import { packetFileOf } from '../../flows/packet-export.ts'
import { renderCsv } from '../../render/csv.ts'
import { csvRowOf } from '../../render/csv-row.ts'
import { renderMarkdown } from '../../render/markdown.ts'
import type { PacketRecord, Viewer } from '../../store/port.ts'
import type { BotContext } from '../context.ts'
import { uploadFile } from './upload-file.ts'

export type ExportPlace = 'direct' | 'thread'

/** The packet as a file into its own thread or the person's direct message, never elsewhere. Gives what to tell them. */
export async function exportPacket(
  { client, logger }: BotContext,
  actor: Actor,
  packet: PacketRecord,
  format: 'md' | 'json',
  place: ExportPlace,
): Promise<string> {
  const content = format === 'md' ? renderMarkdown(packet.revision.verdict) : packetFileOf(packet)
  const threadTs = packet.threadTs ?? packet.cardTs
  if (place === 'thread' && threadTs === null) return 'The packet has no thread yet.'
  try {
    await uploadFile(client, {
      name: `${packet.name}-revision-${packet.revision.number}.${format}`,
      content,
      ...(place === 'thread'
        ? { channelId: packet.channelId, threadTs }
        : { channelId: await directOf(client, actor), threadTs: null }),
    })
  } catch (error) {
    logger.warn({ packet: packet.id, name: nameOf(error) }, 'an export was not taken')
    return 'Slack did not take the file. Is the bot still in that channel? Try again, or choose the other place.'
  }
  return place === 'thread' ? 'The file is in the thread.' : 'The file is in your direct message.'
}

/** What was found as CSV into the person's direct message. Gives what to tell them. */
export async function exportList(
  { client, flows, logger }: BotContext,
  actor: Actor,
  viewer: Viewer,
  text: string,
): Promise<string> {
  const { packets, isCut } = await flows.list(viewer, text)
  if (packets.length === 0) return 'There is nothing to export that you can see.'
  try {
    await uploadFile(client, {
      name: 'backend-test-packets.csv',
      content: renderCsv(packets.map(csvRowOf)),
      channelId: await directOf(client, actor),
      threadTs: null,
    })
  } catch (error) {
    logger.warn({ name: nameOf(error) }, 'an export was not taken')
    return 'Slack did not take the file. Try again.'
  }
  const count = packets.length === 1 ? '1 packet' : `${packets.length} packets`
  return isCut
    ? `The first ${count} are in your direct message as CSV. Narrow the search down for the others.`
    : `${count} as CSV: the file is in your direct message.`
}

async function directOf(client: BotContext['client'], { userId }: Actor): Promise<string> {
  const { channel } = await client.conversations.open({ users: userId })
  if (channel?.id === undefined) throw new TypeError('Slack opened no direct message')
  return channel.id
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown'
}
