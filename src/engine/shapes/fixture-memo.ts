/** The fixture and reset memo: actors, a comparison of resets where the request asks for one, order of the change. */
import { fillerFor } from '../fill.ts'
import type { RuleId, Shape } from '../packet.ts'
import { wordsOf } from '../request-words.ts'
import type { Cue } from '../request-words.ts'
import type { ShapeRecipe } from './shape-recipe.ts'
import { cueProof, rowsFor } from './shape-recipe.ts'

export interface FixtureMemoKnowledge {
  readonly actors: readonly {
    readonly rule: RuleId
    readonly actor: string
    readonly cues: readonly Cue[]
    readonly owns: string
    readonly proves: string
  }[]
  readonly resets: readonly {
    readonly rule: RuleId
    readonly strategy: string
    readonly cues: readonly Cue[]
    readonly cost: string
    readonly rightWhen: string
    readonly breaksWhen: string
  }[]
  /** Words by which a request weighs ways against each other. */
  readonly comparison: readonly Cue[]
  readonly steps: readonly {
    readonly rule: RuleId
    readonly cues: readonly Cue[]
    readonly step: string
  }[]
}

export const fixtureMemo: ShapeRecipe = (context, _parts, knowledge) => {
  const memo = knowledge.fixtureMemo
  const fill = fillerFor(context, knowledge.scenarios.placeholders)
  const actors = rowsFor(context, memo.actors, 5)
  const steps = rowsFor(context, memo.steps, 5)
  const asked = memo.resets.flatMap((row) => {
    const proof = cueProof(context, row.cues, row.rule)
    return proof.length > 0 ? [{ row, proof }] : []
  })
  const compares =
    asked.length >= 2 && memo.comparison.some((cue) => wordsOf(context).find(cue) !== null)
  const parts: Shape['parts'] = [
    {
      type: 'table',
      title: 'Actors',
      columns: ['Actor', 'Owns', 'Proves'],
      rows: actors.map(({ row }) => [row.actor, row.owns, row.proves].map(fill)),
      evidence: actors.flatMap((each) => each.evidence),
    },
    ...(compares
      ? [
          {
            type: 'table' as const,
            title: 'Ways to reset, compared',
            columns: ['Strategy', 'Cost', 'Right when', 'Breaks when'],
            rows: asked
              .slice(0, 4)
              .map(({ row }) => [row.strategy, row.cost, row.rightWhen, row.breaksWhen].map(fill)),
            evidence: asked.slice(0, 4).flatMap((each) => each.proof),
          },
        ]
      : []),
    {
      type: 'list',
      title: 'Order of the change',
      ordered: true,
      items: steps.map(({ row }) => fill(row.step)),
      evidence: steps.flatMap((each) => each.evidence),
    },
  ]
  return [{ after: 'control', parts }]
}
