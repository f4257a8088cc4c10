import { fileURLToPath } from 'node:url'
import { act } from './act.ts'
import type { Act } from './act.ts'
import { clientBundle } from './browser/client-bundle.ts'
import { clientCalls } from './browser/client-calls.ts'
import { clientSockets } from './browser/client-sockets.ts'
import type { LogEntry } from './client-api.ts'
import type { Transport } from './delivery/transport.ts'
import { eventSender } from './events/event-sender.ts'
import { messageEvents } from './events/message-events.ts'
import { httpDelivery } from './http/http-delivery.ts'
import type { HttpDelivery } from './http/http-delivery.ts'
import { responseUrls } from './interactions/response-urls.ts'
import { triggers } from './interactions/triggers.ts'
import { checkManifest, loadManifest } from './manifest.ts'
import { listen } from './server/listen.ts'
import type { Listening } from './server/listen.ts'
import { grants } from './oauth/grants.ts'
import { snapshot } from './snapshot.ts'
import type { Snapshot } from './snapshot.ts'
import { connections } from './socket/connections.ts'
import { callLog } from './state/call-log.ts'
import { changes } from './state/changes.ts'
import { systemClock } from './state/clock.ts'
import type { Clock } from './state/clock.ts'
import { faults } from './state/faults.ts'
import type { Faults } from './state/faults.ts'
import { ids } from './state/ids.ts'
import { defaultSeed, plantTeam } from './state/seed.ts'
import type { SeedTeam } from './state/seed.ts'
import type { SlackApp, World } from './state/world.ts'
import { webApi } from './web-api/handle-call.ts'

export interface WorkspaceOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number
  /** Path of the app's manifest (the repository's own by default), or a manifest already parsed. */
  readonly manifest?: string | object
  readonly seed?: readonly SeedTeam[]
  /** A manual clock puts expiry, rate limits, deadlines and retries in the test's hands. */
  readonly clock?: Clock
  /** Slack's limits per method and channel; on unless a test posts more than people would. */
  readonly rateLimits?: boolean
  /** Socket Mode unless told otherwise; with `http`, call `http.setRequestUrl` once the app listens. */
  readonly delivery?: 'socket' | 'http'
  readonly signingSecret?: string
}

export interface Workspace {
  /** Open this in a browser. */
  readonly url: string
  /** For `SLACK_API_URL`. */
  readonly apiUrl: string
  /** Of the first team; `teams` has the others. */
  readonly botToken: string
  readonly appToken: string
  readonly signingSecret: string
  /** For installing over OAuth: `authorizeUrl` is the page where somebody agrees. */
  readonly clientId: string
  readonly clientSecret: string
  readonly authorizeUrl: string
  readonly teams: readonly {
    readonly id: string
    readonly name: string
    readonly botToken: string
    readonly botUserId: string
  }[]
  /** What people do, server-side; the browser calls the same functions. */
  readonly act: Act
  /** Refused and suspicious calls of the app, oldest first. */
  log(): readonly LogEntry[]
  clearLog(): void
  readonly faults: Faults
  /** What there is to see, for assertions. */
  readonly see: Snapshot
  readonly http: Pick<HttpDelivery, 'setRequestUrl' | 'forge'>
  readonly socket: {
    count(): number
    disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void
  }
  /**
   * Waits, without sleeping, until `claim` gives something other than undefined, null or false, and answers with it.
   * It is asked again after every change here, and every few milliseconds for what changes elsewhere, such as in the app.
   * The time limit is real time.
   */
  until<Value>(claim: () => Value | undefined | null | false, timeoutMs?: number): Promise<Value>
  /** Until the app is connected (socket) or has a verified URL (HTTP). */
  connected(): Promise<void>
  /** Until at least one event that failed waits for its next try, a minute or five ahead on the clock. */
  retryPending(): Promise<void>
  /** Until no event waits for its acknowledgement or a retry. */
  settled(): Promise<void>
  close(): Promise<void>
}

const ownManifest = fileURLToPath(new URL('../../manifest.yml', import.meta.url))

/** Starts a small, strict Slack on loopback. Nothing it holds outlives it. */
export async function startWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const { port = 0, manifest = ownManifest, seed = defaultSeed, clock = systemClock() } = options
  const makeIds = ids()
  const app: SlackApp = {
    id: 'A0BTPAPP01',
    manifest: typeof manifest === 'string' ? loadManifest(manifest) : checkManifest(manifest),
    appToken: `xapp-1-A0BTPAPP01-${makeIds.secret()}`,
    signingSecret: options.signingSecret ?? makeIds.secret(),
    clientId: '1000000001.2000000002',
    clientSecret: makeIds.secret(),
    verificationToken: makeIds.secret(),
  }
  const teams = seed.map((team) => plantTeam(team, app.manifest, makeIds, clock.now()))
  const [firstTeam] = teams
  if (firstTeam === undefined) throw new RangeError('A workspace needs at least one team')

  let listening: Listening | undefined
  const world: World = {
    clock,
    ids: makeIds,
    log: callLog(clock),
    changes: changes(),
    faults: faults(),
    app,
    teams: new Map(teams.map((team) => [team.id, team])),
    rateLimits: options.rateLimits ?? true,
    origin: () => `http://127.0.0.1:${listening?.port ?? port}`,
  }
  const sockets = connections(world)
  const http = httpDelivery(world)
  const transport: Transport = options.delivery === 'http' ? http : sockets
  const sender = eventSender(world, transport)
  const parts = {
    world,
    transport,
    sender,
    triggers: triggers(world),
    responseUrls: responseUrls(world),
    messageEvents: messageEvents(world, sender),
  }
  const acts = act(parts)
  const oauth = grants(world)
  listening = await listen(
    port,
    {
      world,
      transport,
      handleCall: webApi({
        world,
        triggers: parts.triggers,
        connections: sockets,
        events: parts.messageEvents,
        grants: oauth,
      }),
      responseUrls: parts.responseUrls,
      grants: oauth,
      clientCalls: clientCalls(world, acts),
      bundle: clientBundle(),
    },
    sockets,
    clientSockets(world),
  )

  const until: Workspace['until'] = (claim, timeoutMs = 10_000) =>
    new Promise((resolve, reject) => {
      const finish = (): void => {
        stop()
        clearInterval(looking)
        clearTimeout(limit)
      }
      const ask = (): void => {
        try {
          const value = claim()
          if (value === undefined || value === null || value === false) return
          finish()
          resolve(value)
        } catch (error) {
          finish()
          reject(error)
        }
      }
      const stop = world.changes.onChange(ask)
      const looking = setInterval(ask, 5)
      const limit = setTimeout(() => {
        finish()
        reject(new Error(`Nothing fulfilled the claim within ${timeoutMs} ms: ${claim.toString()}`))
      }, timeoutMs)
      ask()
    })

  return {
    url: world.origin(),
    apiUrl: `${world.origin()}/api/`,
    botToken: firstTeam.bot.botToken,
    appToken: app.appToken,
    signingSecret: app.signingSecret,
    clientId: app.clientId,
    clientSecret: app.clientSecret,
    authorizeUrl: `${world.origin()}/oauth/v2/authorize`,
    teams: teams.map(({ id, name, bot }) => ({
      id,
      name,
      botToken: bot.botToken,
      botUserId: bot.botUserId,
    })),
    act: acts,
    log: () => world.log.entries(),
    clearLog: () => world.log.clear(),
    faults: world.faults,
    see: snapshot(world),
    http: {
      setRequestUrl: (url) => http.setRequestUrl(url),
      forge: (how, times) => http.forge(how, times),
    },
    socket: { count: () => sockets.count(), disconnect: (reason) => sockets.disconnect(reason) },
    until,
    connected: async () => void (await until(() => transport.connected())),
    retryPending: async () => void (await until(() => sender.waitingToRetry() > 0)),
    settled: async () => void (await until(() => sender.underWay() === 0)),
    close: async () => listening?.close(),
  }
}
