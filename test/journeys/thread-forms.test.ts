/** What two people do in a packet's thread without a mouse: adjust, take back, change a row, disagree, accept, reopen. */
import type { Locator } from 'playwright-core'
import { expect, it } from 'vitest'
import { chooseAt, pressAt, tabTo } from './keyboard.ts'
import { command, slackForThisFile } from './slack.ts'

const slack = slackForThisFile()
const request =
  'We added POST /refunds to our Express API. It writes to Postgres and caches in Redis. I worry about duplicate refunds.'

const button = (name: string, within: Locator = slack.thread): Locator =>
  within.getByRole('button', { name, exact: true }).last()
const form = (name: string): Locator => slack.page.getByRole('dialog', { name })
const card = (): Locator => slack.messages.last()
const cardSays = (words: RegExp | string): Promise<void> => card().getByText(words).waitFor()

/** Maya asks, in a channel where nobody else's packet is newer. */
async function packetBy(channel: 'backend' | 'payments' | 'general'): Promise<void> {
  await slack.enter('maya', channel)
  await slack.say(`${command} ${request}`)
  await slack.dialog.waitFor()
  await slack.openPacket(await slack.post())
}

async function enterThread(
  person: 'maya' | 'jonas',
  channel: 'backend' | 'payments' | 'general',
): Promise<void> {
  await slack.enter(person, channel)
  const replies = card().getByRole('button', { name: /repl(y|ies)/ })
  await pressAt(replies, 'Shift+Tab')
  await slack.thread.getByRole('textbox').waitFor()
}

async function sayInThread(words: string): Promise<void> {
  await tabTo(slack.thread.getByRole('textbox'))
  await slack.page.keyboard.type(`@Backend Test Packet ${words}`)
  await slack.page.keyboard.press('Enter')
}

const press = (name: string): Promise<void> => pressAt(button(name), 'Shift+Tab')

/** What was applied offers nothing any more before the next thing is pressed. */
async function isRevision(number: number): Promise<void> {
  await cardSays(new RegExp(`revision ${number}`, 'u'))
  await expect.poll(() => slack.thread.getByRole('button', { name: 'Apply' }).count()).toBe(0)
}

async function send(dialog: Locator, name: string): Promise<void> {
  await pressAt(dialog.getByRole('button', { name, exact: true }))
  await dialog.waitFor({ state: 'detached' })
}

it('a proposal is adjusted, applied, taken back, brought back, and a row is changed', async () => {
  const { keyboard } = slack.page
  await packetBy('backend')
  await enterThread('jonas', 'backend')
  await sayInThread('use a fake for Redis, PR budget is 8 minutes')
  await press('Adjust')
  const adjust = form('Adjust the proposal')
  await adjust.waitFor()
  await tabTo(adjust.getByRole('checkbox', { name: /budget/u }))
  await keyboard.press('Space')
  await tabTo(adjust.getByLabel('What else, or what instead'))
  await keyboard.type('add risk: ordering')
  await send(adjust, 'Propose this')
  await slack.thread.getByText('Adjusted by Jonas Weber').waitFor()
  await press('Apply')
  await isRevision(2)
  const [change] = await slack.thread
    .getByRole('article')
    .filter({ hasText: 'Before → after' })
    .allInnerTexts()
  expect(change).toContain('risk ordering')
  expect(change).not.toContain('budget')

  await sayInThread('undo')
  await isRevision(3)
  await sayInThread('redo')
  await press('Apply')
  await isRevision(4)

  await tabTo(button('Change a row'), 'Shift+Tab')
  await keyboard.press('Enter')
  const row = form('Change a row')
  await row.waitFor()
  await tabTo(row.getByLabel('Layer, dependency or lane'))
  await keyboard.type('Postgres')
  const choice = row.getByRole('radio', { name: /mock/u })
  await choice.waitFor()
  await tabTo(row.getByRole('radio').first())
  await keyboard.press('Space')
  while (!(await choice.isChecked())) await keyboard.press('ArrowDown')
  await send(row, 'Propose')
  await press('Apply')
  await isRevision(5)

  await chooseAt(card().getByRole('button', { name: 'More options' }), 'Revisions', 'Shift+Tab')
  const revisions = form('Revisions')
  await revisions.waitFor()
  await pressAt(button('Show revision 1', revisions))
  await slack.page.getByText('## Backend Test Packet: ').waitFor()
  await keyboard.press('Escape')
  await revisions.waitFor()
  await expect.poll(async () => revisions.innerText()).toContain('taken back')
  await keyboard.press('Escape')
  expect(await slack.refusedCalls()).toEqual([])
})

it('two who disagree leave it to the one who asked; the other wish stays beside the packet, which is locked when accepted', async () => {
  await packetBy('payments')
  await enterThread('jonas', 'payments')
  await sayInThread('use a fake for Redis, because it is only a cache')
  await button('Apply').waitFor()
  await enterThread('maya', 'payments')
  await sayInThread('use a real Redis container, because Lua')
  await slack.thread.getByText('Maya Lindqvist proposes').waitFor()
  await expect.poll(() => slack.thread.getByRole('button', { name: 'Apply' }).count()).toBe(2)
  await press('Apply')
  await cardSays(/revision 2/u)
  await slack.thread.getByText('Decided otherwise since').waitFor()
  await press('Apply')
  await slack.thread.getByText('Two people decided the same.').waitFor()
  await cardSays(/1 conflict to decide/u)
  await press('Keep what holds')
  await slack.thread.getByText(/The other one stays as an objection/u).waitFor()
  await cardSays(/1 objection/u)

  await enterThread('jonas', 'payments')
  await pressAt(button('Accept', card()), 'Shift+Tab')
  await cardSays(/accepted by/u)
  await expect.poll(async () => card().innerText()).toContain('1 objection')
  await expect
    .poll(async () => card().getByRole('button', { name: 'Accept', exact: true }).count())
    .toBe(0)

  await sayInThread('drop smoke, because staging has it')
  await press('Reopen with this change')
  await cardSays(/revision 3/u)
  await expect.poll(async () => card().innerText()).not.toContain('accepted by')
  await pressAt(button('Accept', card()), 'Shift+Tab')
  await cardSays(/accepted by/u)
  expect(await slack.refusedCalls()).toEqual([])
})

it('what was said is added to the packet as a question with owner and date, once', async () => {
  const { keyboard } = slack.page
  await packetBy('general')
  await enterThread('jonas', 'general')
  const composer = slack.thread.getByRole('textbox')
  await tabTo(composer)
  await keyboard.type('who has the sandbox keys?')
  await keyboard.press('Enter')
  const said = slack.thread.getByRole('article').filter({ hasText: 'sandbox keys' }).first()
  await said.waitFor()
  const add = async (): Promise<Locator> => {
    const menu = said.getByRole('button', { name: 'More actions' })
    await chooseAt(menu, 'Add to packet', 'Shift+Tab')
    const dialog = form('Add to packet')
    await dialog.waitFor()
    await tabTo(dialog.getByRole('radio', { name: 'A change of the packet' }))
    await keyboard.press('ArrowDown')
    return dialog
  }
  const question = await add()
  await tabTo(question.getByLabel('Who answers (for a question)'))
  await keyboard.type('Maya')
  await tabTo(question.getByLabel('Until when (for a question)'))
  await keyboard.type('03142097')
  await send(question, 'Add')
  await cardSays(/1 open question/u)
  const note = slack.thread.getByRole('article').filter({ hasText: 'Question:' })
  await note.waitFor()
  await expect.poll(async () => note.innerText()).toContain('@Maya Lindqvist answers')

  const again = await add()
  await pressAt(again.getByRole('button', { name: 'Add', exact: true }))
  await slack.page.getByText('That message is already there').waitFor()
  await keyboard.press('Escape')
  await cardSays(/1 open question/u)
  expect(await slack.refusedCalls()).toEqual([])
})

it('what was said is added to the packet as a change, which waits for Apply, once', async () => {
  const { keyboard } = slack.page
  await packetBy('general')
  await enterThread('jonas', 'general')
  await tabTo(slack.thread.getByRole('textbox'))
  await keyboard.type('only a cache, really')
  await keyboard.press('Enter')
  const said = slack.thread.getByRole('article').filter({ hasText: 'only a cache, really' }).first()
  await said.waitFor()
  const add = async (words: string): Promise<Locator> => {
    await chooseAt(said.getByRole('button', { name: 'More actions' }), 'Add to packet', 'Shift+Tab')
    const dialog = form('Add to packet')
    await dialog.waitFor()
    await tabTo(dialog.getByLabel('In your words'))
    await keyboard.press('ControlOrMeta+A')
    await keyboard.type(words)
    return dialog
  }
  await send(await add('use a fake for Redis'), 'Add')
  await slack.thread.getByText('Jonas Weber proposes').waitFor()
  const again = await add('mock Postgres')
  await pressAt(again.getByRole('button', { name: 'Add', exact: true }))
  await slack.page.getByText('That is already there').waitFor()
  await keyboard.press('Escape')
  await press('Apply')
  await isRevision(2)
  const words = await slack.thread.innerText()
  expect(words).toContain('dependency redis: fake')
  expect(words).not.toContain('dependency postgres: mock')
  expect(await slack.refusedCalls()).toEqual([])
})
