import type { Boot, Channel, ClientEvent, LogEntry, Message, View } from '../client-api.ts'
import { records, type Json } from './json.ts'
import type { Place } from './place.ts'
import { carryValues, withValue, type Values } from './values.ts'

export interface Toast {
  readonly id: number
  readonly text: string
}

export interface State {
  readonly boot: Boot
  readonly place: Place
  /** Every message known of a channel, roots and replies alike, oldest first. */
  readonly messages: { readonly [channel: string]: readonly Message[] }
  readonly unread: { readonly [channel: string]: number }
  readonly modals: readonly View[]
  readonly home: View | undefined
  /** What is entered in each open view. */
  readonly values: { readonly [viewId: string]: Values }
  readonly toasts: readonly Toast[]
  readonly log: readonly LogEntry[]
  readonly online: boolean
}

export type Change =
  | { readonly type: 'went'; readonly place: Place }
  /** A channel's roots, or one thread: what it no longer contains was deleted meanwhile. */
  | {
      readonly type: 'loaded'
      readonly channel: string
      readonly thread?: string
      readonly messages: readonly Message[]
    }
  /** `inThread`: where the person acts decides where Slackbot answers. */
  | { readonly type: 'event'; readonly event: ClientEvent; readonly inThread?: boolean }
  | { readonly type: 'home'; readonly view: View | undefined }
  | { readonly type: 'entered'; readonly viewId: string; readonly values: Values }
  | { readonly type: 'closed'; readonly viewIds: readonly string[] }
  | { readonly type: 'toast'; readonly text: string }
  | { readonly type: 'toast-gone'; readonly id: number }
  | { readonly type: 'log'; readonly entries: readonly LogEntry[] }
  | { readonly type: 'online'; readonly online: boolean }
  | { readonly type: 'booted'; readonly boot: Boot }

/** Slackbot is nobody's account; its words are made by the client. */
export const slackbotId = 'USLACKBOT'

export const startState = (boot: Boot, place: Place | undefined): State => ({
  boot,
  place: place ?? firstPlace(boot.channels),
  messages: {},
  unread: {},
  modals: [],
  home: undefined,
  values: {},
  toasts: [],
  log: [],
  online: false,
})

const firstPlace = (channels: readonly Channel[]): Place => {
  const channel =
    channels.find((one) => one.isMember && one.kind === 'public' && !one.isArchived) ?? channels[0]
  return channel === undefined
    ? { kind: 'app', tab: 'home' }
    : { kind: 'channel', channel: channel.id }
}

export const reduce = (state: State, change: Change): State => {
  switch (change.type) {
    case 'went': {
      const channel = channelOfPlace(state.boot, change.place)
      const unread = channel === undefined ? state.unread : { ...state.unread, [channel]: 0 }
      return { ...state, place: change.place, unread }
    }
    case 'loaded':
      return withMessages(state, change.channel, (known) =>
        change.messages.reduce(insert, withoutDeleted(known, change.messages, change.thread)),
      )
    case 'event':
      return onEvent(state, change.event, change.inThread ?? false)
    case 'home':
      return withHome(state, change.view)
    case 'entered':
      return { ...state, values: { ...state.values, [change.viewId]: change.values } }
    case 'closed':
      return {
        ...state,
        modals: state.modals.filter((view) => !change.viewIds.includes(view.id)),
      }
    case 'toast':
      return withToast(state, change.text)
    case 'toast-gone':
      return { ...state, toasts: state.toasts.filter((toast) => toast.id !== change.id) }
    case 'log':
      return { ...state, log: change.entries }
    case 'online':
      return { ...state, online: change.online }
    default:
      return { ...state, boot: change.boot }
  }
}

const onEvent = (state: State, event: ClientEvent, inThread: boolean): State => {
  switch (event.type) {
    case 'message':
      return withUnread(
        withMessages(state, event.message.channel, (known) => insert(known, event.message)),
        event.message,
      )
    case 'message_changed':
      return withMessages(state, event.message.channel, (known) => insert(known, event.message))
    case 'message_deleted':
      return withMessages(state, event.channel, (known) =>
        known.filter((message) => message.ts !== event.ts),
      )
    case 'ephemeral_replaced':
      return withMessages(state, event.message.channel, (known) =>
        event.deleted === true
          ? known.filter((message) => message.ts !== event.message.ts)
          : insert(known, event.message),
      )
    case 'modals':
      return withModals(state, event.views)
    case 'home':
      return withHome(state, event.view)
    case 'channels':
      return { ...state, boot: { ...state.boot, channels: event.channels } }
    default:
      return withNotice(state, event.text, inThread)
  }
}

const withMessages = (
  state: State,
  channel: string,
  change: (known: readonly Message[]) => readonly Message[],
): State => ({
  ...state,
  messages: { ...state.messages, [channel]: change(state.messages[channel] ?? []) },
})

const insert = (known: readonly Message[], message: Message): readonly Message[] => {
  const at = known.findIndex((one) => one.ts >= message.ts)
  if (at === -1) return [...known, message]
  const replaces = known[at]?.ts === message.ts ? 1 : 0
  return known.toSpliced(at, replaces, message)
}

/** What is newer than the answer may have arrived while it was under way, so it stays. */
const withoutDeleted = (
  known: readonly Message[],
  loaded: readonly Message[],
  thread: string | undefined,
): readonly Message[] => {
  const newest = loaded.at(-1)?.ts ?? ''
  return known.filter((message) => {
    const inScope = thread === undefined ? !isReply(message) : message.threadTs === thread
    return !inScope || message.ephemeral === true || message.ts > newest
  })
}

const withUnread = (state: State, message: Message): State => {
  const here = channelOfPlace(state.boot, state.place) === message.channel
  if (here || message.user === state.boot.me.id) return state
  const count = (state.unread[message.channel] ?? 0) + 1
  return { ...state, unread: { ...state.unread, [message.channel]: count } }
}

const withModals = (state: State, views: readonly View[]): State => {
  const channel = channelOfPlace(state.boot, state.place)
  return {
    ...state,
    modals: views,
    values: {
      ...keepHomeValues(state),
      ...Object.fromEntries(
        views.map((view) => [view.id, carryValues(blocksOf(view), state.values[view.id], channel)]),
      ),
    },
  }
}

const keepHomeValues = (state: State): State['values'] => {
  const id = state.home?.id
  const kept = id === undefined ? undefined : state.values[id]
  return id === undefined || kept === undefined ? {} : { [id]: kept }
}

const withHome = (state: State, view: View | undefined): State =>
  view === undefined
    ? { ...state, home: undefined }
    : {
        ...state,
        home: view,
        values: { ...state.values, [view.id]: carryValues(blocksOf(view), state.values[view.id]) },
      }

const withToast = (state: State, text: string): State => ({
  ...state,
  toasts: [...state.toasts, { id: (state.toasts.at(-1)?.id ?? Date.now()) + 1, text }],
})

/** Slackbot speaks where the person looks; where no conversation is in sight, a toast does. */
const withNotice = (state: State, text: string, inThread: boolean): State => {
  const channel = channelOfPlace(state.boot, state.place)
  if (channel === undefined || state.modals.length > 0) {
    return withToast(state, text)
  }
  const { thread } = state.place
  const ts = (Date.now() / 1000).toFixed(6)
  const notice: Message = {
    channel,
    ts,
    user: slackbotId,
    text,
    ephemeral: true,
    ...(inThread && thread !== undefined ? { threadTs: thread } : {}),
  }
  return withMessages(state, channel, (known) => insert(known, notice))
}

export const blocksOf = (view: View): readonly Json[] => records(view.view['blocks'])

/** The direct messages with the app. */
export const appChannel = (boot: Boot): Channel | undefined =>
  boot.channels.find((one) => one.kind === 'im' && one.withUser === boot.app.botUserId)

/** The conversation that a place shows; none on the Home tab. */
export const channelOfPlace = (boot: Boot, place: Place): string | undefined =>
  place.kind === 'channel'
    ? place.channel
    : place.tab === 'messages'
      ? appChannel(boot)?.id
      : undefined

export const isReply = (message: Message): boolean =>
  message.threadTs !== undefined && message.threadTs !== message.ts

/** Reply counts come with the root; replies that arrived since may be more. */
export const countReplies = (root: Message, known: readonly Message[]): number =>
  Math.max(
    root.replyCount ?? 0,
    known.filter((one) => isReply(one) && one.threadTs === root.ts && one.ephemeral !== true)
      .length,
  )

export const enter = (
  state: State,
  viewId: string,
  blockId: string,
  actionId: string,
  value: Json,
): Values => withValue(state.values[viewId] ?? {}, blockId, actionId, value)
