import { topicOf } from '../decisions.ts'
import type { Decision } from '../decisions.ts'
import { reaches } from '../flips/space.ts'
import type { Tryout } from '../flips/tryout.ts'
import type { Amendment, Framing, Verdict } from '../packet.ts'

/**
 * The changes of the framing that the search for flips has tried and that are a choice of this decision: what takes it back,
 * what settles it, what answers it, or what asks the neighbour or does not.
 */
export function triedInstead(
  key: string,
  verdict: Verdict,
  tryouts: readonly Tryout[],
): readonly Tryout[] {
  const touching = tryouts.filter(({ differences }) =>
    differences.some(({ before }) => before?.key === key),
  )
  const ending = touching.filter(({ differences }) =>
    differences.some(({ before, after }) => before?.key === key && after === null),
  )
  switch (topicOf(key)) {
    case 'conflict':
    case 'smell':
    case 'assumption':
      return ending
        .filter(({ change }) => change.reach !== 'another kind')
        .toSorted(nearestFirst)
        .slice(0, mostOfMany)
    case 'question':
      return ending
        .filter(({ change }) => answers(change.amendment, key, verdict))
        .slice(0, mostOfMany)
    case 'route-out':
      return touching.filter(({ change, differences }) =>
        differences.some(
          ({ before }) => before?.key === key && asksNeighbour(change.amendment, before),
        ),
      )
    default:
      return ending.filter(({ change }) => takesBack(change.amendment, key, verdict.framing))
  }
}

const mostOfMany = 2

/** As `isSmaller` has it for single changes, which stand in the order of preference already. */
const nearestFirst = (one: Tryout, other: Tryout): number =>
  reaches.indexOf(one.change.reach) - reaches.indexOf(other.change.reach) ||
  one.differences.length - other.differences.length

/** Whether an amendment takes away the framed thing that a decision's key names. */
function takesBack({ on, target, op, to }: Amendment, key: string, { coverage }: Framing): boolean {
  if (op !== 'remove') return false
  switch (on) {
    case 'constraint':
      return key === (target === 'left-out' ? `exclusion ${to}` : `constraint ${target}`)
    case 'coverage':
      return coverage.some(
        ({ words, layer }) => key === `coverage ${words}` && target === (layer ?? 'existing'),
      )
    case 'lane':
      return key === `evidence must hold in ${to}`
    case 'dependency':
      return key.split('@')[0] === `dependency ${target}`
    default:
      return key === `${on} ${to ?? target}`
  }
}

/** Whether an amendment is an answer to the question that a decision's key names. */
const answers = ({ on, target, op }: Amendment, key: string, verdict: Verdict): boolean =>
  verdict.verdict === 'needs-framing' &&
  verdict.questions.some(
    (each) =>
      key === `question ${each.id}` &&
      each.answers.on === on &&
      each.answers.target === target &&
      each.answers.op === op,
  )

/** Whether an amendment asks the neighbour as well, where nothing is asked of it, or else takes its concern out. */
const asksNeighbour = (
  { on, target, op, to }: Amendment,
  { key, text }: Pick<Decision, 'key' | 'text'>,
): boolean =>
  key === `route-out ${to}` &&
  (text === 'none'
    ? on === 'packet-kind' && target === 'secondary'
    : target === 'left-out' && op === 'add')
