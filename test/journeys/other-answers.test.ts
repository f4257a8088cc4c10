import { expect, it } from 'vitest'
import { command, slackForThisFile } from './slack.ts'

const slack = slackForThisFile()

it('a question of somebody else is handed over with a brief, and what is ours is kept', async () => {
  await slack.enter('maya', 'backend')
  await slack.say(
    `${command} Our Cypress checkout tests fail on Safari when the coupon modal animates. Make them stable.`,
  )
  await slack.dialog.getByText(/Frontend testing, high confidence/).waitFor()
  const card = await slack.post()
  const words = await card.innerText()
  expect(words).toContain('For Frontend testing: ')
  expect(words).toContain('status: to be handed over')
  await slack.openPacket(card)
  const brief = await slack.thread.innerText()
  expect(brief).toContain('Handoff to Frontend testing')
  expect(brief).toContain('Undecided')
  expect(brief).toContain('coupon modal animates')
  expect(brief).toContain('Come back with')
  expect(brief).toContain('coverage-plan')
  await expect.poll(async () => slack.thread.getByText('Execution lanes').count()).toBe(0)
  expect(await slack.refusedCalls()).toEqual([])
})

it('a request without a concrete behaviour is asked at most three questions, and an answer makes it a packet', async () => {
  const vague = 'Please make our Express backend robust before we launch in March.'
  await slack.enter('maya', 'payments')
  await slack.say(`${command} ${vague}`)
  await slack.dialog.getByText(/Needs framing, /).waitFor()
  await expect
    .poll(async () => slack.field('What changed, or what worries you?').inputValue())
    .toBe(vague)
  const questions = slack.dialog.getByRole('radiogroup')
  const count = await questions.count()
  expect(count).toBeGreaterThan(0)
  expect(count).toBeLessThanOrEqual(3)
  const own = slack.field('Or in your words')
  await expect.poll(async () => own.count()).toBe(count)

  const asked = await slack.post()
  await expect.poll(async () => asked.innerText()).toContain('status: waiting for answers')
  await slack.openPacket(asked)
  await asked.getByRole('button', { name: 'Answer the questions' }).click()
  await slack.dialog.waitFor()
  await expect
    .poll(async () => slack.field('What changed, or what worries you?').inputValue())
    .toBe(vague)
  await own.first().fill('POST /orders charges the customer twice')
  // The answer stands where the question was asked.
  const card = await slack.postInThread()
  const words = await card.innerText()
  expect(words).toContain('status: proposed')
  expect(words).toContain('POST /orders')
  expect(words).toContain(vague)
  expect(await slack.refusedCalls()).toEqual([])
})

it('a choice answers as well as words do', async () => {
  await slack.enter('jonas', 'general')
  await slack.say(`${command} Please make our Express backend robust before we launch in March.`)
  await slack.dialog.waitFor()
  await slack.dialog.getByRole('radio').first().check()
  const card = await slack.post()
  await expect.poll(async () => card.innerText()).toContain('status: proposed')
  expect(await slack.refusedCalls()).toEqual([])
})
