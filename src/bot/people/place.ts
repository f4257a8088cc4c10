import { WebAPIPlatformError } from '@slack/web-api'
import type { WebClient } from '@slack/web-api'
import type { Actor } from '../../flows/flows.ts'
import type { ChannelKind } from '../../store/port.ts'
import type { Viewers } from './viewer.ts'

export type PlaceCheck =
  | { readonly ok: true; readonly kind: ChannelKind }
  | { readonly ok: false; readonly reason: 'bot-not-member' | 'archived' | 'not-yours' }

/**
 * Whether a packet of this person may go to this channel. Slack being slow or out of order is no reason to refuse: the
 * channel then counts as `unknown`, which everything else treats as private.
 */
export async function checkPlace(
  parts: { readonly client: WebClient; readonly viewers: Viewers },
  actor: Actor,
  channelId: string,
): Promise<PlaceCheck> {
  const { client, viewers } = parts
  try {
    if (channelId.startsWith('D')) {
      const own = await client.conversations.open({ users: actor.userId })
      return own.channel?.id === channelId ? { ok: true, kind: 'dm' } : refused('bot-not-member')
    }
    const { channel } = await client.conversations.info({ channel: channelId })
    if (channel?.is_archived === true) return refused('archived')
    if (channel?.is_member === false) return refused('bot-not-member')
    if (channel?.is_private !== true) return { ok: true, kind: 'public' }
    const viewer = await viewers.viewerOf(actor)
    return viewer.memberOf.includes(channelId)
      ? { ok: true, kind: 'private' }
      : refused('not-yours')
  } catch (error) {
    const isUnknown =
      error instanceof WebAPIPlatformError && error.data.error === 'channel_not_found'
    return isUnknown ? refused('bot-not-member') : { ok: true, kind: 'unknown' }
  }
}

function refused(reason: 'bot-not-member' | 'archived' | 'not-yours'): PlaceCheck {
  return { ok: false, reason }
}

export const botName = 'Backend Test Packet'

/** What to tell the person, and what to do about it. Plain text. */
export const placeProblems = {
  'bot-not-member': `I am not in that channel. Type /invite @${botName} there, then press Post again.`,
  archived: 'That channel is archived. Choose another one.',
  'not-yours': 'You are not a member of that channel. Choose one that you are in.',
} as const
