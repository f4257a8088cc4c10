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
    (each) => `${each.on} ${each.op} ${each.target} ${each.to}`,
  )
}

// The packet E5 has MySQL in a container and a fake S3, E4 has contract and smoke out.
describe('readReply on what the packet says already', { timeout: 60_000 }, () => {
  it.each([
    ['E5', 'our mysql is in a container, that much is clear', []],
    ['E5', 'our mysql is a fake', ['dependency set mysql fake']],
    ['E5', 'mysql in a container, s3 as a fake. suits me', []],
    ['E5', 'mysql as a mock, please, s3 as a fake. suits me', ['dependency set mysql mock']],
    ['E5', 'mysql in a container, fine by me', []],
    ['E5', 'mysql as a fake, ok for me', ['dependency set mysql fake']],
    ['E4', 'contract is out, smoke is out', []],
    ['E4', 'contract is in, smoke is out', ['layer set contract in']],
    ['E4', 'drop smoke', ['layer set smoke out']],
    ['E4', 'smoke is out because staging is', ['layer set smoke out']],
    ['E1', 'scenarios 1 and 2 on the PR, agreed', []],
    ['E1', 'unit nightly, agreed', []],
    ['E5', 'mysql in a container, s3 on PR as a mock, fine by all of us. good', []],
    ['E2', 'redis in a container for all of them', ['dependency set redis containerized']],
    ['E2', 'redis in a container, always has been', []],
  ])('%s: %s', (packet, text, expected) => {
    expect(changes(packet, text)).toEqual(expected)
  })
})

describe('readReply on stories and plans', { timeout: 60_000 }, () => {
  it.each([
    ['E1', 'maybe we drop scenario 3', []],
    ['E1', 'drop scenario 3', ['scenario remove 3 null']],
    ['E5', 'in the other project mysql is a fake', []],
    ['E5', 'in this project mysql is a fake', ['dependency set mysql fake']],
    ['E1', 'drop scenario 3, oh wait, you did', []],
    ['E1', '+1 on drop scenario 3', []],
    ['E5', 'the ledger repo has mysql as a fake', []],
    ['E5', 'team Lisbon runs mysql as a fake', []],
    ['E1', 'what remains of unit is pure luck', []],
  ])('%s: %s', (packet, text, expected) => {
    expect(changes(packet, text)).toEqual(expected)
  })

  it('reads an arrow of characters as a case and a drawn one as a conclusion', () => {
    const added = (arrow: string): readonly string[] =>
      changes('E1', `hold of a deleted article ${arrow} freed at once`)
    expect(added('->')).toEqual(['scenario add new hold of a deleted article -> freed at once'])
    expect(added('→')).toEqual([])
  })

  it('goes on with a new sentence behind an abbreviation and a capital', () => {
    expect(changes('E12', 'the PR budget is 8 min. I asked for more, they said maybe')).toEqual([
      'constraint add budget@pr 8 min',
    ])
  })
})

describe('readReply on questions without a mark and on commands', () => {
  it.each([
    ['E12', 'bytes or characters, which do we count', 'question'],
    ['E12', 'two writers on one row: who wins', 'question'],
    ['E12', 'what we count is bytes, drop scenario 3', 'amendment'],
    ['E12', 'could someone translate "expand"', 'question'],
    ['E12', 'put this to csv', 'command'],
    ['E12', 'the csv keeps its columns', 'talk'],
    ['E12', 'list all revisions', 'command'],
    ['E12', 'ping me on Friday', 'command'],
    ['E12', 'the change is accepted by the board', 'command'],
  ])('%s: %s is %s', (packet, text, kind) => {
    const context = contexts.get(packet)
    if (context === undefined) throw new Error(`no packet ${packet}`)
    expect(readReply(text, context, knowledge).kind).toBe(kind)
  })
})
