import type { Manifest } from '../manifest.ts'
import type { Ids } from './ids.ts'
import type { Channel, Person, Team } from './model.ts'

/** Plain data for one team; the bot and the direct messages with it are added from the manifest. */
export interface SeedTeam {
  readonly id: string
  readonly name: string
  readonly domain: string
  readonly botUserId: string
  readonly people: readonly {
    readonly id: string
    readonly name: string
    readonly realName: string
    readonly kind: 'member' | 'admin' | 'guest'
    /** Of another organisation: the channels that they are in are shared with it. */
    readonly homeTeamId?: string
    /** Deactivated: still a member of their channels, but nobody at work. */
    readonly deleted?: boolean
    readonly tz: string
  }[]
  readonly channels: readonly {
    readonly id: string
    readonly name: string
    readonly kind: 'public' | 'private'
    readonly isArchived?: boolean
    /** Ids of people; `bot` is the app's bot. */
    readonly members: readonly string[]
  }[]
}

/** Well-known ids of the seeded first team. */
export const people = {
  maya: 'U0MAYA0001',
  jonas: 'U0JONAS001',
  priya: 'U0PRIYA001',
  bot: 'U0BTPBOT01',
} as const

export const channels = {
  general: 'C0GENERAL1',
  backend: 'C0BACKEND1',
  payments: 'C0PAYMENT1',
  incidentRoom: 'C0INCIDENT',
  /** Public, and the bot was never invited. */
  random: 'C0RANDOM01',
  /** Private, and the bot was never invited. */
  leadership: 'C0LEADERS1',
  archived: 'C0OLDBILL1',
} as const

/** A second customer, to prove that nothing crosses from one team to another. */
export const secondTeam = {
  id: 'T0NORTH001',
  person: 'U0SAM00001',
  channel: 'C0NBACKEND',
  bot: 'U0NORTHBOT',
} as const

const { maya, jonas, priya } = people

export const defaultSeed: readonly SeedTeam[] = [
  {
    id: 'T0HARBOR01',
    name: 'Harborlight',
    domain: 'harborlight',
    botUserId: people.bot,
    people: [
      { id: maya, name: 'maya', realName: 'Maya Lindqvist', kind: 'admin', tz: 'Europe/Stockholm' },
      { id: jonas, name: 'jonas', realName: 'Jonas Weber', kind: 'member', tz: 'Europe/Berlin' },
      { id: priya, name: 'priya', realName: 'Priya Nair', kind: 'guest', tz: 'Asia/Kolkata' },
    ],
    channels: [
      { id: channels.general, name: 'general', kind: 'public', members: [maya, jonas, 'bot'] },
      {
        id: channels.backend,
        name: 'backend',
        kind: 'public',
        members: [maya, jonas, priya, 'bot'],
      },
      { id: channels.payments, name: 'payments', kind: 'public', members: [maya, jonas, 'bot'] },
      { id: channels.random, name: 'random', kind: 'public', members: [maya, jonas] },
      {
        id: channels.incidentRoom,
        name: 'incident-room',
        kind: 'private',
        members: [maya, jonas, 'bot'],
      },
      { id: channels.leadership, name: 'leadership', kind: 'private', members: [maya] },
      {
        id: channels.archived,
        name: 'old-billing',
        kind: 'public',
        isArchived: true,
        members: [maya, jonas, 'bot'],
      },
    ],
  },
  {
    id: secondTeam.id,
    name: 'Northwind Clinic',
    domain: 'northwind-clinic',
    botUserId: secondTeam.bot,
    people: [
      {
        id: secondTeam.person,
        name: 'sam',
        realName: 'Sam Okafor',
        kind: 'admin',
        tz: 'Europe/London',
      },
    ],
    channels: [
      {
        id: secondTeam.channel,
        name: 'backend',
        kind: 'public',
        members: [secondTeam.person, 'bot'],
      },
    ],
  },
]

export function plantTeam(seed: SeedTeam, manifest: Manifest, ids: Ids, nowMs: number): Team {
  const bot: Person = {
    id: seed.botUserId,
    name: manifest.features.bot_user.display_name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_'),
    realName: manifest.features.bot_user.display_name,
    kind: 'bot',
    tz: 'America/Los_Angeles',
    deleted: false,
  }
  const humans = seed.people.map((person): Person => ({
    ...person,
    deleted: person.deleted ?? false,
  }))
  const rooms = seed.channels.map((channel): Channel => ({
    id: channel.id,
    name: channel.name,
    kind: channel.kind,
    createdAt: nowMs,
    isArchived: channel.isArchived ?? false,
    members: new Set(channel.members.map((member) => (member === 'bot' ? bot.id : member))),
    messages: [],
  }))
  const directMessages = humans.map((person) => directMessage(person.id, bot.id, nowMs))
  return {
    id: seed.id,
    name: seed.name,
    domain: seed.domain,
    people: new Map([...humans, bot].map((person) => [person.id, person])),
    channels: new Map([...rooms, ...directMessages].map((channel) => [channel.id, channel])),
    views: new Map(),
    modalStacks: new Map(),
    homes: new Map(),
    ephemerals: [],
    notices: [],
    files: new Map(),
    bot: {
      botToken: `xoxb-${seed.id}-${ids.secret()}`,
      botUserId: bot.id,
      botId: `B${bot.id.slice(1)}`,
      retiredTokens: new Set(),
      scopes: manifest.oauth_config.scopes.bot,
      active: true,
    },
  }
}

export function directMessage(personId: string, botUserId: string, nowMs: number): Channel {
  return {
    id: `D${personId.slice(1)}`,
    name: '',
    kind: 'im',
    createdAt: nowMs,
    isArchived: false,
    members: new Set([personId, botUserId]),
    messages: [],
    withUser: personId,
  }
}
