/** The workspace's rules are in what the dialog shows, and posting it untouched says nothing of one's own. */
import { expect, test } from 'vitest'
import { noHouseRules } from '../../src/engine/house-rules.ts'
import type { HouseRules } from '../../src/engine/house-rules.ts'
import { plan } from '../../src/engine/plan.ts'
import { everything } from '../../src/flows/search-query.ts'
import { channels, people } from '../../src/workspace/state/seed.ts'
import { memberViewer } from '../store/sample.ts'
import { openDialog } from './people-do.ts'
import { startBot } from './start-bot.ts'
import type { Running } from './start-bot.ts'
import { knowledge } from './thread-driver.ts'

const { maya } = people
const { backend } = channels
const teamId = 'T0HARBOR01'
const request = 'We added refunds with idempotency keys to our API on Postgres. What do we test?'
const rules: HouseRules = {
  ...noHouseRules,
  runtime: 'Kotlin',
  containersOnPr: false,
  budgetMinutes: { pr: 8 },
}

async function start(): Promise<Running> {
  const running = await startBot({
    plan: (text, amendments) => plan({ text }, amendments, knowledge()),
    rules: knowledge().rules,
  })
  await running.store.saveHouseRules(teamId, rules, { by: maya, at: 1 })
  return running
}

/** The packet that the dialog opened, once its card is there. */
async function posted({ workspace, store }: Running) {
  await workspace.until(() => workspace.see.roots(backend).at(-1))
  const viewer = memberViewer({ teamId, userId: maya })
  const [packet] = (await store.history(viewer, everything, 1, null)).packets
  return packet!.revision
}

test('the dialog names the rules that hold and has them in its fields', async () => {
  const running = await start()
  const dialog = await openDialog(running.workspace, maya, backend, request)
  expect(dialog.text()).toContain(
    'house rule: we write Kotlin; house rule: no containers on PR; house rule: 8 min for pr',
  )
  expect(dialog.block('runtime').element?.initial_value).toBe('Kotlin')
  expect(dialog.block('constraints').element?.initial_value?.split('\n')).toEqual([
    'house rule: no containers on PR',
    'house rule: 8 min for pr',
  ])
  await dialog.post()
  const { amendments, verdict } = await posted(running)
  expect(amendments.map((each) => each.by)).toEqual(['house rule', 'house rule', 'house rule'])
  expect(verdict.framing.constraints.map((each) => each.words)).toEqual([
    'house rule: no containers on PR',
    'house rule: 8 min for pr',
  ])
  expect(running.workspace.log()).toEqual([])
})

test('a rule that contradicts the request is said before anything is posted, and in the packet', async () => {
  const running = await start()
  const wish = `${request} The tests must run on a real Postgres.`
  const dialog = await openDialog(running.workspace, maya, backend, wish)
  expect(dialog.text()).toContain('They cannot both hold: "house rule: no containers on PR" and')
  await dialog.post()
  const { verdict } = await posted(running)
  expect(verdict.framing.contradictions[0]?.text).toContain('house rule: no containers on PR')
  expect(running.workspace.log()).toEqual([])
})

test('who takes a rule out of the dialog has said so by name', async () => {
  const running = await start()
  const dialog = await openDialog(running.workspace, maya, backend, request)
  dialog.type('constraints', 'house rule: 8 min for pr')
  await dialog.post()
  const { amendments, verdict } = await posted(running)
  expect(verdict.framing.constraints.map((each) => each.words)).toEqual([
    'house rule: 8 min for pr',
  ])
  expect(amendments.map(({ by, target, op }) => [by, target, op])).toEqual([
    ['house rule', 'language', 'add'],
    ['house rule', 'containers@pr', 'add'],
    ['house rule', 'budget@pr', 'set'],
    [maya, 'no-containers@pr', 'remove'],
  ])
})

test('a language that is typed beside the rule’s joins it, and one in its place replaces it', async () => {
  const running = await start()
  const beside = await openDialog(running.workspace, maya, backend, request)
  beside.type('runtime', 'Kotlin, Go')
  await beside.post()
  expect((await posted(running)).verdict.framing.runtime.map((each) => each.name)).toEqual([
    'Go',
    'Kotlin',
  ])
  const instead = await openDialog(running.workspace, maya, backend, `${request} Again.`)
  instead.type('runtime', 'Go')
  await instead.post()
  await running.workspace.until(() => running.workspace.see.roots(backend).length === 2)
  expect((await posted(running)).verdict.framing.runtime.map((each) => each.name)).toEqual(['Go'])
})

test('rules that change while a dialog is open are nobody’s corrections', async () => {
  const running = await start()
  const dialog = await openDialog(running.workspace, maya, backend, request)
  const changed = { ...noHouseRules, budgetMinutes: { pr: 5 } }
  await running.store.saveHouseRules(teamId, changed, { by: maya, at: 2 })
  dialog.choose('kind', 'execution-lane-split')
  await dialog.press('request_read')
  await running.workspace.until(() => dialog.text().includes('house rule: 5 min for pr'))
  expect(dialog.text()).not.toContain('no containers')
  expect(dialog.block('constraints').element?.initial_value).toBe('house rule: 5 min for pr')
  await running.store.saveHouseRules(teamId, rules, { by: maya, at: 3 })
  await dialog.post()
  const { amendments } = await posted(running)
  expect(amendments.filter((each) => each.by === maya).map((each) => each.on)).toEqual([
    'packet-kind',
  ])
  expect(running.workspace.log()).toEqual([])
})
