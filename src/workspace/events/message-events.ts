import type { JsonObject } from '../state/json.ts'
import { isShared } from '../state/membership.ts'
import { wireMessage } from '../state/messages.ts'
import type { Channel, Message, Team } from '../state/model.ts'
import type { World } from '../state/world.ts'
import type { EventSender } from './event-sender.ts'

/** What happened to a message, told to the app as far as it subscribed. */
export interface MessageEvents {
  posted(team: Team, channel: Channel, message: Message): void
  changed(team: Team, channel: Channel, message: Message, before: JsonObject): void
  deleted(team: Team, channel: Channel, message: Message, before: JsonObject): void
}

const channelTypes = { public: 'channel', private: 'group', im: 'im' } as const
const subscriptions = {
  public: 'message.channels',
  private: 'message.groups',
  im: 'message.im',
} as const

export function messageEvents(world: World, sender: EventSender): MessageEvents {
  const tell = (team: Team, channel: Channel, event: JsonObject): void => {
    const channel_type = channelTypes[channel.kind]
    sender.emit(
      team,
      subscriptions[channel.kind],
      { ...event, channel: channel.id, channel_type },
      channel,
    )
  }

  /** A mention in a direct message is no `app_mention`, and the bot's own words are none either. */
  const mention = (team: Team, channel: Channel, message: Message): void => {
    const mentions = message.text.includes(`<@${team.bot.botUserId}>`)
    if (!mentions || channel.kind === 'im' || message.botId !== undefined) return
    sender.emit(
      team,
      'app_mention',
      {
        ...wireMessage(world, team, channel, message),
        ...homeFields(team, channel, message),
        type: 'app_mention',
        channel: channel.id,
        event_ts: message.edited?.ts ?? message.ts,
      },
      channel,
    )
  }

  return {
    posted(team, channel, message) {
      mention(team, channel, message)
      const event = { ...wireMessage(world, team, channel, message), event_ts: message.ts }
      tell(team, channel, event)
    },
    changed(team, channel, message, before) {
      mention(team, channel, message)
      const ts = message.edited?.ts ?? message.ts
      tell(team, channel, {
        type: 'message',
        subtype: 'message_changed',
        hidden: true,
        ts,
        event_ts: ts,
        message: wireMessage(world, team, channel, message),
        previous_message: before,
      })
    },
    deleted(team, channel, message, before) {
      const ts = `${Math.floor(world.clock.now() / 1000)}.000000`
      tell(team, channel, {
        type: 'message',
        subtype: 'message_deleted',
        hidden: true,
        ts,
        event_ts: ts,
        deleted_ts: message.ts,
        previous_message: before,
      })
    },
  }
}

/** In a shared channel a message says whose organisation its author is of. */
function homeFields(team: Team, channel: Channel, message: Message): JsonObject {
  if (!isShared(team, channel)) return {}
  const home = team.people.get(message.user)?.homeTeamId ?? team.id
  return { team: home, user_team: home, source_team: home }
}

/** The rich text block that Slack's composer makes of a typed message. */
export function typedBlocks(text: string): readonly JsonObject[] {
  const elements = text
    .split(/(<[@#!][^>]+>)/)
    .filter((part) => part !== '')
    .map(typedPart)
  return elements.length === 0
    ? []
    : [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }]
}

function typedPart(part: string): JsonObject {
  const user = /^<@([A-Z0-9]+)>$/.exec(part)?.[1]
  if (user !== undefined) return { type: 'user', user_id: user }
  const channel = /^<#([A-Z0-9]+)(?:\|[^>]*)?>$/.exec(part)?.[1]
  if (channel !== undefined) return { type: 'channel', channel_id: channel }
  const range = /^<!(channel|here|everyone)>$/.exec(part)?.[1]
  if (range !== undefined) return { type: 'broadcast', range }
  return { type: 'text', text: unescapeEntities(part) }
}

function unescapeEntities(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
