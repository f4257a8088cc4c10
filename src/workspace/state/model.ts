import type { JsonObject } from './json.ts'

/** What the workspace remembers. These records change in place: they are the server's memory, not values that travel. */
export interface Team {
  readonly id: string
  readonly name: string
  readonly domain: string
  readonly people: Map<string, Person>
  readonly channels: Map<string, Channel>
  readonly views: Map<string, ViewRecord>
  /** Open modals of each person, root first. */
  readonly modalStacks: Map<string, readonly string[]>
  /** The Home view each person was last given, by person. */
  readonly homes: Map<string, string>
  readonly ephemerals: Message[]
  /** What Slackbot told people, oldest first. */
  readonly notices: { readonly userId: string; readonly text: string }[]
  readonly files: Map<string, StoredFile>
  readonly bot: Installation
}

export interface Person {
  readonly id: string
  readonly name: string
  readonly realName: string
  readonly kind: 'member' | 'admin' | 'guest' | 'bot'
  /** Set for people of another organisation, whom a shared channel lets in: their own team. */
  readonly homeTeamId?: string | undefined
  readonly tz: string
  deleted: boolean
}

export interface Channel {
  readonly id: string
  name: string
  kind: 'public' | 'private' | 'im'
  readonly createdAt: number
  isArchived: boolean
  readonly members: Set<string>
  readonly messages: Message[]
  /** Set for `im`: the person on the other side of the bot. */
  readonly withUser?: string
}

export interface Message {
  readonly channel: string
  readonly ts: string
  readonly user: string
  readonly botId?: string
  readonly threadTs?: string
  subtype?: string
  text: string
  blocks?: readonly JsonObject[]
  attachments?: readonly JsonObject[]
  metadata?: JsonObject
  edited?: { readonly user: string; readonly ts: string }
  files?: readonly StoredFile[]
  /** Set when only this person sees it. */
  readonly ephemeralTo?: string
  /** What people have entered into the message's own inputs and menus: `values[block_id][action_id]`. */
  state?: StateValues
}

export type StateValues = Readonly<Record<string, Readonly<Record<string, JsonObject>>>>

export interface ViewRecord {
  readonly id: string
  readonly teamId: string
  readonly userId: string
  readonly type: 'modal' | 'home'
  readonly rootViewId: string
  readonly previousViewId: string | null
  view: JsonObject
  hash: string
  state: StateValues
  /** Where the interaction that led here happened: what `default_to_current_conversation` means. */
  readonly originChannel?: string
}

export interface StoredFile {
  readonly id: string
  readonly name: string
  readonly length: number
  readonly uploadSecret: string
  title: string
  content?: Buffer
  completed?: boolean
  sharedIn: readonly string[]
}

/** One app in one team. */
export interface Installation {
  botToken: string
  /** Tokens of earlier installations; they stay dead. */
  readonly retiredTokens: Set<string>
  readonly botUserId: string
  readonly botId: string
  /** What the person who installed agreed to; a manifest changed later does not add to it. */
  scopes: readonly string[]
  active: boolean
}
