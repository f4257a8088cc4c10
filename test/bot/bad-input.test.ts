import { everything } from '../../src/flows/search-query.ts'
import { expect, test } from 'vitest'
import { shortcutIds } from '../../src/render/ids.ts'
import { channels, people } from '../../src/workspace/state/seed.ts'
import { samplePacket, sampleRequest } from '../engine/sample-verdicts.ts'
import { dialogOf } from './dialog-driver.ts'
import { ask, openDialog, postPacket, wholeThread } from './people-do.ts'
import { startBot } from './start-bot.ts'
import type { Running } from './start-bot.ts'

const { maya } = people
const { backend } = channels

async function storedText({ workspace, store }: Running): Promise<string | undefined> {
  const card = await workspace.until(() => workspace.see.roots(backend).at(-1))
  const { packet_id: id } = card.metadata!['event_payload'] as { packet_id: string }
  return (await store.packetById(workspace.teams[0]!.id, id))?.requestText
}

test.each([
  ['ten characters', 'Flaky test'],
  ['another language', 'Unsere Tests schlagen nur in der CI fehl, warum? テストが落ちる'],
  ['emoji', '🔥🔥 our tests 👩‍👩‍👧‍👦 \u202Edeppilf'],
  ['mrkdwn', '*bold* _it_ ~no~ `code` > quote'],
])('%s goes through unaltered', async (_, text) => {
  const running = await startBot()
  await postPacket(running.workspace, maya, backend, text)
  expect(await storedText(running)).toBe(text)
  expect(running.workspace.log()).toEqual([])
})

test('a zero-width sign inside a word is all that is taken out', async () => {
  const running = await startBot()
  await postPacket(running.workspace, maya, backend, 'our te\u200Bsts are flaky')
  expect(await storedText(running)).toBe('our tests are flaky')
})

test('a mention that somebody typed into a request pings nobody', async () => {
  const { workspace } = await startBot()
  const dialog = await openDialog(workspace, maya, backend)
  dialog.type('request', 'Ask <!channel> and <@U0JONAS001> about &lt;!here&gt; flakes')
  await dialog.post()
  const card = await workspace.until(() => workspace.see.roots(backend).at(-1))
  const parts = await wholeThread(workspace, backend, card.ts)
  const live = JSON.stringify([card, ...parts].map(({ text, blocks }) => [text, mrkdwnIn(blocks)]))
  expect(live.match(/<[!@][^>]*>/gu)).toEqual([`<@${maya}>`])
  expect(workspace.log()).toEqual([])
})

function mrkdwnIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(mrkdwnIn)
  if (typeof value !== 'object' || value === null) return []
  if ('type' in value && value.type === 'mrkdwn' && 'text' in value) return [String(value.text)]
  return Object.values(value).flatMap(mrkdwnIn)
}

test('a request of 40,000 characters is kept whole though an input holds only its beginning', async () => {
  const running = await startBot()
  const { workspace } = running
  const long = `${sampleRequest} ${'retries & timeouts '.repeat(2200)}`.slice(0, 39_999).trim()
  const message = workspace.act.send(maya, { channel: backend, text: long })
  await workspace.act.messageShortcut(maya, {
    callbackId: shortcutIds.packetFromMessage,
    channel: backend,
    ts: message.ts,
  })
  await workspace.until(() => workspace.see.modal(maya))
  const dialog = dialogOf(workspace, maya)
  expect(dialog.block('request').element?.initial_value).toHaveLength(3000)
  expect(dialog.text()).toContain('The whole text is kept and used')
  expect(await dialog.post()).toEqual({ outcome: 'closed' })
  await wholeThread(workspace, backend, message.ts)
  const viewer = { teamId: workspace.teams[0]!.id, userId: maya, isFullMember: true, memberOf: [] }
  const { packets } = await running.store.history(viewer, everything, 1, null)
  expect(packets[0]?.requestText).toBe(long)
  expect(workspace.log()).toEqual([])
})

test('a pasted token is taken out before anything is stored or shown', async () => {
  const running = await startBot()
  const { workspace } = running
  const token = ['xoxb', '123456789012', '123456789012', 'abcdefghijklmnopqrstuvwx'].join('-')
  const dialog = await openDialog(workspace, maya, backend, `CI is flaky with ${token} set`)
  expect(dialog.text()).toContain('looks like a secret')
  expect(JSON.stringify(dialog.top().view)).not.toContain(token)
  await dialog.post()
  const card = await workspace.until(() => workspace.see.roots(backend).at(-1))
  await wholeThread(workspace, backend, card.ts)
  expect(await storedText(running)).not.toContain(token)
  expect(JSON.stringify(workspace.see.messages(backend))).not.toContain(token)
  expect(running.logged.join('')).not.toContain(token)
})

test('a trigger that expired keeps the words and offers to open the dialog', async () => {
  const { workspace } = await startBot()
  workspace.faults.onCall('views.open', { kind: 'error', error: 'expired_trigger_id' })
  const note = await ask(workspace, maya, backend, 'Flaky refunds in CI')
  await workspace.act.press(maya, { channel: backend, ts: note.ts }, 'packet_new')
  await workspace.until(() => workspace.see.modal(maya))
  expect(dialogOf(workspace, maya).block('request').element?.initial_value).toBe(
    'Flaky refunds in CI',
  )
})

test('a fault gives the person a reference, and the log the same one without their words', async () => {
  const running = await startBot({
    faultsExpected: true,
    plan: (text) => {
      if (text.includes('unlucky')) throw new RangeError(`cannot read ${text}`)
      return samplePacket()
    },
  })
  const { workspace, logged } = running
  const note = await ask(workspace, maya, backend, 'an unlucky request')
  expect(workspace.see.textOf(note.blocks)).toContain('ref-1234')
  const line = logged.find((one) => one.includes('ref-1234'))
  expect(line).toContain('RangeError')
  expect(logged.join('')).not.toContain('unlucky')
})

test('a fault while posting stays in the dialog with what was typed', async () => {
  let isBroken = false
  const { workspace } = await startBot({
    faultsExpected: true,
    plan: () => {
      if (isBroken) throw new RangeError('broken')
      return samplePacket()
    },
  })
  const dialog = await openDialog(workspace, maya, backend, sampleRequest)
  isBroken = true
  expect(await dialog.post()).toMatchObject({
    outcome: 'errors',
    errors: { 'request~0': expect.stringContaining('ref-1234') },
  })
  isBroken = false
  expect(await dialog.post()).toEqual({ outcome: 'closed' })
  expect(workspace.log()).toEqual([])
})
