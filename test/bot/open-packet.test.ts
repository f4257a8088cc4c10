import { expect, test } from 'vitest'
import { shortcutIds } from '../../src/render/ids.ts'
import { channels, people } from '../../src/workspace/state/seed.ts'
import { sampleRequest } from '../engine/sample-verdicts.ts'
import { dialogOf } from './dialog-driver.ts'
import { openDialog, postPacket, wholeThread } from './people-do.ts'
import { startBot } from './start-bot.ts'

const { maya, jonas } = people
const { backend, general } = channels

test('a request opens the dialog, filled in with what was read', async () => {
  const { workspace } = await startBot()
  const dialog = await openDialog(workspace, maya, backend, sampleRequest)
  expect(dialog.block('request').element?.initial_value).toBe(sampleRequest)
  expect(dialog.block('kind').element?.initial_option?.value).toBe('coverage-plan')
  expect(dialog.block('channel').element?.initial_conversation).toBe(backend)
  expect(
    ['surface', 'risks', 'dependencies', 'runtime', 'coverage', 'constraints', 'lanes'].filter(
      (field) => !dialog.has(field),
    ),
  ).toEqual([])
  expect(dialog.text()).toContain('Coverage plan, high confidence')
  expect(workspace.log()).toEqual([])
})

test('Post puts one card into the channel and the numbered parts into its thread', async () => {
  const { workspace } = await startBot()
  const dialog = await openDialog(workspace, maya, backend, sampleRequest)
  expect(await dialog.post()).toEqual({ outcome: 'closed' })
  const card = await workspace.until(() => workspace.see.roots(backend).at(-1))
  const parts = await wholeThread(workspace, backend, card.ts)
  expect(parts.length).toBeGreaterThan(2)
  expect(workspace.see.roots(backend)).toHaveLength(1)
  expect(workspace.see.messages(backend).map(({ subtype }) => subtype)).not.toContain(
    'thread_broadcast',
  )
  expect(card.text).toContain('Coverage plan, high confidence')
  expect(card.metadata).toMatchObject({ event_payload: { revision: 1, part: 0 } })
  expect(workspace.log()).toEqual([])
})

test('the command alone opens an empty dialog, and a request without words is refused there', async () => {
  const { workspace } = await startBot()
  const dialog = await openDialog(workspace, maya, backend)
  expect(dialog.block('request').element?.initial_value).toBeUndefined()
  dialog.type('request', '\u200B \u200D')
  expect(await dialog.post()).toMatchObject({
    outcome: 'errors',
    errors: { 'request~0': expect.stringContaining('Write what changed') },
  })
  dialog.type('request', 'Ten chars!')
  expect(await dialog.post()).toEqual({ outcome: 'closed' })
  await workspace.until(() => workspace.see.roots(backend).at(-1))
  expect(workspace.log()).toEqual([])
})

test('the global shortcut opens the empty dialog for the channel the person chooses', async () => {
  const { workspace } = await startBot()
  await workspace.act.shortcut(jonas, { callbackId: shortcutIds.packetNew })
  await workspace.until(() => workspace.see.modal(jonas))
  const dialog = dialogOf(workspace, jonas)
  dialog.type('request', sampleRequest)
  dialog.chooseChannel(general)
  expect(await dialog.post()).toEqual({ outcome: 'closed' })
  const card = await workspace.until(() => workspace.see.roots(general).at(-1))
  await wholeThread(workspace, general, card.ts)
  expect(workspace.log()).toEqual([])
})

test('a message shortcut in a thread puts card and parts into that thread', async () => {
  const { workspace } = await startBot()
  const root = workspace.act.send(maya, { channel: backend, text: 'Deploys are red again' })
  const reply = workspace.act.send(jonas, {
    channel: backend,
    text: 'Our <FastAPI> tests & the seeded Postgres state are flaky',
    threadTs: root.ts,
  })
  await workspace.act.messageShortcut(maya, {
    callbackId: shortcutIds.packetFromMessage,
    channel: backend,
    ts: reply.ts,
  })
  await workspace.until(() => workspace.see.modal(maya))
  const dialog = dialogOf(workspace, maya)
  expect(dialog.block('request').element?.initial_value).toBe(
    'Our <FastAPI> tests & the seeded Postgres state are flaky',
  )
  expect(dialog.has('channel')).toBe(false)
  await dialog.post()
  const replies = await wholeThread(workspace, backend, root.ts)
  expect(replies.length).toBeGreaterThan(3)
  expect(workspace.see.roots(backend)).toHaveLength(1)
  expect(workspace.log()).toEqual([])
})

test('a message that starts no thread yet becomes the root of one', async () => {
  const { workspace } = await startBot()
  const message = workspace.act.send(maya, { channel: backend, text: 'CI is flaky' })
  await workspace.act.messageShortcut(maya, {
    callbackId: shortcutIds.packetFromMessage,
    channel: backend,
    ts: message.ts,
  })
  await workspace.until(() => workspace.see.modal(maya))
  await dialogOf(workspace, maya).post()
  await wholeThread(workspace, backend, message.ts)
  expect(workspace.see.roots(backend)).toHaveLength(1)
  expect(workspace.log()).toEqual([])
})

test('what belongs to somebody else becomes a route-out card with a handoff brief', async () => {
  const { workspace } = await startBot()
  const card = await postPacket(workspace, maya, backend, 'Write our company-wide test policy')
  expect(workspace.see.textOf(card.blocks)).toContain('handed over')
  const [part] = workspace.see.replies(backend, card.ts)
  expect(workspace.see.textOf(part?.blocks)).toContain('Undecided')
  expect(workspace.log()).toEqual([])
})

test('a vague request asks its questions in the dialog, and an answer becomes an amendment', async () => {
  const { workspace, store } = await startBot()
  const dialog = await openDialog(workspace, maya, backend, 'help us with testing')
  expect(dialog.block('kind').element?.initial_option?.value).toBe('needs-framing')
  const questions = ['answer-0', 'answer-words-0'].filter((id) => dialog.has(id))
  expect(questions.length).toBeGreaterThan(0)
  dialog.type('answer-words-0', 'POST /refunds')
  await dialog.post()
  const card = await workspace.until(() => workspace.see.roots(backend).at(-1))
  const payload = card.metadata!['event_payload'] as { packet_id: string }
  const packet = await store.packetById(workspace.teams[0]!.id, payload.packet_id)
  expect(packet?.revision.amendments).toMatchObject([{ to: 'POST /refunds', by: maya }])
  expect(workspace.log()).toEqual([])
})

test('questions can be left open: the card offers to answer them later, to its author', async () => {
  const { workspace } = await startBot()
  const card = await postPacket(workspace, maya, backend, 'help us with testing')
  expect(workspace.see.textOf(card.blocks)).toContain('Answer the questions')
  await workspace.act.press(maya, { channel: backend, ts: card.ts }, 'packet_answer')
  await workspace.until(() => workspace.see.modal(maya))
  const dialog = dialogOf(workspace, maya)
  expect(dialog.block('request').element?.initial_value).toBe('help us with testing')
  expect(dialog.has('answer-words-0')).toBe(true)

  await workspace.act.press(jonas, { channel: backend, ts: card.ts }, 'packet_answer')
  const notice = await workspace.until(() => workspace.see.modal(jonas))
  expect(workspace.see.textOf(notice.view['blocks'] as never)).toContain('answers its questions')
  expect(workspace.log()).toEqual([])
})

test('a dialog submitted twice opens one packet', async () => {
  const { workspace } = await startBot()
  const dialog = await openDialog(workspace, maya, backend, sampleRequest)
  await Promise.all([dialog.post(), dialog.post()])
  const card = await workspace.until(() => workspace.see.roots(backend).at(-1))
  await wholeThread(workspace, backend, card.ts)
  expect(workspace.see.roots(backend)).toHaveLength(1)
  expect(workspace.log()).toEqual([])
})
