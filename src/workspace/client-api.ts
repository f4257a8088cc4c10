/**
 * What the browser client and the local workspace say to each other: plain JSON under `/client/`, types only.
 * This is the part of Slack that is not public (what Slack's own app does), so it is ours to choose. The bot never sees it.
 *
 * Every request names the acting person with the header `x-workspace-user`. Failures answer 4xx with `{ error, message }`,
 * where `message` is a sentence to show.
 */

/** A Slack block, view or text object as JSON; the client renders it, it does not reason about it. */
export type BlockJson = { readonly type: string; readonly [key: string]: unknown }

export interface Person {
  readonly id: string
  readonly name: string
  readonly realName: string
  readonly isBot: boolean
  /** `guest` people see only the channels they were invited to. */
  readonly kind: 'member' | 'admin' | 'guest' | 'bot'
  readonly tz: string
}

export interface Channel {
  readonly id: string
  readonly name: string
  readonly kind: 'public' | 'private' | 'im'
  readonly isArchived: boolean
  readonly isMember: boolean
  readonly botIsMember: boolean
  /** Set for `im`: the other side. */
  readonly withUser?: string
}

export interface Message {
  readonly channel: string
  readonly ts: string
  readonly user: string
  readonly text: string
  readonly blocks?: readonly BlockJson[]
  readonly threadTs?: string
  readonly replyCount?: number
  readonly latestReplyTs?: string
  readonly editedTs?: string
  /** Visible to the acting person only, gone after a reload, as in Slack. */
  readonly ephemeral?: boolean
  readonly files?: readonly { readonly id: string; readonly name: string; readonly url: string }[]
}

export interface SlashCommand {
  readonly command: string
  readonly description: string
  readonly usageHint?: string
}

export interface Shortcut {
  readonly callbackId: string
  readonly name: string
  readonly type: 'global' | 'message'
  readonly description: string
}

export interface View {
  readonly id: string
  readonly type: 'modal' | 'home'
  readonly view: BlockJson
  readonly hash: string
  /** Position in the modal stack, 0 is the root. */
  readonly depth?: number
}

/** `GET /client/boot` */
export interface Boot {
  readonly team: { readonly id: string; readonly name: string; readonly domain: string }
  readonly me: Person
  readonly people: readonly Person[]
  readonly channels: readonly Channel[]
  readonly commands: readonly SlashCommand[]
  readonly shortcuts: readonly Shortcut[]
  readonly app: {
    readonly name: string
    readonly botUserId: string
    readonly homeEnabled: boolean
    readonly connected: boolean
  }
}

/**
 * The rest of the calls, `POST /client/<name>` with a JSON body:
 *
 * | name | body | answer |
 * |---|---|---|
 * | `history` | `{ channel }` | `{ messages: Message[] }` roots only, oldest first |
 * | `thread` | `{ channel, threadTs }` | `{ messages: Message[] }` root first |
 * | `send` | `{ channel, text, threadTs? }` | `{ message }`; a leading `/` in the composer is a command, use `command` |
 * | `edit` | `{ channel, ts, text }` | `{ message }` |
 * | `delete` | `{ channel, ts }` | `{}` |
 * | `command` | `{ channel, text, threadTs? }` | `{}`; refused in a thread and for unknown commands, with Slack's words |
 * | `shortcut` | `{ callbackId }` | `{}` |
 * | `message-shortcut` | `{ callbackId, channel, ts }` | `{}` |
 * | `block-action` | `{ container, blockId, action }` | `{}`; `container` is `{ channel, ts }` or `{ viewId }`, `action` is the element's JSON with its new value (`value`, `selected_option` …) |
 * | `suggestions` | `{ container, blockId, actionId, value }` | `{ options }` or `{ optionGroups }` |
 * | `view-submission` | `{ viewId, state }` | `{ outcome: 'closed' \| 'errors' \| 'updated' \| 'pushed' \| 'failed', errors? , message? }`; `state` is `view.state.values` |
 * | `view-state` | `{ viewId, state }` | `{}`; the current input values, sent before a `block-action` in a view |
 * | `view-close` | `{ viewId, clearAll?, entered? }` | `{}`; `entered` is `{ viewId: state }` of the views that close |
 * | `open-home` | `{ tab: 'home' \| 'messages' }` | `{ view?: View }` |
 * | `invite` | `{ channel, user }` | `{}`; also how the bot is invited |
 * | `archive` | `{ channel }` | `{}` |
 * | `log` | `{}` | `{ entries: LogEntry[] }` refused or suspicious calls of the bot |
 *
 * `GET /client/socket?user=U…` is a WebSocket that carries `ClientEvent`s to one person.
 */
export type ClientEvent =
  | { readonly type: 'message'; readonly message: Message }
  | { readonly type: 'message_changed'; readonly message: Message }
  | { readonly type: 'message_deleted'; readonly channel: string; readonly ts: string }
  | { readonly type: 'ephemeral_replaced'; readonly message: Message; readonly deleted?: boolean }
  /** The whole modal stack of this person, root first; an empty list closes the dialog. It is what a socket says first. */
  | { readonly type: 'modals'; readonly views: readonly View[] }
  | { readonly type: 'home'; readonly view: View }
  | { readonly type: 'channels'; readonly channels: readonly Channel[] }
  /** What Slackbot would say to the person, for instance that an app did not answer in time. */
  | { readonly type: 'notice'; readonly text: string }

export interface LogEntry {
  readonly at: string
  readonly level: 'refused' | 'suspicious'
  readonly method: string
  readonly error: string
  readonly detail: string
}
