import type { Logger } from 'pino'
import type { Actor } from '../../flows/flows.ts'
import type { Timer } from '../delivery/deliver.ts'
import { createTurns } from '../thread/turns.ts'

/** The Homes that people opened lately: what changes is shown there too. */
export interface Homes {
  /** Shows a person's Home now, and from now on what changes in it. `directId` is their direct message with the bot, where it is known. */
  show(actor: Actor, directId?: string): Promise<void>
  /** Something that a Home may show changed, for one person or (null) for anybody. Several changes in a row are shown at once. */
  changed(changedFor: Actor | null): void
  stop(): void
}

interface OpenHome {
  readonly actor: Actor
  readonly directId: string | undefined
  readonly openedAt: number
  /** What it shows, as `publish` gave it back; null before it shows anything. */
  shown: string | null
}

/** Slack does not say when a Home is closed, so only the last ones are kept up to date, and not for ever. */
const kept = 200
const keptForMs = 60 * 60 * 1000
const gatherMs = 1000
/** So many at once, the others one after the other: Slack allows some fifty looks at memberships a minute. */
const atOnce = 20
const apartMs = 1500

export function createHomes(parts: {
  /** Shows the Home when it differs from what is shown; gives what is shown then. */
  readonly publish: (
    actor: Actor,
    directId: string | undefined,
    shown: string | null,
  ) => Promise<string>
  readonly timer: Timer
  readonly logger: Logger
}): Homes {
  const { timer, logger } = parts
  const turns = createTurns()
  const open = new Map<string, OpenHome>()
  const outdated = new Set<string>()
  let cancelWait: (() => void) | null = null
  let isWorking = false

  /** One after the other for a person, so that what was read later is shown later. */
  const publish = (key: string, isAsked: boolean): Promise<void> =>
    turns(key, async () => {
      const home = open.get(key)
      if (home === undefined) return
      home.shown = await parts.publish(home.actor, home.directId, isAsked ? null : home.shown)
    })

  const work = async (): Promise<void> => {
    isWorking = true
    for (let done = 1; outdated.size > 0; done += 1) {
      const [key = ''] = outdated
      outdated.delete(key)
      const home = open.get(key)
      if (home === undefined) continue
      if (timer.now() - home.openedAt > keptForMs) open.delete(key)
      else
        await publish(key, false).catch((error: unknown) => {
          logger.warn(
            { name: error instanceof Error ? error.name : 'unknown' },
            'a Home stayed old',
          )
        })
      if (done >= atOnce && outdated.size > 0) await pause()
    }
    isWorking = false
  }

  const pause = (): Promise<void> =>
    new Promise((resume) => {
      cancelWait = timer.after(apartMs, () => {
        cancelWait = null
        resume()
      })
    })

  return {
    show(actor, directId) {
      const key = keyOf(actor)
      const earlier = open.get(key)
      open.delete(key)
      open.set(key, {
        actor,
        directId: directId ?? earlier?.directId,
        openedAt: timer.now(),
        shown: null,
      })
      const [oldest] = open.keys()
      if (open.size > kept && oldest !== undefined) open.delete(oldest)
      return publish(key, true)
    },
    changed(changedFor) {
      const keys = changedFor === null ? [...open.keys()].toReversed() : [keyOf(changedFor)]
      for (const key of keys) if (open.has(key)) outdated.add(key)
      if (outdated.size === 0 || isWorking || cancelWait !== null) return
      cancelWait = timer.after(gatherMs, () => {
        cancelWait = null
        void work()
      })
    },
    stop() {
      cancelWait?.()
      open.clear()
      outdated.clear()
    },
  }
}

function keyOf({ teamId, userId }: Actor): string {
  return `${teamId} ${userId}`
}
