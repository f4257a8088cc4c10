export interface Pace {
  /** Milliseconds until a message may go to this channel; 0 takes a turn at once. */
  waitFor(channelId: string): number
}

/** A message a second in a channel with a small burst, Slack's own measure: below it there is no rate limit to meet. */
export function createPace(options: {
  readonly now: () => number
  readonly burst: number
  readonly intervalMs: number
}): Pace {
  const { now, burst, intervalMs } = options
  /** When the channel will have its whole burst again. */
  const fullAt = new Map<string, number>()
  return {
    waitFor(channelId) {
      const at = now()
      const full = Math.max(fullAt.get(channelId) ?? 0, at)
      const waitMs = full - at - (burst - 1) * intervalMs
      if (waitMs > 0) return waitMs
      for (const [id, time] of fullAt) if (time <= at) fullAt.delete(id)
      fullAt.set(channelId, full + intervalMs)
      return 0
    },
  }
}
