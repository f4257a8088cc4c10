/** Which cases need the engine of production, and whether the pull request may start it. */
import type { PacketContext } from './context.ts'
import { limitOf } from './limits.ts'
import type { LayerId } from './packet.ts'

/** True when what breaks the case (a lock, a constraint, a redelivery) exists only in the real engine. */
export function isEngineBound(
  scenario: { readonly layer: LayerId; readonly risks: readonly string[] },
  risks: readonly { readonly risk: string; readonly realEngine: boolean }[],
): boolean {
  return (
    scenario.layer === 'integration' &&
    risks.some((each) => each.realEngine && scenario.risks.includes(each.risk))
  )
}

/**
 * Whether containers are forbidden on the pull request and allowed on the schedule. Where they are forbidden on both,
 * the engine is installed or hosted instead, and cases stay where they are.
 */
export function isScheduledOnly(context: PacketContext): boolean {
  const lanes = limitOf(context, 'no-containers')?.lanes
  return lanes !== undefined && lanes.has('pr') && !lanes.has('scheduled')
}
