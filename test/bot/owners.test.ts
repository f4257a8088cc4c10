import { expect, test } from 'vitest'
import { noHouseRules } from '../../src/engine/house-rules.ts'
import { channels, people } from '../../src/workspace/state/seed.ts'
import { dialogOf } from './dialog-driver.ts'
import { startBot } from './start-bot.ts'
import type { Running } from './start-bot.ts'

const { maya } = people
const { payments, general, archived, random } = channels

/** The owners' form, on top of the settings. */
async function ownersForm({ workspace }: Running) {
  workspace.act.openHome(maya, { tab: 'home' })
  const home = await workspace.until(() => workspace.see.home(maya))
  await workspace.act.press(maya, { viewId: home.id }, 'settings_open')
  const settings = await workspace.until(() => workspace.see.modal(maya))
  await workspace.act.press(maya, { viewId: settings.id }, 'settings_owners')
  await workspace.until(() => workspace.see.modal(maya)?.id !== settings.id)
  const form = dialogOf(workspace, maya)
  return {
    ...form,
    choose: (id: string, channel: string) =>
      workspace.act.viewState(maya, {
        viewId: form.top().id,
        state: {
          [id]: { value: { type: 'conversations_select', selected_conversation: channel } },
        },
      }),
  }
}

test('an admin chooses a channel for a neighbour and one for the rest, and what was said in words stays', async () => {
  const running = await startBot()
  const { workspace, store } = running
  const teamId = workspace.teams[0]!.id
  const before = {
    ...noHouseRules,
    runtime: 'Go',
    owners: { debugging: 'the on-call of the month' },
  }
  await store.saveHouseRules(teamId, before, { by: maya, at: 1 })
  const form = await ownersForm(running)
  expect(form.block('owner-debugging').element?.initial_value).toBe('the on-call of the month')
  form.choose('hand-off-api-design', payments)
  form.choose('hand-off-fallback', general)
  await form.post()
  await workspace.until(() => form.text().includes('would read differently'))
  await form.post()
  await workspace.until(() => form.text().includes('Saved'))
  expect(await store.houseRules(teamId)).toEqual({
    ...before,
    owners: { 'api-design': '#payments', debugging: 'the on-call of the month' },
    handOffTo: { channels: { 'api-design': payments }, fallback: general },
  })
  expect(workspace.log()).toEqual([])
})

test('a channel that cannot be reached is refused where it was chosen, with what to do', async () => {
  const running = await startBot()
  const { workspace, store } = running
  const form = await ownersForm(running)
  form.choose('hand-off-api-design', random)
  form.choose('hand-off-debugging', archived)
  expect(await form.post()).toEqual({
    outcome: 'errors',
    errors: {
      'hand-off-api-design': expect.stringContaining('/invite @Backend Test Packet') as string,
      'hand-off-debugging': 'This is archived.',
    },
  })
  expect((await store.houseRules(workspace.teams[0]!.id)).handOffTo.channels).toEqual({})
  expect(workspace.log()).toEqual([])
})

test('the settings leave the owners as they are', async () => {
  const running = await startBot()
  const { workspace, store } = running
  const teamId = workspace.teams[0]!.id
  const rules = {
    ...noHouseRules,
    owners: { 'api-design': 'API guild' },
    handOffTo: { channels: { 'api-design': payments }, fallback: null },
  }
  await store.saveHouseRules(teamId, rules, { by: maya, at: 1 })
  workspace.act.openHome(maya, { tab: 'home' })
  const home = await workspace.until(() => workspace.see.home(maya))
  await workspace.act.press(maya, { viewId: home.id }, 'settings_open')
  await workspace.until(() => workspace.see.modal(maya))
  const form = dialogOf(workspace, maya)
  form.type('runtime', 'Kotlin')
  await form.post()
  await workspace.until(() => form.text().includes('would read differently'))
  await form.post()
  await workspace.until(() => form.text().includes('Saved'))
  expect(await store.houseRules(teamId)).toEqual({ ...rules, runtime: 'Kotlin' })
  expect(workspace.log()).toEqual([])
})
