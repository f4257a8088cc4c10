import { expect, it } from 'vitest'
import { tabTo } from './keyboard.ts'
import { command, slackForThisFile } from './slack.ts'

const slack = slackForThisFile()
const request =
  'We added POST /refunds to our Express API. It writes to Postgres and caches in Redis. I worry about duplicate refunds.'

it('a packet is amended, applied and accepted by two people with the keyboard alone', async () => {
  await slack.enter('maya', 'backend')
  await slack.say(`${command} ${request}`)
  await slack.dialog.waitFor()
  const card = await slack.post()
  await slack.openPacket(card)

  await slack.enter('jonas', 'backend')
  const { keyboard } = slack.page
  await tabTo(slack.messages.last().getByRole('button', { name: /repl(y|ies)/ }), 'Shift+Tab')
  await keyboard.press('Enter')
  const reply = slack.thread.getByRole('textbox')
  await reply.waitFor()
  await tabTo(reply)
  await keyboard.type('@Backend Test Packet use a fake for Redis, because it is only a cache')
  await keyboard.press('Enter')
  const apply = slack.thread.getByRole('button', { name: 'Apply', exact: true })
  await apply.waitFor()
  await expect.poll(async () => slack.thread.innerText()).toContain('What it changes')
  await tabTo(apply, 'Shift+Tab')
  await keyboard.press('Enter')
  await slack.thread.getByText('Before → after').waitFor()
  const revised = slack.messages.last()
  await revised.getByText(/revision 2/u).waitFor()

  await tabTo(revised.getByRole('button', { name: 'Accept', exact: true }), 'Shift+Tab')
  await keyboard.press('Enter')
  await revised.getByText(/accepted by/u).waitFor()
  expect(await slack.refusedCalls()).toEqual([])
})
