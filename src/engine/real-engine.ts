/** Which cases need the engine of production, and where the request's constraints take it away. */
import type { PacketContext } from './context.ts'
import type { LaneId, LayerId } from './packet.ts'

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

/** Whether the request forbids containers in this lane (`no-containers@ci` means pull request and schedule). */
export const isUnavailable = (context: PacketContext, lane: LaneId): boolean =>
  containerLimits(context).some((each) => {
    const [, where = ''] = each.constraint.split('@')
    return where === lane
  })

/** Every limit on containers, with or without a lane. */
export const containerLimits = (
  context: PacketContext,
): readonly PacketContext['framing']['constraints'][number][] =>
  context.framing.constraints.filter((each) => each.constraint.split('@')[0] === 'no-containers')
