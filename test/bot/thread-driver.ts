import { join } from 'node:path'
import { createReplies } from '../../src/bot/thread/replies.ts'
import type { Knowledge } from '../../src/engine/knowledge.ts'
import { plan } from '../../src/engine/plan.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'
import type { PacketRecord, Store } from '../../src/store/port.ts'
import type { Workspace } from '../../src/workspace/start-workspace.ts'
import { channels, people } from '../../src/workspace/state/seed.ts'
import type { Message } from '../../src/workspace/state/model.ts'
import { chooseInMenu, postPacket } from './people-do.ts'
import { startBot } from './start-bot.ts'
import type { Running, RunningOptions } from './start-bot.ts'

const { maya } = people
const { backend } = channels

export const refunds =
  'We added POST /refunds to our Express API. It writes to Postgres, caches in Redis and calls Stripe. I worry about duplicate refunds and retries. CI must stay under 10 minutes.'

let loaded: Knowledge | undefined
export const knowledge = (): Knowledge =>
  (loaded ??= loadKnowledge(join(import.meta.dirname, '..', '..', 'references')))

export interface Thread extends Running {
  readonly card: Readonly<Message>
  readonly packet: () => Promise<PacketRecord>
  /** Says something to the bot in the packet's thread. */
  readonly say: (user: string, words: string) => Readonly<{ ts: string }>
  /** The newest reply in the thread whose words contain `words`, once there is one. */
  readonly reply: (words: string) => Promise<Readonly<Message>>
  /** What the card says, once it says `words`. */
  readonly cardSays: (words: string) => Promise<string>
  /** What only this person was told, once it contains `words`. */
  readonly told: (user: string, words: string) => Promise<Readonly<Message>>
  readonly press: (
    user: string,
    message: Readonly<{ ts: string }>,
    actionId: string,
  ) => Promise<unknown>
  /** Chooses something in the menu of the packet's card: `revise`, `change`, `revisions`, `notes`, `markdown`. */
  readonly choose: (user: string, verb: string) => Promise<unknown>
}

/** Maya's packet in #backend with the real engine behind it. */
export async function threadOfPacket(
  request = refunds,
  options: Pick<
    RunningOptions,
    'workspaceOptions' | 'answerTimeoutMs' | 'faultsExpected' | 'store' | 'replies'
  > = {},
): Promise<Thread> {
  const running = await startBot({
    replies: createReplies(knowledge()),
    ...options,
    plan: (text, amendments) => plan({ text }, amendments, knowledge()),
    rules: knowledge().rules,
  })
  const { workspace, store } = running
  const card = await postPacket(workspace, maya, backend, request)
  const { packet_id: id } = card.metadata!['event_payload'] as { packet_id: string }
  return { ...running, card, ...inThread(workspace, store, card, id) }
}

function inThread(workspace: Workspace, store: Store, card: Readonly<Message>, id: string) {
  const textOf = (message: Readonly<Message> | undefined) => workspace.see.textOf(message?.blocks)
  return {
    async packet() {
      const packet = await store.packetById(workspace.teams[0]!.id, id)
      if (packet === null) throw new Error('The packet is gone')
      return packet
    },
    say: (user: string, words: string) =>
      workspace.act.send(user, {
        channel: backend,
        threadTs: card.ts,
        text: `@Backend Test Packet ${words}`,
      }),
    reply: (words: string) =>
      workspace.until(() =>
        workspace.see
          .replies(backend, card.ts)
          .findLast((each) => each.botId !== undefined && textOf(each).includes(words)),
      ),
    cardSays: (words: string) =>
      workspace.until(() => {
        const now = workspace.see.messages(backend).find(({ ts }) => ts === card.ts)
        return textOf(now).includes(words) ? textOf(now) : null
      }),
    told: (user: string, words: string) =>
      workspace.until(() =>
        workspace.see.ephemerals(user).findLast((each) => textOf(each).includes(words)),
      ),
    press: (user: string, message: Readonly<{ ts: string }>, actionId: string) =>
      workspace.act.press(user, { channel: backend, ts: message.ts }, actionId),
    choose: (user: string, verb: string) => chooseInMenu(workspace, user, card, verb),
  }
}
