import { expect, test } from 'vitest'
import { inSlices } from '../../src/bot/in-slices.ts'

function* counting(steps: number, seen: number[]): Generator<undefined, string> {
  for (let step = 0; step < steps; step += 1) {
    seen.push(step)
    yield
  }
  return 'done'
}

test('lets others in whenever a slice is over, and gives the answer', async () => {
  let clock = 0
  const seen: number[] = []
  const others: number[] = []
  const meanwhile = (): void => {
    others.push(seen.length)
    if (seen.length < 30) setImmediate(meanwhile)
  }
  setImmediate(meanwhile)
  const answer = await inSlices(counting(30, seen), () => (clock += 1))
  expect(answer).toBe('done')
  expect(seen).toHaveLength(30)
  expect(others.filter((count) => count > 0 && count < 30).length).toBeGreaterThan(1)
})

test('ends in one go when there is little to do', async () => {
  const seen: number[] = []
  let others = 0
  setImmediate(() => (others += 1))
  await inSlices(counting(5, seen), () => 0)
  expect(seen).toHaveLength(5)
  expect(others).toBe(0)
})

test('passes a fault on', async () => {
  function* failing(): Generator<undefined, string> {
    yield
    throw new RangeError('broken')
  }
  await expect(inSlices(failing())).rejects.toThrow('broken')
})
