import type { MessageEvents } from '../events/message-events.ts'
import type { Grants } from '../oauth/grants.ts'
import type { Triggers } from '../interactions/triggers.ts'
import type { Connections } from '../socket/connections.ts'
import type { JsonObject } from '../state/json.ts'
import type { Installation, Team } from '../state/model.ts'
import type { World } from '../state/world.ts'
import { refuse } from './refusal.ts'

/** What every method may use. */
export interface Call {
  readonly world: World
  readonly args: JsonObject
  readonly triggers: Triggers
  readonly connections: Connections
  /** The app hears of its own posts and edits too, if it subscribed. */
  readonly events: MessageEvents
  readonly grants: Grants
}

/** A call made with a bot token: it sees one team, as one installation. */
export interface BotCall extends Call {
  readonly team: Team
  readonly bot: Installation
}

interface MethodFacts {
  readonly name: string
  /** What the method needs whatever its arguments; scopes that depend on the kind of channel are asked for inside. */
  readonly scopes?: readonly string[]
  /** Calls per minute by Slack's tier; `per-channel` is the posting limit of one message a second. */
  readonly tier: 1 | 2 | 3 | 4 | 'special' | 'per-channel'
}

type Answer = JsonObject | Promise<JsonObject>

export type Method =
  | (MethodFacts & { readonly token: 'bot'; readonly run: (call: BotCall) => Answer })
  | (MethodFacts & { readonly token: 'app' | 'none'; readonly run: (call: Call) => Answer })

export function requireScope(call: BotCall, scope: string): void {
  if (call.bot.scopes.includes(scope)) return
  refuse('missing_scope', { needed: scope, provided: call.bot.scopes.join(',') })
}
