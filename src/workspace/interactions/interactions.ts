import type { Envelope, Transport } from '../delivery/transport.ts'
import type { EventSender } from '../events/event-sender.ts'
import type { MessageEvents } from '../events/message-events.ts'
import type { JsonObject } from '../state/json.ts'
import type { Channel, Person, Team } from '../state/model.ts'
import type { World } from '../state/world.ts'
import type { ResponseUrls } from './response-urls.ts'
import type { Triggers } from './triggers.ts'

/** What an interaction needs besides the person who acts. */
export interface Interactions {
  readonly world: World
  readonly transport: Transport
  readonly triggers: Triggers
  readonly responseUrls: ResponseUrls
  readonly sender: EventSender
  readonly messageEvents: MessageEvents
}

/** Something a person cannot do here; the message is what Slack's client would tell them. */
export class ActError extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.name = 'ActError'
    this.code = code
  }
}

export function cannot(code: string, message: string): never {
  throw new ActError(code, message)
}

/** The acting person with their team; a bot never acts through the client. */
export interface Actor {
  readonly team: Team
  readonly person: Person
}

export function actorOf(world: World, userId: string): Actor {
  for (const team of world.teams.values()) {
    const person = team.people.get(userId)
    if (person !== undefined && person.kind !== 'bot') return { team, person }
  }
  return cannot('user_not_found', `There is nobody called ${userId} here.`)
}

/** A conversation the person is in; seeing a public channel is not enough to act in it. */
export function channelToActIn({ team, person }: Actor, id: string): Channel {
  const channel = team.channels.get(id)
  if (channel === undefined || !channel.members.has(person.id)) {
    return cannot('not_in_channel', 'Join the channel first.')
  }
  return channel.isArchived ? cannot('is_archived', 'This channel is archived.') : channel
}

/** What Slackbot says to one person. */
export function notify(world: World, { team, person }: Actor, text: string): void {
  team.notices.push({ userId: person.id, text })
  world.changes.publish({ teamId: team.id, to: [person.id], event: { type: 'notice', text } })
}

/** The fields that every interaction carries. Its team is that of who acts, also where another team installed the app. */
export function commonFields(world: World, { team, person }: Actor): JsonObject {
  const homeId = person.homeTeamId ?? team.id
  const domain = world.teams.get(homeId)?.domain ?? homeId.toLowerCase()
  return {
    token: world.app.verificationToken,
    api_app_id: world.app.id,
    team: { id: homeId, domain },
    enterprise: null,
    is_enterprise_install: false,
    user: { id: person.id, username: person.name, name: person.name, team_id: homeId },
  }
}

export function interactive(payload: JsonObject): Envelope {
  return { type: 'interactive', payload, acceptsResponse: true }
}

/** `1768467600.000100`-like moment for `action_ts`. */
export function actionTs(world: World): string {
  return (world.clock.now() / 1000).toFixed(6)
}

export function wireChannelName(channel: Channel): string {
  if (channel.kind === 'im') return 'directmessage'
  return channel.kind === 'private' ? 'privategroup' : channel.name
}
