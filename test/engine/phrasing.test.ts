import { describe, expect, it } from 'vitest'
import { limitOf, valueOf } from '../../src/engine/limits.ts'
import {
  caseList,
  clipped,
  fillPhrase,
  listed,
  proof,
  riskLabel,
  sentence,
  surfaceLabel,
} from '../../src/engine/phrasing.ts'
import { packetContext, scenario } from './framing-sample.ts'

describe('phrases', () => {
  it('fill known names and keep unknown ones', () => {
    expect(fillPhrase('{name} at {time}', { name: 'Redis' })).toBe('Redis at {time}')
  })

  it('never fill what a value brought in', () => {
    expect(fillPhrase('{title}', { title: '/index/{name}', name: 'Redis' })).toBe('/index/{name}')
  })

  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
  ])('list %j as "%s"', (items, text) => {
    expect(listed(items)).toBe(text)
  })

  it.each([
    ['stock reservation: held twice', 'Stock reservation: held twice'],
    ['iOS reads it', 'iOS reads it'],
    ['`code` first', '`code` first'],
    ['customers.name into parts', 'customers.name into parts'],
  ])('begin "%s" as "%s"', (text, expected) => {
    expect(sentence(text)).toBe(expected)
  })

  it('cut at a word', () => {
    expect(clipped('two refreshes at the same time', 16)).toBe('two refreshes at…')
    expect(clipped('short', 16)).toBe('short')
  })

  it('name scenarios, or nothing', () => {
    expect(caseList([])).toBe('')
    expect(caseList([scenario(4, [])])).toBe(' (scenario 4)')
  })
})

describe('labels', () => {
  it('quote a stated risk without its markup, and not one that nobody stated', () => {
    const context = packetContext({ risks: ['money: `total` | off by *one*', 'time'] })
    expect(riskLabel(context, 'money')).toBe('“total off by one”')
    expect(riskLabel(context, 'time')).toBe('time')
    expect(riskLabel(context, null)).toBe('stock reservation')
  })

  it('prefer the surface that a row speaks of', () => {
    const context = packetContext({ surfaces: ['worker: sweeper', 'endpoint: POST /orders'] })
    expect(surfaceLabel(context)).toBe('sweeper')
    expect(surfaceLabel(context, ['endpoint'])).toBe('POST /orders')
    expect(surfaceLabel(packetContext({ surfaces: [] }))).toBe('stock reservation')
  })
})

it('a proof ends with its rule and repeats no quote', () => {
  const { framing } = packetContext({ text: 'oversold twice', risks: ['concurrency: oversold'] })
  const quote = framing.risks[0]?.evidence ?? []
  expect(proof('lanes/sc-race', [quote, quote])).toEqual([
    { from: 'request', rule: 'sample/mention', quote: 'oversold', start: 0, end: 8 },
    { from: 'reference', rule: 'lanes/sc-race' },
  ])
})

describe('limits', () => {
  const lanesOf = (...constraints: readonly string[]): readonly string[] => [
    ...(limitOf(packetContext({ constraints }), 'no-containers')?.lanes ?? []),
  ]

  it.each([
    [['no-containers'], ['local-fast', 'pr', 'scheduled', 'release']],
    [['no-containers@ci'], ['pr', 'scheduled']],
    [['no-containers@local'], ['local-fast']],
    [
      ['no-containers@pr', 'no-containers@scheduled'],
      ['pr', 'scheduled'],
    ],
    [['containers@pr=forbidden'], ['pr']],
    [['containers@pr=2'], []],
    [['no-network'], []],
  ])('%j holds in %j', (constraints, lanes) => {
    expect(lanesOf(...constraints)).toEqual(lanes)
  })

  it('give the last value of a budget', () => {
    const context = packetContext({ constraints: ['budget@pr=8 min', 'budget@pr=12 min'] })
    expect(valueOf(context, 'budget@pr')?.value).toBe('12 min')
    expect(valueOf(context, 'budget@scheduled')).toBeUndefined()
  })
})
