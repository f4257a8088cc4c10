/** What a coverage plan leaves out on purpose: stated risks without a case, and what the requester excluded. */
import { excludedRisksOf, requestQuote } from '../scenarios.ts'
import type { ShapeRecipe } from './shape-recipe.ts'

export const coverageExclusions: ShapeRecipe = (context, parts, knowledge) => {
  const risks = excludedRisksOf(context, parts.scenarios, knowledge.scenarios)
  const quota = knowledge.scenarios.quotas.find((each) => each.kind === context.kind)
  const asked = context.framing.exclusions.flatMap((each) => {
    const evidence = quota ? requestQuote(each.evidence, quota.rule) : []
    return evidence.length > 0 ? [{ text: `"${each.words}": excluded on request`, evidence }] : []
  })
  const items = [...risks, ...asked].slice(0, 4)
  if (items.length === 0) return []
  return [
    {
      after: 'layers',
      parts: [
        {
          type: 'list',
          title: 'Left out on purpose',
          ordered: false,
          items: items.map((each) => each.text),
          evidence: items.flatMap((each) => each.evidence),
        },
      ],
    },
  ]
}
