import { describe, expect, it } from 'vitest'
import { readFormula, singular, spoken } from '../../src/engine/numbers/arithmetic.ts'
import { countsIn, durationsIn } from '../../src/engine/numbers/durations.ts'
import { numbersOf } from '../../src/engine/numbers/read-numbers.ts'
import type { RequestNumbers } from '../../src/engine/numbers/read-numbers.ts'
import { packetContext } from './framing-sample.ts'
import type { FramingSample } from './framing-sample.ts'
import { stepKnowledge } from './step-knowledge.ts'

const read = (text: string, sample: FramingSample = {}): RequestNumbers =>
  numbersOf(packetContext({ kind: 'execution-lane-split', text, ...sample }), stepKnowledge.numbers)
const numbers = (text: string, sample: FramingSample = {}): Record<string, number> =>
  Object.fromEntries(read(text, sample).values)

describe('a formula', () => {
  const values = new Map([
    ['minutes', 38],
    ['release-budget', 3],
    ['budget', 10],
  ])
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['minutes - release-budget', 35],
    ['ceil(1.2 * minutes / max(1, budget - 1))', 6],
    ['floor(minutes / 7)', 5],
    ['ceil(0.1 * 3 * 10)', 3],
  ])('%s is %d', (text, result) => {
    expect(readFormula(text)?.(values)).toBeCloseTo(result, 9)
  })
  it.each(['1 +', '(1', 'max(1)', '1 2', 'ceil 3', '%', ''])('"%s" is none', (text) => {
    expect(readFormula(text)).toBeNull()
  })
  it('has no result where a number is missing, or over nothing', () => {
    expect(readFormula('tests / minutes')?.(values)).toBeNull()
    expect(readFormula('1 / 0')?.(values)).toBeNull()
  })
})

it('is spoken as people write numbers', () => {
  expect([2400, 38, 0.95, 8.333, 0.051, 10.6].map(spoken)).toEqual([
    '2,400',
    '38',
    '0.95',
    '8.3',
    '0.05',
    '11',
  ])
  expect(singular('tests in 1 shards')).toBe('tests in one job')
  expect(singular('1 or 1 shards, 2 or 2 shards, 1 or 12 shards')).toBe(
    '1 shard, 2 shards, 1 or 12 shards',
  )
  expect(singular('1 shards of 11 shards, 1 copies')).toBe('1 shard of 11 shards, 1 copy')
})

describe('durations and counts', () => {
  it.each([
    ['takes 38 minutes', 2280],
    ['a 45-minute build', 2700],
    ['2h10 per run', 7800],
    ['unit (40s)', 40],
    ['about an hour', 3600],
    ['half an hour', 1800],
    ['11m PR', 660],
  ])('reads %s', (text, seconds) => {
    expect(durationsIn(text).map((each) => each.seconds)).toEqual([seconds])
  })
  it('reads no version, port or address as a number', () => {
    expect(durationsIn('Java 21, v2.10m, 10.0.0.5 and /v1/5m')).toEqual([])
    expect(countsIn('#412, user-12, /v2/12').map((each) => each.value)).toEqual([])
  })
  it('reads groups of thousands, k and words', () => {
    expect(
      countsIn('2,400 Pest tests, 14k phpunit, nine services').map((each) => each.value),
    ).toEqual([2400, 14000, 9])
  })
})

describe('the numbers of a request', () => {
  it('are told apart by what they count', () => {
    expect(numbers('9 services, 2,400 tests, CI takes 38 minutes on 4 agents.')).toMatchObject({
      services: 9,
      tests: 2400,
      minutes: 38,
      agents: 4,
      shards: 6,
    })
  })
  it('leave out what is no run: a hold, a limit, a wait', () => {
    expect(
      numbers('Reservations hold stock for 15 minutes. Tests exist.')['minutes'],
    ).toBeUndefined()
    expect(numbers('CI must be under 12 minutes.')['minutes']).toBeUndefined()
  })
  it('take the stated budget instead of the usual one, and say which it is', () => {
    const budget = 'PR must stay under 5 min'
    const stated = read(`${budget}. The suite takes 30 minutes.`, {
      constraints: ['budget@pr=5 min'],
    })
    expect(stated.values.get('budget')).toBe(5)
    expect(stated.budgetSaid).toBe('5 min')
    expect(read('The suite takes 30 minutes.').budgetSaid).toBe('10 min (assumed)')
  })
  it('add up counted kinds and reckon no mean from one of them', () => {
    expect(
      numbers('45 minute build: 3,000 unit tests, 400 Testcontainers tests, 60 e2e tests.'),
    ).toMatchObject({ tests: 3460, kinds: 3, minutes: 45 })
  })
  it('keep the time of a deploy apart from that of the suite', () => {
    const after = numbers('We run the regression suite after deploy, 35 minutes.')
    expect(after['release']).toBe(35)
    expect(after['minutes']).toBeUndefined()
  })
  it('quote where they stand', () => {
    const text = 'CI takes 38 minutes.'
    const quotes = [...read(text).quotes.values()].filter((each) => each.from === 'request')
    expect(quotes.map((each) => text.slice(each.start, each.end))).toEqual(['38 minutes'])
    expect(quotes.map((each) => each.quote)).toEqual(['38 minutes'])
  })
})

describe('references/numbers.md', () => {
  const names = [
    ...stepKnowledge.numbers.readings.map((row) => row.number),
    ...stepKnowledge.numbers.budgets.map((row) => row.number),
    ...stepKnowledge.numbers.reckoned.map((row) => row.number),
    'leaving',
    'kinds',
    'demand',
    'hidden',
  ]
  const all = new Map(names.map((name) => [name, 10]))
  it('reckons with numbers that somebody reads', () => {
    for (const row of stepKnowledge.numbers.reckoned) expect(row.formula(all)).not.toBeNull()
    const unread = stepKnowledge.numbers.follows.filter((row) =>
      [...row.given, ...row.follows].some(
        (piece) => typeof piece !== 'string' && piece(all) === null,
      ),
    )
    expect(unread.map((row) => row.rule)).toEqual([])
  })
})
