import { describe, expect, it } from 'vitest'
import { clausePartsOf } from '../../src/engine/classify/clause-parts.ts'
import { findCues } from '../../src/engine/classify/cues.ts'
import { featuresOf } from '../../src/engine/classify/features.ts'
import { asideClauses, markedClauses, putOff } from '../../src/engine/classify/places.ts'
import { shapeOf } from '../../src/engine/classify/shape.ts'
import { readRequest } from '../../src/engine/read-request.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'

const {
  classify: { cues: tree },
  language,
} = loadKnowledge('references')

const read = (text: string) => {
  const reading = readRequest(text, language)
  const cues = findCues(reading, tree)
  return { reading, cues, features: featuresOf(reading, cues, tree.testWords) }
}

const asides = (text: string): readonly string[] => {
  const { reading, cues } = read(text)
  return [...asideClauses(reading, cues)].map((at) => {
    const clause = reading.clauses[at]
    return text.slice(clause?.start, clause?.end)
  })
}

const putOffClauses = (text: string): readonly string[] => {
  const { reading, cues } = read(text)
  return [...markedClauses(reading, cues, putOff)].map((at) => {
    const clause = reading.clauses[at]
    return text.slice(clause?.start, clause?.end)
  })
}

describe('what may wait', () => {
  it.each([
    ['Which tests do we need? The suite is slow.', []],
    ['Which tests do we need? The slow suite can wait.', ['The slow suite can wait']],
    [
      'Which tests do we need? The suite is slow, which is a second ticket.',
      ['The suite is slow', 'which is a second ticket'],
    ],
    [
      'Stop the flaky runs, and once that works the slow suite.',
      ['and once that works the slow suite'],
    ],
    ['The slow suite can wait. Which tests do we need?', ['The slow suite can wait']],
  ])('in "%s" is %j', (text, expected) => {
    expect(putOffClauses(text)).toEqual(expected)
  })
})

describe('an aside', () => {
  it.each([
    ['We added refunds. Which tests do we need?', []],
    ['We added refunds (Stripe only). Which tests do we need?', ['Stripe only']],
    ['Which tests do we need? Also the suite is slow.', ['Also the suite is slow']],
    ['Also the suite is slow. Which tests do we need?', []],
    ['The suite is red. Maybe the seeds are to blame.', ['Maybe the seeds are to blame']],
  ])('in "%s" is %j', (text, expected) => {
    expect(asides(text)).toEqual(expected)
  })

  it('is a place of its own for ideas, and its words weigh less', () => {
    const plain = read('Which tests do we need? The suite is slow.')
    const aside = read('Which tests do we need? Also the suite is slow.')
    const placesOf = ({ cues }: typeof plain, start: number): readonly string[] =>
      cues.filter((cue) => cue.start > start).map((cue) => cue.place)
    expect(new Set(placesOf(plain, 24))).toEqual(new Set(['bg']))
    expect(new Set(placesOf(aside, 24))).toEqual(new Set(['aside']))
    const weight = 'w:slow'
    expect(aside.features.get(weight)).toBeLessThan(plain.features.get(weight) ?? 0)
  })

  it('that is denied is denied', () => {
    const { cues } = read('Which tests do we need (no browser tests)?')
    expect(cues.filter((cue) => cue.negated).map((cue) => cue.place)).toContain('no')
  })
})

describe('the shape of a request', () => {
  const shapes = (text: string): readonly string[] =>
    shapeOf(read(text).reading, tree.testWords).map((name) => name.slice(2))

  it('says what is lacking', () => {
    expect(shapes('Dark mode for the settings page')).toEqual(
      expect.arrayContaining(['no test word', 'no ask', 'no question', 'one sentence']),
    )
  })

  it('knows test words inside names of tools and classes', () => {
    expect(shapes('ChargesSpec is red')).not.toContain('no test word')
    expect(shapes('unittest is red')).not.toContain('no test word')
    expect(shapes('the latter is red')).toContain('no test word')
  })

  it('tells a denied test from a wanted one', () => {
    expect(shapes('Fix the crash, no tests please')).toContain('denies its test words')
    expect(shapes('Fix the crash, tests please')).not.toContain('denies its test words')
  })
})

describe('the clauses of a request', () => {
  it('share its words among them', () => {
    const { reading, cues, features } = read(
      'Our suite is slow, and the suite is flaky too. What of the suite should run where?',
    )
    const parts = clausePartsOf(reading, cues, features)
    const held = parts.map((part) => part.features.get('w:suit') ?? 0)
    expect(held.filter((share) => share > 0).length).toBe(3)
    expect(held.reduce((sum, share) => sum + share, 0)).toBeCloseTo(features.get('w:suit') ?? 0)
    expect(parts.map((part) => part.isLast)).toEqual([false, false, true])
  })
})
