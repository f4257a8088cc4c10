/** All messages of one revision: the card, then the numbered parts of its thread. */
import type { ActionsBlock, ContextBlock } from '@slack/types'
import { renderCard } from './card.ts'
import type { PacketView } from './card.ts'
import { escapeMrkdwn } from './escape.ts'
import { actionIds } from './ids.ts'
import { partBudget } from './limits.ts'
import type { Verdict } from '../engine/packet.ts'
import { noteButton } from './notes.ts'
import { fallbackText, packPieces } from './pack.ts'
import type { MessagePayload } from './pack.ts'
import { partsOf } from './parts.ts'

/** The first is the card (position 0), the rest stand in the thread in this order. The same view gives the same messages. */
export function renderMessages(view: PacketView): readonly MessagePayload[] {
  const parts = packPieces(partsOf(view.verdict), partBudget)
  return [
    renderCard(view),
    ...parts.map((atoms, index) => {
      const label = `Part ${index + 1} of ${parts.length}`
      return {
        text: fallbackText(`${label}, packet ${view.name}`, atoms, partBudget),
        blocks: [
          ...atoms.map((atom) => atom.block),
          numbered(`${label} · ${escapeMrkdwn(view.name)}, revision ${view.revision}`),
          ...(view.verdict.verdict === 'packet' && atoms.some((atom) => atom.isTable)
            ? [changeButton(view.id)]
            : []),
        ],
      }
    }),
  ]
}

/** How many messages follow the card; depends on the verdict alone. */
export function countParts(verdict: Verdict): number {
  return packPieces(partsOf(verdict), partBudget).length
}

/** Under the tables of layers, dependencies and lanes: what else a row could be. */
function changeButton(packetId: string): ActionsBlock {
  return {
    type: 'actions',
    elements: [noteButton('Change a row', actionIds.packetChange, packetId)],
  }
}

function numbered(text: string): ContextBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text }] }
}
