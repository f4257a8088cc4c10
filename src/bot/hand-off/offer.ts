import { labelWords } from '../../render/labels.ts'
import { renderOffer } from '../../render/hand-off/standing.ts'
import { renderNote } from '../../render/notes.ts'
import type { PacketRecord } from '../../store/port.ts'
import type { BotContext } from '../context.ts'
import { tell } from '../thread/take-part.ts'
import type { Seen } from '../thread/take-part.ts'

/** `hand off to api-design`: what would be sent is looked at before it goes, so words alone only open the way. */
export async function offerHandOff(
  { client, handOffs }: BotContext,
  seen: Seen,
  packet: PacketRecord,
  words: string,
): Promise<void> {
  const points = await handOffs.openPoints(packet)
  const said = words.toLowerCase()
  const named = points.filter(
    ({ to }) =>
      said.includes(to) ||
      said.includes(to.replaceAll('-', ' ')) ||
      said.includes(labelWords[to].toLowerCase()),
  )
  const offered = named.length > 0 ? named : points
  await tell(
    client,
    seen,
    offered.length === 0
      ? renderNote(
          'There is nothing to hand over in this packet: its route-outs leave no point open.',
        )
      : renderOffer(
          packet.id,
          offered.map(({ to }) => to),
        ),
  )
}
