import { describe, expect, it } from 'vitest'
import { readTables } from '../../src/knowledge/document.ts'
import type { KnowledgeProblem } from '../../src/knowledge/knowledge-error.ts'
import { readReplies } from '../../src/knowledge/replies.ts'

function problemsOf(markdown: string): readonly string[] {
  const found: KnowledgeProblem[] = []
  readReplies(readTables('replies.md', markdown), { add: (problem) => void found.push(problem) })
  return found.map((each) => `${each.line}: ${each.message}`)
}

describe('replies.md', () => {
  const head = '| id | on | op | target | to | ask | templates |\n|---|---|---|---|---|---|---|\n'

  it('accepts a way to say a change whose templates have every slot of the change', () => {
    expect(problemsOf(`${head}| out | layer | set | {layers} | out | | drop {layers} |`)).toEqual(
      [],
    )
  })

  it('reports a template without a slot that the change needs', () => {
    expect(problemsOf(`${head}| out | layer | set | {layers} | out | | drop it |`)).toEqual([
      expect.stringContaining('3: '),
    ])
  })

  it('reports a slot that nothing defines', () => {
    expect(problemsOf(`${head}| out | layer | set | unit | out | | drop {layrs} |`)).toEqual([
      expect.stringContaining('3: no slot or word class is called {layrs}'),
    ])
  })

  it('reports a strategy that the method does not know', () => {
    const table = '| id | strategy | force | words |\n|---|---|---|---|\n| one | spy | word | spy |'
    expect(problemsOf(table)).toHaveLength(1)
  })

  it('reports a frame with a kind of words that has no row', () => {
    const table =
      '| id | tag | words |\n|---|---|---|\n| a | remove | drop |\n\n' +
      '| id | on | op | target | to | ask | frames |\n|---|---|---|---|---|---|---|\n'
    const frame = (pattern: string): string =>
      `${table}| out | layer | set | {layers} | out | | ${pattern} |`
    expect(problemsOf(frame('^ remove (~) {layers} $'))).toEqual([])
    expect(problemsOf(frame('remov {layers}'))).toEqual([
      expect.stringContaining('7: no frame word or word class is called "remov"'),
    ])
  })
})
