import { expect, it } from 'vitest'
import { command, slackForThisFile } from './slack.ts'

const slack = slackForThisFile()
const rotation =
  'We added refresh-token rotation and new admin-only endpoints to our Express API. I need backend tests that catch auth failures, token replay issues, and DB persistence bugs without turning CI into a giant end-to-end suite.'

it('type, look, post: the dialog is filled in with what was read, and a card stands in the channel', async () => {
  await slack.enter('maya', 'backend')
  await slack.say(`${command} ${rotation}`)
  await slack.dialog.getByText('What I read', { exact: true }).waitFor()
  await expect
    .poll(async () => slack.field('What changed, or what worries you?').inputValue())
    .toBe(rotation)
  const reading = await slack.dialog.innerText()
  expect(reading).toMatch(/Coverage plan, (high|medium) confidence/)
  // The reason is in the requester's own words.
  const [, quoted = 'nothing'] = /confidence\.[^"“]*["“]([^"”]+)["”]/u.exec(reading) ?? []
  expect(rotation).toContain(quoted)
  await expect.poll(async () => slack.field('Kind of packet').inputValue()).toBe('coverage-plan')
  await expect
    .poll(async () => slack.field('Surface or change').inputValue())
    .toContain('refresh-token rotation')
  await expect.poll(async () => slack.field('Runtime').inputValue()).toContain('Express')
  await expect.poll(async () => slack.field('Constraints').inputValue()).toContain('end-to-end')
  const risks = slack.dialog.getByRole('list', { name: 'Highest risks: chosen' })
  await expect.poll(async () => risks.getByRole('listitem').count()).toBeGreaterThan(1)
  const channel = slack.field('Post in')
  await expect.poll(async () => channel.locator('option:checked').innerText()).toBe('#backend')

  const card = await slack.post()
  const words = await card.innerText()
  expect(words).toContain('Backend test packet: ')
  expect(words).toMatch(/Packet: Coverage plan, (high|medium) confidence/)
  expect(words).toContain('asked by @Maya Lindqvist')
  expect(words).toContain('status: proposed')
  expect(await slack.refusedCalls()).toEqual([])
})

it('what is corrected in the dialog is what the packet says', async () => {
  await slack.enter('maya', 'payments')
  await slack.say(`${command} ${rotation}`)
  await slack.dialog.waitFor()
  await slack.field('Dependencies').fill('Postgres, Redis')
  await slack.field('Surface or change').fill('session renewal')
  const card = await slack.post()
  await expect.poll(async () => card.innerText()).toContain('Surface: session renewal')
  await slack.openPacket(card)
  const dependencies = slack.thread.getByRole('table').filter({ hasText: 'Strategy' })
  const rows = (await dependencies.getByRole('row').allInnerTexts()).join('\n')
  expect(rows).toContain('Postgres')
  expect(rows).toContain('Redis')
  expect(await slack.refusedCalls()).toEqual([])
})

it('another kind asks what that kind needs, and keeps what was corrected already', async () => {
  await slack.enter('jonas', 'backend')
  await slack.say(`${command} ${rotation}`)
  await slack.dialog.waitFor()
  await slack.field('Runtime').fill('Express, Vitest')
  await slack.dialog.getByRole('button', { name: 'Remove permissions' }).waitFor()
  const budget = slack.field('Time budget of the PR lane')
  await expect.poll(async () => budget.count()).toBe(0)
  await slack.field('Kind of packet').selectOption('execution-lane-split')
  await budget.fill('8 min')
  await expect.poll(async () => slack.field('Runtime').inputValue()).toBe('Express, Vitest')
  const card = await slack.post()
  await expect.poll(async () => card.innerText()).toContain('Packet: Execution lane split')
  await slack.openPacket(card)
  const prLane = slack.thread.getByRole('row').filter({ hasText: 'PR CI' })
  expect((await prLane.allInnerTexts()).join('\n')).toContain('8 min')
  expect(await slack.refusedCalls()).toEqual([])
})

it('the command alone opens the same dialog, empty; what is typed there is read on request', async () => {
  await slack.enter('priya', 'backend')
  await slack.say(command)
  const request = slack.field('What changed, or what worries you?')
  await request.waitFor()
  await expect.poll(async () => request.inputValue()).toBe('')
  await slack.dialog.getByRole('button', { name: 'Post', exact: true }).click()
  await slack.dialog.getByRole('alert').filter({ hasText: 'required field' }).waitFor()
  await request.fill(rotation)
  await slack.dialog.getByRole('button', { name: 'Read it' }).click()
  await slack.dialog.getByText('What I read', { exact: true }).waitFor()
  await expect.poll(async () => request.inputValue()).toBe(rotation)
  await expect.poll(async () => slack.field('Runtime').inputValue()).toContain('Express')
  await expect.poll(async () => slack.field('Kind of packet').inputValue()).toBe('coverage-plan')
  await slack.post()
  expect(await slack.refusedCalls()).toEqual([])
})
