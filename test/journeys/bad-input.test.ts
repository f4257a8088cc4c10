import { expect, it } from 'vitest'
import { command, expectNobodyIsNotified, slackForThisFile } from './slack.ts'

const slack = slackForThisFile()
const worry =
  'Our FastAPI tests pass locally but fail in CI around seeded Postgres state and background jobs.'
const mention = ".mention[data-mention='!channel']"

it('a mention of everybody in a request is text, on the card and in every part', async () => {
  await slack.enter('maya', 'backend')
  await slack.say(`${command} <!channel> <!here|here> @channel ${worry}`)
  await slack.dialog.waitFor()
  await expect.poll(async () => slack.page.locator(mention).count()).toBe(0)
  const card = await slack.post()
  await expect.poll(async () => card.innerText()).toContain('<!channel>')
  await slack.openPacket(card)
  await expectNobodyIsNotified(card, 'maya')
  await expectNobodyIsNotified(slack.thread, 'maya')
  expect(await slack.refusedCalls()).toEqual([])
})

it('a mention in the message that a packet is made from does not travel', async () => {
  await slack.enter('jonas', 'payments')
  await slack.say(`@channel ${worry}`)
  const message = slack.messages.filter({ hasText: worry }).last()
  await message.waitFor()
  await slack.makePacketFrom(message)
  await slack.dialog.getByRole('button', { name: 'Post', exact: true }).click()
  await message.getByRole('button', { name: /repl(y|ies)/ }).click()
  const card = slack.thread
    .getByRole('article')
    .filter({ hasText: 'revision 1 · asked by' })
    .first()
  await card.waitFor()
  await expectNobodyIsNotified(card, 'jonas')
  expect(await slack.refusedCalls()).toEqual([])
})

it('a double click on Post posts one card', async () => {
  await slack.enter('maya', 'incidentRoom')
  await slack.say(`${command} ${worry}`)
  await slack.dialog.waitFor()
  const before = await slack.messages.count()
  await slack.dialog.getByRole('button', { name: 'Post', exact: true }).dblclick()
  await slack.dialog.waitFor({ state: 'detached' })
  await slack.openPacket(slack.messages.nth(before))
  await expect.poll(async () => slack.messages.count()).toBe(before + 1)
  expect(await slack.refusedCalls()).toEqual([])
})

it('where the bot is not, the dialog says how to invite it and keeps every word', async () => {
  await slack.enter('maya', 'random')
  await slack.say(`${command} ${worry}`)
  await slack.dialog.waitFor()
  await slack.field('Dependencies').fill('Postgres, Celery')
  await slack.dialog.getByRole('button', { name: 'Post', exact: true }).click()
  const alert = slack.dialog.getByRole('alert').filter({ hasText: '/invite @Backend Test Packet' })
  await alert.waitFor()
  await expect
    .poll(async () => slack.field('What changed, or what worries you?').inputValue())
    .toBe(worry)
  await expect.poll(async () => slack.field('Dependencies').inputValue()).toBe('Postgres, Celery')
  await slack.field('Post in').selectOption({ label: '#general' })
  await slack.dialog.getByRole('button', { name: 'Post', exact: true }).click()
  await slack.dialog.waitFor({ state: 'detached' })
  await slack.enter('maya', 'general')
  await slack.messages.filter({ hasText: 'Packet: Flake stabilization' }).last().waitFor()
  expect(await slack.refusedCalls()).toEqual([])
})

it('a closed dialog is a draft that the next one offers', async () => {
  await slack.enter('priya', 'backend')
  await slack.say(`${command} ${worry}`)
  await slack.dialog.waitFor()
  await slack.field('Dependencies').fill('Postgres, Celery')
  await slack.dialog.getByRole('button', { name: 'Cancel' }).click()
  await slack.dialog.waitFor({ state: 'detached' })

  await slack.say(`${command} Our GraphQL resolvers time out under load.`)
  await slack.dialog.getByText('You have an unsent draft:').waitFor()
  await slack.dialog.getByRole('button', { name: 'Continue the draft' }).click()
  await slack.dialog.getByText('This is your draft.').waitFor()
  await expect
    .poll(async () => slack.field('What changed, or what worries you?').inputValue())
    .toBe(worry)
  await expect.poll(async () => slack.field('Dependencies').inputValue()).toBe('Postgres, Celery')
  await slack.page.keyboard.press('Escape')
  await slack.dialog.waitFor({ state: 'detached' })

  await slack.say(command)
  await slack.dialog.getByText('This is your draft.').waitFor()
  await expect.poll(async () => slack.field('Dependencies').inputValue()).toBe('Postgres, Celery')
  const card = await slack.post()
  await expect.poll(async () => card.innerText()).toContain(worry)
  expect(await slack.refusedCalls()).toEqual([])
})

it('a pasted secret is taken out before anything is shown or stored', async () => {
  const secret = `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`
  await slack.enter('jonas', 'general')
  await slack.say(`${command} ${worry} The token is ${secret}.`)
  await slack.dialog.getByText('I took out what looks like a secret').waitFor()
  await expect
    .poll(async () => slack.field('What changed, or what worries you?').inputValue())
    .not.toContain(secret)
  const card = await slack.post()
  await slack.openPacket(card)
  await expect
    .poll(async () => slack.page.locator('#conversation').innerText())
    .not.toContain(secret)
  await expect.poll(async () => slack.thread.innerText()).not.toContain(secret)
  expect(slack.program.output()).not.toContain(secret)
  expect(await slack.refusedCalls()).toEqual([])
})
