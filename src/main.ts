/** Puts the parts together and starts them; the only file that knows them all. */
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { setTimeout as startTimer, clearTimeout as stopTimer } from 'node:timers'
import { pino } from 'pino'
import type { Logger } from 'pino'
import { ConnectionError } from './bot/slack/connection-error.ts'
import { createBot } from './bot/create-bot.ts'
import type { Bot, SlackConnection } from './bot/create-bot.ts'
import type { Timer } from './bot/delivery/deliver.ts'
import { createReplies } from './bot/thread/replies.ts'
import { ConfigError, readConfig } from './config.ts'
import type { Config } from './config.ts'
import type { Knowledge } from './engine/knowledge.ts'
import { plan } from './engine/plan.ts'
import { handOffKnowledge } from './flows/hand-off-knowledge.ts'
import { createFlows } from './flows/create-flows.ts'
import type { FlowParts } from './flows/create-flows.ts'
import { createHandOffFlows } from './flows/create-hand-off-flows.ts'
import { createThreadFlows } from './flows/create-thread-flows.ts'
import { searchVocabulary } from './flows/search-vocabulary.ts'
import { KnowledgeError } from './knowledge/knowledge-error.ts'
import { loadKnowledge } from './knowledge/load-knowledge.ts'
import { countParts } from './render/messages.ts'
import { StoreError } from './store/store-error.ts'
import { noticed } from './store/noticed.ts'
import { openStore } from './store/open-store.ts'
import type { Store } from './store/port.ts'

const defaultPort = 3000
const drainDeadlineMs = 10_000
/** Slack repeats itself for minutes; a dialog that stays open may be posted days later. */
const claimLifetimeMs = 14 * 24 * 60 * 60 * 1000
const referencesDirectory = join(import.meta.dirname, '..', 'references')

async function main(): Promise<void> {
  readEnvironmentFile()
  const config = readConfig(process.env)
  const logger = createLogger(config)
  const knowledge = loadKnowledge(referencesDirectory, config.referencesDir ?? undefined)
  const store = await openStore(config.databasePath)
  const place = await placeOf(config)
  const bot = createParts({ config, logger, knowledge, store, place })
  const health = isHealthOurs(config) ? createHealth() : null
  // Before the first connection: whoever sees the bot connected may already ask it to end.
  stopOnSignal(logger, async () => {
    health?.close()
    await bot.stop(drainDeadlineMs)
    await place.close()
    await store.close()
  })
  await store.forgetClaims(Date.now() - claimLifetimeMs)
  await bot.start()
  if (health !== null) await listening(health, config.port ?? defaultPort)
  if (place.workspaceUrl !== null) {
    console.log(
      `\n  Backend Test Packet runs in a workspace of its own: open ${place.workspaceUrl}\n`,
    )
  }
  logger.info({ mode: config.slack.mode, references: knowledge.hash.slice(0, 12) }, 'started')
}

type Place = SlackConnection & {
  readonly apiUrl: string
  /** Set when the bot runs in the local workspace: the address to open. */
  readonly workspaceUrl: string | null
  close(): Promise<void>
}

async function placeOf(config: Config): Promise<Place> {
  const { slack, apiUrl } = config
  if (slack.mode === 'local') return localPlace(config.port)
  const outside = { apiUrl, workspaceUrl: null, close: () => Promise.resolve() }
  return slack.mode === 'socket'
    ? { ...slack, ...outside }
    : { ...slack, port: config.port ?? defaultPort, ...outside }
}

/** The workspace is a stranger that only development installs have, so it is looked for when it is needed. */
async function localPlace(port: number | null): Promise<Place> {
  const { startWorkspace } = await import('./workspace/start-workspace.ts').catch(
    (error: unknown) => {
      throw hasCode(error, 'ERR_MODULE_NOT_FOUND') ? new ConfigError([noLocalWorkspace]) : error
    },
  )
  const workspace = await startWorkspace({ port: port ?? defaultPort }).catch((error: unknown) => {
    // Somebody else's program on the usual port is no reason not to start; a port that was asked for is.
    if (port === null && hasCode(error, portTaken)) return startWorkspace()
    throw error
  })
  return {
    mode: 'socket',
    botToken: workspace.botToken,
    appToken: workspace.appToken,
    apiUrl: workspace.apiUrl,
    workspaceUrl: workspace.url,
    close: () => workspace.close(),
  }
}

const noLocalWorkspace =
  'SLACK_BOT_TOKEN: missing; this installation has no local workspace, so give SLACK_BOT_TOKEN (xoxb-…) with SLACK_APP_TOKEN (xapp-…) for Socket Mode, or with SLACK_SIGNING_SECRET to receive over HTTP'

function createParts(parts: {
  readonly config: Config
  readonly logger: Logger
  readonly knowledge: Knowledge
  readonly store: Store
  readonly place: Place
}): Bot {
  const { logger, knowledge, place } = parts
  const store = noticed(parts.store, (changedFor) => bot.changed(changedFor))
  const flowParts: FlowParts = {
    store,
    plan: (text, amendments) => plan({ text }, amendments, knowledge),
    referencesHash: knowledge.hash,
    vocabulary: searchVocabulary(knowledge),
    threadParts: countParts,
    now: Date.now,
    random: Math.random,
    newId: randomUUID,
    onDeliveriesWritten: () => bot.wake(),
  }
  const thread = createThreadFlows(flowParts)
  const bot: Bot = createBot({
    slack: place,
    apiUrl: place.apiUrl,
    flows: createFlows(flowParts),
    thread,
    handOffs: createHandOffFlows({
      ...flowParts,
      thread,
      knowledge: handOffKnowledge(knowledge),
    }),
    replies: createReplies(knowledge),
    store,
    vocabulary: { risks: riskIds(knowledge), surfaces: [...knowledge.framing.surfaces.keys()] },
    rules: knowledge.rules,
    logger,
    timer: systemTimer,
    newReference: () => randomBytes(4).toString('hex'),
    pace: { burst: 2, intervalMs: 1100 },
  })
  return bot
}

/** Risks in the order of importance of references/risks.md. */
function riskIds(knowledge: Knowledge): readonly string[] {
  return [...knowledge.rules.values()]
    .filter((rule) => rule.document === 'risks.md' && rule.section === 'Importance')
    .map((rule) => rule.id.slice('risks/'.length))
}

const systemTimer: Timer = {
  now: Date.now,
  after(ms, then) {
    const timer = startTimer(then, ms)
    return () => stopTimer(timer)
  },
}

function createLogger(config: Config): Logger {
  const isLocal = config.slack.mode === 'local'
  return pino({
    // In the local workspace people look at the browser; the terminal is for the address and for trouble.
    level: isLocal && process.env['LOG_LEVEL'] === undefined ? 'warn' : config.logLevel,
    redact: {
      paths: ['*.token', '*.text', '*.requestText', '*.authorization', 'token', 'text'],
      censor: '[redacted]',
    },
    ...(process.stdout.isTTY ? { transport: { target: 'pino-pretty' } } : {}),
  })
}

/** Containers ask whether the process lives: in HTTP mode Bolt's server answers, here one of our own if a port is given. */
function isHealthOurs({ slack, port }: Config): boolean {
  return slack.mode === 'socket' && port !== null
}

function createHealth(): Server {
  return createServer((request, response) => {
    const isHealth = request.method === 'GET' && request.url === '/healthz'
    response.writeHead(isHealth ? 200 : 404, { 'content-type': 'text/plain' })
    response.end(isHealth ? 'ok' : 'not found')
  })
}

async function listening(server: Server, port: number): Promise<void> {
  server.listen(port)
  await once(server, 'listening')
}

function stopOnSignal(logger: Logger, stop: () => Promise<void>): void {
  let isStopping = false
  const onSignal = (signal: NodeJS.Signals): void => {
    // Asked twice: somebody is in a hurry.
    if (isStopping) process.exit(1)
    isStopping = true
    logger.info({ signal }, 'stopping')
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error(
          { name: error instanceof Error ? error.name : 'unknown' },
          'stopped with a fault',
        )
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  // The socket client rejects on an envelope that it does not know; that must not end the process.
  process.on('unhandledRejection', (reason) => {
    logger.error(
      { name: reason instanceof Error ? reason.name : 'unknown' },
      'a promise was rejected and nobody looked',
    )
  })
}

function readEnvironmentFile(): void {
  try {
    process.loadEnvFile()
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error
  }
}

const portTaken = 'EADDRINUSE'

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

const setUpFaults = [ConfigError, KnowledgeError, StoreError, ConnectionError]

try {
  await main()
} catch (error) {
  // Faults of the set-up are for the person at the terminal: what is wrong and where, without a stack.
  if (setUpFaults.some((Fault) => error instanceof Fault)) console.error((error as Error).message)
  else if (hasCode(error, portTaken))
    console.error('The port is taken by another program. Set PORT to a free one.')
  else console.error(error)
  process.exit(1)
}
