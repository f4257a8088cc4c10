import { decisionsOf } from './decisions.ts'
import type { Verdict } from './packet.ts'

/** One decision that reads differently: null on the side where it does not exist. */
export interface Change {
  /** `layer unit`, `dependency postgres@pr`: see `decisionsOf`. */
  readonly key: string
  readonly before: string | null
  readonly after: string | null
}

/** Every decision that differs between two verdicts, in the order in which the later one prints them; then what is gone. */
export function changesBetween(before: Verdict, after: Verdict): readonly Change[] {
  const old = new Map(decisionsOf(before).map((each) => [each.key, each.text]))
  const fresh = new Map(decisionsOf(after).map((each) => [each.key, each.text]))
  const changed = [...fresh]
    .filter(([key, text]) => old.get(key) !== text)
    .map(([key, text]) => ({ key, before: old.get(key) ?? null, after: text }))
  const gone = [...old]
    .filter(([key]) => !fresh.has(key))
    .map(([key, text]) => ({ key, before: text, after: null }))
  return [...changed, ...gone]
}
