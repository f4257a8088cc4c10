/** What "the smallest change" means. */
import { reaches } from './space.ts'
import type { Reach } from './space.ts'

export interface Size {
  /** How far each of the changes goes; one entry a change. */
  readonly reaches: readonly Reach[]
  /** How many other decisions change with it. */
  readonly knockOn: number
  /** The places of the changes in the space, which is in the order of preference. */
  readonly places: readonly number[]
}

/**
 * Fewer changes are smaller than more. Of as many, what takes something away is smaller than what says something as
 * well, that than another stack, that than another kind of packet (of two changes the sum counts). Then the one that fewer other
 * decisions change with, but not between kinds, where nearly all do: there the likelier kind comes first. Then the one that stands first in the space: by topic (what is taken away: risk, dependency,
 * surface, limit, exclusion, coverage, lane, runtime, second concern; what is said as well: risk, dependency, surface,
 * second concern, limit, exclusion, coverage, lane), then by the order of the framing or of the references.
 */
export function isSmaller(one: Size, other: Size): boolean {
  const [a, b] = [measures(one), measures(other)]
  const at = a.findIndex((value, index) => value !== b[index])
  return at !== -1 && (a[at] ?? 0) < (b[at] ?? 0)
}

const measures = ({ reaches: own, knockOn, places }: Size): readonly number[] => [
  own.length,
  own.reduce((sum, reach) => sum + reaches.indexOf(reach), 0),
  own.includes('another kind') ? 0 : knockOn,
  ...places,
]
