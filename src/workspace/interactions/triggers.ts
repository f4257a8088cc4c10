import type { World } from '../state/world.ts'

/** A trigger opens one modal, within three seconds of the interaction that made it. */
const lifetimeMs = 3000

interface Trigger {
  readonly teamId: string
  readonly userId: string
  readonly issuedAt: number
  /** The modal in which the person acted, when they did; only such a trigger may push. */
  readonly insideViewId?: string | undefined
  readonly originChannel?: string | undefined
}

type TriggerVerdict =
  | { readonly ok: true; readonly trigger: Trigger; readonly spend: () => void }
  | {
      readonly ok: false
      readonly error: 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id'
    }

export interface Triggers {
  issue(trigger: Omit<Trigger, 'issuedAt'>): string
  /** Looks without using it up: a view that is refused does not cost the trigger. */
  check(triggerId: string, teamId: string): TriggerVerdict
}

export function triggers(world: World): Triggers {
  const issued = new Map<string, Trigger>()
  const spent = new Set<string>()
  return {
    issue(trigger) {
      const id = `${Math.floor(world.clock.now())}.${world.ids.next('').slice(1)}.${world.ids.secret()}`
      issued.set(id, { ...trigger, issuedAt: world.clock.now() })
      return id
    },
    check(triggerId, teamId) {
      const trigger = issued.get(triggerId)
      if (trigger === undefined || trigger.teamId !== teamId) {
        return { ok: false, error: 'invalid_trigger_id' }
      }
      if (spent.has(triggerId)) return { ok: false, error: 'exchanged_trigger_id' }
      if (world.clock.now() - trigger.issuedAt > lifetimeMs) {
        return { ok: false, error: 'expired_trigger_id' }
      }
      return { ok: true, trigger, spend: () => void spent.add(triggerId) }
    },
  }
}
