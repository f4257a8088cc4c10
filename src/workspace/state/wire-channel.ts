import type { JsonObject } from './json.ts'
import { isShared } from './membership.ts'
import type { Channel, Team } from './model.ts'

/** A conversation as the Web API shows it to one user or bot. */
export function wireChannel(team: Team, channel: Channel, viewer: string): JsonObject {
  const created = Math.floor(channel.createdAt / 1000)
  if (channel.kind === 'im') {
    return {
      id: channel.id,
      created,
      is_channel: false,
      is_group: false,
      is_im: true,
      is_mpim: false,
      is_private: true,
      is_archived: channel.isArchived,
      is_org_shared: false,
      context_team_id: team.id,
      user: channel.withUser,
      is_member: channel.members.has(viewer),
    }
  }
  const isPrivate = channel.kind === 'private'
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    created,
    is_channel: true,
    is_group: isPrivate,
    is_im: false,
    is_mpim: false,
    is_private: isPrivate,
    is_archived: channel.isArchived,
    is_general: channel.name === 'general',
    is_shared: isShared(team, channel),
    is_ext_shared: isShared(team, channel),
    is_org_shared: false,
    context_team_id: team.id,
    is_member: channel.members.has(viewer),
  }
}
