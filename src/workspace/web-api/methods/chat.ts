import { lengthOf } from '../../blocks/rule.ts'
import {
  addMessage,
  changeMessage,
  findMessage,
  removeMessage,
  wireMessage,
} from '../../state/messages.ts'
import { postEphemeral } from '../../state/ephemerals.ts'
import { directMessage } from '../../state/seed.ts'
import type { Channel, Message } from '../../state/model.ts'
import { requiredText } from '../arguments.ts'
import type { BotCall, Method } from '../method.ts'
import { refuse } from '../refusal.ts'
import { noteSuspiciousMessage } from '../suspicions.ts'
import { readContent, requireSomething } from './message-content.ts'
import { botIsIn, channelOf } from './reach.ts'
import { threadOf } from './thread.ts'

/** No message of an app may be edited to more than this. */
const longestUpdate = 4000

export const chatMethods: readonly Method[] = [
  {
    name: 'chat.postMessage',
    token: 'bot',
    scopes: ['chat:write'],
    tier: 'per-channel',
    run(call) {
      const channel = postableChannel(call)
      const content = readContent(call.args)
      requireSomething(content)
      const threadTs = threadOf(call, channel)
      noteSuspiciousMessage(call.world.log, 'chat.postMessage', call.args)
      const message = addMessage(call.world, call.team, channel, {
        user: call.bot.botUserId,
        botId: call.bot.botId,
        text: content.text ?? '',
        ...(content.blocks && { blocks: content.blocks }),
        ...(content.attachments && { attachments: content.attachments }),
        ...(content.metadata && { metadata: content.metadata }),
        ...(threadTs !== undefined && { threadTs }),
      })
      call.events.posted(call.team, channel, message)
      return {
        channel: channel.id,
        ts: message.ts,
        message: wireMessage(call.world, call.team, channel, message, true),
      }
    },
  },
  {
    name: 'chat.update',
    token: 'bot',
    scopes: ['chat:write'],
    tier: 3,
    run(call) {
      const channel = channelOf(call)
      const message = ownMessage(call, channel, 'cant_update_message')
      const content = readContent(call.args)
      if (content.text !== undefined && lengthOf(content.text) > longestUpdate)
        refuse('msg_too_long')
      if (channel.isArchived) refuse('is_inactive')
      noteSuspiciousMessage(call.world.log, 'chat.update', call.args)
      // Old blocks stay only when the call names neither text nor blocks; metadata stays unless named, and `{}` removes it.
      const blocks = content.blocks ?? (content.text === undefined ? message.blocks : undefined)
      const metadata = content.metadata ?? message.metadata
      const kept = metadata !== undefined && Object.keys(metadata).length > 0 ? metadata : undefined
      if (
        content.text === undefined &&
        content.blocks === undefined &&
        content.attachments === undefined
      ) {
        if (content.metadata === undefined) refuse('no_text')
      }
      const before = wireMessage(call.world, call.team, channel, message)
      changeMessage(call.world, call.team, channel, message, {
        text: content.text ?? (content.blocks === undefined ? message.text : ''),
        blocks,
        attachments:
          content.attachments ?? (content.text === undefined ? message.attachments : undefined),
        metadata: kept,
        editor: call.bot.botUserId,
      })
      call.events.changed(call.team, channel, message, before)
      return {
        channel: channel.id,
        ts: message.ts,
        text: message.text,
        message: wireMessage(call.world, call.team, channel, message, true),
      }
    },
  },
  {
    name: 'chat.delete',
    token: 'bot',
    scopes: ['chat:write'],
    tier: 3,
    run(call) {
      const channel = channelOf(call)
      const message = ownMessage(call, channel, 'cant_delete_message')
      const before = wireMessage(call.world, call.team, channel, message)
      removeMessage(call.world, call.team, channel, message)
      call.events.deleted(call.team, channel, message, before)
      return { channel: channel.id, ts: message.ts }
    },
  },
  {
    name: 'chat.postEphemeral',
    token: 'bot',
    scopes: ['chat:write'],
    tier: 4,
    run(call) {
      const user = requiredText(call.args, 'user')
      const channel = postableChannel(call)
      if (!channel.members.has(user)) refuse('user_not_in_channel')
      const content = readContent(call.args)
      requireSomething(content)
      const threadTs = threadOf(call, channel)
      noteSuspiciousMessage(call.world.log, 'chat.postEphemeral', call.args)
      const message = postEphemeral(call.world, call.team, channel, {
        user: call.bot.botUserId,
        botId: call.bot.botId,
        ephemeralTo: user,
        text: content.text ?? '',
        ...(content.blocks && { blocks: content.blocks }),
        ...(threadTs !== undefined && { threadTs }),
      })
      return { message_ts: message.ts }
    },
  },
  {
    name: 'chat.getPermalink',
    token: 'bot',
    tier: 'special',
    run(call) {
      const channel = channelOf(call)
      const message = findMessage(channel, requiredText(call.args, 'message_ts'))
      if (message === undefined) return refuse('message_not_found')
      const path = `/archives/${channel.id}/p${message.ts.replace('.', '')}`
      const inThread =
        message.threadTs === undefined ? '' : `?thread_ts=${message.threadTs}&cid=${channel.id}`
      return { channel: channel.id, permalink: `${call.world.origin()}${path}${inThread}` }
    },
  },
]

/** Where the bot may post. A person's id means the direct message with them. */
function postableChannel(call: BotCall): Channel {
  const id = requiredText(call.args, 'channel')
  const channel = channelOf(call, call.team.people.has(id) ? openDirect(call, id).id : id)
  if (channel.isArchived) refuse('is_archived')
  if (!botIsIn(call, channel) && !call.bot.scopes.includes('chat:write.public'))
    refuse('not_in_channel')
  return channel
}

export function openDirect(call: BotCall, personId: string): Channel {
  const existing = [...call.team.channels.values()].find((channel) => channel.withUser === personId)
  if (existing !== undefined) return existing
  const channel = directMessage(personId, call.bot.botUserId, call.world.clock.now())
  call.team.channels.set(channel.id, channel)
  return channel
}

function ownMessage(call: BotCall, channel: Channel, otherwise: string): Message {
  const message = findMessage(channel, requiredText(call.args, 'ts'))
  if (message === undefined || message.subtype === 'tombstone') return refuse('message_not_found')
  return message.botId === call.bot.botId ? message : refuse(otherwise)
}
