import { expect, test } from 'vitest'
import { channels, people } from '../../src/workspace/state/seed.ts'
import { sampleRequest } from '../engine/sample-verdicts.ts'
import { ask, nameOn, openDialog, postPacket, wholeThread } from './people-do.ts'
import { dialogOf } from './dialog-driver.ts'
import { startBot } from './start-bot.ts'
import type { Running } from './start-bot.ts'

const { maya, jonas } = people
const { backend, general, incidentRoom } = channels

const lastSaid = ({ workspace }: Running, user: string) =>
  workspace.see.textOf(workspace.see.ephemerals(user).at(-1)?.blocks)

async function shareForm(running: Running, user: string, channel: string, name: string) {
  const { workspace } = running
  const shown = await ask(workspace, user, channel, `show ${name}`)
  await workspace.act.press(user, { channel, ts: shown.ts }, 'packet_share')
  await workspace.until(() => workspace.see.modal(user))
  return dialogOf(workspace, user)
}

test('words and filters find a packet, say what was asked, count, and mark the match', async () => {
  const { workspace } = await startBot()
  const name = nameOn(workspace, await postPacket(workspace, maya, backend, sampleRequest))
  await postPacket(workspace, jonas, backend, 'An idle endpoint without anything')
  const answer = await ask(
    workspace,
    jonas,
    general,
    'history idle is:open by:@jonas in:#backend since:2d',
  )
  const said = workspace.see.textOf(answer.blocks)
  expect(said).toContain('1 packet')
  expect(said).not.toContain(name)
  expect(JSON.stringify(answer.blocks)).toContain('"text":"idle","style":{"bold":true}')
  expect(said).toContain('*words* idle')
  expect(JSON.stringify(answer.blocks)).toContain(`*by* <@${jonas}>`)
  const both = await ask(workspace, jonas, general, 'history')
  expect(workspace.see.textOf(both.blocks)).toMatch(/2 packets.*newest first/u)
  expect(workspace.log()).toEqual([])
})

test('a mistyped product finds what was meant and says so', async () => {
  const { workspace } = await startBot()
  await postPacket(workspace, maya, backend, 'Stripe webhooks arrive twice')
  const answer = await ask(workspace, maya, backend, 'history stirpe')
  expect(workspace.see.textOf(answer.blocks)).toContain(
    'Nothing has “stirpe”; these have “stripe”.',
  )
  await workspace.act.press(maya, { channel: backend, ts: answer.ts }, 'history_export')
  await workspace.until(() => workspace.see.files()[0])
  expect(workspace.see.files()[0]?.content.split('\r\n')).toHaveLength(3)
  expect(workspace.log()).toEqual([])
})

test('a search without a result teaches the filters, and its words can still become a request', async () => {
  const { workspace } = await startBot()
  const answer = await ask(workspace, maya, backend, 'history table breaks on retries colour')
  expect(workspace.see.textOf(answer.blocks)).toContain('kind:flake')
  await workspace.act.press(maya, { channel: backend, ts: answer.ts }, 'verb_request')
  await workspace.until(() => workspace.see.modal(maya))
  expect(dialogOf(workspace, maya).block('request').element?.initial_value).toBe(
    'history table breaks on retries colour',
  )
  expect(workspace.log()).toEqual([])
})

test('ranked pages go on where they ended', async () => {
  const running = await startBot()
  const { workspace } = running
  for (let count = 0; count < 9; count += 1)
    await postPacket(workspace, maya, general, `refund number ${count} is late`)
  const first = await ask(workspace, maya, general, 'history refund')
  const names = (text: string) => text.match(/[a-z]+-[a-z]+-\d+/gu) ?? []
  const shown = names(workspace.see.textOf(first.blocks))
  await workspace.act.press(maya, { channel: general, ts: first.ts }, 'history_older')
  const rest = await workspace.until(() => {
    const now = names(lastSaid(running, maya))
    return now.length === 1 ? now : null
  })
  expect(shown).toHaveLength(8)
  expect(shown).not.toContain(rest[0])
  expect(workspace.log()).toEqual([])
})

test('the form searches and lists in its place, pages there, and shows a packet on top', async () => {
  const { workspace } = await startBot()
  const name = nameOn(workspace, await postPacket(workspace, maya, backend, sampleRequest))
  const answer = await ask(workspace, jonas, general, 'history')
  await workspace.act.press(jonas, { channel: general, ts: answer.ts }, 'history_search')
  await workspace.until(() => workspace.see.modal(jonas))
  const form = dialogOf(workspace, jonas)
  form.choose('is', 'open')
  form.choose('since', '7d')
  await form.post()
  await workspace.until(() => form.text().includes(name))
  expect(form.text()).toContain('*status* open')
  await form.press('packet_show')
  await workspace.until(() => form.text().includes('open it in its channel'))
  expect(workspace.log()).toEqual([])
})

test('the form asks for surface, service and dependency, and says what it asked', async () => {
  const { workspace } = await startBot()
  const name = nameOn(
    workspace,
    await postPacket(workspace, maya, backend, 'Our orders-api retries on Postgres'),
  )
  await postPacket(workspace, maya, backend, 'Our billing service retries on Postgres')
  const answer = await ask(workspace, jonas, general, 'history')
  expect(workspace.see.textOf(answer.blocks)).toContain('*Service* billing 1, orders 1 · ')
  await workspace.act.press(jonas, { channel: general, ts: answer.ts }, 'history_search')
  await workspace.until(() => workspace.see.modal(jonas))
  const form = dialogOf(workspace, jonas)
  form.type('service', 'Orders API')
  form.type('dependency', 'pg, relational')
  await form.post()
  await workspace.until(() => form.text().includes('1 packet'))
  expect(form.text()).toContain(name)
  expect(form.text()).toContain('*service* Orders API · *dependency* postgres or relational')
  await form.press('history_search')
  await workspace.until(() => form.has('surface'))
  form.choose('surface', 'worker')
  await form.post()
  await workspace.until(() => form.text().includes('No packet that you can see matches'))
  expect(workspace.log()).toEqual([])
})

test('a public packet is shared with a link and a summary, in the name of who shared it', async () => {
  const running = await startBot()
  const { workspace } = running
  const name = nameOn(workspace, await postPacket(workspace, maya, backend, sampleRequest))
  const form = await shareForm(running, jonas, backend, name)
  form.chooseChannel(general)
  await form.post()
  const shared = await workspace.until(() => workspace.see.roots(general)[0])
  const said = workspace.see.textOf(shared.blocks)
  expect(said).toContain('open it in its channel')
  expect(said).toContain(name)
  await workspace.until(() => form.text().includes('Shared to'))
  expect(workspace.see.roots(general)).toHaveLength(1)
  expect(workspace.log()).toEqual([])
})

test('a packet of a private channel is not shared outside it, and nothing goes where the sharer is not', async () => {
  const running = await startBot()
  const { workspace } = running
  const dialog = await openDialog(workspace, maya, incidentRoom, sampleRequest)
  await dialog.post()
  const card = await workspace.until(() => workspace.see.roots(incidentRoom).at(-1))
  await wholeThread(workspace, incidentRoom, card.ts)
  const form = await shareForm(running, jonas, incidentRoom, nameOn(workspace, card))
  form.chooseChannel(general)
  expect(await form.post()).toMatchObject({
    outcome: 'errors',
    errors: { channel: expect.stringContaining('stays there') },
  })
  expect(workspace.see.roots(general)).toEqual([])
  expect(workspace.log()).toEqual([])
})
