import type { Channel } from '../../state/model.ts'
import { findMessage, repliesTo, wireMessage } from '../../state/messages.ts'
import { canSee } from '../../state/membership.ts'
import { wireChannel } from '../../state/wire-channel.ts'
import { flagArg, requiredText, textArg, wholeArg } from '../arguments.ts'
import { requireScope } from '../method.ts'
import type { BotCall, Method } from '../method.ts'
import { refuse } from '../refusal.ts'
import { openDirect } from './chat.ts'
import { botIsIn, channelOf, page, requireRead } from './reach.ts'

const scopeOfType: Readonly<Record<string, string>> = {
  public_channel: 'channels:read',
  private_channel: 'groups:read',
  im: 'im:read',
  mpim: 'mpim:read',
}

export const conversationMethods: readonly Method[] = [
  {
    name: 'conversations.info',
    token: 'bot',
    tier: 3,
    run(call) {
      const channel = channelOf(call)
      requireRead(call, channel, 'read')
      const withCount = flagArg(call.args, 'include_num_members') === true
      return {
        channel: {
          ...wireChannel(call.team, channel, call.bot.botUserId),
          ...(withCount && { num_members: channel.members.size }),
        },
      }
    },
  },
  {
    name: 'conversations.members',
    token: 'bot',
    tier: 4,
    run(call) {
      const channel = channelOf(call)
      requireRead(call, channel, 'read')
      const { items, nextCursor } = page(
        [...channel.members],
        limitOf(call, 100),
        textArg(call.args, 'cursor'),
      )
      return { members: items, response_metadata: { next_cursor: nextCursor } }
    },
  },
  {
    name: 'conversations.list',
    token: 'bot',
    tier: 2,
    run: (call) =>
      listChannels(call, (channel) => channel.kind === 'public' || botIsIn(call, channel), true),
  },
  {
    name: 'users.conversations',
    token: 'bot',
    tier: 3,
    run(call) {
      const user = textArg(call.args, 'user') ?? call.bot.botUserId
      const person = call.team.people.get(user)
      if (person === undefined) return refuse('user_not_found')
      // Private channels are listed only where the bot shares the membership.
      const listed = (channel: Channel): boolean =>
        channel.members.has(user) &&
        canSee(channel, person) &&
        (channel.kind === 'public' || botIsIn(call, channel))
      return listChannels(call, listed, false)
    },
  },
  {
    name: 'conversations.open',
    token: 'bot',
    scopes: ['im:write'],
    tier: 3,
    run(call) {
      const existing = textArg(call.args, 'channel')
      if (existing !== undefined) {
        return { no_op: true, already_open: true, channel: { id: channelOf(call, existing).id } }
      }
      const users = (textArg(call.args, 'users') ?? '').split(',').filter((user) => user !== '')
      const [user] = users
      if (user === undefined) return refuse('users_list_not_supplied')
      // Group conversations are not part of this workspace.
      if (users.length > 1)
        return refuse('missing_scope', {
          needed: 'mpim:write',
          provided: call.bot.scopes.join(','),
        })
      const person = call.team.people.get(user)
      if (person === undefined || person.kind === 'bot') return refuse('user_not_found')
      if (person.deleted) return refuse('user_disabled')
      return { channel: { id: openDirect(call, user).id } }
    },
  },
  {
    name: 'conversations.history',
    token: 'bot',
    tier: 3,
    run(call) {
      const channel = readableChannel(call)
      const roots = channel.messages.filter(
        (message) => message.threadTs === undefined || message.threadTs === message.ts,
      )
      const found = inWindow(call, roots).toReversed()
      return listMessages(call, channel, found, 100)
    },
  },
  {
    name: 'conversations.replies',
    token: 'bot',
    tier: 3,
    run(call) {
      const channel = readableChannel(call)
      const root = findMessage(channel, requiredText(call.args, 'ts'))
      if (root === undefined) return refuse('thread_not_found')
      return listMessages(call, channel, [root, ...inWindow(call, repliesTo(channel, root))], 1000)
    },
  },
]

function readableChannel(call: BotCall): Channel {
  const channel = channelOf(call)
  requireRead(call, channel, 'history')
  return botIsIn(call, channel) ? channel : refuse('not_in_channel')
}

function listChannels(
  call: BotCall,
  listed: (channel: Channel) => boolean,
  withMembership: boolean,
) {
  const types = (textArg(call.args, 'types') ?? 'public_channel')
    .split(',')
    .map((type) => type.trim())
  for (const type of types) {
    const scope = scopeOfType[type]
    if (scope === undefined) return refuse('invalid_types')
    requireScope(call, scope)
  }
  const skipArchived = flagArg(call.args, 'exclude_archived') === true
  const found = [...call.team.channels.values()].filter(
    (channel) =>
      types.includes(typeOf(channel)) && !(skipArchived && channel.isArchived) && listed(channel),
  )
  const { items, nextCursor } = page(found, limitOf(call, 100), textArg(call.args, 'cursor'))
  const channels = items.map((channel) => {
    const { is_member, ...rest } = wireChannel(call.team, channel, call.bot.botUserId)
    return withMembership ? { ...rest, is_member } : rest
  })
  return { channels, response_metadata: { next_cursor: nextCursor } }
}

function typeOf(channel: Channel): string {
  if (channel.kind === 'im') return 'im'
  return channel.kind === 'public' ? 'public_channel' : 'private_channel'
}

function limitOf(call: BotCall, standard: number): number {
  const limit = wholeArg(call.args, 'limit') ?? standard
  return limit < 1 || limit > 999 ? refuse('invalid_limit') : limit
}

function inWindow(call: BotCall, messages: Channel['messages'] | ReturnType<typeof repliesTo>) {
  const oldest = bound(call, 'oldest', 0)
  const latest = bound(call, 'latest', Infinity)
  const inclusive = flagArg(call.args, 'inclusive') === true
  return messages.filter(({ ts }) => {
    const at = Number(ts)
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest
  })
}

function bound(call: BotCall, key: 'oldest' | 'latest', standard: number): number {
  const value = textArg(call.args, key)
  if (value === undefined) return standard
  return Number.isFinite(Number(value)) ? Number(value) : refuse(`invalid_ts_${key}`)
}

function listMessages(
  call: BotCall,
  channel: Channel,
  messages: ReturnType<typeof repliesTo>,
  standard: number,
) {
  const limit = Math.min(wholeArg(call.args, 'limit') ?? standard, 999)
  const { items, nextCursor } = page(messages, limit, textArg(call.args, 'cursor'))
  const withMetadata = flagArg(call.args, 'include_all_metadata') === true
  return {
    messages: items.map((message) =>
      wireMessage(call.world, call.team, channel, message, withMetadata),
    ),
    has_more: nextCursor !== '',
    pin_count: 0,
    ...(nextCursor !== '' && { response_metadata: { next_cursor: nextCursor } }),
  }
}
