import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type CueTree, findCues, plantCues } from '../../src/engine/classify/cues.ts'
import { clausePartsOf } from '../../src/engine/classify/clause-parts.ts'
import { featuresOf } from '../../src/engine/classify/features.ts'
import { createLanguage } from '../../src/engine/language.ts'
import { readRequest } from '../../src/engine/read-request.ts'
import { readTables } from '../../src/knowledge/document.ts'
import { KnowledgeError, type KnowledgeProblem } from '../../src/knowledge/knowledge-error.ts'
import { readSignals } from '../../src/knowledge/signals.ts'
import { corpusFiles, type Labelled } from './corpus.ts'
import type { Example } from './fit.ts'

/** The cues of a `signals.md`, as the engine plants them. */
export function cuesOf(file: string): CueTree {
  const found: KnowledgeProblem[] = []
  const problems = { add: (problem: KnowledgeProblem) => found.push(problem), accept: () => {} }
  const rows = readSignals(readTables('signals.md', readFileSync(file, 'utf8')), problems)
  if (found.length > 0) throw new KnowledgeError(found)
  return plantCues(rows.map((row) => row.value))
}

/** What the classifier sees of each request. */
export function readExamples(items: readonly Labelled[], cues: CueTree): readonly Example[] {
  const language = createLanguage()
  return items.map((item) => {
    const reading = readRequest(item.text, language)
    const found = findCues(reading, cues)
    const features = featuresOf(reading, found, cues.testWords)
    return { item, features, parts: clausePartsOf(reading, found, features) }
  })
}

export const hashOf = (...files: readonly string[]): string => {
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(file, 'utf8').replaceAll('\r\n', '\n'))
  return hash.digest('hex')
}

export const corpusHash = (directory: string): string =>
  hashOf(...corpusFiles.map((file) => `${directory}/${file}`))
