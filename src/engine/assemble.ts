/** Step 7: the decided parts become one packet in the shape that its kind asks for. */
import type { PacketContext } from './context.ts'
import type { Classification, Packet, Shape } from './packet.ts'
import { packetRecipes } from './recipes.ts'

/** What steps 3 to 6 decided. */
export type PacketParts = Pick<
  Packet,
  | 'layers'
  | 'scenarios'
  | 'dependencies'
  | 'control'
  | 'lanes'
  | 'gates'
  | 'shapes'
  | 'routeOuts'
  | 'caveats'
>

export function assemble(
  context: PacketContext,
  classification: Classification,
  parts: PacketParts,
): Packet {
  return {
    verdict: 'packet',
    kind: context.kind,
    classification,
    framing: context.framing,
    ...parts,
    shapes: inRecipeOrder(context, parts.shapes),
    findings: [],
  }
}

/** The parts that the kind owes come before what other stages add after the same section; empty ones are left out. */
function inRecipeOrder(context: PacketContext, shapes: readonly Shape[]): readonly Shape[] {
  const owed = packetRecipes[context.kind].shapes
  const rank = (shape: Shape): number => (owed.includes(shape.after) ? 0 : 1)
  return shapes
    .filter((shape) => shape.parts.length > 0)
    .toSorted((one, other) => rank(one) - rank(other))
}
