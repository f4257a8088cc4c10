import { WebAPIPlatformError } from '@slack/web-api'
import type { WebClient } from '@slack/web-api'
import type { ChannelKind, Store } from '../../store/port.ts'
import { pagesOf } from '../pages.ts'
import { readAgain } from '../slack/read-again.ts'

export interface ChannelKinds {
  /**
   * Reads again what kind the channels with packets are, at most once a minute for a team. False when Slack did not say:
   * nothing may then be taken for public.
   */
  refresh(teamId: string): Promise<boolean>
}

const freshForMs = 60_000
/** Channels that the bot is not in (archived, or it was removed) are asked about one by one. */
const askedOneByOne = 20

/** A channel's kind is not constant: it can be converted to private, or archived, or the bot can be removed. */
export function createChannelKinds(parts: {
  readonly client: WebClient
  readonly store: Store
  readonly now: () => number
}): ChannelKinds {
  const { client, store, now } = parts
  const known = new Map<string, { readonly until: number; readonly done: Promise<boolean> }>()

  const read = async (teamId: string): Promise<boolean> => {
    const stored = (await store.packetChannels(teamId)).filter(({ kind }) => kind !== 'dm')
    if (stored.length === 0) return true
    const own = await ownChannels(client)
    let asked = 0
    for (const { channelId, kind } of stored) {
      let is = own.get(channelId)
      if (is === undefined) {
        asked += 1
        is = asked > askedOneByOne ? 'unknown' : await kindOf(client, channelId)
      }
      if (is !== kind) await store.setChannelKind(teamId, channelId, is)
    }
    return true
  }

  return {
    refresh(teamId) {
      const last = known.get(teamId)
      if (last !== undefined && last.until > now()) return last.done
      const done = read(teamId).catch(() => {
        known.delete(teamId)
        return false
      })
      known.set(teamId, { until: now() + freshForMs, done })
      return done
    },
  }
}

/** The channels that the bot is in. */
async function ownChannels(client: WebClient): Promise<ReadonlyMap<string, ChannelKind>> {
  const pages = pagesOf((from) =>
    client.users.conversations({ types: 'public_channel,private_channel', limit: 999, ...from }),
  )
  const kinds = new Map<string, ChannelKind>()
  for await (const { channels } of pages)
    for (const { id, is_private: isPrivate } of channels ?? [])
      if (id !== undefined) kinds.set(id, isPrivate === false ? 'public' : 'private')
  return kinds
}

/** `unknown`, and so private, for a channel that Slack does not tell the bot about. */
async function kindOf(client: WebClient, channelId: string): Promise<ChannelKind> {
  try {
    const { channel } = await readAgain(() => client.conversations.info({ channel: channelId }))
    return channel?.is_private === false ? 'public' : 'private'
  } catch (error) {
    if (error instanceof WebAPIPlatformError) return 'unknown'
    throw error
  }
}
