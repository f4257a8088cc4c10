import { expect, test } from 'vitest'
import { shortcutIds } from '../../src/render/ids.ts'
import { channels, people } from '../../src/workspace/state/seed.ts'
import { samplePacket, sampleRequest } from '../engine/sample-verdicts.ts'
import { dialogOf } from './dialog-driver.ts'
import { openDialog, wholeThread } from './people-do.ts'
import { startBot } from './start-bot.ts'
import type { Running } from './start-bot.ts'

const { maya, jonas } = people
const { backend, random, leadership, archived } = channels

async function amendmentsOf({ workspace, store }: Running) {
  const card = await workspace.until(() => workspace.see.roots(backend).at(-1))
  const payload = card.metadata!['event_payload'] as { packet_id: string }
  const packet = await store.packetById(workspace.teams[0]!.id, payload.packet_id)
  return packet!.revision.amendments
}

test('a dialog posted as it was read carries no amendment', async () => {
  const running = await startBot()
  const dialog = await openDialog(running.workspace, maya, backend, sampleRequest)
  await dialog.post()
  expect(await amendmentsOf(running)).toEqual([])
  expect(running.workspace.log()).toEqual([])
})

test('corrections become typed amendments, and only what was changed', async () => {
  const running = await startBot()
  const dialog = await openDialog(running.workspace, maya, backend, sampleRequest)
  const read = samplePacket().framing.risks.map(({ risk }) => risk)
  dialog.choose('risks', ...read.slice(1), 'ordering')
  dialog.type('surface', 'POST /token/refresh')
  dialog.type(
    'dependencies',
    `${samplePacket()
      .framing.dependencies.map(({ name }) => name)
      .join(', ')}, Redis`,
  )
  await dialog.post()
  expect(await amendmentsOf(running)).toMatchObject([
    { on: 'surface', target: 'surface', op: 'set', to: 'POST /token/refresh', by: maya },
    { on: 'risk', target: 'ordering', op: 'add' },
    { on: 'risk', target: read[0], op: 'remove' },
    { on: 'dependency', target: 'Redis', op: 'add' },
  ])
  expect(running.workspace.log()).toEqual([])
})

test('another kind shows its own follow-up field and keeps what was typed', async () => {
  const running = await startBot()
  const { workspace } = running
  const dialog = await openDialog(workspace, maya, backend, sampleRequest)
  dialog.type('surface', 'my surface')
  const { element, block_id: blockId } = dialog.block('kind')
  expect(dialog.has('signals')).toBe(false)
  await workspace.act.blockAction(maya, {
    container: { viewId: dialog.top().id },
    ...(blockId === undefined ? {} : { blockId }),
    action: {
      action_id: element!.action_id,
      selected_option: { value: 'flake-stabilization' },
    },
  })
  await workspace.until(() => dialog.has('signals'))
  dialog.type('signals', 'seed number')
  await dialog.post()
  expect(await amendmentsOf(running)).toMatchObject([
    { on: 'packet-kind', target: 'primary', op: 'set', to: 'flake-stabilization' },
    { on: 'control', target: 'debug', op: 'add', to: 'seed number' },
    { on: 'surface', op: 'set', to: 'my surface' },
  ])
  expect(workspace.log()).toEqual([])
})

test('Read again reads the edited request and keeps corrected fields', async () => {
  const { workspace } = await startBot()
  const dialog = await openDialog(workspace, maya, backend, 'help us with testing')
  dialog.type('surface', 'kept by me')
  dialog.type('request', sampleRequest)
  await dialog.press('request_read')
  await workspace.until(() => dialog.text().includes('Coverage plan, high'))
  expect(dialog.block('kind').element?.initial_option?.value).toBe('coverage-plan')
  const surface = dialog.block('surface')
  expect(dialog.top().state[surface.block_id!]?.['value']).toMatchObject({ value: 'kept by me' })
  expect(await dialog.post()).toEqual({ outcome: 'closed' })
  expect(workspace.log()).toEqual([])
})

test.each([
  ['a channel without the bot', random, '/invite'],
  ['a private channel without the bot', leadership, '/invite'],
  ['an archived channel', archived, 'archived'],
])('%s is refused beside the channel, and the words stay', async (_, channel, hint) => {
  const { workspace } = await startBot()
  const dialog = await openDialog(workspace, maya, backend, sampleRequest)
  dialog.chooseChannel(channel)
  expect(await dialog.post()).toMatchObject({
    outcome: 'errors',
    errors: { 'channel~0': expect.stringContaining(hint) },
  })
  dialog.chooseChannel(backend)
  expect(await dialog.post()).toEqual({ outcome: 'closed' })
  const card = await workspace.until(() => workspace.see.roots(backend).at(-1))
  await wholeThread(workspace, backend, card.ts)
})

test('a closed dialog is a draft that the next dialog continues', async () => {
  const { workspace, store } = await startBot()
  const dialog = await openDialog(workspace, maya, backend, 'First words')
  dialog.type('request', 'First words and more')
  dialog.choose('lanes', 'pr')
  await dialog.close()
  const team = workspace.teams[0]!.id
  await expect
    .poll(() => store.findDraft(team, maya))
    .toMatchObject({ requestText: 'First words and more' })

  const again = await openDialog(workspace, maya, backend)
  expect(again.block('request').element?.initial_value).toBe('First words and more')
  expect(again.text()).toContain('This is your draft')
  await again.post()
  await workspace.until(() => workspace.see.roots(backend).at(-1))
  expect(await store.findDraft(team, maya)).toBeNull()
  expect(workspace.log()).toEqual([])
})

test('what is typed is a draft from the first press in the dialog, and another draft stays', async () => {
  const { workspace, store } = await startBot()
  const team = workspace.teams[0]!.id
  const dialog = await openDialog(workspace, maya, backend, 'First words')
  dialog.type('request', 'First words and more')
  await dialog.press('request_read')
  await expect
    .poll(() => store.findDraft(team, maya))
    .toMatchObject({ requestText: 'First words and more' })
  await workspace.until(() => dialog.block('request').element?.initial_value?.endsWith('more'))
  await workspace.act.blockAction(maya, {
    container: { viewId: dialog.top().id },
    action: {
      action_id: dialog.block('kind').element!.action_id,
      selected_option: { value: 'flake-stabilization' },
    },
  })
  await expect
    .poll(async () => (await store.findDraft(team, maya))?.amendments.map(({ to }) => to))
    .toEqual(['flake-stabilization'])
  await workspace.until(() => dialog.has('signals'))
  await dialog.close()

  const other = await openDialog(workspace, maya, backend, 'Something else')
  await other.press('request_read')
  await workspace.until(() => !other.text().includes('You have an unsent draft'))
  expect(await store.findDraft(team, maya)).toMatchObject({ requestText: 'First words and more' })
  expect(workspace.log()).toEqual([])
})

test('a draft is offered beside a new request, to continue or to discard', async () => {
  const { workspace, store } = await startBot()
  const first = await openDialog(workspace, maya, backend, 'The earlier request')
  await first.close()
  const team = workspace.teams[0]!.id
  await expect.poll(() => store.findDraft(team, maya)).not.toBeNull()

  const second = await openDialog(workspace, maya, backend, 'A new request')
  expect(second.text()).toContain('You have an unsent draft')
  await second.press('draft_continue')
  await workspace.until(() => second.text().includes('This is your draft'))
  const request = second.block('request')
  expect(second.top().state[request.block_id!]?.['value']).toMatchObject({
    value: 'The earlier request',
  })
  await second.close()

  const third = await openDialog(workspace, maya, backend, 'A third request')
  await third.press('draft_discard')
  await workspace.until(() => !third.text().includes('You have an unsent draft'))
  expect(third.block('request').element?.initial_value).toBe('A third request')
  expect(workspace.log()).toEqual([])
})

test.each([
  ['short', 'CI is flaky'],
  ['long', 'retries and timeouts '.repeat(400)],
])(
  'a dialog about a %s message of somebody else, closed unchanged, leaves no draft',
  async (_, text) => {
    const { workspace, store } = await startBot()
    const message = workspace.act.send(jonas, { channel: backend, text })
    await workspace.act.messageShortcut(maya, {
      callbackId: shortcutIds.packetFromMessage,
      channel: backend,
      ts: message.ts,
    })
    await workspace.until(() => workspace.see.modal(maya))
    await dialogOf(workspace, maya).close()
    await expect.poll(() => store.findDraft(workspace.teams[0]!.id, maya)).toBeNull()
    const next = await openDialog(workspace, maya, backend)
    expect(next.block('request').element?.initial_value).toBeUndefined()
    expect(workspace.log()).toEqual([])
  },
)
