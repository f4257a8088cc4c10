import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brokenCosts, brokenPromises } from '../../scripts/evaluate/flips.ts'
import { decisionsOf } from '../../src/engine/decisions.ts'
import { changesBetween } from '../../src/engine/difference.ts'
import { explain } from '../../src/engine/explain.ts'
import { flipsOf, searchFlips } from '../../src/engine/flips.ts'
import type { FlipSearch } from '../../src/engine/flips.ts'
import { isSmaller } from '../../src/engine/flips/size.ts'
import type { Size } from '../../src/engine/flips/size.ts'
import type { Amendment } from '../../src/engine/packet.ts'
import { plan } from '../../src/engine/plan.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'
import { smallKnowledge } from './small-knowledge.ts'

const knowledge = loadKnowledge('references')
const small = smallKnowledge(knowledge)

const amendment = (
  on: Amendment['on'],
  target: string,
  op: Amendment['op'],
  to: string | null = null,
): Amendment => ({ id: `said ${on} ${target} ${to}`, on, target, op, to, because: null, by: 'U1' })

const asks = [
  'Which backend tests do we need?',
  'The suite passes locally and fails in CI every few runs. How do we make it stable?',
  'How do we seed and reset the data between tests?',
  'What runs on the PR and what at night?',
  'Who decides the pagination of the API?',
  'Help.',
]
const facts = [
  'We added a refund endpoint in Spring Boot.',
  'Our FastAPI worker charges cards through Stripe.',
  'Stock is reserved in Postgres under concurrent checkouts.',
  'Kafka events are published twice.',
  'Other users could see the invoice.',
  'No Docker on the PR runners.',
  'The PR must stay under 10 minutes.',
  'We already have unit tests for the parser.',
  'There are sleeps in the tests.',
]
const said = [
  amendment('risk', 'permissions', 'add', 'another user sees it'),
  amendment('dependency', 'kafka', 'add'),
  amendment('dependency', 'postgres', 'set', 'fake'),
  amendment('constraint', 'no-network', 'add'),
  amendment('layer', 'smoke', 'set', 'in'),
  amendment('runtime', 'framework', 'set', 'fastapi'),
  amendment('lane', 'evidence', 'add', 'release'),
  amendment('packet-kind', 'primary', 'set', 'flake-stabilization'),
]
const framings = fc.record({
  text: fc
    .tuple(fc.subarray(facts, { maxLength: 5 }), fc.constantFrom(...asks))
    .map(([some, ask]) => [...some, ask].join(' ')),
  amendments: fc.subarray(said, { maxLength: 3 }),
})

describe('flipsOf', () => {
  it('turns each decision as stated, and changes exactly what it says besides, as does each alternative', () => {
    let stated = 0
    let chosen = 0
    fc.assert(
      fc.property(framings, ({ text, amendments }) => {
        const before = plan({ text }, amendments, small)
        const { flips, alternatives } = explain({ text }, amendments, small)
        stated += flips.size
        chosen += [...alternatives.values()]
          .flat()
          .filter(({ choice }) => choice.is !== 'none').length
        expect([
          ...[...flips].flatMap((each) =>
            brokenPromises({ text, amendments, before }, each, small),
          ),
          ...[...alternatives].flatMap((each) =>
            brokenCosts({ text, amendments, before }, each, small),
          ),
        ]).toEqual([])
      }),
      { numRuns: 8 },
    )
    expect(stated).toBeGreaterThan(50)
    expect(chosen).toBeGreaterThan(50)
  }, 60_000)

  it('lifts the limit that a stand-in is owed to', () => {
    const text =
      'Stock is reserved in Postgres under concurrent checkouts. No Docker on the PR runners. Which tests do we need?'
    const flip = flipsOf({ text }, [], small).flips.get('dependency postgres@pr')
    expect(flip?.says).toBe('if containers were allowed on the PR lane')
    expect(flip?.becomes).toMatch(/^containerized: /)
  })

  it('does not call a row turned that is only gone with its subject', () => {
    const text = `${facts[2]} ${asks[0]}`
    const flip = flipsOf({ text }, [], small).flips.get('dependency postgres')
    expect(flip?.amendments.map((each) => [each.on, each.op])).not.toContainEqual([
      'dependency',
      'remove',
    ])
  })

  it('speaks of a general word with its article', () => {
    const text = 'The refund endpoint writes to our database. Which backend tests do we need?'
    const { weights } = flipsOf({ text }, [], knowledge)
    expect(weights.map(({ says }) => says)).toContain('the database were not involved')
  })

  it('turns “nothing outside takes part” into the row of what does', () => {
    const text = 'We added a tax calculation in Spring Boot. Which backend tests do we need?'
    const before = decisionsOf(plan({ text }, [], small))
    expect(before.find(({ key }) => key === 'dependency network')?.answer).toBe('stays out')
    const flip = flipsOf({ text }, [], small).flips.get('dependency network')
    expect(flip?.amendments).toMatchObject([{ on: 'dependency', op: 'add' }])
    expect(flip?.becomes).toMatch(/^(?:mock|fake|containerized): /)
  })

  it('says of what is framed how much rests on it, the most first', () => {
    const text = `${facts.slice(0, 4).join(' ')} ${asks[0]}`
    const { weights } = flipsOf({ text }, [], small)
    const before = plan({ text }, [], small)
    const counts = weights.map(
      (each) => changesBetween(before, plan({ text }, [each.amendment], small)).length - 1,
    )
    expect(weights.length).toBeGreaterThan(3)
    expect(weights.map((each) => each.decides)).toEqual(counts)
    expect(counts).toEqual(counts.toSorted((one, other) => other - one))
  })

  it.each(['Write our company testing policy.', 'Help.'])(
    'explains %j, which is no packet',
    (text) => {
      expect([...flipsOf({ text }, [], small).flips.keys()]).toContain('packet choice')
    },
  )

  describe('with all references', () => {
    const text =
      'We added a refund endpoint with Stripe in Rails. Charged twice would be bad. Today we rerun until green. Which tests do we need?'
    const before = plan({ text }, [], knowledge)
    const search = [...trace(searchFlips({ text }, [], knowledge))]
    const { flips, tried } = search.at(-1)!

    it('finds one for nearly every decision of a usual packet', () => {
      const keys = decisionsOf(before).map((each) => each.key)
      expect(flips.size / keys.length).toBeGreaterThan(0.9)
    })

    it('leaves what rests on the words themselves without one, and says how much was tried', () => {
      const smell = decisionsOf(before).find((each) => each.key.startsWith('smell '))
      expect(smell).toBeDefined()
      expect(flips.has(smell?.key ?? '')).toBe(false)
      expect(tried.changes).toBeGreaterThan(100)
      expect(tried.pairs).toBeGreaterThan(0)
    })

    it('stops after each plan, so that its caller can do something else', () => {
      expect(search.length - 1).toBe(tried.changes + tried.pairs)
    })
  })
})

/** What a search yields, and its answer last. */
function* trace(search: Generator<undefined, FlipSearch>): Generator<FlipSearch> {
  const empty: FlipSearch = {
    flips: new Map(),
    weights: [],
    tried: { changes: 0, pairs: 0, everyPair: false },
    tryouts: [],
  }
  for (;;) {
    const { done, value } = search.next()
    yield value ?? empty
    if (done) return
  }
}

describe('the order of sizes', () => {
  const size = (part: Partial<Size>): Size => ({
    reaches: ['taken away'],
    knockOn: 3,
    places: [5],
    ...part,
  })

  it.each([
    [
      'one change before two',
      size({ reaches: ['another kind'] }),
      size({ reaches: ['taken away', 'taken away'] }),
    ],
    [
      'what is taken away before what is added',
      size({ knockOn: 9 }),
      size({ reaches: ['said as well'] }),
    ],
    [
      'what is added before another stack',
      size({ reaches: ['said as well'] }),
      size({ reaches: ['another stack'] }),
    ],
    [
      'another stack before another kind',
      size({ reaches: ['another stack'] }),
      size({ reaches: ['another kind'] }),
    ],
    ['what reaches less far', size({ knockOn: 2 }), size({})],
    ['what stands first', size({ places: [4] }), size({})],
    [
      'the likelier kind, however far it reaches',
      size({ reaches: ['another kind'], knockOn: 30 }),
      size({ reaches: ['another kind'], knockOn: 20, places: [6] }),
    ],
  ])('prefers %s', (_, smaller, larger) => {
    expect(isSmaller(smaller, larger)).toBe(true)
    expect(isSmaller(larger, smaller)).toBe(false)
  })
})
