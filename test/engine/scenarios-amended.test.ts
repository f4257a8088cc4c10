import { describe, expect, it } from 'vitest'
import type { Amendment, Scenario } from '../../src/engine/packet.ts'
import { chooseScenarios } from '../../src/engine/scenarios.ts'
import { packetContext } from './framing-sample.ts'
import { stepKnowledge } from './step-knowledge.ts'

const scenariosAfter = (...amendments: readonly Partial<Amendment>[]): readonly Scenario[] =>
  chooseScenarios(
    packetContext({
      text: 'Two buyers race for the last seat. Seats are held for 15 minutes.',
      surfaces: ['repository: seats', 'endpoint: booking endpoint'],
      risks: ['concurrency: race', 'time: 15 minutes'],
      amendments: amendments.map((each) => ({ on: 'scenario', ...each })),
    }),
    stepKnowledge.scenarios,
  )
const before = scenariosAfter()
const numbers = (scenarios: readonly Scenario[]): readonly number[] =>
  scenarios.map((each) => each.number)

describe('cases that the thread changes', () => {
  it('keeps the other numbers when one is taken out', () => {
    const after = scenariosAfter({ op: 'remove', target: '2' }, { op: 'remove', target: '3' })
    expect(numbers(after)).toEqual(numbers(before).filter((each) => each !== 2 && each !== 3))
  })

  it('finds a case by its words', () => {
    const [first] = before
    const [, outcome = ''] = first!.text.split(' -> ')
    const after = scenariosAfter({ op: 'remove', target: `the "${outcome}" case` })
    expect(after.map((each) => each.text)).not.toContain(first!.text)
    expect(after).toHaveLength(before.length - 1)
  })

  it('gives a case the lane that the thread moves it to', () => {
    const after = scenariosAfter({ on: 'lane', op: 'move', target: 'scenario 2', to: 'scheduled' })
    expect(after.find((each) => each.number === 2)?.lane).toBe('scheduled')
    expect(after.filter((each) => each.number !== 2)).toEqual(
      before.filter((each) => each.number !== 2),
    )
  })

  it('changes nothing for a case that is not there', () => {
    expect(scenariosAfter({ op: 'remove', target: '99' })).toEqual(before)
    expect(scenariosAfter({ op: 'remove', target: 'zebra' })).toEqual(before)
    expect(scenariosAfter({ op: 'set', target: '99', to: 'a -> b' })).toEqual(before)
  })

  it('narrows the situation by a fragment and keeps the outcome', () => {
    const [first] = scenariosAfter({ op: 'set', target: '1', to: '500 on 20' })
    expect(first?.text).toContain('(500 on 20) -> ')
    expect(first?.text.split(' -> ').at(-1)).toBe(before[0]?.text.split(' -> ').at(-1))
  })

  it('replaces a case by a whole one', () => {
    const [first] = scenariosAfter({ op: 'set', target: '1', to: 'a -> b' })
    expect(first?.text).toBe('a -> b')
  })

  it('adds a case under the next number, with the risk that its words name', () => {
    const after = scenariosAfter({
      op: 'add',
      target: 'new',
      to: 'price changes at 15 minutes -> confirm charges the old price',
      id: 'a7',
    })
    expect(after.at(-1)).toMatchObject({
      number: before.length + 1,
      risks: ['time'],
      evidence: [{ from: 'amendment', rule: null, amendment: 'a7' }],
    })
  })

  it('takes a change of a case that it does not have as a new one', () => {
    expect(
      scenariosAfter({ op: 'set', target: 'zebra', to: 'only old ones are striped' }).at(-1)?.text,
    ).toBe('zebra -> only old ones are striped')
  })

  it('asks for the outcome of a case that names none', () => {
    expect(scenariosAfter({ op: 'add', target: 'new', to: 'pod killed' }).at(-1)?.text).toBe(
      'pod killed -> outcome still to be named in the thread',
    )
  })

  it('folds one case into another with both outcomes', () => {
    const after = scenariosAfter(
      { op: 'set', target: '1', to: 'fold 2 into 1' },
      { op: 'remove', target: '2' },
    )
    const [one, two] = before
    expect(after[0]?.text).toContain(one?.text.split(' -> ').at(-1))
    expect(after[0]?.text).toContain(two?.text.split(' -> ').at(-1))
    expect(after[0]?.risks).toEqual(expect.arrayContaining([...(two?.risks ?? [])]))
    expect(after).toHaveLength(before.length - 1)
  })

  it('moves a case to a lane, a layer or the front', () => {
    expect(scenariosAfter({ op: 'move', target: '2', to: 'scheduled' })[1]?.lane).toBe('scheduled')
    expect(scenariosAfter({ op: 'set', target: 'scenario 2', to: 'unit' })[1]?.layer).toBe('unit')
    expect(scenariosAfter({ op: 'move', target: '3', to: 'goes first' })[0]?.number).toBe(3)
  })

  it('leaves causes of a flake to the flake memo', () => {
    expect(scenariosAfter({ op: 'remove', target: 'cause 1' })).toEqual(before)
  })
})
