/** Every request of the yardstick gets an answer that holds to the method, whatever it is about. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { lintText } from '../../src/engine/lint.ts'
import { plan } from '../../src/engine/plan.ts'
import { countPacketLines } from '../../src/engine/verdict-lines.ts'
import { renderMarkdown } from '../../src/render/markdown.ts'
import { knowledge } from './golden.ts'
import { findSlips } from './slips.ts'

const answers = readFileSync('test/corpus/requests.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => {
    const { id, text } = JSON.parse(line) as { id: string; text: string }
    const verdict = plan({ text }, [], knowledge)
    return { id, text, verdict, markdown: renderMarkdown(verdict) }
  })
const lineCount = (markdown: string): number => markdown.trimEnd().split('\n').length
const failing = (fails: (answer: (typeof answers)[number]) => boolean): readonly string[] =>
  answers.filter(fails).map((each) => each.id)

describe('every answer to the corpus', () => {
  it('is given', () => {
    expect(answers.length).toBeGreaterThan(250)
    expect(new Set(answers.map((each) => each.verdict.verdict)).size).toBe(3)
  })

  it('passes its own checks', () => {
    const findings = answers.flatMap(({ id, verdict }) =>
      verdict.findings.map((finding) => `${id} ${finding.check}: ${finding.message}`),
    )
    expect(findings).toEqual([])
  })

  it('has 45 to 90 lines as a packet, and fewer than 40 otherwise', () => {
    expect(
      failing(({ verdict, markdown }) => {
        const lines = lineCount(markdown)
        return verdict.verdict === 'packet' ? lines < 45 || lines > 90 : lines >= 40
      }),
    ).toEqual([])
  })

  it('is as long as the engine counted', () => {
    expect(
      failing(
        ({ verdict }) =>
          verdict.verdict === 'packet' &&
          countPacketLines(verdict) !== lineCount(renderMarkdown({ ...verdict, findings: [] })),
      ),
    ).toEqual([])
  })

  it('has no sentence that the linter forbids', () => {
    expect(
      failing(({ text, markdown }) => lintText(markdown, text, knowledge.phrases).length > 0),
    ).toEqual([])
  })

  it('has no slip of grammar', () => {
    expect(answers.flatMap(({ text, markdown }) => findSlips(markdown, text))).toEqual([])
  })

  // Plans the whole corpus once more, which takes seconds on a busy machine.
  it('is the same when it is asked for again', { timeout: 60_000 }, () => {
    expect(
      failing(({ text, markdown }) => renderMarkdown(plan({ text }, [], knowledge)) !== markdown),
    ).toEqual([])
  })
})
