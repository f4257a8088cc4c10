import { expect, it } from 'vitest'
import { lastPart, slackForThisFile } from './slack.ts'

const slack = slackForThisFile()
const worry =
  'Our FastAPI tests pass locally but fail in CI around seeded Postgres state and background jobs.'

it('a message becomes a packet in its own thread', async () => {
  await slack.enter('jonas', 'backend')
  await slack.say(worry)
  const message = slack.messages.filter({ hasText: worry }).last()
  await message.waitFor()

  await slack.enter('maya', 'backend')
  // The channel is drawn before it is counted.
  await message.waitFor()
  const before = await slack.messages.count()
  await slack.makePacketFrom(message)
  await expect
    .poll(async () => slack.field('What changed, or what worries you?').inputValue())
    .toBe(worry)
  await slack.dialog.getByRole('button', { name: 'Post', exact: true }).click()
  await slack.dialog.waitFor({ state: 'detached' })
  await message.getByRole('button', { name: /repl(y|ies)/ }).click()
  await slack.thread.getByText(lastPart).waitFor()
  const words = await slack.thread.innerText()
  expect(words).toContain('Packet: Flake stabilization')
  expect(words).toContain('asked by @Maya Lindqvist')
  // Nothing but the thread grew.
  await expect.poll(async () => slack.messages.count()).toBe(before)
  expect(await slack.refusedCalls()).toEqual([])
})

it('a reply becomes a packet in the thread where it was written', async () => {
  await slack.enter('jonas', 'payments')
  await slack.say('CI was red again this morning.')
  const root = slack.messages.filter({ hasText: 'red again' }).last()
  await root.hover()
  await root.getByRole('button', { name: 'Reply in thread' }).click()
  const reply = slack.thread.getByRole('textbox', { name: 'Reply in thread' })
  await reply.fill(worry)
  await reply.press('Enter')
  const written = slack.thread.getByRole('article').filter({ hasText: worry })
  await written.waitFor()
  const before = await slack.messages.count()

  await slack.makePacketFrom(written)
  await expect
    .poll(async () => slack.field('What changed, or what worries you?').inputValue())
    .toBe(worry)
  await slack.dialog.getByText('The packet goes into the thread of that message.').waitFor()
  await slack.dialog.getByRole('button', { name: 'Post', exact: true }).click()
  await slack.thread.getByText(lastPart).waitFor()
  await expect.poll(async () => slack.thread.innerText()).toContain('Packet: Flake stabilization')
  await expect.poll(async () => slack.messages.count()).toBe(before)
  expect(await slack.refusedCalls()).toEqual([])
})

it('the global shortcut opens the empty dialog and posts where the person is', async () => {
  await slack.enter('priya', 'backend')
  await slack.page.getByRole('button', { name: 'Shortcuts' }).click()
  await slack.page.getByRole('menuitem', { name: /New test packet/ }).click()
  const request = slack.field('What changed, or what worries you?')
  await request.waitFor()
  await expect.poll(async () => request.inputValue()).toBe('')
  await expect
    .poll(async () => slack.field('Post in').locator('option:checked').innerText())
    .toBe('#backend')
  await request.fill(worry)
  const card = await slack.post()
  await expect.poll(async () => card.innerText()).toContain('Packet: Flake stabilization')
  expect(await slack.refusedCalls()).toEqual([])
})
