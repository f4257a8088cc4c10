import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { channels, people } from '../../src/workspace/state/seed.ts'
import type { Workspace } from '../../src/workspace/start-workspace.ts'
import { freePort } from './free-port.ts'
import { openDialog, wholeThread } from './people-do.ts'
import { openedStore, startedWorkspace } from './start-bot.ts'

vi.setConfig({ testTimeout: 90_000 })

const { maya } = people
const { backend } = channels
const root = join(import.meta.dirname, '..', '..')
const request =
  'Our FastAPI tests pass locally but fail in CI around seeded Postgres state and background jobs.'

/** The program as `npm start` runs it, connected to this workspace and with a database of its own. */
async function startProgram(
  workspace: Workspace,
  directory: string,
  more: Readonly<Record<string, string>> = {},
): Promise<ChildProcess> {
  const program = spawn(process.execPath, ['src/main.ts'], {
    cwd: root,
    stdio: 'ignore',
    env: {
      PATH: process.env['PATH'],
      SLACK_API_URL: workspace.apiUrl,
      SLACK_BOT_TOKEN: workspace.botToken,
      SLACK_APP_TOKEN: workspace.appToken,
      DATABASE_URL: `sqlite:${databaseIn(directory)}`,
      LOG_LEVEL: 'silent',
      ...more,
    },
  })
  onTestFinished(async () => void (await end(program, 'SIGKILL')))
  // A cold start reads the references and the tokenizer's model; on a busy machine that takes a while.
  await workspace.until(() => workspace.socket.count() > 0, 30_000)
  return program
}

async function end(program: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  if (program.exitCode !== null || program.signalCode !== null) return program.exitCode
  program.kill(signal)
  await once(program, 'exit')
  return program.exitCode
}

async function killed(workspace: Workspace, program: ChildProcess): Promise<void> {
  await end(program, 'SIGKILL')
  await workspace.until(() => workspace.socket.count() === 0)
}

function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'backend-test-packet-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

const databaseIn = (directory: string): string => join(directory, 'packets.sqlite')

const partsIn = (workspace: Workspace, rootTs: string) =>
  workspace.see
    .replies(backend, rootTs)
    .map(({ metadata }) => JSON.stringify(metadata?.['event_payload']))

test('a process killed between Post and the last part completes the packet when it starts again, nothing twice', async () => {
  const workspace = await startedWorkspace({ rateLimits: false })
  const directory = temporaryDirectory()
  const first = await startProgram(workspace, directory)
  const dialog = await openDialog(workspace, maya, backend, request)
  // The card passes; the first part is told to wait, so the process dies with work in its outbox.
  workspace.faults.onCall('chat.postMessage', { kind: 'slow', delayMs: 0 })
  workspace.faults.onCall('chat.postMessage', { kind: 'rate-limited', retryAfterSeconds: 3 })
  await dialog.post()
  const card = await workspace.until(() => workspace.see.roots(backend).at(-1))
  const { packet_id: id } = card.metadata!['event_payload'] as { packet_id: string }
  const store = await openedStore(databaseIn(directory))
  await expect
    .poll(async () => (await store.deliveries(id)).map(({ error }) => error))
    .toContain('ratelimited')
  await killed(workspace, first)
  expect(partsIn(workspace, card.ts)).toEqual([])

  await startProgram(workspace, directory)
  await wholeThread(workspace, backend, card.ts)
  const parts = partsIn(workspace, card.ts)
  expect(new Set(parts).size).toBe(parts.length)
  expect(workspace.see.roots(backend)).toHaveLength(1)
})

test('a message on its way when the process was killed is never guessed about: its author decides', async () => {
  const workspace = await startedWorkspace({ rateLimits: false })
  const directory = temporaryDirectory()
  const first = await startProgram(workspace, directory)
  const dialog = await openDialog(workspace, maya, backend, request)
  workspace.faults.onCall('chat.postMessage', { kind: 'slow', delayMs: 0 })
  workspace.faults.onCall('chat.postMessage', { kind: 'slow', delayMs: 3_600_000 })
  await dialog.post()
  const card = await workspace.until(() => workspace.see.roots(backend).at(-1))
  await workspace.until(() => workspace.faults.left() === 0)
  await killed(workspace, first)

  await startProgram(workspace, directory)
  const question = await workspace.until(() => workspace.see.ephemerals(maya).at(-1))
  expect(workspace.see.textOf(question.blocks)).toContain('did not say whether part 1')
  await workspace.act.press(maya, { channel: backend, ts: question.ts }, 'delivery_repeat')
  await wholeThread(workspace, backend, card.ts)
  const parts = partsIn(workspace, card.ts)
  expect(new Set(parts).size).toBe(parts.length)
})

test('with a port, Socket Mode answers the health check; asked to end, the program lets go of everything', async () => {
  const workspace = await startedWorkspace({ rateLimits: false })
  const port = String(await freePort())
  const program = await startProgram(workspace, temporaryDirectory(), { PORT: port })
  const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`).catch(() => null)
  await expect.poll(async () => (await ask('/healthz'))?.status, { timeout: 10_000 }).toBe(200)
  expect((await ask('/'))?.status).toBe(404)
  expect(await end(program, 'SIGTERM')).toBe(0)
  expect(await ask('/healthz')).toBeNull()
})

test('a port that is taken ends the start with a sentence', async () => {
  const workspace = await startedWorkspace({ rateLimits: false })
  const program = spawn(process.execPath, ['src/main.ts'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      SLACK_API_URL: workspace.apiUrl,
      SLACK_BOT_TOKEN: workspace.botToken,
      SLACK_SIGNING_SECRET: workspace.signingSecret,
      DATABASE_URL: 'sqlite::memory:',
      LOG_LEVEL: 'silent',
      PORT: new URL(workspace.url).port,
    },
  })
  let said = ''
  program.stderr.setEncoding('utf8').on('data', (chunk: string) => (said += chunk))
  await once(program, 'close')
  expect(program.exitCode).toBe(1)
  expect(said).toBe('The port is taken by another program. Set PORT to a free one.\n')
})
