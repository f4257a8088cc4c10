import { describe, expect, it } from 'vitest'
import { classify } from '../../src/engine/classify.ts'
import type { ClauseVoice } from '../../src/engine/classify/clause-parts.ts'
import { voiceOf } from '../../src/engine/classify/clause-parts.ts'
import { orderFacts } from '../../src/engine/classify/order.ts'
import { type Classification, type VerdictLabel, verdictLabels } from '../../src/engine/packet.ts'
import { readRequest } from '../../src/engine/read-request.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'

const { classify: knowledge, language } = loadKnowledge('references')
const verdictOn = (text: string): Classification =>
  classify(readRequest(text, language), [], knowledge)

const clause = (speaksFor: VerdictLabel, setting: Partial<ClauseVoice> = {}): ClauseVoice => ({
  sentence: 0,
  isLast: false,
  isAsk: false,
  isPast: false,
  isAside: false,
  isSecondAsk: false,
  isPutOff: false,
  isLimit: false,
  ...voiceOf(Float64Array.from(verdictLabels, (label) => (label === speaksFor ? 100 : 0))),
  ...setting,
})

const factsOf = (clauses: readonly ClauseVoice[]): ReadonlyMap<string, number> =>
  new Map(orderFacts('flake-stabilization', 'execution-lane-split', clauses))

describe('which of two concerns comes first', () => {
  it('is told by where the clauses for each of them stand', () => {
    const flake = clause('flake-stabilization')
    const lanes = clause('execution-lane-split')
    expect(factsOf([flake, lanes]).get('comes first')).toBe(1)
    expect(factsOf([lanes, flake]).get('comes first')).toBe(-1)
    expect(factsOf([flake, flake]).get('comes first')).toBe(0)
  })

  it('is told by the first and the last ask', () => {
    const facts = factsOf([
      clause('flake-stabilization', { isAsk: true }),
      clause('execution-lane-split', { isAsk: true }),
    ])
    expect(facts.get('first in the first ask')).toBe(0.5)
    expect(facts.get('first in the last ask')).toBe(-0.5)
    expect(facts.get('first in the asks')).toBe(0)
  })

  it('is told by what may wait', () => {
    const facts = factsOf([clause('execution-lane-split', { isPutOff: true })])
    expect(facts.get('first in what is put off')).toBe(-0.5)
    expect(facts.get('first in the past')).toBe(0)
  })

  it('is the same told from the other side', () => {
    const clauses = [
      clause('flake-stabilization', { isAsk: true }),
      clause('execution-lane-split', { isAside: true, isLast: true, sentence: 1 }),
    ]
    const turned = new Map(orderFacts('execution-lane-split', 'flake-stabilization', clauses))
    for (const [name, value] of factsOf(clauses)) expect(value + (turned.get(name) ?? 0)).toBe(0)
  })
})

describe('a voice', () => {
  it('knows its largest score and the next, wherever they stand', () => {
    expect(voiceOf(Float64Array.of(1, 5, 3))).toMatchObject({ leader: 1, most: 5, next: 3 })
    expect(voiceOf(Float64Array.of(5, 1, 3))).toMatchObject({ leader: 0, most: 5, next: 3 })
    expect(voiceOf(Float64Array.of(1, 3, 5))).toMatchObject({ leader: 2, most: 5, next: 3 })
  })
})

describe('two concerns in one request', () => {
  it.each([
    [
      'Our ledger suite needs 35 minutes: what runs on the PR, what at night? That it is flaky can wait.',
      'execution-lane-split',
      'flake-stabilization',
    ],
    [
      'Our ledger suite is flaky, make it stable. What runs on the PR and what at night can wait.',
      'flake-stabilization',
      'execution-lane-split',
    ],
  ])('"%s" is %s before %s', (text, primary, secondary) => {
    expect(verdictOn(text)).toMatchObject({ primary, secondary })
  })
})
