/** The bot's listeners as they are registered, called one at a time and waited for, with all that they show. */
import type { App } from '@slack/bolt'
import { pino } from 'pino'
import { onTestFinished, vi } from 'vitest'
import type { BotContext } from '../../../src/bot/context.ts'
import { createChannelKinds } from '../../../src/bot/people/channel-kinds.ts'
import { createDialogs } from '../../../src/bot/dialog/create-dialogs.ts'
import { createHomes } from '../../../src/bot/home/homes.ts'
import { registerListeners } from '../../../src/bot/listeners/register-listeners.ts'
import { createPeople } from '../../../src/bot/people/people.ts'
import { publishHome } from '../../../src/bot/home/publish-home.ts'
import { createTurns } from '../../../src/bot/thread/turns.ts'
import { createViewers } from '../../../src/bot/people/viewer.ts'
import { createFlows } from '../../../src/flows/create-flows.ts'
import type { FlowParts } from '../../../src/flows/create-flows.ts'
import { createHandOffFlows } from '../../../src/flows/create-hand-off-flows.ts'
import { createThreadFlows } from '../../../src/flows/create-thread-flows.ts'
import { openStore } from '../../../src/store/open-store.ts'
import type { Store } from '../../../src/store/port.ts'
import { deaf } from '../start-bot.ts'
import { smallVocabulary } from '../../flows/small-vocabulary.ts'
import { briefAbout, handOver, planSecret, places, people, plant, team } from './planted.ts'
import type { Person, Place } from './planted.ts'
import { smallSlack } from './small-slack.ts'

export type Handler = (args: Readonly<Record<string, unknown>>) => Promise<unknown>

export interface Kit {
  readonly store: Store
  /** By what they listen to: `action packet_why`, `view packet_add`, `event app_mention`. */
  readonly listeners: ReadonlyMap<string, Handler>
  /** Calls a listener with what Slack signed, and gives everything that it showed or answered. */
  call(key: string, payload: Readonly<Record<string, unknown>>): Promise<string>
}

const anything = vi.fn<() => Promise<void>>()

export async function kitFor(
  { isSlackSilent = false }: Pick<Person, 'isSlackSilent'>,
  planted: readonly Place[] = places,
): Promise<Kit> {
  const store = await openStore(':memory:')
  onTestFinished(() => store.close())
  for (const where of planted) {
    await plant(store, where)
    await handOver(store, where)
  }
  const { client, sent } = smallSlack({
    teamId: team,
    people,
    channels: Object.fromEntries(
      places.flatMap(({ channelId, slack }) => (slack === null ? [] : [[channelId, slack]])),
    ),
    isSilent: isSlackSilent,
  })
  let ids = 0
  const parts: FlowParts = {
    store,
    plan: planSecret,
    referencesHash: 'references',
    vocabulary: smallVocabulary,
    threadParts: () => 0,
    now: () => 5000,
    random: () => 0.5,
    newId: () => `new-${(ids += 1)}`,
    onDeliveriesWritten: () => undefined,
  }
  const thread = createThreadFlows(parts)
  const flows = createFlows(parts)
  const timer = { now: () => 5000, after: () => () => undefined }
  const logger = pino({ level: 'silent' })
  const context: BotContext = {
    flows,
    thread,
    handOffs: createHandOffFlows({
      ...parts,
      thread,
      knowledge: {
        brief: (text, _amendments, to) => briefAbout(to, text),
        open: () => ['api-design'],
        waiting: () => ({ decisions: [], sentences: [] }),
      },
    }),
    replies: {
      // What was not understood is asked about in the packet's own words.
      read: (text, { framing }) => ({
        kind: 'amendment',
        changes: text.includes('unclear')
          ? []
          : [{ on: 'layer', target: 'contract', op: 'set', to: 'out', because: text }],
        unclear: [`Which of ${framing.title}?`],
        command: null,
      }),
      explain: (packet) => deaf.explain(packet),
    },
    turns: createTurns(),
    store,
    dialogs: createDialogs({ flows, client, vocabulary: { risks: [], surfaces: [] } }),
    viewers: createViewers(
      client,
      () => 5000,
      createChannelKinds({ client, store, now: () => 5000 }),
    ),
    homes: createHomes({ publish: (...home) => publishHome(context, ...home), timer, logger }),
    delivery: { start: anything, wake: () => undefined, stop: anything },
    client,
    vocabulary: { risks: [], surfaces: [] },
    rules: new Map(),
    people: createPeople(client, () => 5000),
    logger,
  }
  vi.stubGlobal('fetch', (_url: string, { body }: { body: Uint8Array }) => {
    sent.push(['upload', new TextDecoder().decode(body)])
    return Promise.resolve({ ok: true })
  })
  onTestFinished(() => void vi.unstubAllGlobals())
  const listeners = listenersOf(context)
  return {
    store,
    listeners,
    async call(key, payload) {
      const listener = listeners.get(key)
      if (listener === undefined) throw new Error(`Nothing listens to ${key}`)
      sent.length = 0
      const keep = (kind: string) => (answer: unknown) => {
        sent.push([kind, answer])
        return Promise.resolve()
      }
      await listener({ ...payload, ack: keep('ack'), respond: keep('respond'), context: {} })
      return JSON.stringify(sent)
    },
  }
}

interface Constraint {
  readonly type?: string
  readonly action_id?: string
  readonly callback_id?: string | RegExp
}

/** As Bolt would keep them: what is registered, by what it listens to. */
function listenersOf(context: BotContext): ReadonlyMap<string, Handler> {
  const listeners = new Map<string, Handler>()
  const keep =
    (kind: string) =>
    (constraint: string | Constraint, handler: Handler): void => {
      const key =
        typeof constraint === 'string'
          ? `${kind} ${constraint}`
          : `${constraint.type ?? kind} ${String(constraint.action_id ?? constraint.callback_id)}`
      if (listeners.has(key)) throw new Error(`${key} has two listeners`)
      listeners.set(key, handler)
    }
  const app = {
    action: keep('action'),
    view: keep('view'),
    shortcut: keep('shortcut'),
    command: keep('command'),
    event: keep('event'),
    options: keep('options'),
    message: keep('message'),
  }
  registerListeners(app as unknown as App, context)
  return listeners
}
