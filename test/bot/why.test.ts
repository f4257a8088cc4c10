import { expect, test } from 'vitest'
import type { Replies } from '../../src/bot/thread/replies.ts'
import { explain } from '../../src/engine/explain.ts'
import type { Explanation } from '../../src/engine/explain.ts'
import { plan } from '../../src/engine/plan.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'
import type { Workspace } from '../../src/workspace/start-workspace.ts'
import { channels, people } from '../../src/workspace/state/seed.ts'
import { smallKnowledge } from '../engine/small-knowledge.ts'
import { askWhy, postPacket } from './people-do.ts'
import { deaf, startBot } from './start-bot.ts'

const { maya, jonas } = people
const { backend, incidentRoom } = channels
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
  expect(words).toContain('What most decisions rest on')
  expect(words).toMatch(/Because you wrote “.+”: rule\s+signals/)
  expect(words).toContain('Would change if containers were allowed on the PR lane.')
  expect(workspace.log()).toEqual([])
})

test('a section is shown in full by choice: words, rule, alternatives, and what would change it', async () => {
  const { workspace } = await withReasons(() =>
    Promise.resolve(explain({ text: request }, [], knowledge)),
  )
  const card = await postPacket(workspace, maya, backend, request)
  const { id } = await askWhy(workspace, jonas, card)
  const inFull = await choose(workspace, id, 'Dependency strategies', 'Instead: mock / stub, ')
  expect(inFull).toMatch(/Because you wrote “Postgres”: rule\s+dependenc/)
  expect(inFull).toContain('Would change if containers were allowed on the PR lane: containerized')
  expect(inFull).not.toContain('What most decisions rest on')
  const everything = await choose(workspace, id, 'Everything', 'What most decisions rest on')
  expect(everything).toContain('Data and environment control')
  expect(everything).toContain('Instead: mock / stub, ')
  expect(workspace.log()).toEqual([])
})

test('a modal that names another packet shows it only to who may see it', async () => {
  const { workspace } = await withReasons(() =>
    Promise.resolve(explain({ text: request }, [], knowledge)),
  )
  workspace.act.removeMember(maya, { channel: incidentRoom, user: jonas })
  const secret = await postPacket(workspace, maya, incidentRoom, request)
  const card = await postPacket(workspace, maya, backend, request)
  const { id } = await askWhy(workspace, jonas, card)
  const { view } = workspace.see.modal(jonas)!
  const { packet_id: other } = secret.metadata!['event_payload'] as { packet_id: string }
  Object.assign(view, {
    private_metadata: JSON.stringify({ packetId: other }),
  })
  expect(await choose(workspace, id, 'Layers', 'not there any more')).not.toContain('Layers')
})

async function choose(
  workspace: Workspace,
  viewId: string,
  section: string,
  until: string,
): Promise<string> {
  await workspace.act.blockAction(jonas, {
    container: { viewId },
    action: { action_id: 'why_show', selected_option: { value: section } },
  })
  return workspace.until(() => {
    const words = workspace.see.textOf(workspace.see.modal(jonas)?.view['blocks'])
    return words.includes(until) ? words : null
  })
}

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
