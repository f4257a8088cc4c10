import { describe, expect, it } from 'vitest'
import { cleanRuns, demandedRuns, failureRateIn } from '../../src/engine/shapes/failure-rate.ts'

describe('the failure rate in a request', () => {
  it.each([
    ['about 1 in 6 runs fails', 1 / 6, '1 in 6'],
    ['one in ten builds is red', 0.1, 'one in ten'],
    ['3 out of 20 times', 0.15, '3 out of 20'],
    ['it broke 3 of 40 runs last week', 3 / 40, '3 of 40 runs'],
    ['red in two of the last 25 builds', 2 / 25, 'two of the last 25 builds'],
    ['fails roughly 1 of 15', 1 / 15, 'roughly 1 of 15'],
    ['gives diff results ~1/50.', 0.02, '1/50'],
    ['every third run is red', 1 / 3, 'every third'],
    ['red every other build', 0.5, 'every other'],
    ['hangs ~ every 6th pipeline', 1 / 6, 'every 6th'],
    ['red in roughly a quarter of runs', 0.25, 'a quarter of runs'],
    ['half the time it is red', 0.5, 'half the time'],
    ['fails in 5% of runs', 0.05, '5%'],
    ['a 2.5 % failure rate', 0.025, '2.5 %'],
  ])('reads "%s"', (text, probability, words) => {
    const rate = failureRateIn(text)
    expect(rate?.probability).toBeCloseTo(probability)
    expect(rate?.words).toBe(words)
    expect(text.slice(rate?.start, rate?.end)).toBe(words)
  })

  it.each([
    'we have 80% coverage',
    'since 1/12/2024',
    'n+1 queries in 3 services',
    'step 2 of 3',
    '3 of 40 tests are slow',
    'about 3 of 40 tests are slow',
    'page 1 of 15',
    '6 in 6 runs fail',
    'and/or',
    'half of the rows are gone',
    'every 6 hours',
  ])('finds none in "%s"', (text) => {
    expect(failureRateIn(text)).toBeNull()
  })

  it('asks for the runs that would show the flake with 95 %', () => {
    expect([1 / 6, 0.1, 0.05, 0.01].map((rate) => cleanRuns(rate))).toEqual([17, 29, 59, 299])
    expect([1 / 6, 0.1, 0.05, 0.01].map((rate) => demandedRuns(rate))).toEqual([
      100, 100, 200, 1000,
    ])
  })
})
