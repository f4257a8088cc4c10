/**
 * The outbox's worker: takes what is due, posts it once, and writes down what became of it. It never guesses: when a
 * message may or may not have arrived, a person is asked.
 */
import type { MessageMetadata } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import type { MessagePayload } from '../../render/pack.ts'
import { redrawnBy } from '../../store/port.ts'
import type { DeliveryRecord, PacketRecord, Store } from '../../store/port.ts'
import { shownBy } from './shown-by.ts'
import type { Authors } from './authors.ts'
import { postMessage } from '../slack/clients.ts'
import { createPace } from './pace.ts'
import { outcomeOf } from './posting-outcome.ts'
import type { PostingOutcome } from './posting-outcome.ts'

export interface Timer {
  now(): number
  /** Calls back once after so many milliseconds; the answer cancels it. */
  after(ms: number, then: () => void): () => void
}

export interface DeliveryParts {
  readonly store: Store
  readonly client: WebClient
  /** What a delivery shows now; null when there is nothing of the kind. */
  readonly compose: (
    delivery: DeliveryRecord,
    packet: PacketRecord,
  ) => Promise<MessagePayload | null>
  readonly authors: Authors
  /** Slack refused for good what was handed over. */
  readonly onHandOffRefused: (
    handOffId: string,
    packet: PacketRecord,
    code: string,
  ) => Promise<void>
  readonly logger: Logger
  readonly timer: Timer
  readonly burst: number
  readonly intervalMs: number
}

export interface Delivery {
  /** Asks about what an earlier process left in flight, then works until it is stopped. */
  start(): Promise<void>
  /** Something was written to the outbox. */
  wake(): void
  /** Finishes the message that is on its way and takes no other. */
  stop(): Promise<void>
}

const longestBackoffMs = 60_000
const longestNapMs = 60_000
const stumbleMs = 5000

export function createDelivery(parts: DeliveryParts): Delivery {
  const { store, client, authors, logger, timer } = parts
  const pace = createPace({
    now: () => timer.now(),
    burst: parts.burst,
    intervalMs: parts.intervalMs,
  })
  let isStopped = true
  let round: Promise<void> | null = null
  let isWoken = false
  let cancelNap: (() => void) | null = null

  const post = async (delivery: DeliveryRecord, packet: PacketRecord): Promise<PostingOutcome> => {
    const message = await parts.compose(delivery, packet)
    if (message === null)
      return delivery.kind === 'redraw'
        ? { outcome: 'sent', ts: '' }
        : { outcome: 'refused', error: 'no_such_part' }
    const metadata = {
      event_type: 'backend_test_packet',
      event_payload: {
        packet_id: packet.id,
        revision: delivery.revision,
        part: delivery.position,
      },
    }
    if (delivery.kind === 'update')
      return drawAnew(packet.channelId, packet.cardTs, { ...message, metadata })
    if (delivery.kind === 'redraw')
      return drawAnew(delivery.channelId, await drawnTs(delivery), { ...message, metadata })
    if (delivery.kind === 'hand-off-update') {
      const handOff = await store.findHandOff(packet.teamId, shownBy(delivery))
      return drawAnew(delivery.channelId, handOff?.messageTs ?? null, { ...message, metadata })
    }
    // The owner's channel has no thread of ours, even when it is the packet's own.
    const threadTs = delivery.kind === 'hand-off' ? null : (packet.threadTs ?? packet.cardTs)
    try {
      const { ts } = await postMessage(client, {
        channel: delivery.channelId,
        ...message,
        ...(threadTs === null ? {} : { thread_ts: threadTs }),
        unfurl_links: false,
        unfurl_media: false,
        metadata,
      })
      return ts === undefined ? { outcome: 'unknown', error: 'no_ts' } : { outcome: 'sent', ts }
    } catch (error) {
      return outcomeOf(error)
    }
  }

  const drawnTs = async ({ id, packetId }: DeliveryRecord): Promise<string | null> =>
    (await store.deliveries(packetId)).find((each) => each.id === redrawnBy(id))?.ts ?? null

  /** Safe to repeat, so nobody is asked about it: a message that cannot be changed any more stays as it is. */
  const drawAnew = async (
    channel: string,
    ts: string | null,
    message: MessagePayload & { readonly metadata: MessageMetadata },
  ): Promise<PostingOutcome> => {
    // It was left out, or never had a message of its own.
    if (ts === null || ts === '') return { outcome: 'sent', ts: '' }
    try {
      await client.chat.update({ channel, ts, ...message })
      return { outcome: 'sent', ts }
    } catch (error) {
      const result = outcomeOf(error)
      if (result.outcome === 'unknown') return { ...result, outcome: 'later', afterMs: null }
      if (result.outcome !== 'refused') return result
      logger.warn({ code: result.error }, 'a message was not drawn anew')
      return { outcome: 'sent', ts }
    }
  }

  const settle = async (
    delivery: DeliveryRecord,
    packet: PacketRecord,
    result: PostingOutcome,
  ): Promise<void> => {
    if (result.outcome === 'sent') {
      await store.markSent(delivery.id, result.ts)
      return
    }
    const { id, packetId, position, attempts } = delivery
    logger.warn(
      { packetId, position, attempts, outcome: result.outcome, code: result.error },
      'a message was not delivered',
    )
    if (result.outcome === 'later') {
      const waitMs = result.afterMs ?? Math.min(longestBackoffMs, 500 * 2 ** attempts)
      await store.postpone(id, timer.now() + waitMs, result.error)
    } else if (result.outcome === 'refused' && delivery.kind === 'hand-off') {
      // The hand-off itself says what became of it, and its sender chooses another place: nothing of the packet waits.
      await parts.onHandOffRefused(shownBy(delivery), packet, result.error)
      await store.markFailed(id, result.error)
      await store.resolveDelivery(id, 'abandoned')
    } else if (result.outcome === 'refused') {
      await store.markFailed(id, result.error)
      await authors.tellRefused(packet, { ...delivery, state: 'failed' }, result.error)
    } else {
      await store.markUnknown(id, result.error)
      await authors.askUnknown(packet, delivery)
    }
  }

  /** A newer update shows the same and more. */
  const isSuperseded = async (delivery: DeliveryRecord): Promise<boolean> =>
    repeatable.has(delivery.kind) &&
    (await store.deliveries(delivery.packetId)).some(
      (each) =>
        each.kind === delivery.kind &&
        each.state === 'pending' &&
        each.id !== delivery.id &&
        (each.kind === 'update' || shownBy(each) === shownBy(delivery)),
    )

  const deliverOne = async (delivery: DeliveryRecord): Promise<void> => {
    if (await isSuperseded(delivery)) {
      await store.markSent(delivery.id, '')
      return
    }
    // Slack's one message a second is for what is posted; drawing anew has a limit of its own, which Slack tells us.
    const waitMs = drawsAnew.has(delivery.kind) ? 0 : pace.waitFor(delivery.channelId)
    if (waitMs > 0) {
      await store.postpone(delivery.id, timer.now() + waitMs, 'pace')
      return
    }
    const packet = await store.packetById(delivery.teamId, delivery.packetId)
    if (packet === null) {
      await store.markFailed(delivery.id, 'packet_gone')
      return
    }
    await settle(delivery, packet, await post(delivery, packet))
  }

  const drain = async (): Promise<void> => {
    for (;;) {
      isWoken = false
      const delivery = isStopped ? null : await store.takeDelivery(timer.now())
      if (delivery !== null) {
        await deliverOne(delivery)
        continue
      }
      const dueAt = isStopped ? null : await store.nextDeliveryAt()
      // Something was written while we looked: it may be due before what we saw.
      if (isWoken) continue
      if (dueAt !== null) nap(Math.min(longestNapMs, Math.max(1, dueAt - timer.now())))
      return
    }
  }

  const nap = (ms: number): void => {
    cancelNap = timer.after(ms, wake)
  }

  const wake = (): void => {
    isWoken = true
    if (isStopped) return
    cancelNap?.()
    round ??= drain()
      .catch((error: unknown) => {
        logger.error({ code: codeOf(error) }, 'the outbox stumbled')
        // The database may be back in a while; the rows are safe there.
        nap(stumbleMs)
      })
      .finally(() => {
        round = null
        if (isWoken) wake()
      })
  }

  return {
    async start() {
      isStopped = false
      for (const delivery of await store.markInterrupted()) {
        const packet = await store.packetById(delivery.teamId, delivery.packetId)
        if (packet !== null) await authors.askUnknown(packet, delivery)
      }
      wake()
    },
    wake,
    async stop() {
      isStopped = true
      cancelNap?.()
      await round
    },
  }
}

const repeatable: ReadonlySet<DeliveryRecord['kind']> = new Set(['update', 'hand-off-update'])
const drawsAnew: ReadonlySet<DeliveryRecord['kind']> = new Set([...repeatable, 'redraw'])

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return error instanceof Error ? error.name : 'unknown'
}
