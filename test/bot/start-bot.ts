import { randomUUID } from 'node:crypto'
import { expect, onTestFinished } from 'vitest'
import { pino } from 'pino'
import { createBot } from '../../src/bot/create-bot.ts'
import type { Bot } from '../../src/bot/create-bot.ts'
import type { Timer } from '../../src/bot/delivery/deliver.ts'
import type { Explanation } from '../../src/engine/explain.ts'
import type { Knowledge } from '../../src/engine/knowledge.ts'
import type { Amendment, Verdict } from '../../src/engine/packet.ts'
import type { Replies } from '../../src/bot/thread/replies.ts'
import { createFlows } from '../../src/flows/create-flows.ts'
import type { FlowParts } from '../../src/flows/create-flows.ts'
import { createHandOffFlows } from '../../src/flows/create-hand-off-flows.ts'
import type { HandOffFlows, HandOffKnowledge } from '../../src/flows/hand-off.ts'
import { createThreadFlows } from '../../src/flows/create-thread-flows.ts'
import { countParts } from '../../src/render/messages.ts'
import { noticed } from '../../src/store/noticed.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/port.ts'
import { startWorkspace } from '../../src/workspace/start-workspace.ts'
import type { Workspace, WorkspaceOptions } from '../../src/workspace/start-workspace.ts'
import { smallVocabulary } from '../flows/small-vocabulary.ts'
import { sampleNeedsFraming, samplePacket, sampleRouteOut } from '../engine/sample-verdicts.ts'

/** The real bot over the official SDK in the local workspace, with everything that it wrote to its log. */
export interface Running {
  readonly workspace: Workspace
  readonly store: Store
  readonly bot: Bot
  readonly handOffFlows: HandOffFlows
  /** Lines of the bot's log, as JSON. */
  readonly logged: readonly string[]
}

export interface RunningOptions {
  readonly workspace?: Workspace
  readonly workspaceOptions?: WorkspaceOptions
  readonly store?: Store
  readonly plan?: (text: string, amendments: readonly Amendment[]) => Verdict
  readonly replies?: Replies
  readonly handOffs?: HandOffKnowledge
  /** The clock of what was handed over. */
  readonly now?: () => number
  readonly timer?: Timer
  readonly rules?: Knowledge['rules']
  readonly answerTimeoutMs?: number
  /** The test provokes a fault in a listener; otherwise one that nobody noticed fails the test. */
  readonly faultsExpected?: boolean
}

export async function startBot(options: RunningOptions = {}): Promise<Running> {
  const workspace =
    options.workspace ??
    (await startedWorkspace({ rateLimits: false, ...options.workspaceOptions }))
  const store = noticed(options.store ?? (await openedStore()), (changedFor) =>
    bot.changed(changedFor),
  )
  const logged: string[] = []
  const logger = pino({ level: 'info' }, { write: (line: string) => void logged.push(line) })
  const flowParts: FlowParts = {
    store,
    plan: options.plan ?? planFromSamples,
    referencesHash: 'references',
    vocabulary: smallVocabulary,
    threadParts: countParts,
    now: Date.now,
    random: Math.random,
    newId: randomUUID,
    onDeliveriesWritten: () => bot.wake(),
  }
  const thread = createThreadFlows(flowParts)
  const handOffFlows = createHandOffFlows({
    ...flowParts,
    now: options.now ?? Date.now,
    thread,
    knowledge: options.handOffs ?? noHandOffs,
  })
  const bot: Bot = createBot({
    slack: { mode: 'socket', botToken: workspace.botToken, appToken: workspace.appToken },
    apiUrl: workspace.apiUrl,
    flows: createFlows(flowParts),
    thread,
    handOffs: handOffFlows,
    replies: options.replies ?? deaf,
    store,
    vocabulary: {
      risks: ['permissions', 'persistence', 'retries', 'ordering'],
      surfaces: ['endpoint', 'worker', 'queue-consumer'],
    },
    rules: options.rules ?? new Map(),
    ...(options.answerTimeoutMs === undefined ? {} : { answerTimeoutMs: options.answerTimeoutMs }),
    logger,
    timer: options.timer ?? realTimer,
    newReference: () => 'ref-1234',
    // As fast as the machine allows: Slack's own pace has a test of its own.
    pace: { burst: 1000, intervalMs: 1 },
  })
  await bot.start()
  await workspace.connected()
  onTestFinished(async () => {
    await stopBot({ workspace, bot })
    const faults = logged.filter((line) => line.includes('"level":50'))
    if (options.faultsExpected !== true) expect(faults).toEqual([])
  })
  return { workspace, store, bot, handOffFlows, logged }
}

export async function stopBot({ workspace, bot }: Pick<Running, 'workspace' | 'bot'>) {
  const before = workspace.socket.count()
  await bot.stop(1000)
  if (before > 0) await workspace.until(() => workspace.socket.count() < before)
}

export async function startedWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const workspace = await startWorkspace(options)
  onTestFinished(() => workspace.close())
  return workspace
}

export async function openedStore(path = ':memory:'): Promise<Store> {
  const store = await openStore(path)
  onTestFinished(() => store.close())
  return store
}

export const realTimer: Timer = {
  now: Date.now,
  after(ms, then) {
    const timer = setTimeout(then, ms)
    return () => clearTimeout(timer)
  },
}

/** Nothing was tried. */
const noExplanation: Explanation = {
  flips: new Map(),
  weights: [],
  alternatives: new Map(),
  tried: { changes: 0, pairs: 0, everyPair: true },
}

/** Hears nothing but talk. */
export const deaf: Replies = {
  read: () => ({ kind: 'talk', changes: [], unclear: [], command: null }),
  explain: () => Promise.resolve(noExplanation),
}

/** Nothing is anybody else's business. */
export const noHandOffs: HandOffKnowledge = {
  brief: () => {
    throw new Error('Nothing is handed over here')
  },
  open: () => [],
  waiting: () => ({ decisions: [], sentences: [] }),
}

/** Stands for the engine: `policy` belongs to somebody else, `help us` is too vague, anything else is a packet. */
function planFromSamples(text: string, amendments: readonly Amendment[]): Verdict {
  const kind = amendments.find((one) => one.on === 'packet-kind')?.to
  const answered = amendments.some((one) => one.on === 'surface')
  if (kind === 'api-design' || text.includes('policy')) return sampleRouteOut()
  if (text.trim() === '' || (text.includes('help us') && !answered)) return sampleNeedsFraming()
  const packet = samplePacket()
  return kind === undefined || kind === null
    ? packet
    : { ...packet, classification: { ...packet.classification, primary: 'flake-stabilization' } }
}
