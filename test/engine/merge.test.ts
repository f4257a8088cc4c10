import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalOrder, contradicts, mergeAmendments } from '../../src/engine/merge.ts'
import { amendmentTopics } from '../../src/engine/packet.ts'
import type { Amendment } from '../../src/engine/packet.ts'

const amendment = (overrides: Partial<Amendment>): Amendment => ({
  id: 'a',
  on: 'dependency',
  target: 'redis',
  op: 'set',
  to: 'fake',
  because: null,
  by: 'U1',
  ...overrides,
})

describe('two amendments', () => {
  it.each<[string, Partial<Amendment>, Partial<Amendment>]>([
    ['one dependency, two strategies', { to: 'fake' }, { to: 'containerized' }],
    [
      'a dependency and its row for one lane',
      { target: 'redis' },
      { target: 'redis@pr', to: 'mock' },
    ],
    ['a change and a removal', { to: 'fake' }, { op: 'remove', to: null }],
    [
      'a layer in and out',
      { on: 'layer', target: 'smoke', to: 'in' },
      { on: 'layer', target: 'Smoke', to: 'out' },
    ],
    [
      'a scenario removed and reworded',
      { on: 'scenario', target: '5', op: 'remove', to: null },
      { on: 'scenario', target: '5', to: 'relay killed twice' },
    ],
    [
      'one dependency in one lane, two strategies',
      { target: 'redis@pr' },
      { target: 'redis@pr', to: 'mock' },
    ],
    [
      'one limit, two values',
      { on: 'constraint', target: 'budget@pr', op: 'add', to: '8 min' },
      { on: 'constraint', target: 'budget@pr', op: 'add', to: '12 min' },
    ],
    [
      'an addition and a replacement',
      { on: 'runtime', target: 'language', op: 'add', to: 'kotlin' },
      { on: 'runtime', target: 'language', op: 'set', to: 'go' },
    ],
  ])('contradict each other: %s', (_, a, b) => {
    const [first, second] = [amendment({ id: 'a', ...a }), amendment({ id: 'b', ...b })]
    expect(contradicts(first, second)).toBe(true)
    expect(mergeAmendments([first], [second])).toEqual({
      accepted: [],
      conflicts: [{ standing: first, proposed: second }],
      known: [],
    })
  })

  it.each<[string, Partial<Amendment>, Partial<Amendment>]>([
    ['two dependencies', { target: 'redis' }, { target: 'kafka' }],
    [
      'one dependency in two lanes',
      { target: 'redis@pr' },
      { target: 'redis@scheduled', to: 'mock' },
    ],
    [
      'two topics with one target',
      { target: 'auth' },
      { on: 'control', target: 'auth', to: 'all 14' },
    ],
    [
      'two additions to one risk',
      { on: 'risk', target: 'persistence', op: 'add', to: 'replica lag' },
      { on: 'risk', target: 'persistence', op: 'add', to: 'half a name' },
    ],
    [
      'two limits in free words',
      { on: 'constraint', target: 'stated', op: 'add', to: 'no broker' },
      { on: 'constraint', target: 'stated', op: 'add', to: 'one region' },
    ],
    [
      'two new scenarios',
      { on: 'scenario', target: 'new', op: 'set', to: 'a -> b' },
      { on: 'scenario', target: 'new', op: 'set', to: 'c -> d' },
    ],
  ])('stand side by side: %s', (_, a, b) => {
    const [first, second] = [amendment({ id: 'a', ...a }), amendment({ id: 'b', ...b })]
    expect(mergeAmendments([first], [second])).toEqual({
      accepted: [second],
      conflicts: [],
      known: [],
    })
  })

  it('that say the same are one, whoever says it', () => {
    const second = amendment({ id: 'b', by: 'U2', target: 'Redis ', because: 'no locks' })
    expect(mergeAmendments([amendment({})], [second])).toEqual({
      accepted: [],
      conflicts: [],
      known: [second],
    })
  })

  it('are known when any of what joined meanwhile says them already', () => {
    const joined = [amendment({ id: 'a', target: 'kafka' }), amendment({ id: 'b' })]
    const again = amendment({ id: 'c', because: 'still' })
    expect(mergeAmendments(joined, [again]).known).toEqual([again])
  })

  it('conflict with the last word on their decision, not with an older one', () => {
    const older = amendment({ id: 'a', to: 'mock' })
    const newer = amendment({ id: 'b', to: 'fake' })
    const proposed = amendment({ id: 'c', to: 'containerized' })
    expect(mergeAmendments([older, newer], [proposed]).conflicts).toEqual([
      { standing: newer, proposed },
    ])
  })
})

describe('any set of amendments', () => {
  const anyAmendment = fc.record({
    id: fc.uuid(),
    on: fc.constantFrom(...amendmentTopics),
    target: fc.constantFrom('redis', 'redis@pr', 'kafka', 'unit', '5', 'new', 'persistence'),
    op: fc.constantFrom('set', 'add', 'remove', 'move'),
    to: fc.constantFrom('fake', 'mock', 'in', 'out', null),
    because: fc.constant(null),
    by: fc.constantFrom('U1', 'U2'),
  }) satisfies fc.Arbitrary<Amendment>

  /** Keeps the first of whatever contradicts, so that the rest is a peaceful set. */
  const peaceful = fc
    .array(anyAmendment, { maxLength: 12 })
    .map((all) =>
      all.reduce<readonly Amendment[]>(
        (kept, each) => (kept.some((other) => contradicts(other, each)) ? kept : [...kept, each]),
        [],
      ),
    )

  it('conflicts in either direction or in none', () => {
    fc.assert(
      fc.property(anyAmendment, anyAmendment, (a, b) => {
        expect(contradicts(a, b)).toBe(contradicts(b, a))
        expect(mergeAmendments([a], [b]).conflicts).toHaveLength(contradicts(a, b) ? 1 : 0)
      }),
    )
  })

  it('comes to one order from any order of arrival, with duplicates', () => {
    fc.assert(
      fc.property(
        peaceful.chain((set) =>
          fc.tuple(
            fc.constant(set),
            fc.shuffledSubarray([...set, ...set], {
              minLength: set.length * 2,
              maxLength: set.length * 2,
            }),
          ),
        ),
        ([set, arrived]) => {
          expect(canonicalOrder(arrived)).toEqual(canonicalOrder(set))
        },
      ),
    )
  })

  it('keeps the order of what overrules each other', () => {
    fc.assert(
      fc.property(fc.array(anyAmendment, { maxLength: 8 }), (all: readonly Amendment[]) => {
        const ordered = canonicalOrder(all)
        const turned = ordered.flatMap((a, at) =>
          ordered
            .slice(at + 1)
            .filter((b) => contradicts(a, b) && all.indexOf(b) < all.indexOf(a))
            .map((b) => [a, b]),
        )
        expect(turned).toEqual([])
      }),
    )
  })

  it('is split into accepted, conflicting and known without loss', () => {
    fc.assert(
      fc.property(
        fc.array(anyAmendment, { maxLength: 6 }),
        fc.array(anyAmendment, { maxLength: 6 }),
        (changed, proposed) => {
          const merge = mergeAmendments(changed, proposed)
          const parts = [
            ...merge.accepted,
            ...merge.known,
            ...merge.conflicts.map((each) => each.proposed),
          ]
          expect(new Set(parts)).toEqual(new Set(proposed))
          expect(parts).toHaveLength(proposed.length)
        },
      ),
    )
  })
})
