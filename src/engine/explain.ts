/** All that *Why?* says beyond the evidence: what would change each decision, and what else each could have been. */
import { searchAlternatives } from './alternatives.ts'
import type { Alternatives } from './alternatives.ts'
import { searchFlips } from './flips.ts'
import type { Flips } from './flips.ts'
import type { Knowledge } from './knowledge.ts'
import type { Amendment } from './packet.ts'

export interface Explanation extends Flips {
  readonly alternatives: Alternatives
}

export function explain(
  request: { readonly text: string },
  amendments: readonly Amendment[],
  knowledge: Knowledge,
): Explanation {
  const steps = explainInSteps(request, amendments, knowledge)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** The same, stopping after each of its few hundred plans: who serves others meanwhile lets them in there. */
export function* explainInSteps(
  request: { readonly text: string },
  amendments: readonly Amendment[],
  knowledge: Knowledge,
): Generator<undefined, Explanation> {
  const { tryouts, ...flips } = yield* searchFlips(request, amendments, knowledge)
  const alternatives = yield* searchAlternatives(request, amendments, knowledge, tryouts)
  return { ...flips, alternatives }
}
