import type { BlockAction } from '@slack/bolt'
import type { PacketRecord, Store } from '../../store/port.ts'
import type { Delivery } from './deliver.ts'

/**
 * A button pressed on a card whose arrival Slack never confirmed proves that it is there, and where: the rest of the
 * packet can follow.
 */
export async function adoptCard(
  { store, delivery }: { readonly store: Store; readonly delivery: Delivery },
  packet: PacketRecord,
  { container, channel }: BlockAction,
): Promise<void> {
  const isCard =
    packet.cardTs === null &&
    container['type'] === 'message' &&
    container['is_ephemeral'] !== true &&
    channel?.id === packet.channelId
  const ts: unknown = container['message_ts']
  if (!isCard || typeof ts !== 'string') return
  const card = (await store.deliveries(packet.id)).find(
    ({ kind, state }) => kind === 'card' && (state === 'unknown' || state === 'abandoned'),
  )
  if (card === undefined) return
  await store.markSent(card.id, ts)
  delivery.wake()
}
