import type { Channel, Message, Team, ViewRecord } from './state/model.ts'
import { homeOf, stackOf } from './state/views.ts'
import type { World } from './state/world.ts'

/** A look at what the workspace now shows. Channels and people are named by id; both are unique over all teams. */
export interface Snapshot {
  channel(id: string): Readonly<Channel>
  /** Everything in the channel, roots and replies, oldest first. Ephemeral messages are not among them. */
  messages(channel: string): readonly Readonly<Message>[]
  roots(channel: string): readonly Readonly<Message>[]
  /** Replies only. */
  replies(channel: string, threadTs: string): readonly Readonly<Message>[]
  ephemerals(user: string): readonly Readonly<Message>[]
  /** Open modals, root first. */
  modals(user: string): readonly Readonly<ViewRecord>[]
  /** The modal on top, if any. */
  modal(user: string): Readonly<ViewRecord> | undefined
  home(user: string): Readonly<ViewRecord> | undefined
  /** What Slackbot told this person. */
  notices(user: string): readonly string[]
  /** Everything with its bytes that was uploaded and shared. */
  files(): readonly {
    readonly name: string
    readonly content: string
    readonly sharedIn: readonly string[]
  }[]
  /** Every text a person would read in these blocks, joined by newlines: for assertions on content. */
  textOf(blocks: unknown): string
}

export function snapshot(world: World): Snapshot {
  const teams = [...world.teams.values()]
  const teamOf = (user: string): Team => {
    const team = teams.find((one) => one.people.has(user))
    if (team === undefined) throw new RangeError(`Nobody is called ${user}`)
    return team
  }
  const channelOf = (id: string): Channel => {
    const channel = teams.flatMap((team) => team.channels.get(id) ?? [])[0]
    if (channel === undefined) throw new RangeError(`No channel is called ${id}`)
    return channel
  }
  return {
    channel: channelOf,
    messages: (id) => channelOf(id).messages,
    roots: (id) => channelOf(id).messages.filter(isRoot),
    replies: (id, threadTs) =>
      channelOf(id).messages.filter((message) => message.threadTs === threadTs && !isRoot(message)),
    ephemerals: (user) => teamOf(user).ephemerals.filter((message) => message.ephemeralTo === user),
    modals: (user) => stackOf(teamOf(user), user),
    modal: (user) => stackOf(teamOf(user), user).at(-1),
    home: (user) => homeOf(teamOf(user), user),
    notices: (user) =>
      teamOf(user).notices.flatMap((notice) => (notice.userId === user ? [notice.text] : [])),
    files: () =>
      teams.flatMap((team) =>
        [...team.files.values()].flatMap(({ name, content, sharedIn }) =>
          content === undefined ? [] : [{ name, sharedIn, content: content.toString('utf8') }],
        ),
      ),
    textOf: (blocks) => wordsIn(blocks).join('\n'),
  }
}

function wordsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(wordsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, field]): readonly string[] => {
    if (typeof field !== 'string') return wordsIn(field)
    return key === 'text' ? [field] : []
  })
}

function isRoot(message: Message): boolean {
  return message.threadTs === undefined || message.threadTs === message.ts
}
