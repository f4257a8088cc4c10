/** All messages of one revision: the card, then the numbered parts of its thread. */
import type { ActionsBlock, ContextBlock } from '@slack/types'
import { renderCard } from './card.ts'
import type { PacketView } from './card.ts'
import { escapeMrkdwn } from './escape.ts'
import { actionIds } from './ids.ts'
import { partBudget } from './limits.ts'
import type { Verdict } from '../engine/packet.ts'
import { openRouteOuts } from '../engine/route-out/waiting.ts'
import { noteButton } from './notes.ts'
import { fallbackText, packPieces } from './pack.ts'
import type { MessagePayload } from './pack.ts'
import { partsOf, routeOutsHeading } from './parts.ts'
import type { Atom } from './pieces.ts'

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
          ...partButtons(view, atoms),
        ],
      }
    }),
  ]
}

/** How many messages follow the card; depends on the verdict alone. */
export function countParts(verdict: Verdict): number {
  return packPieces(partsOf(verdict), partBudget).length
}

/** Under the tables of layers, dependencies and lanes: what else a row could be. Under the route-outs: to whom they go. */
function partButtons({ id, verdict }: PacketView, atoms: readonly Atom[]): readonly ActionsBlock[] {
  const hasRows = verdict.verdict === 'packet' && atoms.some((atom) => atom.isTable)
  const hasOpenRouteOuts =
    atoms.some((atom) => atom.words === routeOutsHeading) && openRouteOuts(verdict).length > 0
  const buttons = [
    ...(hasRows ? [noteButton('Change a row', actionIds.packetChange, id)] : []),
    ...(hasOpenRouteOuts ? [noteButton('Hand off…', actionIds.handOffOpen, id)] : []),
  ]
  return buttons.length === 0 ? [] : [{ type: 'actions', elements: buttons }]
}

function numbered(text: string): ContextBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text }] }
}
