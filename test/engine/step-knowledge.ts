import { readFileSync } from 'node:fs'
import type { ShapeKnowledge } from '../../src/engine/shapes/shape-recipe.ts'
import type { GateRow } from '../../src/engine/gates.ts'
import type { Rule } from '../../src/engine/knowledge.ts'
import { readContracts } from '../../src/knowledge/contracts.ts'
import { readTables } from '../../src/knowledge/document.ts'
import type { Table } from '../../src/knowledge/document.ts'
import { readFixtureMemo } from '../../src/knowledge/fixture-memo.ts'
import { readFlake } from '../../src/knowledge/flake.ts'
import { readGates } from '../../src/knowledge/gates.ts'
import type { KnowledgeProblem } from '../../src/knowledge/knowledge-error.ts'
import { readLaneSplit } from '../../src/knowledge/lane-split.ts'
import { readLayers } from '../../src/knowledge/layers.ts'
import { readNumbers } from '../../src/knowledge/numbers.ts'
import { readStacks } from '../../src/knowledge/stacks.ts'
import { readScenarios } from '../../src/knowledge/scenarios.ts'

/** The references of steps 3 and 7 as they ship, without the other steps' documents and without the language model. */
export interface StepKnowledge extends ShapeKnowledge {
  readonly layers: ReturnType<typeof readLayers>
  readonly gates: readonly GateRow[]
}

export const problems: KnowledgeProblem[] = []
export const rules = new Map<string, Rule>()

const collect = {
  add: (problem: KnowledgeProblem): void => {
    problems.push(problem)
  },
  accept: (rule: Rule): void => {
    rules.set(rule.id, rule)
  },
}

const tables = (name: string): readonly Table[] =>
  readTables(name, readFileSync(new URL(`../../references/${name}`, import.meta.url), 'utf8'))

export const stepKnowledge: StepKnowledge = {
  scenarios: readScenarios(tables('scenarios.md'), collect),
  layers: readLayers(tables('layers.md'), collect),
  gates: readGates(tables('gates.md'), collect),
  flake: readFlake(tables('flake-causes.md'), collect),
  contracts: readContracts(tables('contracts.md'), collect),
  fixtureMemo: readFixtureMemo(tables('fixture-memo.md'), collect),
  laneSplit: readLaneSplit(tables('lane-split.md'), collect),
  numbers: readNumbers(tables('numbers.md'), collect),
  stacks: readStacks(tables('stacks.md'), collect),
}
