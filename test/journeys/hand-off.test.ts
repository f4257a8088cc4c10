import type { Locator } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { pickAt, pressAt, tabTo } from './keyboard.ts'
import { command, slackForThisFile } from './slack.ts'

const slack = slackForThisFile()
const request =
  'Our Spring Boot order service updates one row from two requests at once. We want optimistic locking with a version column on Postgres; should the loser get 409 or 412? Which tests do we need?'

const modal = (name: string): Locator => slack.page.getByRole('dialog', { name, exact: true })
const button = (within: Locator, name: string): Locator =>
  within.getByRole('button', { name, exact: true })
/** Closed in Slack too, not only on a page that is about to be left. */
async function dismiss(dialog: Locator): Promise<void> {
  await dialog.waitFor()
  await slack.page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
}

/** The app's newest message in the channel. */
const newest = (words: string | RegExp): Locator => slack.messages.filter({ hasText: words }).last()

/** Goes through Home to the owners' form and chooses a channel for API design there, with the keyboard alone. */
async function chooseOwner(channel: string): Promise<void> {
  const { page } = slack
  await slack.enter('maya', 'backend')
  await pressAt(
    page
      .getByRole('navigation', { name: 'Workspace' })
      .getByRole('button', { name: /^Backend Test Packet/ }),
  )
  const home = page.getByRole('region', { name: 'Home' })
  await pressAt(button(home, 'Settings'))
  await pressAt(button(modal('Settings'), 'Owners…'))
  const owners = modal('Owners')
  await owners.waitFor()
  const field = owners.getByLabel('Channel for API design', { exact: true })
  await pickAt(field, channel)
  await pressAt(button(owners, 'See what changes'))
  await pressAt(button(modal('Save the settings?'), 'Save'))
  await page.getByText('Saved. Packets from now on follow these rules.').waitFor()
  await dismiss(modal('Backend test packet'))
  await dismiss(modal('Settings'))
}

async function packetInBackend(): Promise<Locator> {
  await slack.enter('maya', 'backend')
  await slack.say(`${command} ${request}`)
  await slack.dialog.waitFor()
  const card = await slack.post()
  await slack.openPacket(card)
  return card
}

async function handOff(): Promise<void> {
  await pressAt(button(slack.thread, 'Hand off…'), 'Shift+Tab')
  const dialog = modal('Hand off')
  await dialog.getByText('For API design: order service').waitFor()
  await pressAt(button(dialog, 'Hand off'))
  await slack.page.getByText('It goes to').waitFor()
  await dismiss(modal('Backend test packet'))
}

async function write(dialog: Locator, label: string, words: string, send: string): Promise<void> {
  const field = dialog.getByLabel(label, { exact: true })
  await field.waitFor()
  await tabTo(field)
  await slack.page.keyboard.type(words)
  await pressAt(button(dialog, send))
  await dialog.waitFor({ state: 'detached' })
}

beforeAll(() => chooseOwner('#payments'), 90_000)

it('a question goes to its owner, is taken on and answered there, and the revision says what it unblocked', async () => {
  const { page } = slack
  await packetInBackend()
  await handOff()
  await newest(/API design: asked in/u)
    .getByText(/blocked by it: .*scenario/u)
    .waitFor()

  await slack.enter('jonas', 'payments')
  const brief = newest('hands this over to you as the owner of API design')
  await brief.getByText('should the loser get 409 or 412').waitFor()
  await pressAt(button(brief, 'Take it on'), 'Shift+Tab')
  await brief.getByText('Taken on').waitFor()
  await pressAt(button(brief, 'Answer…'), 'Shift+Tab')
  await write(
    modal('Answer'),
    'What is decided',
    '409 with the current version in the body',
    'Answer',
  )
  await brief.getByText('It is in the packet, which was planned anew with it.').waitFor()

  await slack.enter('maya', 'backend')
  const card = newest(/API design: answered by/u)
  await card.getByText(/unblocked: .*scenario/u).waitFor()
  await card.getByText(/revision 2/u).waitFor()
  await pressAt(card.getByRole('button', { name: /repl(y|ies)/ }), 'Shift+Tab')
  await slack.thread.getByText('Unblocked:', { exact: true }).waitFor()
  await expect
    .poll(async () => slack.thread.innerText())
    .toContain('409 with the current version in the body')
  await expect.poll(async () => page.getByRole('dialog').count()).toBe(0)
  expect(await slack.refusedCalls()).toEqual([])
})

it('what an owner declines comes back to who sent it, with the reason and a way on', async () => {
  await packetInBackend()
  await handOff()
  await slack.enter('jonas', 'payments')
  const brief = newest('Nobody has taken this on yet.')
  await pressAt(button(brief, 'Decline…'), 'Shift+Tab')
  await write(
    modal('Decline'),
    'Why, or who it is for instead',
    'The platform guild decides that',
    'Decline',
  )
  await newest('The platform guild decides that').getByText('Declined').waitFor()

  await slack.enter('maya', 'backend')
  const card = newest(/API design: declined by/u)
  await card.waitFor()
  await pressAt(card.getByRole('button', { name: /repl(y|ies)/ }), 'Shift+Tab')
  const refusal = slack.thread.getByRole('article').filter({ hasText: 'The point is still open' })
  await pressAt(button(refusal, 'Send it elsewhere…'), 'Shift+Tab')
  await modal('Hand off').getByText('For API design: order service').waitFor()
  await dismiss(modal('Hand off'))
  expect(await slack.refusedCalls()).toEqual([])
})

it('an owner’s channel that was archived is named, and another one is chosen in its place', async () => {
  const { page } = slack
  await packetInBackend()
  await slack.enter('maya', 'payments')
  await slack.say('/archive')
  await page.getByText('This channel is archived').waitFor()
  await slack.enter('maya', 'backend')
  await pressAt(slack.messages.last().getByRole('button', { name: /repl(y|ies)/ }), 'Shift+Tab')
  await pressAt(button(slack.thread, 'Hand off…'), 'Shift+Tab')
  const dialog = modal('Hand off')
  await dialog.getByText('Choose another channel for this time').waitFor()
  await pickAt(dialog.getByLabel('Channel', { exact: true }), '#general')
  // What was shown is what is sent: the dialog has caught up with the choice.
  await dialog.getByText(/This time it goes to #general/u).waitFor()
  await pressAt(button(dialog, 'Hand off'))
  await page.getByText('It goes to').waitFor()
  await dismiss(modal('Backend test packet'))
  await newest(/API design: asked in/u).waitFor()
  await slack.enter('jonas', 'general')
  await newest('hands this over to you as the owner of API design').waitFor()
  expect(await slack.refusedCalls()).toEqual([])
})
