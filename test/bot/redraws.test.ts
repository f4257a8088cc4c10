import { expect, it } from 'vitest'
import { createRedraws } from '../../src/bot/hand-off/redraws.ts'

it('shows only what was chosen last in a view', () => {
  const redraws = createRedraws()
  const first = redraws.begin('V1')
  const second = redraws.begin('V1')
  const elsewhere = redraws.begin('V2')
  expect([first(), second(), elsewhere()]).toEqual([false, true, true])
})

it('shows nothing over what came of sending the form', () => {
  const redraws = createRedraws()
  const choice = redraws.begin('V1')
  redraws.end('V1')
  expect(choice()).toBe(false)
})

it('forgets forms that were closed without a word', () => {
  const redraws = createRedraws()
  const closed = redraws.begin('V0')
  for (let view = 1; view <= 300; view += 1) redraws.begin(`V${view}`)
  expect([closed(), redraws.begin('V0')()]).toEqual([false, true])
})
