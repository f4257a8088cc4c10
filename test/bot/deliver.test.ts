import { everything } from '../../src/flows/search-query.ts'
import { expect, test } from 'vitest'
import { resolveStuck } from '../../src/bot/delivery/resolve-stuck.ts'
import { channels, people } from '../../src/workspace/state/seed.ts'
import { sampleRequest } from '../engine/sample-verdicts.ts'
import { openDialog, wholeThread } from './people-do.ts'
import { openedStore, startBot, startedWorkspace, stopBot } from './start-bot.ts'
import type { Running } from './start-bot.ts'

const { maya, jonas } = people
const { backend } = channels

async function post({ workspace }: Running): Promise<void> {
  const dialog = await openDialog(workspace, maya, backend, sampleRequest)
  await dialog.post()
}

const noteTo = ({ workspace }: Running, user: string, words: string) =>
  workspace.until(() =>
    workspace.see
      .ephemerals(user)
      .find((message) => workspace.see.textOf(message.blocks).includes(words)),
  )

test('a rate limit delays a message and loses none', async () => {
  const running = await startBot()
  running.workspace.faults.onCall('chat.postMessage', {
    kind: 'rate-limited',
    retryAfterSeconds: 1,
  })
  await post(running)
  const card = await running.workspace.until(() => running.workspace.see.roots(backend).at(-1))
  await wholeThread(running.workspace, backend, card.ts)
  expect(running.workspace.see.roots(backend)).toHaveLength(1)
})

test('a card whose arrival nobody confirmed is asked about, and a click on it brings the rest', async () => {
  const running = await startBot()
  const { workspace } = running
  workspace.faults.onCall('chat.postMessage', { kind: 'drop-after-commit' })
  await post(running)
  const question = await noteTo(running, maya, 'did not say whether the card')
  expect(workspace.see.roots(backend)).toHaveLength(1)
  await workspace.act.press(maya, { channel: backend, ts: question.ts }, 'delivery_skip')
  await noteTo(running, maya, 'Press *Why?* on the card')
  const [card] = workspace.see.roots(backend)
  await workspace.act.press(maya, { channel: backend, ts: card!.ts }, 'packet_why')
  await wholeThread(workspace, backend, card!.ts)
  expect(workspace.see.roots(backend)).toHaveLength(1)
})

test('a card that never arrived is posted again when its author says so', async () => {
  const running = await startBot()
  const { workspace } = running
  workspace.faults.onCall('chat.postMessage', { kind: 'http-error', status: 503 })
  await post(running)
  const question = await noteTo(running, maya, 'did not say whether the card')
  await workspace.act.press(maya, { channel: backend, ts: question.ts }, 'delivery_repeat')
  const card = await workspace.until(() => workspace.see.roots(backend).at(-1))
  await wholeThread(workspace, backend, card.ts)
  expect(workspace.see.roots(backend)).toHaveLength(1)
})

test('a part that is there is skipped, and the rest follows', async () => {
  const running = await startBot()
  const { workspace, store } = running
  await post(running)
  const card = await workspace.until(() => workspace.see.roots(backend).at(-1))
  const whole = (await wholeThread(workspace, backend, card.ts)).length

  workspace.faults.clear()
  const dialog = await openDialog(workspace, maya, backend, sampleRequest)
  // The card passes, the first part is taken and its answer lost.
  workspace.faults.onCall('chat.postMessage', { kind: 'slow', delayMs: 0 })
  workspace.faults.onCall('chat.postMessage', { kind: 'drop-after-commit' })
  await dialog.post()
  const question = await noteTo(running, maya, 'did not say whether part 1')
  await workspace.act.press(maya, { channel: backend, ts: question.ts }, 'delivery_skip')
  const second = await workspace.until(() => workspace.see.roots(backend)[1])
  await wholeThread(workspace, backend, second.ts)
  expect(workspace.see.replies(backend, second.ts)).toHaveLength(whole)
  const { packet_id: id } = second.metadata!['event_payload'] as { packet_id: string }
  expect((await store.deliveries(id)).map(({ state }) => state)).toContain('abandoned')
})

test('a refusal is told to the author with what to do, and Post again completes the packet', async () => {
  const running = await startBot()
  const { workspace } = running
  workspace.faults.onCall('chat.postMessage', { kind: 'error', error: 'not_in_channel' })
  await post(running)
  const note = await noteTo(running, maya, '/invite')
  await workspace.act.press(maya, { channel: backend, ts: note.ts }, 'delivery_repeat')
  const card = await workspace.until(() => workspace.see.roots(backend).at(-1))
  await wholeThread(workspace, backend, card.ts)
  expect(workspace.see.roots(backend)).toHaveLength(1)
})

test('only the author decides about a message that is stuck', async () => {
  const running = await startBot()
  const { workspace, store } = running
  workspace.faults.onCall('chat.postMessage', { kind: 'error', error: 'restricted_action' })
  await post(running)
  await noteTo(running, maya, 'Slack did not take packet')
  const [packet] = (
    await store.history(
      { teamId: workspace.teams[0]!.id, userId: maya, isFullMember: true, memberOf: [] },
      everything,
      1,
      null,
    )
  ).packets
  const [card] = await store.deliveries(packet!.id)
  const answer = await resolveStuck(
    {
      store,
      delivery: {
        start: async () => undefined,
        wake: () => undefined,
        stop: async () => undefined,
      },
    },
    { teamId: workspace.teams[0]!.id, userId: jonas },
    `${packet!.id} ${card!.id}`,
    'repeat',
  )
  expect(answer).toContain('Only the person')
  expect((await store.deliveries(packet!.id))[0]?.state).toBe('failed')
})

test('a packet that a stopped process left unfinished is completed by the next one, nothing twice', async () => {
  const workspace = await startedWorkspace({ rateLimits: false })
  const store = await openedStore()
  // Time that stands still after the first message: the rest stays in the outbox.
  const first = await startBot({ workspace, store })
  workspace.faults.onCall('chat.postMessage', { kind: 'slow', delayMs: 0 })
  workspace.faults.onCall('chat.postMessage', { kind: 'rate-limited', retryAfterSeconds: 60 })
  await post(first)
  const card = await workspace.until(() => workspace.see.roots(backend).at(-1))
  const { packet_id: id } = card.metadata!['event_payload'] as { packet_id: string }
  await expect
    .poll(async () => (await store.deliveries(id)).map(({ error }) => error))
    .toContain('ratelimited')
  await stopBot(first)

  const later = () => Date.now() + 120_000
  await startBot({
    workspace,
    store,
    timer: {
      now: later,
      after: (ms, then) => {
        const timer = setTimeout(then, ms)
        return () => clearTimeout(timer)
      },
    },
  })
  await wholeThread(workspace, backend, card.ts)
  expect(workspace.see.roots(backend)).toHaveLength(1)
  const parts = workspace.see
    .replies(backend, card.ts)
    .map(({ metadata }) => metadata?.['event_payload'])
  expect(new Set(parts.map((part) => JSON.stringify(part))).size).toBe(parts.length)
})

test('what was in flight when a process died is asked about at the next start', async () => {
  const workspace = await startedWorkspace({ rateLimits: false })
  const store = await openedStore()
  const first = await startBot({ workspace, store })
  await post(first)
  const card = await workspace.until(() => workspace.see.roots(backend).at(-1))
  await wholeThread(workspace, backend, card.ts)
  await stopBot(first)
  // As a killed process leaves it: taken, and nothing written down.
  const packet = await store.packetById(
    workspace.teams[0]!.id,
    (card.metadata!['event_payload'] as { packet_id: string }).packet_id,
  )
  await store.appendRevision(packet!.id, { ...packet!.revision, number: 2 }, [
    { id: 'in-flight', kind: 'part', position: 1 },
  ])
  expect((await store.takeDelivery(Date.now()))?.id).toBe('in-flight')

  const second = await startBot({ workspace, store })
  await noteTo(second, maya, 'did not say whether part 1')
  expect((await store.deliveries(packet!.id)).at(-1)?.state).toBe('unknown')
})
