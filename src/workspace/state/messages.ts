import type { JsonObject } from './json.ts'
import { audienceOf } from './membership.ts'
import { clientMessage } from './client-message.ts'
import type { Channel, Message, StoredFile, Team } from './model.ts'
import type { World } from './world.ts'
import { withBlockIds } from './block-ids.ts'

export type Draft = Omit<Message, 'channel' | 'ts'>

/** `ts` rises within a channel and is unique, also when the clock stands still. */
export function nextTs(world: World, channel: Channel): string {
  const micros = Math.round(world.clock.now() * 1000)
  const last = channel.messages.at(-1)
  const lastMicros = last === undefined ? 0 : microsOf(last.ts)
  return tsOf(Math.max(micros, lastMicros + 100))
}

export function addMessage(world: World, team: Team, channel: Channel, draft: Draft): Message {
  const message: Message = {
    ...draft,
    channel: channel.id,
    ts: nextTs(world, channel),
    ...(draft.blocks && { blocks: withBlockIds(world.ids, draft.blocks) }),
  }
  channel.messages.push(message)
  announce(world, team, channel, 'message', message)
  const root = findMessage(channel, message.threadTs)
  if (root !== undefined && root !== message)
    announce(world, team, channel, 'message_changed', root)
  return message
}

export type MessageChange = Pick<Message, 'text'> & {
  readonly blocks?: readonly JsonObject[] | undefined
  readonly attachments?: readonly JsonObject[] | undefined
  readonly metadata?: JsonObject | undefined
  readonly editor: string
}

/** Replaces what is shown: blocks, attachments or metadata that are not given are gone. */
export function changeMessage(
  world: World,
  team: Team,
  channel: Channel,
  message: Message,
  change: MessageChange,
): Message {
  message.text = change.text
  assign(message, 'blocks', change.blocks && withBlockIds(world.ids, change.blocks))
  assign(message, 'attachments', change.attachments)
  assign(message, 'metadata', change.metadata)
  message.edited = { user: change.editor, ts: tsOf(Math.round(world.clock.now() * 1000)) }
  announce(world, team, channel, 'message_changed', message)
  return message
}

/** A root with replies leaves a tombstone, as in Slack; anything else is simply gone. */
export function removeMessage(world: World, team: Team, channel: Channel, message: Message): void {
  if (repliesTo(channel, message).length > 0) {
    message.subtype = 'tombstone'
    message.text = 'This message was deleted.'
    delete message.blocks
    delete message.attachments
    delete message.metadata
    announce(world, team, channel, 'message_changed', message)
    return
  }
  channel.messages.splice(channel.messages.indexOf(message), 1)
  world.changes.publish({
    teamId: team.id,
    to: audienceOf(team, channel),
    event: { type: 'message_deleted', channel: channel.id, ts: message.ts },
  })
  const root = findMessage(channel, message.threadTs)
  if (root !== undefined) announce(world, team, channel, 'message_changed', root)
}

export function findMessage(channel: Channel, ts: string | undefined): Message | undefined {
  return ts === undefined ? undefined : channel.messages.find((message) => message.ts === ts)
}

/** Without the root. */
export function repliesTo(channel: Channel, root: Message): readonly Message[] {
  return channel.messages.filter(
    (message) => message.threadTs === root.ts && message.ts !== root.ts,
  )
}

/** A message as the Web API and events show it. Metadata's payload is left out unless asked for. */
export function wireMessage(
  world: World,
  team: Team,
  channel: Channel,
  message: Message,
  includeMetadata = false,
): JsonObject {
  const replies = repliesTo(channel, message)
  const latest = replies.at(-1)
  const fromBot = message.botId !== undefined
  return {
    type: 'message',
    ...(message.subtype !== undefined && { subtype: message.subtype }),
    user: message.user,
    text: message.text,
    ts: message.ts,
    team: team.id,
    ...(fromBot && {
      bot_id: message.botId,
      app_id: world.app.id,
      bot_profile: botProfile(world, team),
    }),
    ...(message.blocks && { blocks: message.blocks }),
    ...(message.attachments && { attachments: message.attachments }),
    ...(message.edited && { edited: message.edited }),
    ...(message.files && { files: message.files.map((file) => wireFile(world, file)) }),
    ...(message.metadata && { metadata: shownMetadata(message.metadata, includeMetadata) }),
    ...threadFields(channel, message),
    ...(latest && {
      thread_ts: message.ts,
      reply_count: replies.length,
      reply_users: [...new Set(replies.map((reply) => reply.user))],
      reply_users_count: new Set(replies.map((reply) => reply.user)).size,
      latest_reply: latest.ts,
    }),
  }
}

export function wireFile(world: World, file: StoredFile): JsonObject {
  return {
    id: file.id,
    name: file.name,
    title: file.title,
    size: file.length,
    url_private: `${world.origin()}/files/${file.id}/${encodeURIComponent(file.name)}`,
    mode: 'hosted',
  }
}

function threadFields(channel: Channel, message: Message): JsonObject {
  if (message.threadTs === undefined) return {}
  const root = findMessage(channel, message.threadTs)
  return {
    thread_ts: message.threadTs,
    ...(root && root !== message && { parent_user_id: root.user }),
  }
}

function botProfile(world: World, team: Team): JsonObject {
  return {
    id: team.bot.botId,
    app_id: world.app.id,
    name: world.app.manifest.features.bot_user.display_name,
    team_id: team.id,
    deleted: false,
  }
}

function shownMetadata(metadata: JsonObject, withPayload: boolean): JsonObject {
  return withPayload ? metadata : { event_type: metadata['event_type'] }
}

function announce(
  world: World,
  team: Team,
  channel: Channel,
  type: 'message' | 'message_changed',
  message: Message,
): void {
  world.changes.publish({
    teamId: team.id,
    to: audienceOf(team, channel),
    event: { type, message: clientMessage(world, channel, message) },
  })
}

function assign<Key extends 'blocks' | 'attachments' | 'metadata'>(
  message: Message,
  key: Key,
  value: Message[Key] | undefined,
): void {
  if (value === undefined) delete message[key]
  else message[key] = value
}

function microsOf(ts: string): number {
  return Math.round(Number(ts) * 1_000_000)
}

function tsOf(micros: number): string {
  return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`
}
