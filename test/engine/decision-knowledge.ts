/** The references of steps 4 to 6 alone, so that a mistake in another document does not fail their tests. */
import { readFileSync } from 'node:fs'
import type { Rule } from '../../src/engine/knowledge.ts'
import { readControl } from '../../src/knowledge/control.ts'
import type { Table } from '../../src/knowledge/document.ts'
import { readTables } from '../../src/knowledge/document.ts'
import type { KnowledgeProblem } from '../../src/knowledge/knowledge-error.ts'
import { readLanes } from '../../src/knowledge/lanes.ts'
import { readNumbers } from '../../src/knowledge/numbers.ts'
import { readRealism } from '../../src/knowledge/realism.ts'
import { readScenarios } from '../../src/knowledge/scenarios.ts'
import { readStacks } from '../../src/knowledge/stacks.ts'

export const tablesOf = (name: string): readonly Table[] =>
  readTables(name, readFileSync(new URL(`../../references/${name}`, import.meta.url), 'utf8'))

const found: KnowledgeProblem[] = []
const rules = new Map<string, Rule>()
const problems = {
  add: (problem: KnowledgeProblem) => found.push(problem),
  accept: (rule: Rule) => {
    rules.set(rule.id, rule)
  },
}

const stacks = readStacks(tablesOf('stacks.md'), problems)
const { placeholders } = readScenarios(tablesOf('scenarios.md'), problems)
const realism = readRealism(tablesOf('dependency-realism.md'), stacks, placeholders, problems)
const control = readControl(tablesOf('fixtures-and-reset.md'), realism, problems)
const lanes = readLanes(
  tablesOf('lanes.md'),
  realism,
  readNumbers(tablesOf('numbers.md'), problems),
  problems,
)

export const decisionKnowledge = { stacks, realism, control, lanes, rules, problems: found }
