import type { IncomingMessage, ServerResponse } from 'node:http'
import { App } from '@slack/bolt'
import type { AuthorizeResult } from '@slack/bolt'
import type { Logger } from 'pino'
import type { Rule } from '../engine/knowledge.ts'
import type { RuleId } from '../engine/packet.ts'
import type { Actor, Flows } from '../flows/flows.ts'
import type { HandOffFlows } from '../flows/hand-off.ts'
import type { ThreadFlows } from '../flows/thread.ts'
import type { Vocabulary } from '../render/dialog-fields.ts'
import type { Store } from '../store/port.ts'
import { createAuthors } from './delivery/authors.ts'
import { createChannelKinds } from './people/channel-kinds.ts'
import { admitted } from './slack/connection-error.ts'
import { createClients } from './slack/clients.ts'
import type { BotContext } from './context.ts'
import { createDelivery } from './delivery/deliver.ts'
import type { Timer } from './delivery/deliver.ts'
import { createDialogs } from './dialog/create-dialogs.ts'
import { acknowledgeKey, createErrorHandler } from './errors.ts'
import { createForgetting } from './forgetting.ts'
import { withHandOffs } from './hand-off/compose.ts'
import { linesOf } from './hand-off/lines.ts'
import { createRounds } from './hand-off/rounds.ts'
import { createHomes } from './home/homes.ts'
import { createInFlight } from './in-flight.ts'
import { registerListeners } from './listeners/register-listeners.ts'
import { outsidersAreRefused } from './people/outsiders.ts'
import { createPeople } from './people/people.ts'
import { publishHome } from './home/publish-home.ts'
import { slackLogger } from './slack/slack-logger.ts'
import { composer } from './thread/compose.ts'
import type { Replies } from './thread/replies.ts'
import { createTurns } from './thread/turns.ts'
import { createViewers } from './people/viewer.ts'

export type SlackConnection =
  | { readonly mode: 'socket'; readonly botToken: string; readonly appToken: string }
  | {
      readonly mode: 'http'
      readonly botToken: string
      readonly signingSecret: string
      readonly port: number
    }

export interface BotParts {
  readonly slack: SlackConnection
  /** Base of the Web API, with a trailing slash. */
  readonly apiUrl: string
  readonly flows: Flows
  readonly thread: ThreadFlows
  readonly handOffs: HandOffFlows
  readonly replies: Replies
  readonly store: Store
  readonly vocabulary: Vocabulary
  readonly rules: ReadonlyMap<RuleId, Rule>
  /** How long Slack may take to answer while somebody waits; less than the three seconds of a person's patience. */
  readonly answerTimeoutMs?: number
  readonly logger: Logger
  readonly timer: Timer
  readonly newReference: () => string
  /** Messages that may leave for one channel at once, and how far apart the next ones are. */
  readonly pace: { readonly burst: number; readonly intervalMs: number }
}

export interface Bot {
  /**
   * Connects, asks about what an earlier process left in flight, and works through the outbox.
   *
   * @throws ConnectionError when Slack refuses a token.
   */
  start(): Promise<void>
  /** Lets handlers at work end for at most so long, then disconnects. The store is the caller's to close. */
  stop(deadlineMs: number): Promise<void>
  /** Something was written to the outbox. */
  wake(): void
  /** Something changed that people look at, for one person or (null) for anybody. */
  changed(changedFor: Actor | null): void
}

const slowAcknowledgementMs = 2500

export function createBot(parts: BotParts): Bot {
  const { slack, apiUrl, flows, store, logger, timer } = parts
  const forSlack = slackLogger(logger)
  const clients = createClients({
    token: slack.botToken,
    apiUrl,
    logger: forSlack,
    answerTimeoutMs: parts.answerTimeoutMs,
  })
  const client = clients.interactive
  const people = createPeople(client, () => timer.now())
  const authors = createAuthors(clients.posting, store, logger)
  const delivery = createDelivery({
    store,
    client: clients.posting,
    compose: withHandOffs(composer({ ...parts, people, handOffLines: linesOf(parts.handOffs) }), {
      store,
      client: clients.posting,
      handOffs: parts.handOffs,
      people,
    }),
    authors,
    async onHandOffRefused(id, packet, code) {
      const handOff = await parts.handOffs.undelivered(packet.teamId, id, code)
      if (handOff !== null) await authors.tellNotHandedOver(packet, handOff, code)
    },
    logger,
    timer,
    ...parts.pace,
  })
  const context: BotContext = {
    flows,
    thread: parts.thread,
    handOffs: parts.handOffs,
    replies: parts.replies,
    turns: createTurns(),
    store,
    dialogs: createDialogs({ flows, client, vocabulary: parts.vocabulary }),
    viewers: createViewers(
      client,
      () => timer.now(),
      createChannelKinds({ client, store, now: () => timer.now() }),
    ),
    homes: createHomes({
      publish: (...home) => publishHome(context, ...home),
      timer,
      logger,
    }),
    delivery,
    client,
    vocabulary: parts.vocabulary,
    rules: parts.rules,
    people,
    logger,
  }
  const forgetting = createForgetting({ flows, timer, logger })
  const handOffRounds = createRounds({ handOffs: parts.handOffs, timer, logger })
  const inFlight = createInFlight()
  /** Who the bot is in Slack: asked once at the start. */
  let identity: Pick<AuthorizeResult, 'botId' | 'botUserId' | 'teamId'> = {}
  const app = new App({
    // Not `token`: Bolt would ask Slack about it in the constructor, where a refusal can be caught by nobody.
    authorize: () => Promise.resolve({ botToken: slack.botToken, ...identity }),
    ...connectionOptions(slack),
    // No retry settings here: they would reach the socket connection too and end the process at its first hiccup.
    clientOptions: { slackApiUrl: apiUrl },
    logger: forSlack,
    convoStore: false,
    extendedErrorHandler: true,
  })
  app.use(async ({ next, context, ...args }) => {
    const startedAt = timer.now()
    if ('ack' in args && typeof args.ack === 'function') context[acknowledgeKey] = args.ack
    await inFlight.run(next)
    const tookMs = timer.now() - startedAt
    // Socket Mode itself is silent about a late acknowledgement.
    if (tookMs > slowAcknowledgementMs)
      logger.warn({ tookMs, on: args.payload.type }, 'a handler was slow')
  })
  app.use(outsidersAreRefused(client, () => identity.teamId))
  app.error(createErrorHandler({ client, logger, newReference: parts.newReference }))
  registerListeners(app, context)

  return {
    async start() {
      // Otherwise a wrong token would show only when somebody waits for an answer.
      const {
        bot_id: botId,
        user_id: botUserId,
        team_id: teamId,
      } = await admitted(client.auth.test())
      identity = {
        ...(botId === undefined ? {} : { botId }),
        ...(botUserId === undefined ? {} : { botUserId }),
        ...(teamId === undefined ? {} : { teamId }),
      }
      await admitted(slack.mode === 'http' ? app.start(slack.port) : app.start())
      await delivery.start()
      forgetting.start()
      handOffRounds.start()
    },
    wake: () => delivery.wake(),
    changed: (changedFor) => context.homes.changed(changedFor),
    async stop(deadlineMs) {
      const isDrained = await inFlight.drained(deadlineMs)
      if (!isDrained) logger.warn('handlers were still at work at the deadline')
      context.homes.stop()
      forgetting.stop()
      handOffRounds.stop()
      await delivery.stop()
      await app.stop()
    },
  }
}

function connectionOptions(slack: SlackConnection) {
  if (slack.mode === 'socket') return { socketMode: true, appToken: slack.appToken }
  return {
    signingSecret: slack.signingSecret,
    endpoints: '/slack/events',
    customRoutes: [
      {
        path: '/healthz',
        method: 'GET',
        handler: (_request: IncomingMessage, response: ServerResponse) => {
          response.writeHead(200, { 'content-type': 'text/plain' }).end('ok')
        },
      },
    ],
  }
}
