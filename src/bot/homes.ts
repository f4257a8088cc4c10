import type { Logger } from 'pino'
import type { Actor } from '../flows/flows.ts'
import type { Timer } from './deliver.ts'

/** The Homes that people opened lately: what changes is shown there too. */
export interface Homes {
  /** `directId` is the person's direct message with the bot, where it is known. */
  opened(actor: Actor, directId?: string): void
  /** Something that a Home may show changed. Several changes in a row are shown at once. */
  changed(): void
  stop(): void
}

/** Slack does not say when a Home is closed, so only the last ones are kept up to date, and not for ever. */
const kept = 30
const keptForMs = 60 * 60 * 1000
const gatherMs = 1000

export function createHomes(parts: {
  readonly publish: (actor: Actor, directId?: string) => Promise<void>
  readonly timer: Timer
  readonly logger: Logger
}): Homes {
  const { timer, logger } = parts
  const open = new Map<string, { readonly actor: Actor; readonly directId?: string; at: number }>()
  let cancel: (() => void) | null = null

  const publishAll = async (): Promise<void> => {
    for (const [key, home] of open) {
      if (timer.now() - home.at > keptForMs) open.delete(key)
      else
        await parts.publish(home.actor, home.directId).catch((error: unknown) => {
          logger.warn(
            { name: error instanceof Error ? error.name : 'unknown' },
            'a Home stayed old',
          )
        })
    }
  }

  return {
    opened(actor, directId) {
      const key = `${actor.teamId} ${actor.userId}`
      open.delete(key)
      open.set(key, { actor, ...(directId === undefined ? {} : { directId }), at: timer.now() })
      const [oldest] = open.keys()
      if (open.size > kept && oldest !== undefined) open.delete(oldest)
    },
    changed() {
      if (open.size === 0 || cancel !== null) return
      cancel = timer.after(gatherMs, () => {
        cancel = null
        void publishAll()
      })
    },
    stop() {
      cancel?.()
      open.clear()
    },
  }
}
