import type { ThreadParts } from './revise.ts'

/** Draws messages anew, by the ids of their deliveries, and each proposal that waits: what it would change has changed. */
export type Redraw = (packetId: string, deliveryIds?: readonly string[]) => Promise<void>

export function redrawer({ store, now, newId, onDeliveriesWritten }: ThreadParts): Redraw {
  return async (packetId, deliveryIds = []) => {
    const waiting = (await store.openProposals(packetId)).map((id) => `proposal:${id}`)
    const all = [...new Set([...deliveryIds, ...waiting])]
    await store.addRedraws(packetId, all, newId, now())
    onDeliveriesWritten()
  }
}

/** Brings the packet's card up to date. */
export async function showOnCard(
  { store, now, newId, onDeliveriesWritten }: ThreadParts,
  packetId: string,
): Promise<void> {
  await store.addDeliveries(packetId, [{ id: newId(), kind: 'update', position: 0 }], now())
  onDeliveriesWritten()
}
