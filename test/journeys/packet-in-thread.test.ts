import { expect, it } from 'vitest'
import { hasFocus, tabTo } from './keyboard.ts'
import { command, expectNobodyIsNotified, lastPart, slackForThisFile } from './slack.ts'

const slack = slackForThisFile()
const request =
  'We added refresh-token rotation to our Express API backed by Postgres and Redis. I need backend tests for token replay and lost sessions.'

it('the thread holds the whole packet, one table a message at most, and notifies nobody else', async () => {
  await slack.enter('maya', 'backend')
  await slack.say(`${command} ${request}`)
  await slack.dialog.waitFor()
  const card = await slack.post()
  await slack.openPacket(card)
  const headings = await slack.thread.locator('h3, h4').allInnerTexts()
  expect(headings).toEqual(
    expect.arrayContaining([
      'Change framing',
      'Layer decisions',
      'Dependency realism',
      'Data and environment control',
      'Execution lanes',
      'Gates',
      'Route-outs',
    ]),
  )
  await expect.poll(async () => slack.thread.innerText()).toContain('Named scenarios')
  const tables = await Promise.all(
    (await slack.thread.getByRole('article').all()).map((message) =>
      message.getByRole('table').count(),
    ),
  )
  expect(Math.max(...tables)).toBe(1)

  const firstColumns = await Promise.all(
    (await slack.thread.getByRole('table').all()).map(async (table) =>
      (await table.getByRole('columnheader').allInnerTexts()).slice(0, 2).join(', '),
    ),
  )
  expect(firstColumns).toEqual(
    expect.arrayContaining(['Layer, In scope?', 'Dependency, Strategy', 'Lane, Runs']),
  )
  // What reads as markup was not drawn as markup.
  const text = await slack.thread.innerText()
  expect(text).not.toMatch(/\*\*|&(lt|gt|amp);|\[object Object\]|undefined/)
  await expectNobodyIsNotified(slack.thread, 'maya')
  expect(await slack.refusedCalls()).toEqual([])
})

it('explains each decision with the words that led to it, and gives the packet as Markdown', async () => {
  await slack.enter('jonas', 'payments')
  await slack.say(`${command} ${request}`)
  await slack.dialog.waitFor()
  const card = await slack.post()
  await card.getByRole('button', { name: 'Why?' }).click()
  const why = slack.page.getByRole('dialog', { name: 'Why this packet?' })
  await why
    .getByText(/Because you wrote “/)
    .first()
    .waitFor()
  // By keyboard: what is read scrolls, and a section is chosen from the list.
  const content = why.getByRole('group', { name: 'Content' })
  await tabTo(content)
  await slack.page.keyboard.press('PageDown')
  await expect.poll(() => content.evaluate((element) => element.scrollTop)).toBeGreaterThan(0)
  await tabTo(why.getByRole('combobox'))
  await slack.page.keyboard.type('Dependency')
  await slack.page.keyboard.press('Enter')
  await why
    .getByText(/Instead: mock/)
    .first()
    .waitFor()
  await slack.page.keyboard.press('Escape')
  await why.waitFor({ state: 'detached' })
  await card.getByRole('button', { name: 'More options' }).click()
  await slack.page.getByRole('menuitem', { name: 'As Markdown' }).click()
  const markdown = slack.page.getByRole('dialog', { name: 'As Markdown' })
  await markdown.getByText('## Backend Test Packet: ').waitFor()
  await expect
    .poll(async () => markdown.innerText())
    .toContain('| Layer | In scope? | What it protects | Notes |')
  await slack.page.keyboard.press('Escape')
  expect(await slack.refusedCalls()).toEqual([])
})

it('the whole way works by keyboard alone', async () => {
  await slack.enter('maya', 'general')
  const { keyboard } = slack.page
  await tabTo(slack.composer)
  await keyboard.type('/back')
  await slack.page.getByRole('option').first().waitFor()
  await keyboard.press('Tab')
  await keyboard.type(request)
  await keyboard.press('Enter')

  const field = slack.field('What changed, or what worries you?')
  await field.waitFor()
  await expect.poll(async () => hasFocus(field)).toBe(true)
  const kind = slack.field('Kind of packet')
  await tabTo(kind)
  await keyboard.type('Flake')
  await slack.field('Debug signals you already keep').waitFor()
  await tabTo(slack.dialog.getByRole('button', { name: 'Post', exact: true }))
  await keyboard.press('Enter')
  await slack.dialog.waitFor({ state: 'detached' })

  const replies = slack.messages.last().getByRole('button', { name: /repl(y|ies)/ })
  await replies.waitFor()
  await tabTo(replies, 'Shift+Tab')
  await keyboard.press('Enter')
  await slack.thread.getByText(lastPart).waitFor()
  await expect.poll(async () => slack.thread.innerText()).toContain('Flake stabilization')
  const table = slack.thread.getByRole('group', { name: 'Table' }).first()
  await tabTo(table, 'Shift+Tab')
  await keyboard.press('Escape')
  await slack.thread.waitFor({ state: 'detached' })
  expect(await slack.refusedCalls()).toEqual([])
})
