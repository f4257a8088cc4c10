import { packetRecipes } from './recipes.ts'
import type { Packet, ShapePart } from './packet.ts'

/** Each section of a packet begins with an empty line. */
const sections = 7

/** Lines of Markdown that the packet takes: the budget is part of the method, so the engine counts before it is rendered. */
export function countPacketLines(packet: Packet): number {
  const { framing } = packet
  const optional = [
    framing.lanes.length > 0,
    framing.slice !== null,
    packet.caveats.some((each) => each.kind === 'assumption'),
  ].filter(Boolean).length
  const framingLines =
    6 +
    optional +
    framing.contradictions.length +
    packet.caveats.filter((each) => each.kind !== 'assumption').length
  const isMatrix = packetRecipes[packet.kind].lanes === 'matrix'
  return (
    1 +
    sections +
    4 +
    framingLines +
    (3 + packet.layers.length) +
    (packet.scenarios.length === 0 ? 0 : 2 + packet.scenarios.length) +
    (packet.dependencies.length === 0 ? 2 : 3 + packet.dependencies.length) +
    (1 + packet.control.length) +
    (1 + packet.lanes.length + (isMatrix ? 3 : 0)) +
    3 +
    (1 + packet.routeOuts.length) +
    packet.shapes.reduce(
      (sum, shape) => sum + shape.parts.reduce((lines, part) => lines + 1 + partLines(part), 0),
      0,
    )
  )
}

function partLines(part: ShapePart): number {
  const title = part.title === null ? 0 : 1
  if (part.type === 'table') return title + 2 + part.rows.length
  return part.type === 'list' ? title + part.items.length : 1
}
