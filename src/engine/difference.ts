import { decisionsOf } from './decisions.ts'
import type { Decision } from './decisions.ts'
import type { Verdict } from './packet.ts'

/** One decision that reads differently: null on the side where it does not exist. */
export interface Change {
  /** `layer unit`, `dependency postgres@pr`: see `decisionsOf`. A case goes by the number that it had. */
  readonly key: string
  readonly before: string | null
  readonly after: string | null
}

/**
 * Every decision that differs between two verdicts, in the order in which the later one prints them; then what is gone.
 * A case is the same case though its number has moved.
 */
export function changesBetween(before: Verdict, after: Verdict): readonly Change[] {
  return differencesBetween(decisionsOf(before), decisionsOf(after)).map(changeOf)
}

/** The two sides of one decision that differs. */
export interface Difference {
  readonly before: Decision | null
  readonly after: Decision | null
}

export function differencesBetween(
  before: readonly Decision[],
  after: readonly Decision[],
): readonly Difference[] {
  const old = new Map(before.map((each) => [each.identity, each]))
  const fresh = new Set(after.map((each) => each.identity))
  return [
    ...after
      .map((each) => ({ before: old.get(each.identity) ?? null, after: each }))
      .filter((each) => each.before?.text !== each.after.text),
    ...before
      .filter((each) => !fresh.has(each.identity))
      .map((each) => ({ before: each, after: null })),
  ]
}

export const changeOf = ({ before, after }: Difference): Change => ({
  key: (before ?? after)?.key ?? '',
  before: before?.text ?? null,
  after: after?.text ?? null,
})
