import { expect, it } from 'vitest'
import { command, slackForThisFile } from './slack.ts'

const slack = slackForThisFile()
const refunds =
  'We added refunds with idempotency keys to our orders-api on Postgres; it calls the billing service. What do we test?'

const home = () => slack.page.getByRole('region', { name: 'Home' })
const anyDialog = () => slack.page.getByRole('dialog')

async function openHome(): Promise<void> {
  await slack.page
    .getByRole('navigation', { name: 'Workspace' })
    .getByRole('button', { name: /^Backend Test Packet/ })
    .click()
  await home().getByRole('button', { name: 'Search' }).waitFor()
}

async function closeAll(): Promise<void> {
  while ((await anyDialog().count()) > 0) {
    await slack.page.keyboard.press('Escape')
    await anyDialog()
      .last()
      .waitFor({ state: 'detached', timeout: 2000 })
      .catch(() => undefined)
  }
}

it('finds a packet by a service, by a mistyped product, and with the form on Home', async () => {
  await slack.enter('maya', 'backend')
  await slack.say(`${command} ${refunds}`)
  await slack.dialog.waitFor()
  await slack.post()

  await slack.say(`${command} history service:billing-api`)
  await slack.messages.filter({ hasText: 'service billing-api' }).getByText('1 packet').waitFor()
  await slack.say(`${command} history posgres`)
  const corrected = slack.messages.filter({ hasText: 'these have “postgres”' })
  await corrected.getByText('Postgres', { exact: true }).waitFor()

  await slack.enter('jonas', 'general')
  await openHome()
  await home().getByText('1 to accept').waitFor()
  await home().getByRole('button', { name: 'Search' }).click()
  await anyDialog().getByLabel('Service').fill('orders-api')
  await anyDialog().getByRole('button', { name: 'Search', exact: true }).click()
  await anyDialog().getByText('refunds with idempotency keys').waitFor()
  await anyDialog().getByRole('button', { name: 'Show' }).click()
  await anyDialog().getByRole('link', { name: 'open it in its channel' }).waitFor()
  await closeAll()
  expect(await slack.refusedCalls()).toEqual([])
})

it('shows an admin which open packets a rule changes, and everybody the rule in the next dialog', async () => {
  await slack.enter('maya', 'payments')
  await openHome()
  await home().getByRole('button', { name: 'Settings' }).click()
  await anyDialog().getByText('Not allowed').click()
  await anyDialog().getByRole('button', { name: 'See what changes' }).click()
  await anyDialog()
    .getByText(/^\d+ of \d+ open packets? that you can see would read differently$/u)
    .waitFor()
  await anyDialog().getByRole('button', { name: 'Save' }).click()
  await anyDialog().getByText('Packets from now on follow these rules').waitFor()
  await closeAll()

  await slack.enter('jonas', 'payments')
  await slack.say(`${command} Stock reservation changed; the tests must run on a real Postgres.`)
  await slack.dialog.waitFor()
  await slack.dialog
    .getByText(/They cannot both hold: "house rule: no containers on PR"/u)
    .waitFor()
  await expect
    .poll(async () => slack.field('Constraints').inputValue())
    .toContain('house rule: no containers on PR')
  await slack.openPacket(await slack.post())
  await slack.thread
    .getByText(/leave the pull request without the database/u)
    .first()
    .waitFor()
  expect(await slack.refusedCalls()).toEqual([])
})
