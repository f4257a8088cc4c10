/** What a difference in a field of the dialog means: typed changes that the engine applies. */
import type { Amendment, Framing, Verdict } from '../engine/packet.ts'

export type Change = Pick<Amendment, 'on' | 'target' | 'op' | 'to' | 'because'>

/** What a difference is read against: the reading that the dialog showed, and the engine's view of one typed line. */
export interface ReadAgainst {
  readonly verdict: Verdict
  readonly readLine: (line: string) => Framing
}

export function replaced(
  on: Change['on'],
  target: string,
  before: readonly string[],
  after: readonly string[],
): readonly Change[] {
  const [was] = before
  const [is] = after
  if (was === is) return []
  return [is === undefined ? change(on, target, 'remove', null) : change(on, target, 'set', is)]
}

/** Coverage has no names of its own: when a line goes, all go and those that stay are said again. */
export function coverageChanges(
  before: readonly string[],
  after: readonly string[],
  { readLine }: ReadAgainst,
): readonly Change[] {
  const isShorter = without(before, after).length > 0
  const said = isShorter ? after : without(after, before)
  return [
    ...(isShorter ? [change('coverage', 'existing', 'remove', null)] : []),
    ...said.map((words) => {
      const layer = readLine(words).coverage.find((row) => row.layer !== null)?.layer
      return change('coverage', layer ?? 'existing', 'add', words)
    }),
  ]
}

/** A typed line means what the engine reads in it, a limit or a wish to leave out; any other is kept as it stands. */
export function constraintChanges(
  before: readonly string[],
  after: readonly string[],
  { verdict, readLine }: ReadAgainst,
): readonly Change[] {
  const dropped = without(before, after)
  const { constraints, exclusions } = verdict.framing
  return [
    ...constraints
      .filter((row) => dropped.includes(row.words))
      .map((row) => change('constraint', row.constraint, 'remove', row.value)),
    ...exclusions
      .filter((row) => dropped.includes(row.words))
      .map((row) => change('constraint', 'left-out', 'remove', row.exclusion)),
    ...without(after, before).flatMap((words) => {
      const read = readLine(words)
      const said = [
        ...read.constraints.map((row) =>
          change('constraint', row.constraint, 'add', row.value, words),
        ),
        ...read.exclusions.map((row) =>
          change('constraint', 'left-out', 'add', row.exclusion, words),
        ),
      ]
      return said.length === 0 ? [change('constraint', 'stated', 'add', words, words)] : said
    }),
  ]
}

export function without(values: readonly string[], others: readonly string[]): readonly string[] {
  return values.filter((value) => !others.includes(value))
}

export function change(
  on: Change['on'],
  target: string,
  op: Change['op'],
  to: string | null,
  because: string | null = null,
): Change {
  return { on, target, op, to, because }
}
