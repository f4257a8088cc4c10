import type { Channel, Person, Team } from './model.ts'

/** Members see public channels and those they are in; guests and other organisations see only those they are in. */
export function canSee(channel: Channel, person: Person): boolean {
  if (channel.members.has(person.id)) return true
  return channel.kind === 'public' && person.kind !== 'guest' && person.homeTeamId === undefined
}

/** Somebody of another organisation is in it. */
export function isShared(team: Team, channel: Channel): boolean {
  return [...channel.members].some((id) => team.people.get(id)?.homeTeamId !== undefined)
}

/** Who a change in this channel is shown to. The bot reads over its own wire. */
export function audienceOf(team: Team, channel: Channel): readonly string[] {
  return [...team.people.values()]
    .filter((person) => person.kind !== 'bot' && canSee(channel, person))
    .map((person) => person.id)
}

export function channelsSeenBy(team: Team, person: Person): readonly Channel[] {
  return [...team.channels.values()].filter((channel) => canSee(channel, person))
}
