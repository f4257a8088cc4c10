/** Which two changes are tried together when no single one turns a decision. */
import { reaches } from './space.ts'
import type { OneChange } from './space.ts'

export interface Pairs {
  /** Places in the space. */
  readonly chosen: readonly (readonly [number, number])[]
  /** How many there are in all. */
  readonly all: number
}

/**
 * `touches` holds for each change which of the decisions in question it makes read differently. Two that touch one
 * decision come first, then pairs of which one touches any, then the rest; the nearer pair first.
 */
export function pairsOf(
  space: readonly OneChange[],
  touches: readonly (readonly number[])[],
  most: number,
): Pairs {
  const sets = touches.map((each) => new Set(each))
  const pairs: { readonly pair: readonly [number, number]; readonly rank: number }[] = []
  for (const [first, one] of space.entries())
    for (let second = first + 1; second < space.length; second += 1) {
      const other = space[second]
      if (other === undefined || isOneSlot(one, other) || other.reach === 'another kind') continue
      const [a, b] = [sets[first] ?? none, sets[second] ?? none]
      const together = [...a].some((each) => b.has(each)) ? 0 : a.size + b.size > 0 ? 1 : 2
      const reach = reaches.indexOf(one.reach) + reaches.indexOf(other.reach)
      pairs.push({ pair: [first, second], rank: together * 100 + reach })
    }
  return {
    chosen: pairs
      .toSorted((x, y) => x.rank - y.rank)
      .slice(0, most)
      .map(({ pair }) => pair),
    all: pairs.length,
  }
}

const none: ReadonlySet<number> = new Set()

/** One kind, one second concern, one stack: the later of two would only undo the earlier. */
const isOneSlot = ({ amendment: one }: OneChange, { amendment: other }: OneChange): boolean =>
  one.op === 'set' && other.op === 'set' && one.on === other.on && one.target === other.target
