/** What a packet leaves out on purpose: stated risks without a case, a case beyond the last one, and what the requester excluded. */
import { requestQuote } from '../quote.ts'
import { excludedRisksOf, nextCaseOf } from '../scenarios.ts'
import type { ShapeRecipe } from './shape-recipe.ts'

/** Every risk that is left out is said; of the requester's own exclusions, at most `most`. */
const leftOut =
  (most: number): ShapeRecipe =>
  (context, parts, knowledge) => {
    const risks = excludedRisksOf(context, parts.scenarios, knowledge.scenarios)
    const quota = knowledge.scenarios.quotas.find((each) => each.kind === context.kind)
    // A layer that the request takes out says so in its own row.
    const said = new Set(knowledge.layers.limits.map((limit) => limit.slug))
    const asked = context.framing.exclusions.flatMap((each) => {
      if (said.has(each.exclusion)) return []
      const evidence = quota ? requestQuote(each.evidence, quota.rule) : []
      return evidence.length > 0 ? [{ text: `"${each.words}": excluded on request`, evidence }] : []
    })
    const next = nextCaseOf(context, parts.scenarios, knowledge.scenarios)
    const items = [...risks, ...asked.slice(0, most)]
    if (items.length === 0 && !next) return []
    return [
      {
        after: 'layers',
        parts: [
          ...(next
            ? [
                {
                  type: 'paragraph' as const,
                  title: `Next to add, beyond ${parts.scenarios.length} cases`,
                  text: next.text,
                  evidence: next.evidence,
                },
              ]
            : []),
          ...(items.length > 0
            ? [
                {
                  type: 'list' as const,
                  title: 'Left out on purpose',
                  ordered: false,
                  items: items.map((each) => each.text),
                  evidence: items.flatMap((each) => each.evidence),
                },
              ]
            : []),
        ],
      },
    ]
  }

export const coverageExclusions = leftOut(3)

/** For kinds that say in their layers and route-outs what they were asked to leave out. */
export const riskExclusions = leftOut(0)
