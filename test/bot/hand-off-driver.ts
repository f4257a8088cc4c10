import { handOffKnowledge } from '../../src/flows/hand-off-knowledge.ts'
import { createReplies } from '../../src/bot/thread/replies.ts'
import { noHouseRules } from '../../src/engine/house-rules.ts'
import { plan } from '../../src/engine/plan.ts'
import type { HandOffRecord, PacketRecord } from '../../src/store/port.ts'
import type { Message } from '../../src/workspace/state/model.ts'
import { channels, people } from '../../src/workspace/state/seed.ts'
import { dialogOf } from './dialog-driver.ts'
import { postPacket } from './people-do.ts'
import { startBot } from './start-bot.ts'
import type { Running, RunningOptions } from './start-bot.ts'
import { knowledge } from './thread-driver.ts'

const { maya } = people

/** A packet with one point left open for api-design, and one scenario that waits for it. */
const locking =
  'Our Spring Boot order service updates one row from two requests at once. We want optimistic locking with a version column on Postgres; should the loser get 409 or 412? Which tests do we need?'

export interface HandedOver extends Running {
  readonly card: Readonly<Message>
  readonly place: string
  readonly packet: () => Promise<PacketRecord>
  readonly handOffs: () => Promise<readonly HandOffRecord[]>
  readonly cardSays: (words: string) => Promise<string>
  /** Presses *Hand off…* on this message. */
  readonly open: (
    user: string,
    message: Readonly<{ ts: string }>,
  ) => Promise<ReturnType<typeof dialogOf>>
  /** The part of the packet that has the route-outs. */
  readonly routeOuts: () => Readonly<Message>
  /** Opens the dialog and sends it as it is. */
  readonly handOff: (user: string) => Promise<void>
  /** The newest message of the app in a channel that contains these words. */
  readonly inChannel: (channel: string, words: string) => Promise<Readonly<Message>>
  readonly told: (user: string, words: string) => Promise<Readonly<Message>>
  /** Opens a dialog with a button and sends these words. */
  readonly answer: (
    user: string,
    at: { channel: string; ts: string } | { viewId: string },
    button: 'hand_off_answer' | 'hand_off_decline',
    words: string,
  ) => Promise<void>
}

/** Maya's packet, with the real engine behind it and #payments as the owner of api-design. */
export async function packetToHandOver(
  options: RunningOptions & {
    readonly place?: string
    readonly request?: string
    readonly owner?: string | null
  } = {},
): Promise<HandedOver> {
  const { place = channels.backend, request = locking, owner = channels.payments } = options
  const running = await startBot({
    plan: (text, amendments) => plan({ text }, amendments, knowledge()),
    rules: knowledge().rules,
    replies: createReplies(knowledge()),
    handOffs: handOffKnowledge(knowledge()),
    ...options,
  })
  const { workspace, store } = running
  const teamId = workspace.teams[0]!.id
  const handOffTo = { channels: owner === null ? {} : { 'api-design': owner }, fallback: null }
  await store.saveHouseRules(teamId, { ...noHouseRules, handOffTo }, { by: maya, at: 1 })
  const card = await postPacket(workspace, maya, place, request)
  const { packet_id: id } = card.metadata!['event_payload'] as { packet_id: string }
  const textOf = (message: Readonly<Message> | undefined) => workspace.see.textOf(message?.blocks)
  const packet = async () => {
    const found = await store.packetById(teamId, id)
    if (found === null) throw new Error('The packet is gone')
    return found
  }
  const open: HandedOver['open'] = async (user, message) => {
    await workspace.act.press(user, { channel: place, ts: message.ts }, 'hand_off_open')
    await workspace.until(() => workspace.see.modal(user))
    return dialogOf(workspace, user)
  }
  const routeOuts: HandedOver['routeOuts'] = () => {
    const part = workspace.see
      .replies(place, card.ts)
      .find((each) => JSON.stringify(each.blocks).includes('hand_off_open'))
    if (part === undefined) throw new Error('No part offers to hand over')
    return part
  }
  return {
    ...running,
    card,
    place,
    packet,
    open,
    routeOuts,
    handOffs: () => store.handOffs(id),
    async handOff(user) {
      const dialog = await open(user, routeOuts())
      await dialog.post()
      await workspace.until(() => dialog.text().includes('It goes to'))
      await dialog.close()
    },
    cardSays: (words) =>
      workspace.until(() => {
        const now = workspace.see.messages(place).find(({ ts }) => ts === card.ts)
        return textOf(now).includes(words) ? textOf(now) : null
      }),
    inChannel: (channel, words) =>
      workspace.until(() =>
        workspace.see
          .messages(channel)
          .findLast((each) => each.botId !== undefined && textOf(each).includes(words)),
      ),
    told: (user, words) =>
      workspace.until(() =>
        workspace.see.ephemerals(user).findLast((each) => textOf(each).includes(words)),
      ),
    async answer(user, at, button, words) {
      await workspace.act.press(user, at, button)
      await workspace.until(() => workspace.see.modal(user))
      const dialog = dialogOf(workspace, user)
      dialog.type('words', words)
      await dialog.post()
    },
  }
}
