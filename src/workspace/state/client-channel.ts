import type { Channel as ClientChannel } from '../client-api.ts'
import type { Channel, Person, Team } from './model.ts'

/** A channel as one person's sidebar shows it. */
export function clientChannel(team: Team, channel: Channel, viewer: Person): ClientChannel {
  return {
    id: channel.id,
    name:
      channel.kind === 'im' ? (team.people.get(team.bot.botUserId)?.realName ?? '') : channel.name,
    kind: channel.kind,
    isArchived: channel.isArchived,
    isMember: channel.members.has(viewer.id),
    botIsMember: channel.members.has(team.bot.botUserId),
    ...(channel.kind === 'im' && { withUser: team.bot.botUserId }),
  }
}
