import type { BlockJson, Message as ClientMessage } from '../client-api.ts'
import type { Channel, Message } from './model.ts'
import type { World } from './world.ts'

/** A message as the browser client shows it. */
export function clientMessage(world: World, channel: Channel, message: Message): ClientMessage {
  const replies = channel.messages.filter(
    (other) => other.threadTs === message.ts && other.ts !== message.ts,
  )
  const latest = replies.at(-1)
  return {
    channel: channel.id,
    ts: message.ts,
    user: message.user,
    text: message.text,
    ...(message.blocks && { blocks: message.blocks as readonly BlockJson[] }),
    ...(message.threadTs !== undefined && { threadTs: message.threadTs }),
    ...(latest && { replyCount: replies.length, latestReplyTs: latest.ts }),
    ...(message.edited && { editedTs: message.edited.ts }),
    ...(message.ephemeralTo !== undefined && { ephemeral: true }),
    ...(message.files && {
      files: message.files.map((file) => ({
        id: file.id,
        name: file.name,
        url: `${world.origin()}/files/${file.id}/${encodeURIComponent(file.name)}`,
      })),
    }),
  }
}
