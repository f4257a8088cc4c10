/** Step 7's special part: the recipe for each packet kind's own shape. A new kind is a new file and a row here. */
import type { PacketContext } from '../context.ts'
import type { PacketKind, Shape } from '../packet.ts'
import { compatibility } from './compatibility.ts'
import { coverageExclusions } from './coverage-exclusions.ts'
import { fixtureMemo } from './fixture-memo.ts'
import { flakeMemo } from './flake-memo.ts'
import { laneSplit } from './lane-split.ts'
import type { ShapeKnowledge, ShapeParts, ShapeRecipe } from './shape-recipe.ts'

const recipes: Readonly<Record<PacketKind, ShapeRecipe>> = {
  'coverage-plan': coverageExclusions,
  'fixture-and-reset-plan': fixtureMemo,
  'contract-and-api-checks': compatibility,
  'flake-stabilization': flakeMemo,
  'execution-lane-split': laneSplit,
}

export const shapesOf = (
  context: PacketContext,
  parts: ShapeParts,
  knowledge: ShapeKnowledge,
): readonly Shape[] => recipes[context.kind](context, parts, knowledge)
