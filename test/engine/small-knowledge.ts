import type { Knowledge } from '../../src/engine/knowledge.ts'

/** A handful of each open word, so that every change of a framing and every pair of them can be tried. */
export const smallWords = {
  risks: ['concurrency', 'idempotency', 'permissions'],
  surfaces: ['endpoint', 'worker', 'webhook'],
  dependencies: ['postgres', 'kafka', 'stripe'],
  runtimes: ['spring-boot', 'fastapi'],
  limits: ['no-containers@pr', 'no-network', 'budget@pr'],
  exclusions: ['unit', 'smoke'],
} as const

/** The references with only those words for what may be framed; all rules over them stay. */
export function smallKnowledge(knowledge: Knowledge): Knowledge {
  const { framing, whatIf } = knowledge
  const small = {
    ...framing,
    risks: only(framing.risks, smallWords.risks),
    surfaces: only(framing.surfaces, smallWords.surfaces),
    dependencies: only(framing.dependencies, smallWords.dependencies),
    runtimes: only(framing.runtimes, smallWords.runtimes),
  }
  return {
    ...knowledge,
    framing: small,
    whatIf: {
      ...whatIf,
      limits: whatIf.limits.filter(({ limit }) => smallWords.limits.some((one) => one === limit)),
      exclusions: whatIf.exclusions.filter(({ exclusion }) =>
        smallWords.exclusions.some((one) => one === exclusion),
      ),
    },
  }
}

function only<Entry>(
  all: ReadonlyMap<string, Entry>,
  names: readonly string[],
): ReadonlyMap<string, Entry> {
  return new Map([...all].filter(([name]) => names.includes(name)))
}
