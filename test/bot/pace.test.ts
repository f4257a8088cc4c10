import { expect, test } from 'vitest'
import { createPace } from '../../src/bot/delivery/pace.ts'

test('a channel takes a small burst and then a message each interval', () => {
  let now = 0
  const pace = createPace({ now: () => now, burst: 3, intervalMs: 1000 })
  expect([1, 2, 3, 4].map(() => pace.waitFor('C1'))).toEqual([0, 0, 0, 1000])
  now = 1000
  expect([pace.waitFor('C1'), pace.waitFor('C1')]).toEqual([0, 1000])
  now = 10_000
  expect([1, 2, 3].map(() => pace.waitFor('C1'))).toEqual([0, 0, 0])
})

test('channels do not wait for each other', () => {
  const pace = createPace({ now: () => 0, burst: 1, intervalMs: 1000 })
  expect([pace.waitFor('C1'), pace.waitFor('C1'), pace.waitFor('C2')]).toEqual([0, 1000, 0])
})
