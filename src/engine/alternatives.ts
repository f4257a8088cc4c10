/**
 * What else a decision could have been, and what that would cost: each alternative is planned as if somebody had asked
 * for it in the thread. What the search for flips has planned already is not planned again.
 */
import { framedOptions } from './alternatives/framing-options.ts'
import type { Alternative, Option, Options } from './alternatives/option.ts'
import { packetOptions } from './alternatives/packet-options.ts'
import { triedInstead } from './alternatives/tried-instead.ts'
import { decisionsOf, topicOf } from './decisions.ts'
import type { Decision } from './decisions.ts'
import { differencesBetween } from './difference.ts'
import type { Difference } from './difference.ts'
import { tried } from './flips/tried.ts'
import type { Tryout } from './flips/tryout.ts'
import type { Knowledge } from './knowledge.ts'
import type { Amendment, Verdict } from './packet.ts'
import { drafterOf } from './plan.ts'

/** By the decision's key, the one next to what was chosen first. A decision without a choice has one that says so. */
export type Alternatives = ReadonlyMap<string, readonly Alternative[]>

/** Stops after each plan, like `searchFlips`; `tryouts` are the single changes of the framing that it tried. */
export function* searchAlternatives(
  request: { readonly text: string },
  amendments: readonly Amendment[],
  knowledge: Knowledge,
  tryouts: readonly Tryout[],
): Generator<undefined, Alternatives> {
  const draftWith = drafterOf(request, knowledge)
  const verdict = draftWith(amendments)
  const before = decisionsOf(verdict)
  const planned = new Map<string, Planned>()
  const planWith = (option: Option): Planned => {
    const id = option.amendments.map((each) => each.id).join()
    const known = planned.get(id)
    if (known !== undefined) return known
    const after = draftWith([...amendments, ...option.amendments])
    const fresh = { after, differences: differencesBetween(before, decisionsOf(after)) }
    planned.set(id, fresh)
    return fresh
  }
  const found = new Map<string, readonly Alternative[]>()
  const options = new Map(optionsOf(verdict, knowledge, tryouts).map((each) => [each.key, each]))
  for (const decision of before) {
    const { key } = decision
    const alternatives: Alternative[] = []
    for (const option of options.get(key)?.options ?? []) {
      const { after, differences } = planWith(option)
      const told = option.tell(after)
      if (told !== null)
        alternatives.push({
          ...told,
          amendments: option.amendments,
          changes: besides(decision, differences),
        })
      yield
    }
    // To do without a dependency is a choice where no other strategy is one.
    const isChosen = topicOf(key) === 'dependency' && alternatives.length > 0
    for (const { change, differences } of isChosen ? [] : triedInstead(key, verdict, tryouts))
      alternatives.push({
        choice: { is: 'framed', says: change.says },
        cost: null,
        amendments: [change.amendment],
        changes: besides(decision, differences),
      })
    const row = knowledge.whatIf.noChoice.find(({ topic }) => topic === topicOf(key))
    if (alternatives.length === 0 && row !== undefined)
      alternatives.push({
        choice: { is: 'none', because: row.because },
        cost: null,
        amendments: [],
        changes: [],
      })
    found.set(key, alternatives)
  }
  return found
}

interface Planned {
  readonly after: Verdict
  readonly differences: readonly Difference[]
}

/** All that differs but the decision itself. */
const besides = (own: Decision, differences: readonly Difference[]): readonly Difference[] =>
  differences.filter(({ before }) => before?.identity !== own.identity)

const optionsOf = (
  verdict: Verdict,
  knowledge: Knowledge,
  tryouts: readonly Tryout[],
): readonly Options[] => [
  { key: 'packet choice', options: kindOptions(verdict) },
  ...framedOptions(verdict, knowledge, tryouts),
  ...(verdict.verdict === 'packet' ? packetOptions(verdict, knowledge) : []),
]

/** The reading weighs all kinds; it tells the first two. */
function kindOptions({ classification: { runnerUp } }: Verdict): readonly Option[] {
  if (runnerUp === null) return []
  const { label, probability } = runnerUp
  return [
    {
      amendments: [tried('packet-kind', 'primary', 'set', label)],
      tell: () => ({ choice: { is: 'kind', label, probability }, cost: null }),
    },
  ]
}
