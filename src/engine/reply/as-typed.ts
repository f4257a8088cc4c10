/** Short forms that are written out for reading stand in the values as they were typed. */
import type { Change } from './change.ts'

/** "capybara w/ 12 cases" stays what was typed, though it is read as "with 12 cases". */
export function asTyped(changes: readonly Change[], typed: string): readonly Change[] {
  const short = [...typed.matchAll(/\bw\/\s?([^\s,;.]+)/gi)].flatMap((match) =>
    match[1] === undefined ? [] : [{ own: match[0], full: `with ${match[1]}` }],
  )
  if (short.length === 0) return changes
  return changes.map((each) =>
    each.to === null
      ? each
      : { ...each, to: short.reduce((to, { own, full }) => to.replace(full, own), each.to) },
  )
}
