import { plantCues } from '../engine/classify/cues.ts'
import type { Knowledge, Rule } from '../engine/knowledge.ts'
import { createLanguage } from '../engine/language.ts'
import type { Language } from '../engine/language.ts'
import { readAssumptions, readPresumptions } from './assumptions.ts'
import { readClassifierWeights } from './classifier-weights.ts'
import { readDocuments } from './documents.ts'
import { readFraming } from './framing.ts'
import { readFramingQuestions } from './framing-questions.ts'
import { KnowledgeError, type KnowledgeProblem } from './knowledge-error.ts'
import type { Problems } from './rows.ts'
import { readLanguages } from './languages.ts'
import { readReplies } from './replies.ts'
import { readRouteOuts } from './route-outs.ts'
import { readScenarios } from './scenarios.ts'
import { readSignals } from './signals.ts'
import { readVaguePhrases } from './vague-phrases.ts'
import { readLayers } from './layers.ts'
import { readGates } from './gates.ts'
import { readFlake } from './flake.ts'
import { readContracts } from './contracts.ts'
import { readFixtureMemo } from './fixture-memo.ts'
import { readControl } from './control.ts'
import { readLanes } from './lanes.ts'
import { readRealism } from './realism.ts'
import { readStacks } from './stacks.ts'
import { readLaneSplit } from './lane-split.ts'
import { readNumbers } from './numbers.ts'
import { readWhatIf } from './what-if.ts'

/**
 * Reads and checks all references, an operator's overlay included (its rule: `documents.ts`), and returns them frozen.
 * Throws one `KnowledgeError` that lists every problem of every document.
 */
export function loadKnowledge(directory: string, overlay?: string): Knowledge {
  const { problems, found, rules } = collect()
  const documents = readDocuments(directory, overlay, problems)
  const framing = readFraming(documents, problems)
  const stacks = readStacks(documents.tables('stacks.md'), problems)
  const scenarios = readScenarios(documents.tables('scenarios.md'), problems)
  const { placeholders } = scenarios
  const realism = readRealism(
    documents.tables('dependency-realism.md'),
    stacks,
    placeholders,
    problems,
  )
  const numbers = readNumbers(documents.tables('numbers.md'), problems)
  const assumed = documents.tables('assumptions.md')
  const knowledge: Knowledge = {
    hash: documents.hash,
    rules,
    language: sharedLanguage(),
    languages: readLanguages(documents.tables('languages.md'), problems),
    classify: {
      cues: plantCues(
        readSignals(documents.tables('signals.md'), problems).map((row) => row.value),
      ),
      weights: readClassifierWeights(documents.json('classifier-weights.json'), problems),
    },
    mentions: framing,
    framing,
    assumptions: readAssumptions(assumed, problems),
    presumptions: readPresumptions(assumed, problems),
    framingQuestions: readFramingQuestions(documents.tables('framing-questions.md'), problems),
    phrases: readVaguePhrases(documents.tables('vague-phrases.md'), problems),
    routeOuts: readRouteOuts(documents.tables('route-outs.md'), { placeholders, stacks }, problems),
    scenarios,
    layers: readLayers(documents.tables('layers.md'), problems),
    stacks,
    realism,
    control: readControl(documents.tables('fixtures-and-reset.md'), realism, problems),
    lanes: readLanes(documents.tables('lanes.md'), realism, numbers, problems),
    gates: readGates(documents.tables('gates.md'), problems),
    flake: readFlake(documents.tables('flake-causes.md'), problems),
    contracts: readContracts(documents.tables('contracts.md'), problems),
    fixtureMemo: readFixtureMemo(documents.tables('fixture-memo.md'), problems),
    laneSplit: readLaneSplit(documents.tables('lane-split.md'), problems),
    numbers,
    whatIf: readWhatIf(documents.tables('what-if.md'), problems),
    replies: readReplies(documents.tables('replies.md'), problems),
  }
  if (found.length > 0) throw new KnowledgeError(found)
  return deepFreeze(knowledge)
}

/** The tokenizer's model grows with every load, exponentially, so the process has one. */
let language: Language | undefined
const sharedLanguage = (): Language => (language ??= createLanguage())

function collect(): {
  readonly problems: Problems
  readonly found: readonly KnowledgeProblem[]
  readonly rules: ReadonlyMap<string, Rule>
} {
  const found: KnowledgeProblem[] = []
  const rules = new Map<string, Rule>()
  const add = (problem: KnowledgeProblem): void => {
    found.push(problem)
  }
  return {
    found,
    rules,
    problems: {
      add,
      accept(rule) {
        const earlier = rules.get(rule.id)
        if (earlier !== undefined && earlier.line !== rule.line)
          add({
            document: rule.document,
            line: rule.line,
            message: `id "${rule.id}" stands already in ${earlier.document} on line ${earlier.line}; ids are unique in a document`,
          })
        rules.set(rule.id, rule)
      },
    },
  }
}

/**
 * Rows are frozen; lists and maps of them only by their readonly types. Typed arrays cannot be frozen, and on a frozen list
 * `find`, `some` and `filter` take ten times as long: a packet would wait for that more than for any single step.
 */
function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  if (ArrayBuffer.isView(value)) return value
  if (!Array.isArray(value)) Object.freeze(value)
  for (const each of value instanceof Map ? value.values() : Object.values(value)) deepFreeze(each)
  return value
}
