import { expect, test } from 'vitest'
import { noHouseRules } from '../../src/engine/house-rules.ts'
import { plan } from '../../src/engine/plan.ts'
import { everything } from '../../src/flows/search-query.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'
import { channels, people } from '../../src/workspace/state/seed.ts'
import { memberViewer, openSample, packetOf, revisionOf } from '../store/sample.ts'
import { dialogOf } from './dialog-driver.ts'
import { askWhy, postPacket } from './people-do.ts'
import { openedStore, startBot } from './start-bot.ts'
import type { Running } from './start-bot.ts'

const { maya, jonas } = people
const { backend } = channels
const knowledge = loadKnowledge('references')
const request =
  'We added refunds with idempotency keys to our API on Postgres. Which tests do we need?'

const start = () =>
  startBot({
    plan: (text, amendments) => plan({ text }, amendments, knowledge),
    rules: knowledge.rules,
  })

async function settings(running: Running, user: string) {
  const { workspace } = running
  workspace.act.openHome(user, { tab: 'home' })
  const home = await workspace.until(() => workspace.see.home(user))
  await workspace.act.press(user, { viewId: home.id }, 'settings_open')
  await workspace.until(() => workspace.see.modal(user))
  return dialogOf(workspace, user)
}

const newest = async ({ workspace, store }: Running) => {
  const viewer = memberViewer({ teamId: workspace.teams[0]!.id, userId: maya })
  return (await store.history(viewer, everything, 1, null)).packets[0]!
}

test('an admin sees which open packets a rule would change, saves it, and the next packet follows it', async () => {
  const running = await start()
  const { workspace } = running
  await postPacket(running.workspace, maya, backend, request)
  const before = await newest(running)
  const form = await settings(running, maya)
  form.choose('containers', 'forbidden')
  form.type('budget-pr', '7')
  form.type('keep-months', '6')
  await form.post()
  await workspace.until(() => form.text().includes('would read differently'))
  expect(form.text()).toContain('1 of 1 open packet that you can see')
  expect(form.text()).toContain(before.name)
  await form.post()
  await workspace.until(() => form.text().includes('Saved'))
  await form.close()
  expect((await running.store.houseRules(before.teamId)).keepMonths).toBe(6)

  const card = await postPacket(workspace, maya, backend, `${request} Again.`)
  const after = await newest(running)
  expect(after.revision.amendments.map((each) => [each.by, each.because])).toEqual([
    ['house rule', 'house rule: no containers on PR'],
    ['house rule', 'house rule: 7 min for pr'],
  ])
  expect((await running.store.packetById(before.teamId, before.id))?.revision).toEqual(
    before.revision,
  )
  const why = await askWhy(workspace, jonas, card)
  expect(why.words).toContain('house rule: no containers on PR')
  expect(workspace.log()).toEqual([])
})

test('all open packets are looked at, and the dialog counts along meanwhile', async () => {
  const store = await openedStore()
  for (let at = 0; at < 130; at += 1)
    await store.openPacket(
      packetOf(`p${at}`, { teamId: 'T0HARBOR01', channelId: backend, requestText: request }),
      revisionOf(1),
      [],
      `once-${at}`,
    )
  const verdict = plan({ text: request }, [], knowledge)
  const running = await startBot({
    store,
    plan(_text, amendments) {
      // As long as a slow machine takes.
      const until = Date.now() + 8
      while (Date.now() < until);
      return amendments.length === 0 ? verdict : plan({ text: request }, amendments, knowledge)
    },
  })
  const form = await settings(running, maya)
  form.choose('containers', 'forbidden')
  await form.post()
  await running.workspace.until(() => /\b\d+ of 130 open packets …/u.test(form.text()))
  await running.workspace.until(() =>
    form.text().includes('130 of 130 open packets that you can see'),
  )
  expect(form.text()).toContain('and 80 more')
  expect(running.workspace.log()).toEqual([])
}, 30_000)

test('a rule that changes nothing says so, and cancelling saves nothing', async () => {
  const running = await start()
  const { workspace, store } = running
  await postPacket(workspace, maya, backend, `${request} It is an Express service.`)
  const form = await settings(running, maya)
  form.type('runtime', 'Kotlin')
  await form.post()
  await workspace.until(() => form.text().includes('0 of 1 open packet'))
  await form.close()
  expect((await store.houseRules(workspace.teams[0]!.id)).runtime).toBeNull()
  expect(workspace.log()).toEqual([])
})

test('only the people whom the settings name may accept, and nobody else is asked to', async () => {
  const running = await start()
  const { workspace, store } = running
  const rules = { ...noHouseRules, acceptorIds: [maya] }
  await store.saveHouseRules(workspace.teams[0]!.id, rules, { by: maya, at: 1 })
  const card = await postPacket(workspace, maya, backend, request)
  workspace.act.openHome(jonas, { tab: 'home' })
  const home = await workspace.until(() => workspace.see.home(jonas))
  expect(workspace.see.textOf(home.view['blocks'])).not.toContain('to accept')
  const before = workspace.see.ephemerals(jonas).length
  await workspace.act.press(jonas, { channel: backend, ts: card.ts }, 'packet_accept')
  const told = await workspace.until(() => workspace.see.ephemerals(jonas)[before])
  expect(workspace.see.textOf(told.blocks)).toContain(`<@${maya}> accept packets`)
  expect((await newest(running)).acceptedRevision).toBeNull()
  const form = await settings(running, maya)
  expect(form.block('acceptors').element).toMatchObject({ initial_users: [maya] })
  expect(workspace.log()).toEqual([])
})

test('what is older than the settings allow is forgotten when the bot starts', async () => {
  const store = await openedStore()
  for (const id of ['old', 'new']) {
    await openSample(store, id, { channelKind: 'public' }, 0)
    await store.markSent(`${id}-0`, '1.1')
  }
  await store.appendRevision('new', revisionOf(2, { createdAt: Date.now() }), [])
  await store.saveHouseRules('T1', { ...noHouseRules, keepMonths: 1 }, { by: maya, at: 1 })
  const running = await startBot({ store })
  await running.workspace.until(() =>
    running.logged.some((line) => line.includes('"packets":1') && line.includes('forgotten')),
  )
  expect(await store.packetById('T1', 'old')).toBeNull()
  expect(await store.packetById('T1', 'new')).not.toBeNull()
})

test('whoever is no admin is offered no settings', async () => {
  const running = await start()
  const { workspace } = running
  workspace.act.openHome(jonas, { tab: 'home' })
  const home = await workspace.until(() => workspace.see.home(jonas))
  expect(JSON.stringify(home.view)).not.toContain('settings_open')
  expect(workspace.log()).toEqual([])
})
