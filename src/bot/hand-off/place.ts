import { WebAPIPlatformError } from '@slack/web-api'
import type { ChannelKind } from '../../store/port.ts'
import type { BotContext } from '../context.ts'
import { botName } from '../people/place.ts'

export type HandOffPlace =
  | {
      readonly ok: true
      readonly kind: ChannelKind
      /** People of other organisations are in it. */
      readonly isShared: boolean
      /** `#api-guild`; null for what is not public. */
      readonly name: string | null
    }
  | { readonly ok: false; readonly problem: 'archived' | 'not-there' }

/** Whether something can be handed over into this channel. Slack being slow is no reason to refuse: nothing is then known of it. */
export async function lookAtPlace(
  { client }: Pick<BotContext, 'client'>,
  channelId: string,
): Promise<HandOffPlace> {
  try {
    const { channel } = await client.conversations.info({ channel: channelId })
    if (channel?.is_archived === true) return { ok: false, problem: 'archived' }
    if (channel?.is_member === false) return { ok: false, problem: 'not-there' }
    const isPublic = channel?.is_private === false
    return {
      ok: true,
      kind: isPublic ? 'public' : 'private',
      isShared: channel?.is_ext_shared === true,
      name: isPublic && channel?.name !== undefined ? `#${channel.name}` : null,
    }
  } catch (error) {
    return error instanceof WebAPIPlatformError && error.data.error === 'channel_not_found'
      ? { ok: false, problem: 'not-there' }
      : { ok: true, kind: 'unknown', isShared: false, name: null }
  }
}

/** Ends of a sentence that begins with the channel, in mrkdwn or plain. */
export const placeWords = {
  archived: 'is archived',
  'not-there': `is a channel that I am not in: somebody there can type /invite @${botName}`,
} as const
