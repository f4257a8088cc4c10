import { expect, test } from 'vitest'
import type { Replies } from '../../src/bot/thread/replies.ts'
import { explain } from '../../src/engine/explain.ts'
import type { Explanation } from '../../src/engine/explain.ts'
import { plan } from '../../src/engine/plan.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'
import { channels, people } from '../../src/workspace/state/seed.ts'
import { smallKnowledge } from '../engine/small-knowledge.ts'
import { askWhy, postPacket } from './people-do.ts'
import { deaf, startBot } from './start-bot.ts'

const { maya, jonas } = people
const { backend } = channels
const knowledge = smallKnowledge(loadKnowledge('references'))
const request =
  'Stock is reserved in Postgres under concurrent checkouts. No Docker on the PR runners. Which tests do we need?'

const withReasons = (explaining: Replies['explain'], faultsExpected = false) =>
  startBot({
    plan: (text, amendments) => plan({ text }, amendments, knowledge),
    rules: knowledge.rules,
    replies: { ...deaf, explain: explaining },
    faultsExpected,
  })

test('the modal opens at once and is filled when the answer is there', async () => {
  const { promise, resolve } = Promise.withResolvers<Explanation>()
  const { workspace } = await withReasons(() => promise)
  const card = await postPacket(workspace, maya, backend, request)
  await workspace.act.press(jonas, { channel: backend, ts: card.ts }, 'packet_why')
  const waiting = await workspace.until(() => workspace.see.modal(jonas))
  expect(workspace.see.textOf(waiting.view['blocks'] as never)).toContain(
    'Looking up what led here',
  )
  resolve(explain({ text: request }, [], knowledge))
  const words = await workspace.until(() => {
    const shown = workspace.see.textOf(workspace.see.modal(jonas)?.view['blocks'])
    return shown.includes('Packet choice') ? shown : null
  })
  expect(words).toContain('Would change if containers were allowed on the PR lane: containerized')
  expect(words).toContain('Instead: mock / stub, ')
  expect(words).toMatch(/Because you wrote “Postgres”: rule\s+dependenc/)
  expect(words).toContain('What most rests on')
  expect(workspace.log()).toEqual([])
})

test('a fault is told in the modal that is open, with a reference', async () => {
  const { workspace, logged } = await withReasons(
    () => Promise.reject(new RangeError('cannot explain')),
    true,
  )
  const card = await postPacket(workspace, maya, backend, request)
  const { words } = await askWhy(workspace, jonas, card)
  expect(words).toContain('ref-1234')
  expect(logged.join('')).toContain('RangeError')
  expect(workspace.log()).toEqual([])
})

test('whoever closes the modal before the answer is there is left alone', async () => {
  const { promise, resolve } = Promise.withResolvers<Explanation>()
  const { workspace } = await withReasons(() => promise)
  const card = await postPacket(workspace, maya, backend, request)
  await workspace.act.press(jonas, { channel: backend, ts: card.ts }, 'packet_why')
  const waiting = await workspace.until(() => workspace.see.modal(jonas))
  await workspace.act.closeView(jonas, { viewId: waiting.id })
  resolve(explain({ text: request }, [], knowledge))
  const { words } = await askWhy(workspace, jonas, card)
  expect(words).toContain('Packet choice')
})

test('a press that Slack is too slow for is answered beside the card', async () => {
  const { workspace } = await withReasons(() => Promise.reject(new Error('never asked')))
  const card = await postPacket(workspace, maya, backend, request)
  workspace.faults.onCall('views.open', { kind: 'error', error: 'expired_trigger_id' })
  await workspace.act.press(jonas, { channel: backend, ts: card.ts }, 'packet_why')
  const note = await workspace.until(() => workspace.see.ephemerals(jonas).at(-1))
  expect(workspace.see.textOf(note.blocks)).toContain('press *Why?* again')
})
