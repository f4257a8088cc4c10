import { readFileSync } from 'node:fs'
import type { FrameKnowledge } from '../../src/engine/frame.ts'
import { frameRequest } from '../../src/engine/frame.ts'
import type { Rule } from '../../src/engine/knowledge.ts'
import { createLanguage } from '../../src/engine/language.ts'
import { findMentions } from '../../src/engine/mentions.ts'
import type { Mention, MentionKind, MentionKnowledge } from '../../src/engine/mentions.ts'
import type { Amendment, Framing, VerdictLabel } from '../../src/engine/packet.ts'
import { readRequest } from '../../src/engine/read-request.ts'
import { readTables } from '../../src/knowledge/document.ts'
import { readFraming } from '../../src/knowledge/framing.ts'
import type { KnowledgeProblem } from '../../src/knowledge/knowledge-error.ts'

export const problems: KnowledgeProblem[] = []
export const rules = new Map<string, Rule>()

/** The references of step 2 as they ship. */
export const knowledge: FrameKnowledge & MentionKnowledge = readFraming(
  {
    tables: (name) =>
      readTables(name, readFileSync(new URL(`../../references/${name}`, import.meta.url), 'utf8')),
  },
  {
    add: (problem) => problems.push(problem),
    accept: (rule) => rules.set(rule.id, rule),
  },
)
const language = createLanguage()

export const mentionsOf = (text: string, kind?: MentionKind): readonly Mention[] =>
  findMentions(readRequest(text, language), knowledge).filter(
    (each) => kind === undefined || each.kind === kind,
  )

/** The framing of a request that step 1 judged to be `primary`. */
export function framed(
  text: string,
  primary: VerdictLabel = 'coverage-plan',
  amendments: readonly Partial<Amendment>[] = [],
): Framing {
  const reading = readRequest(text, language)
  return frameRequest(
    reading,
    findMentions(reading, knowledge),
    {
      primary,
      secondary: null,
      confidence: 'high',
      probability: 1,
      runnerUp: null,
      reason: '',
      evidence: [],
    },
    amendments.map((each, at) => ({
      id: `a${at + 1}`,
      on: 'surface',
      target: 'surface',
      op: 'set',
      to: null,
      because: null,
      by: 'U1',
      ...each,
    })),
    knowledge,
  )
}

export const named = (framing: Framing): readonly string[] =>
  framing.dependencies.filter((each) => each.stated).map((each) => each.dependency)
export const assumed = (framing: Framing): readonly string[] =>
  framing.dependencies.filter((each) => !each.stated).map((each) => each.dependency)
export const runtimes = (framing: Framing): readonly string[] =>
  framing.runtime.map((each) => each.runtime)
export const riskNames = (framing: Framing): readonly string[] =>
  framing.risks.map((each) => each.risk)
