import { describe, expect, it } from 'vitest'
import { replyContexts } from '../../scripts/evaluate/replies.ts'
import { readReply } from '../../src/engine/read-reply.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'

const knowledge = loadKnowledge('references')
const contexts = replyContexts(knowledge)
const changes = (packet: string, text: string): readonly string[] => {
  const context = contexts.get(packet)
  if (context === undefined) throw new Error(`no packet ${packet}`)
  return readReply(text, context, knowledge).changes.map(
    ({ target, to }) => `${target} ${to ?? ''}`,
  )
}
// The first reading compiles all rows.
changes('E1', 'hello')

describe('who answers an open question, until when, and what the answer is', () => {
  it.each([
    [
      'E12',
      'the deprecation window is decided by Rana, not later than 3 May',
      ['api-design.owner Rana', 'api-design.due 3 May'],
    ],
    ['E4', 'the flake policy is with the release crew', ['testing-strategies.owner release crew']],
    [
      'E3',
      'support window: @omar, by the 9th',
      ['api-design.owner @omar', 'api-design.due the 9th'],
    ],
    [
      'E5',
      'the branch policy was settled by the board: two approvals',
      ['testing-strategies.answer two approvals'],
    ],
    ['E9', 'the first error was a deadlock on orders', ['debugging.answer deadlock on orders']],
    ['E4', 'Noor read the flake policy on the train', []],
  ])('%s: %s', (packet, text, expected) => {
    expect(changes(packet, text)).toEqual(expected)
  })
})

describe('which packet is wanted', () => {
  it.each([
    [
      'E1',
      'half of the runs are red for no reason, so flake-stabilization first',
      ['primary flake-stabilization'],
    ],
    ['E4', 'the suite takes an hour → lanes', ['primary execution-lane-split']],
    ['E9', 'the fix is live, coverage-plan please', ['primary coverage-plan']],
    ['E4', 'coverage later, debugging first', ['primary debugging']],
    ['E4', 'we read about lanes yesterday', []],
  ])('%s: %s', (packet, text, expected) => {
    expect(changes(packet, text)).toEqual(expected)
  })
})

describe('numbered answers', () => {
  it.each([
    ['1. import job 2. a lost row 3. missing 4. yes'],
    ['1 = import job, 2 = a lost row, 3 = missing, 4 = yes'],
    ['Q1: import job. Q2: a lost row. Q3: missing'],
  ])('%s', (text) => {
    expect(changes('E11', text)).toEqual([
      'surface import job',
      'persistence a lost row',
      'primary coverage-plan',
    ])
  })
})
