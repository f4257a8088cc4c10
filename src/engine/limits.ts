/** Limits of the request that take something away from lanes (`no-containers`, `no-containers@pr`, `no-network@ci`). */
import type { PacketContext } from './context.ts'
import { laneIds } from './packet.ts'
import type { Evidence, LaneId } from './packet.ts'

export interface Limit {
  readonly words: string
  readonly lanes: ReadonlySet<LaneId>
  readonly evidence: readonly Evidence[]
}

/** The limit of this name with all lanes it holds in; null when the request has none. `containers@pr` counts as well. */
export function limitOf(context: PacketContext, name: string): Limit | null {
  const bare = name.replace(/^no-/, '')
  const found = context.framing.constraints.filter((each) => {
    const [id] = each.constraint.split('@')
    return id === name || (id === bare && (each.value === null || each.value === 'forbidden'))
  })
  const [first] = found
  if (!first) return null
  return {
    words: first.words,
    lanes: new Set(found.flatMap((each) => lanesOf(each.constraint))),
    evidence: found.flatMap((each) => each.evidence),
  }
}

/** The value of a limit with this exact name (`budget@pr`), with its words; the last one stated wins. */
export const valueOf = (
  context: PacketContext,
  name: string,
): PacketContext['framing']['constraints'][number] | undefined =>
  context.framing.constraints.findLast((each) => each.constraint === name && each.value !== null)

function lanesOf(constraint: string): readonly LaneId[] {
  const [, where = ''] = constraint.split('@')
  if (where === 'ci') return ['pr', 'scheduled']
  if (where === 'local') return ['local-fast']
  if (where === 'nightly') return ['scheduled']
  const lane = laneIds.find((each) => each === where)
  return lane ? [lane] : laneIds
}
