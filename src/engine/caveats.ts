/** What a reader of the packet should know before trusting it: habits that the request shows, constraints that cost evidence. */
import type { PacketContext } from './context.ts'
import { fillerFor } from './fill.ts'
import type { Caveat, Evidence, RuleId, Scenario } from './packet.ts'
import { isDenied, wordsOf } from './request-words.ts'
import type { Cue } from './request-words.ts'
import { requestQuote } from './quote.ts'
import type { ScenarioKnowledge } from './scenarios.ts'

export interface CaveatKnowledge {
  readonly habits: readonly {
    readonly rule: RuleId
    readonly habit: string
    readonly cues: readonly Cue[]
    readonly says: string
  }[]
  readonly conflicts: readonly {
    readonly rule: RuleId
    /** A constraint or an exclusion. */
    readonly limit: string
    readonly risks: readonly string[]
    /** Empty: every kind. */
    readonly kinds: readonly string[]
    readonly text: string
  }[]
}

interface CaveatReferences {
  readonly layers: CaveatKnowledge
  readonly scenarios: ScenarioKnowledge
}

/** At most three, in the order of the reference; a habit that the request denies ("no sleeps") is none. */
export function antiPatternsOf(
  context: PacketContext,
  knowledge: CaveatReferences,
): readonly Caveat[] {
  const words = wordsOf(context)
  return words
    .among(knowledge.layers.habits)
    .flatMap((row): readonly Caveat[] => {
      const span = row.cues
        .flatMap((cue) => words.findAll(cue))
        .find((place) => !isDenied(context, place))
      if (!span) return []
      const quote = context.reading.text.slice(span.start, span.end)
      return [
        {
          kind: 'smell',
          text: `${row.habit} ("${quote}"): ${row.says}`,
          evidence: [{ from: 'request', rule: row.rule, quote, ...span }],
        },
      ]
    })
    .slice(0, 3)
}

/** What the request's limits leave unproven, one caveat a limit. */
export function conflictsOf(
  context: PacketContext,
  scenarios: readonly Scenario[],
  knowledge: CaveatReferences,
): readonly Caveat[] {
  const { framing } = context
  const limits = [
    ...framing.constraints.map((each) => ({ slug: limitSlug(each), evidence: each.evidence })),
    ...framing.exclusions.map((each) => ({ slug: each.exclusion, evidence: each.evidence })),
  ]
  return limits.flatMap((limit): readonly Caveat[] => {
    const row = knowledge.layers.conflicts.find(
      (each) => each.limit === limit.slug && concerns(context, scenarios, each),
    )
    if (!row) return []
    const cases = scenarios.filter(
      (each) => each.layer === 'integration' && each.risks.some((risk) => row.risks.includes(risk)),
    )
    const fill = fillerFor(context, knowledge.scenarios.placeholders, {
      cases: cases.length > 0 ? caseNumbers(cases) : 'what only the real engine shows',
    })
    return [{ kind: 'conflict', text: fill(row.text), evidence: proofOf(limit.evidence, row.rule) }]
  })
}

/** A thread forbids `containers@pr` where a request says `no-containers@pr`. */
const limitSlug = (limit: { readonly constraint: string; readonly value: string | null }): string =>
  limit.value === 'forbidden' && limit.constraint.startsWith('containers')
    ? `no-${limit.constraint}`
    : limit.constraint

function concerns(
  context: PacketContext,
  scenarios: readonly Scenario[],
  row: CaveatKnowledge['conflicts'][number],
): boolean {
  const stated = context.framing.risks.filter((each) => each.stated).map((each) => each.risk)
  // What the request fears decides; only where it names nothing do the cases.
  const risks = new Set(
    stated.length > 0
      ? [...stated, ...scenarios.flatMap((each) => each.risks.slice(0, 1))]
      : scenarios.flatMap((each) => each.risks),
  )
  return (
    (row.kinds.length === 0 || row.kinds.includes(context.kind)) &&
    row.risks.some((risk) => risks.has(risk))
  )
}

/** `scenario 3` or `scenarios 1-4 and 6`. */
export function caseNumbers(scenarios: readonly Scenario[]): string {
  const numbers = scenarios.map((each) => each.number).toSorted((a, b) => a - b)
  const runs = numbers.filter((each) => !numbers.includes(each - 1))
  const ranges = runs.map((start) => {
    let end = start
    while (numbers.includes(end + 1)) end += 1
    return end === start
      ? [String(start)]
      : end === start + 1
        ? [String(start), String(end)]
        : [`${start}-${end}`]
  })
  const parts = ranges.flat()
  const last = parts.at(-1) ?? ''
  const all = parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${last}` : last
  return numbers.length === 1 ? `scenario ${all}` : `scenarios ${all}`
}

function proofOf(evidence: readonly Evidence[], rule: RuleId): readonly Evidence[] {
  const quotes = requestQuote(evidence, rule)
  return quotes.length > 0 ? quotes : [{ from: 'reference', rule }]
}
