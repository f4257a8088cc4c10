/** What the messages about a hand-off show now; every other message of a packet is somebody else's work. */
import type { WebClient } from '@slack/web-api'
import { isAnswerTo } from '../../flows/hand-off.ts'
import type { HandOffFlows } from '../../flows/hand-off.ts'
import { mrkdwnCode } from '../../render/escape.ts'
import { renderHandOff } from '../../render/hand-off/message.ts'
import { answerWords, renderOffer, renderRefusal } from '../../render/hand-off/standing.ts'
import { renderNote } from '../../render/notes.ts'
import type { MessagePayload } from '../../render/pack.ts'
import type { DeliveryRecord, HandOffRecord, PacketRecord, Store } from '../../store/port.ts'
import { linkTo } from '../answers.ts'
import type { People } from '../people/people.ts'
import { shownBy } from '../delivery/shown-by.ts'
import type { Compose } from '../thread/compose.ts'

interface Parts {
  readonly store: Store
  readonly client: WebClient
  readonly handOffs: HandOffFlows
  readonly people: People
}

export function withHandOffs(compose: Compose, parts: Parts): Compose {
  const { store } = parts
  const found = (delivery: DeliveryRecord) => store.findHandOff(delivery.teamId, shownBy(delivery))
  return async (delivery, packet) => {
    switch (delivery.kind) {
      case 'hand-off': {
        const handOff = await found(delivery)
        // Taken back before it left: nobody has to read it.
        return handOff === null || handOff.state === 'withdrawn'
          ? null
          : renderHandOff(await viewOf(parts, handOff, packet))
      }
      case 'hand-off-update': {
        const handOff = await found(delivery)
        return handOff && renderHandOff(await viewOf(parts, handOff, packet))
      }
      case 'refusal': {
        const handOff = await found(delivery)
        return (
          handOff &&
          renderRefusal({
            ...handOff,
            packetId: packet.id,
            by: await parts.people.nameOf(handOff.by),
          })
        )
      }
      case 'change': {
        const message = await compose(delivery, packet)
        return message && withHandOffsOf(message, parts, packet, delivery.revision)
      }
      default:
        return compose(delivery, packet)
    }
  }
}

async function viewOf({ client, people }: Parts, handOff: HandOffRecord, packet: PacketRecord) {
  return {
    ...handOff,
    sender: await people.nameOf(handOff.senderId),
    by: await people.nameOf(handOff.by),
    // A link into a private place helps nobody who may not follow it.
    origin:
      packet.channelKind === 'public'
        ? `<#${packet.channelId}>. ${await linkTo(client, packet)}`
        : `packet ${mrkdwnCode(packet.name)}, in a private conversation`,
  }
}

/** A revision that an owner's answer brought says whose it is and what it made final; one that opens a point, where it can go. */
async function withHandOffsOf(
  message: MessagePayload,
  { store, handOffs, people }: Parts,
  packet: PacketRecord,
  number: number,
): Promise<MessagePayload> {
  const [before, after] = await Promise.all([
    store.revision(packet.id, number - 1),
    store.revision(packet.id, number),
  ])
  const [opening, ...rest] = message.blocks
  if (before === null || after === null || opening === undefined) return message
  const held = new Set(before.amendments.map((each) => each.id))
  const brought = after.amendments.filter((each) => !held.has(each.id))
  const answers = (await store.handOffs(packet.id)).flatMap((each) => {
    const answer = brought.find(({ id }) => isAnswerTo(each.id, id))
    return answer === undefined ? [] : [{ ...each, by: answer.by }]
  })
  const notes = await Promise.all(
    answers.map(async (each) =>
      answerWords({
        ...each,
        by: await people.nameOf(each.by),
        sender: await people.nameOf(each.senderId),
        unblocked: handOffs.unblocked(after.verdict, each.to),
      }),
    ),
  )
  const known = handOffs.openIn(before.verdict)
  const opened = handOffs.openIn(after.verdict).filter((to) => !known.includes(to))
  const offers = opened.length === 0 ? [] : renderOffer(packet.id, opened).blocks
  return {
    ...message,
    blocks: [opening, ...notes.flatMap((note) => renderNote(note).blocks), ...rest, ...offers],
  }
}
