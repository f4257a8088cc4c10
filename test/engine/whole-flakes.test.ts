import { describe, expect, it } from 'vitest'
import { causesOf, commandOf, bids, pool, mode } from './whole-packets.ts'

describe('a flake is ranked by its symptom', () => {
  it.each([
    ['rows that nothing orders', bids, 'row or map order taken for granted'],
    ['a pool that more workers share', pool, 'the workers together want more connections'],
    ['a mode of the whole process', mode, 'a mode set for the whole process in one file'],
    [
      'tests in another order, which is no order of rows',
      'Our RSpec suite is flaky in CI, about 1 in 10 runs: two specs fail when they run in a different order.',
      'a case needs its neighbour',
    ],
  ])('%s', (_, text, cause) => {
    expect(causesOf(text)[0]?.[1]).toContain(cause)
  })

  it('takes the words inside an error’s name for a symptom, not for a product in use', () => {
    expect(causesOf(pool)[0]?.[2]).toBe('"16-core runners", "PoolTimedOut"')
  })
  it('does not take the first word of a sentence for a product', () => {
    const evidence = causesOf(
      'Our Jest suite (Express + Postgres) goes red about once in 12 runs on GitHub Actions. Locally never.',
    ).map((row) => row[2])
    expect(evidence).toContain('"Locally"')
  })
  it('quotes no half of a quotation that stands inside another', () => {
    const evidence = causesOf(
      'Our Jest suite with TypeORM and Postgres is flaky, 1 in 12 runs: "Cannot execute operation on \\"default\\" connection because connection is not yet established".',
    ).map((row) => row[2])
    expect(evidence[0]).toBe('"not yet established"')
  })
})

describe('a flake is replayed under the condition that its cause needs', () => {
  it('looks for a polluter only where the order is the suspect', () => {
    expect(commandOf(bids, 'local-fast')).toBe('mix test --seed <seed>')
    expect(commandOf(mode, 'local-fast')).toContain('--bisect')
  })
  it('gives a cause of many workers no single processor', () => {
    expect(commandOf(pool, 'local-fast')).not.toContain('taskset')
  })
})

describe('a flake that starts before its set-up is done', () => {
  const flaky = (symptom: string): string =>
    `Our Jest suite with TypeORM and Postgres is flaky in CI, about 1 in 10 runs: ${symptom}. How do we stabilise it?`
  const firstCause = (text: string): string | undefined => causesOf(text)[0]?.[1]

  it('is told from one that waits too short', () => {
    expect(firstCause(flaky('"Cannot execute operation, connection is not yet established"'))).toBe(
      'a case runs before the set-up has opened its connection',
    )
    expect(firstCause(flaky('the job has not finished, the wait times out'))).toBe(
      'asserting before asynchronous work is done',
    )
  })
})
