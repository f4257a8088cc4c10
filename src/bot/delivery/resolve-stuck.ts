import type { Actor } from '../../flows/flows.ts'
import type { Store } from '../../store/port.ts'
import { senderOf } from './authors.ts'
import type { Delivery } from './deliver.ts'

/** Does what the author chose and says so in a sentence. `value` names packet and delivery; it proves nothing. */
export async function resolveStuck(
  { store, delivery }: { readonly store: Store; readonly delivery: Delivery },
  actor: Actor,
  value: string,
  choice: 'repeat' | 'skip',
): Promise<string> {
  const [packetId = '', deliveryId = ''] = value.split(' ')
  const packet = await store.packetById(actor.teamId, packetId)
  const found = packet
    ? (await store.deliveries(packetId)).find(({ id }) => id === deliveryId)
    : undefined
  const isTheirs =
    packet?.authorId === actor.userId ||
    (found !== undefined && (await senderOf(store, found)) === actor.userId)
  const stuck = isTheirs ? found : undefined
  if (stuck === undefined) return 'Only the person who asked for a packet can decide this.'
  if (stuck.state !== 'unknown' && stuck.state !== 'failed') return 'This is settled already.'
  if (choice === 'skip' && stuck.kind === 'card') {
    return stuck.state === 'unknown'
      ? 'Good. Press *Why?* on the card in the channel: that shows me where it is, and the rest follows in its thread.'
      : 'Without its card the packet is not posted. It stays in `/backend-test-packet history`.'
  }
  await store.resolveDelivery(stuck.id, choice === 'repeat' ? 'pending' : 'abandoned')
  delivery.wake()
  return choice === 'repeat' ? 'I am posting it again.' : 'Good, I go on with the rest.'
}
