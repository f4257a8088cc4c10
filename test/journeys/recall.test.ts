import type { Locator } from 'playwright-core'
import { expect, it } from 'vitest'
import { command, slackForThisFile } from './slack.ts'

const slack = slackForThisFile()
const worry =
  'Our FastAPI tests pass locally but fail in CI around seeded Postgres state and background jobs.'

it('asks about a mistyped verb instead of making a packet of it', async () => {
  await slack.enter('jonas', 'general')
  await slack.say(`${command} hepl`)
  const question = slack.messages.filter({ hasText: 'Did you mean' })
  await question.getByRole('button', { name: 'Yes, help' }).click()
  await slack.messages.filter({ hasText: 'turns a backend change or worry into' }).waitFor()
  expect(await slack.refusedCalls()).toEqual([])
})

it('finds a packet again by its name, in the history and at Home', async () => {
  await slack.enter('jonas', 'payments')
  await slack.say(`${command} ${worry}`)
  await slack.dialog.waitFor()
  const name = await nameOn(await slack.post())

  await slack.say(`${command} history`)
  await slack.messages.filter({ hasText: 'Only visible to you' }).getByText(name).waitFor()
  await slack.say(`${command} show ${name}`)
  await slack.messages.getByRole('link', { name: 'open it in its channel' }).waitFor()
  await slack.page
    .getByRole('navigation', { name: 'Workspace' })
    .getByRole('button', { name: /^Backend Test Packet/ })
    .click()
  await slack.page.getByRole('region', { name: 'Home' }).getByText(name).waitFor()
  expect(await slack.refusedCalls()).toEqual([])
})

it('a packet of a private channel does not exist for somebody outside', async () => {
  await slack.enter('maya', 'incidentRoom')
  await slack.say(`${command} ${worry}`)
  await slack.dialog.waitFor()
  const name = await nameOn(await slack.post())

  await slack.enter('priya', 'backend')
  await slack.say(`${command} show ${name}`)
  await slack.messages.filter({ hasText: `There is no packet ${name} that you can see` }).waitFor()
  await slack.say(`${command} show calm-otter-99`)
  await slack.messages
    .filter({ hasText: 'There is no packet calm-otter-99 that you can see' })
    .waitFor()
  await slack.enter('jonas', 'incidentRoom')
  await slack.say(`${command} show ${name}`)
  await slack.messages.getByRole('link', { name: 'open it in its channel' }).waitFor()
  expect(await slack.refusedCalls()).toEqual([])
})

async function nameOn(card: Locator): Promise<string> {
  const [name] = /[a-z]+-[a-z]+-\d+(?= · revision)/u.exec(await card.innerText()) ?? []
  if (name === undefined) throw new Error('The card names no packet')
  return name
}
