import type { HandOffFlows } from '../../flows/hand-off.ts'
import type { HandOffLine, HomeHandOffs } from '../../render/hand-off/standing.ts'
import type { HandOffList, PacketRecord } from '../../store/port.ts'
import { lineOf } from '../answers.ts'

/** What a packet's card says about what was handed over. */
export function linesOf(handOffs: HandOffFlows) {
  return async (packet: PacketRecord): Promise<readonly HandOffLine[]> =>
    (await handOffs.standing(packet)).map(({ handOff, ...standing }) => ({
      ...handOff,
      ...standing,
    }))
}

export function homeList(
  { handOffs: found, total }: HandOffList,
  handOffs: HandOffFlows,
): HomeHandOffs {
  return {
    total,
    handOffs: found.map(({ handOff, packet }) => ({
      id: handOff.id,
      line: lineOf(packet),
      handOff: { ...handOff, ...handOffs.standingOf(packet, handOff) },
    })),
  }
}
