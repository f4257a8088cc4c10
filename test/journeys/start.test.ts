import { expect, it } from 'vitest'
import { slackForThisFile } from './slack.ts'

const slack = slackForThisFile()

it('one command without any credential prints the one address to open, and nothing that looks like trouble', () => {
  const lines = slack.program.output().trim().split('\n')
  expect(lines).toEqual([
    `Backend Test Packet runs in a workspace of its own: open ${slack.program.url}`,
  ])
})

it('shows a small Slack: channels, a private one, the app, and people to switch between', async () => {
  await slack.enter('maya', 'general')
  const { page } = slack
  const navigation = page.getByRole('navigation', { name: 'Workspace' })
  for (const name of ['#general', '#backend', '#incident-room (private)'])
    await navigation.getByRole('button', { name, exact: true }).waitFor()
  await page.getByRole('button', { name: 'You are Maya Lindqvist' }).click()
  const others = page.getByRole('menuitemradio')
  await expect.poll(async () => others.count()).toBe(3)
  await others.filter({ hasText: 'Jonas Weber' }).click()
  await page.getByRole('button', { name: 'You are Jonas Weber' }).waitFor()
  await expect
    .poll(async () => navigation.getByRole('button', { name: '#leadership (private)' }).count())
    .toBe(0)
  expect(await slack.refusedCalls()).toEqual([])
})

it('completes the command and explains it', async () => {
  await slack.enter('maya', 'general')
  await slack.composer.pressSequentially('/back')
  await slack.page.getByRole('option', { name: /Plan the backend tests/ }).waitFor()
  await slack.composer.press('Tab')
  await slack.composer.pressSequentially('help')
  await slack.composer.press('Enter')
  const answer = slack.messages.filter({ hasText: 'Only visible to you' }).last()
  await answer.getByText('Make a test packet').waitFor()
  await expect.poll(async () => answer.innerText()).toContain('/backend-test-packet history')
  expect(await slack.refusedCalls()).toEqual([])
})
