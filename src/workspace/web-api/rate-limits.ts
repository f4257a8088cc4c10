import type { World } from '../state/world.ts'
import type { Method } from './method.ts'

/** Calls per minute of each of Slack's tiers. */
const perMinute = { 1: 1, 2: 20, 3: 50, 4: 100 } as const

/** One message a second in a channel, with a small burst. */
const postingBurst = 3

export interface RateLimits {
  /** Whole seconds to wait, or undefined when the call may go ahead; a call that may is counted. */
  take(method: Method, teamId: string, channel: string | undefined): number | undefined
}

export function rateLimits(world: World): RateLimits {
  const buckets = new Map<string, { tokens: number; at: number }>()
  const spend = (key: string, capacity: number, perSecond: number): number | undefined => {
    const now = world.clock.now()
    const bucket = buckets.get(key) ?? { tokens: capacity, at: now }
    const tokens = Math.min(capacity, bucket.tokens + ((now - bucket.at) / 1000) * perSecond)
    if (tokens < 1) {
      buckets.set(key, { tokens, at: now })
      return Math.max(1, Math.ceil((1 - tokens) / perSecond))
    }
    buckets.set(key, { tokens: tokens - 1, at: now })
    return undefined
  }
  return {
    take(method, teamId, channel) {
      if (!world.rateLimits || method.tier === 'special') return undefined
      if (method.tier === 'per-channel') {
        return spend(`${teamId} ${method.name} ${channel ?? ''}`, postingBurst, 1)
      }
      const limit = perMinute[method.tier]
      return spend(`${teamId} ${method.name}`, limit, limit / 60)
    },
  }
}
