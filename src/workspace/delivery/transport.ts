import type { Json, JsonObject } from '../state/json.ts'

/** Something for the app, before it is known whether it travels over a socket or signed HTTP. */
export interface Envelope {
  readonly type: 'events_api' | 'slash_commands' | 'interactive'
  readonly payload: JsonObject
  readonly acceptsResponse: boolean
  readonly retry?: { readonly attempt: number; readonly reason: string }
}

export type Answer =
  /** `payload` is what the app said with its acknowledgement; absent when it said nothing. */
  | { readonly kind: 'acked'; readonly payload?: Json }
  /** Nobody is connected, or the connection died. */
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'http-error'; readonly status: number; readonly noRetry: boolean }

export interface Transport {
  send(envelope: Envelope): Promise<Answer>
  connected(): boolean
}

/** How long Slack waits for an acknowledgement. */
export const ackLimitMs = 3000
