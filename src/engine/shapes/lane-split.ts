/** The lane split: who answers for each lane, when a case moves, and the first week. */
import { fillerFor } from '../fill.ts'
import type { RuleId } from '../packet.ts'
import type { Cue } from '../request-words.ts'
import type { ShapeRecipe } from './shape-recipe.ts'
import { referenceProof, rowsFor } from './shape-recipe.ts'

export interface LaneSplitKnowledge {
  readonly responsibilities: readonly {
    readonly rule: RuleId
    readonly lane: string
    readonly redMeans: string
    readonly acts: string
    readonly neverThere: string
  }[]
  readonly moves: readonly {
    readonly rule: RuleId
    readonly cues: readonly Cue[]
    readonly text: string
  }[]
  readonly week: readonly {
    readonly rule: RuleId
    readonly cues: readonly Cue[]
    readonly text: string
  }[]
}

export const laneSplit: ShapeRecipe = (context, _parts, knowledge) => {
  const { responsibilities, moves, week } = knowledge.laneSplit
  const fill = fillerFor(context, knowledge.scenarios.placeholders)
  const rules = rowsFor(context, moves, 4)
  const steps = rowsFor(context, week, 5)
  return [
    {
      after: 'lanes',
      parts: [
        {
          type: 'table',
          title: 'Who answers for a lane',
          columns: ['Lane', 'Red means', 'Acts', 'Never there'],
          rows: responsibilities.map((row) =>
            [row.lane, row.redMeans, row.acts, row.neverThere].map(fill),
          ),
          evidence: referenceProof(...responsibilities.map((row) => row.rule)),
        },
        {
          type: 'list',
          title: 'Promote and demote',
          ordered: false,
          items: rules.map(({ row }) => fill(row.text)),
          evidence: rules.flatMap((each) => each.evidence),
        },
        {
          type: 'list',
          title: 'First week',
          ordered: true,
          items: steps.map(({ row }) => fill(row.text)),
          evidence: steps.flatMap((each) => each.evidence),
        },
      ],
    },
  ]
}
