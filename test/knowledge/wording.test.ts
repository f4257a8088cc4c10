import { describe, expect, it } from 'vitest'
import { lintText } from '../../src/engine/lint.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'

const { rules, phrases } = loadKnowledge('references')

/** Documents whose rows hold words of requests or forbidden phrases, not sentences of packets. */
const wordLists = new Set([
  'signals.md',
  'risks.md',
  'surfaces.md',
  'dependencies.md',
  'runtimes.md',
  'coverage-and-constraints.md',
  'vague-phrases.md',
])

describe('the sentences of the references', () => {
  const sentences = [...rules.values()].filter((rule) => !wordLists.has(rule.document))

  it('are read at all', () => {
    expect(sentences.length).toBeGreaterThan(400)
  })

  it('hold to what no packet may say', () => {
    const problems = sentences.flatMap((rule) =>
      lintText(rule.text, '', phrases).map(
        (problem) => `${rule.document}:${rule.line}: "${problem.found}"; say ${problem.instead}`,
      ),
    )
    expect(problems).toEqual([])
  })
})
