import { expect, test } from 'vitest'
import { channels, people, secondTeam } from '../../src/workspace/state/seed.ts'
import { sampleRequest } from '../engine/sample-verdicts.ts'
import { dialogOf } from './dialog-driver.ts'
import {
  ask,
  askWhy,
  chooseInMenu,
  nameOn,
  openDialog,
  postPacket,
  wholeThread,
} from './people-do.ts'
import { startBot } from './start-bot.ts'

const { maya, jonas, priya } = people
const { backend, general, incidentRoom } = channels

test('help explains the commands to the person alone', async () => {
  const { workspace } = await startBot()
  const answer = await ask(workspace, maya, backend, 'help')
  expect(workspace.see.textOf(answer.blocks)).toContain('history')
  expect(workspace.see.messages(backend)).toEqual([])
  expect(workspace.log()).toEqual([])
})

test('an empty history says how to begin', async () => {
  const { workspace } = await startBot()
  const answer = await ask(workspace, maya, backend, 'history')
  expect(workspace.see.textOf(answer.blocks)).toContain('Make the first one')
  await workspace.act.press(maya, { channel: backend, ts: answer.ts }, 'packet_new')
  await workspace.until(() => workspace.see.modal(maya))
  expect(workspace.log()).toEqual([])
})

test('history lists packets and pages to older ones', async () => {
  const { workspace } = await startBot()
  const names: string[] = []
  for (let count = 0; count < 9; count += 1) {
    names.push(nameOn(workspace, await postPacket(workspace, maya, general, sampleRequest)))
  }
  const answer = await ask(workspace, maya, general, 'history')
  const first = workspace.see.textOf(answer.blocks)
  expect(first).toContain('9 packets')
  expect(first).toContain(names[8])
  expect(first).not.toContain(names[0])
  expect(answer.text).toMatch(new RegExp(`^9 packets: ${names[8]!}, `, 'u'))
  await workspace.act.press(maya, { channel: general, ts: answer.ts }, 'history_older')
  await workspace.until(() =>
    workspace.see
      .ephemerals(maya)
      .some((message) => workspace.see.textOf(message.blocks).includes(names[0]!)),
  )
  expect(workspace.log()).toEqual([])
})

test('show gives one packet by its name with a link to its card', async () => {
  const { workspace } = await startBot()
  const name = nameOn(workspace, await postPacket(workspace, maya, backend, sampleRequest))
  const answer = await ask(workspace, jonas, general, `show ${name}`)
  expect(workspace.see.textOf(answer.blocks)).toContain('open it in its channel')
  expect(workspace.log()).toEqual([])
})

test('a private packet is as unknown to people outside its channel as one that does not exist', async () => {
  const { workspace } = await startBot()
  const dialog = await openDialog(workspace, maya, incidentRoom, sampleRequest)
  await dialog.post()
  const card = await workspace.until(() => workspace.see.roots(incidentRoom).at(-1))
  await wholeThread(workspace, incidentRoom, card.ts)
  const name = nameOn(workspace, card)
  const hidden = await ask(workspace, priya, backend, `show ${name}`)
  const missing = await ask(workspace, priya, backend, 'show brave-badger-99')
  const said = (message: typeof hidden) => workspace.see.textOf(message.blocks)
  expect(said(hidden).replace(name, '')).toBe(said(missing).replace('brave-badger-99', ''))
  const history = await ask(workspace, priya, backend, 'history')
  expect(said(history)).toContain('no packet here yet')
  expect(said(await ask(workspace, jonas, backend, `show ${name}`))).toContain('open it')
  expect(workspace.log()).toEqual([])
})

test.each([
  ['hlep', 'help', 'verb_help', 'turns a backend change'],
  ['hisory', 'history', 'verb_history', 'Make the first one'],
])('%s is asked about, and yes gives %s', async (typed, meant, action, shown) => {
  const { workspace } = await startBot()
  const question = await ask(workspace, maya, backend, typed)
  expect(workspace.see.textOf(question.blocks)).toContain(`Did you mean \`${meant}\``)
  await workspace.act.press(maya, { channel: backend, ts: question.ts }, action)
  await workspace.until(() =>
    workspace.see
      .ephemerals(maya)
      .some((message) => workspace.see.textOf(message.blocks).includes(shown)),
  )
  expect(workspace.log()).toEqual([])
})

test('a mistyped verb that was no verb opens the dialog with it', async () => {
  const { workspace } = await startBot()
  const question = await ask(workspace, maya, backend, 'hlep')
  await workspace.act.press(maya, { channel: backend, ts: question.ts }, 'verb_request')
  await workspace.until(() => workspace.see.modal(maya))
  expect(dialogOf(workspace, maya).block('request').element?.initial_value).toBe('hlep')
  expect(workspace.log()).toEqual([])
})

test('an unknown verb is a request', async () => {
  const { workspace } = await startBot()
  const dialog = await openDialog(workspace, maya, backend, 'show me tests for the refund worker')
  expect(dialog.block('request').element?.initial_value).toBe('show me tests for the refund worker')
})

test('Why? and Markdown open for whoever may see the packet', async () => {
  const { workspace } = await startBot()
  const card = await postPacket(workspace, maya, backend, sampleRequest)
  const why = await askWhy(workspace, jonas, card)
  expect(why.words).toContain('Packet choice')
  await workspace.act.closeView(jonas, { viewId: why.id })
  await chooseInMenu(workspace, jonas, card, 'markdown')
  const markdown = await workspace.until(() => workspace.see.modal(jonas))
  expect(workspace.see.textOf(markdown.view['blocks'] as never)).toContain('## Backend Test Packet')
  expect(workspace.log()).toEqual([])
})

test('a mention is answered with help to its author alone, in its thread', async () => {
  const { workspace } = await startBot()
  const root = workspace.act.send(maya, { channel: backend, text: 'Anyone?' })
  workspace.act.send(jonas, {
    channel: backend,
    text: `<@${people.bot}> what can you do?`,
    threadTs: root.ts,
  })
  const answer = await workspace.until(() => workspace.see.ephemerals(jonas).at(-1))
  expect(answer.threadTs).toBe(root.ts)
  expect(workspace.see.replies(backend, root.ts)).toHaveLength(1)
  expect(workspace.log()).toEqual([])
})

test('Home shows recent packets that this person may see, and the way to a new one', async () => {
  const { workspace } = await startBot()
  const card = await postPacket(workspace, maya, incidentRoom, sampleRequest)
  const name = nameOn(workspace, card)
  const homeText = async (user: string) => {
    workspace.act.openHome(user, { tab: 'home' })
    const home = await workspace.until(() => workspace.see.home(user))
    return workspace.see.textOf(home.view['blocks'])
  }
  expect(await homeText(jonas)).toContain(name)
  expect(await homeText(priya)).not.toContain(name)
  expect(workspace.log()).toEqual([])
})

test('another team sees nothing of this one', async () => {
  const { workspace, store } = await startBot()
  const name = nameOn(workspace, await postPacket(workspace, maya, backend, sampleRequest))
  const viewer = {
    teamId: secondTeam.id,
    userId: secondTeam.person,
    isFullMember: true,
    memberOf: [secondTeam.channel],
  }
  expect(await store.findPacket(viewer, name)).toBeNull()
})

test('a command in the direct message with the bot keeps its packets there', async () => {
  const { workspace } = await startBot()
  const direct = `D${maya.slice(1)}`
  const card = await postPacket(workspace, maya, direct, sampleRequest)
  const name = nameOn(workspace, card)
  const own = await ask(workspace, maya, direct, `show ${name}`)
  expect(workspace.see.textOf(own.blocks)).toContain('open it in its channel')
  const other = await ask(workspace, jonas, backend, `show ${name}`)
  expect(workspace.see.textOf(other.blocks)).toContain('no packet')
  expect(workspace.log()).toEqual([])
})

test('when Slack does not say who is where, nothing private is shown', async () => {
  const { workspace } = await startBot()
  const name = nameOn(workspace, await postPacket(workspace, maya, incidentRoom, sampleRequest))
  workspace.faults.onCall('users.conversations', { kind: 'error', error: 'internal_error' })
  const denied = await ask(workspace, jonas, backend, `show ${name}`)
  expect(workspace.see.textOf(denied.blocks)).toContain('no packet')
  const shown = await ask(workspace, jonas, backend, `show ${name}`)
  expect(workspace.see.textOf(shown.blocks)).toContain('open it in its channel')
})

test('a guest sees the packets of their channels, and no other public one', async () => {
  const { workspace } = await startBot()
  const own = nameOn(workspace, await postPacket(workspace, maya, backend, sampleRequest))
  const other = nameOn(workspace, await postPacket(workspace, maya, general, sampleRequest))
  const history = await ask(workspace, priya, backend, 'history')
  expect(workspace.see.textOf(history.blocks)).toContain(own)
  expect(workspace.see.textOf(history.blocks)).not.toContain(other)
  expect(workspace.see.textOf(history.blocks)).toContain('1 packet')
  expect(workspace.log()).toEqual([])
})

test('Home offers the draft and the decision that a stuck packet waits for', async () => {
  const { workspace, store } = await startBot()
  workspace.faults.onCall('chat.postMessage', { kind: 'error', error: 'restricted_action' })
  const dialog = await openDialog(workspace, maya, backend, sampleRequest)
  await dialog.post()
  await workspace.until(() => workspace.see.ephemerals(maya).at(-1))
  const second = await openDialog(workspace, maya, backend, 'Words for later')
  await second.close()
  await expect.poll(() => store.findDraft(workspace.teams[0]!.id, maya)).not.toBeNull()
  workspace.act.openHome(maya, { tab: 'home' })
  const home = await workspace.until(() => workspace.see.home(maya))
  const homeWords = () => workspace.see.textOf(workspace.see.home(maya)?.view['blocks'])
  expect(homeWords()).toContain('Words for later')
  expect(homeWords()).toContain('Slack did not take packet')
  await workspace.act.press(maya, { viewId: home.id }, 'delivery_repeat')
  await workspace.until(() => !homeWords().includes('Slack did not take packet'))
  expect(workspace.see.modal(maya)).toBeUndefined()
  const card = await workspace.until(() => workspace.see.roots(backend).at(-1))
  await wholeThread(workspace, backend, card.ts)
})
