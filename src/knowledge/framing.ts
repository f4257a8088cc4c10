import type { FrameKnowledge } from '../engine/frame/knowledge.ts'
import { mentionKinds } from '../engine/mentions.ts'
import type { MentionKnowledge } from '../engine/mentions.ts'
import { indexPhrases } from '../engine/mentions/phrases.ts'
import { readDependencies } from './dependencies.ts'
import type { Documents } from './documents.ts'
import { readRisks } from './risks.ts'
import type { Problems } from './rows.ts'
import { readRuntimes } from './runtimes.ts'
import { readStatements } from './statements.ts'
import { readSurfaces } from './surfaces.ts'

/** Everything that `findMentions` and `frameRequest` know, from the five documents of step 2. */
export function readFraming(
  documents: Pick<Documents, 'tables'>,
  problems: Problems,
): FrameKnowledge & MentionKnowledge {
  const dependencies = readDependencies(documents.tables('dependencies.md'), problems)
  const runtimes = readRuntimes(documents.tables('runtimes.md'), problems)
  const surfaces = readSurfaces(documents.tables('surfaces.md'), problems)
  const { lexicon: risks, strongCues, ...risk } = readRisks(documents.tables('risks.md'), problems)
  const statements = readStatements(documents.tables('coverage-and-constraints.md'), problems)
  const lexicons = {
    dependency: dependencies.lexicon,
    runtime: runtimes.lexicon,
    surface: surfaces.lexicon,
    risk: risks,
    ...statements.lexicons,
  }
  return {
    lexicons,
    everything: indexPhrases(
      mentionKinds.flatMap((kind) => lexicons[kind].rows.map((row) => ({ ...row, kind }))),
    ),
    negations: statements.negations,
    contradictions: statements.contradictions,
    dependencies: dependencies.entries,
    needs: dependencies.needs,
    runtimes: runtimes.entries,
    surfaces: surfaces.entries,
    titles: surfaces.titles,
    strongCues: new Set([...strongCues, ...surfaces.strong]),
    leadingCues: surfaces.leading,
    ...risk,
  }
}
