/** Step 7's special part: the recipes for each packet kind's own shape. A new kind is a new file and a row here. */
import type { PacketContext } from './context.ts'
import type { PacketKind, Shape } from './packet.ts'
import { compatibility } from './shapes/compatibility.ts'
import { coverageExclusions, riskExclusions } from './shapes/coverage-exclusions.ts'
import { fixtureMemo } from './shapes/fixture-memo.ts'
import { flakeMemo } from './shapes/flake-memo.ts'
import { laneSplit } from './shapes/lane-split.ts'
import type { ShapeKnowledge, ShapeParts, ShapeRecipe } from './shapes/shape-recipe.ts'

/** Kinds with named cases also say which risks they leave out. */
const recipes: Readonly<Record<PacketKind, readonly ShapeRecipe[]>> = {
  'coverage-plan': [coverageExclusions],
  'fixture-and-reset-plan': [riskExclusions, fixtureMemo],
  'contract-and-api-checks': [riskExclusions, compatibility],
  'flake-stabilization': [flakeMemo],
  'execution-lane-split': [laneSplit],
}

export const shapesOf = (
  context: PacketContext,
  parts: ShapeParts,
  knowledge: ShapeKnowledge,
): readonly Shape[] => recipes[context.kind].flatMap((recipe) => recipe(context, parts, knowledge))
