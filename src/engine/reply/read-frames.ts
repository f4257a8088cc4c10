/** Finds in the clauses of a sentence the frames that fit, and what they change. */
import type { Change } from './change.ts'
import { clausesOf } from './clauses.ts'
import type { Window } from './clauses.ts'
import { matchPattern } from './frames.ts'
import type { Machine } from './machine.ts'
import type { Surroundings } from './slots.ts'
import { buildChanges } from './ways.ts'

export interface Framed {
  readonly changes: readonly Change[]
  readonly unclear: readonly string[]
  readonly start: number
  readonly end: number
}

/** A frame seldom spans more clauses, and each clause is looked at that often. */
const widest = 3

export function readFrames(
  around: Surroundings & { readonly isDirective: boolean },
  machine: Machine,
  isFirst: boolean,
): readonly Framed[] {
  const tagged = machine.tag(around.marked.text)
  const clauses = clausesOf(tagged)
  const found: Framed[] = []
  for (let at = 0; at < clauses.length; at += 1)
    for (let width = Math.min(widest, clauses.length - at); width > 0; width -= 1) {
      const first = clauses[at]
      const last = clauses[at + width - 1]
      if (first === undefined || last === undefined) continue
      const own = readWindow({ from: first.from, to: last.to })
      if (own === null) continue
      found.push(own)
      at += width - 1
      break
    }
  return found

  function readWindow(window: Window): Framed | null {
    for (const { frame, patterns } of machine.frames) {
      if (frame.first !== isFirst) continue
      for (const pattern of patterns) {
        const match = matchPattern(pattern, tagged, window, around.isDirective)
        if (match === null) continue
        const built = buildChanges(frame, match, around, machine.values)
        if (built !== null) return { ...built, start: match.start, end: match.end }
      }
    }
    return null
  }
}
