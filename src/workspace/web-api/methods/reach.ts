import type { Channel } from '../../state/model.ts'
import { requiredText } from '../arguments.ts'
import { requireScope } from '../method.ts'
import type { BotCall } from '../method.ts'
import { refuse } from '../refusal.ts'

/** The channel of a call, if the bot may know of it: a private one without the bot does not exist for it. */
export function channelOf(call: BotCall, id = requiredText(call.args, 'channel')): Channel {
  const channel = call.team.channels.get(id)
  if (channel === undefined) return refuse('channel_not_found')
  if (channel.kind !== 'public' && !botIsIn(call, channel)) return refuse('channel_not_found')
  return channel
}

export function botIsIn(call: BotCall, channel: Channel): boolean {
  return channel.members.has(call.bot.botUserId)
}

function kindPrefix(channel: Channel): 'channels' | 'groups' | 'im' {
  if (channel.kind === 'public') return 'channels'
  return channel.kind === 'private' ? 'groups' : 'im'
}

/** Reading about a channel needs the scope for its kind. */
export function requireRead(call: BotCall, channel: Channel, access: 'read' | 'history'): void {
  requireScope(call, `${kindPrefix(channel)}:${access}`)
}

/** A page of `items`; the cursor is opaque to the app. */
export function page<Item>(
  items: readonly Item[],
  limit: number,
  cursor: string | undefined,
): { readonly items: readonly Item[]; readonly nextCursor: string } {
  const start = cursor === undefined ? 0 : offsetOf(cursor)
  const end = start + limit
  const nextCursor = end < items.length ? Buffer.from(`next:${end}`).toString('base64') : ''
  return { items: items.slice(start, end), nextCursor }
}

function offsetOf(cursor: string): number {
  const match = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'))
  return match === null ? refuse('invalid_cursor') : Number(match[1])
}
