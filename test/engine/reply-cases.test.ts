import { describe, expect, it } from 'vitest'
import { replyContexts } from '../../scripts/evaluate/replies.ts'
import { readReply } from '../../src/engine/read-reply.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'

const knowledge = loadKnowledge('references')
const contexts = replyContexts(knowledge)

function changes(packet: string, text: string): readonly string[] {
  const context = contexts.get(packet)
  if (context === undefined) throw new Error(`no packet ${packet}`)
  return readReply(text, context, knowledge).changes.map((each) =>
    [each.on, each.target, each.op, ...(each.to === null ? [] : [each.to])].join(' '),
  )
}

describe('readReply on cases that are said over several clauses', { timeout: 20_000 }, () => {
  it.each([
    ['E1', '5: we publish in one transaction since spring, delete it', ['scenario 5 remove']],
    [
      'E1',
      '2 and 4 are proven by the ledger team, scrap both',
      ['scenario 2 remove', 'scenario 4 remove'],
    ],
    ['E4', 'Cause 2 was proven wrong by the logs. Throw it away', ['scenario cause 2 remove']],
    ['E4', 'kill 2', ['scenario cause 2 remove']],
    ['E1', '6 to the top of the list', ['scenario 6 move to the top of the list']],
    [
      'E4',
      'cause 5: the proxy closes idle sockets',
      ['scenario cause 5 add the proxy closes idle sockets'],
    ],
    ['E1', '3 with four sweepers instead', ['scenario 3 set four sweepers']],
  ])('%s: %s', (packet, text, expected) => {
    expect(changes(packet, text)).toEqual(expected)
  })

  it('leaves a case alone when the order is about something else', () => {
    expect(changes('E1', '4 is slow, Kafka is why, drop it')).not.toContain('scenario 4 remove')
    expect(changes('E1', 'I have seen 4 with my own eyes')).toEqual([])
  })
})

describe('readReply on risks told before they are named', { timeout: 20_000 }, () => {
  it.each([
    [
      'E1',
      'Holds are freed twice after a restart. Put that down as a risk',
      'risk idempotency add Holds are freed twice after a restart',
    ],
    [
      'E5',
      'invoices are mailed twice when the worker restarts, list it',
      'risk idempotency add invoices are mailed twice when the worker restarts',
    ],
    ['E1', '"stock freed twice" isn\'t a risk', 'risk idempotency remove stock freed twice'],
  ])('%s: %s', (packet, text, expected) => {
    expect(changes(packet, text)).toEqual([expected])
  })

  it('names no risk out of the words that only point at one', () => {
    expect(changes('E1', 'so that risk is well placed')).toEqual([])
  })
})

describe('readReply on what is kept of a failure', { timeout: 20_000 }, () => {
  it.each([
    ['E4', 'attach the heap histogram too', 'control debug add the heap histogram'],
    ['E4', 'access logs must not be uploaded', 'control debug remove access logs'],
    ['E1', 'debug w/o the lock table', 'control debug remove the lock table'],
  ])('%s: %s', (packet, text, expected) => {
    expect(changes(packet, text)).toEqual([expected])
  })
})

describe('readReply on the borders of free values', { timeout: 20_000 }, () => {
  it.each([
    ['E2', 'reset: truncate everything, i timed it twice', 'control reset set truncate everything'],
    ['E2', 'isolation: per file (one licence)', 'control isolation set per file'],
    ['E1', 'debug: the slow log', 'control debug add the slow log'],
    ['E2', 'we have 30 cypress specs w/ retries', 'coverage smoke add 30 cypress specs w/ retries'],
  ])('%s: %s', (packet, text, expected) => {
    expect(changes(packet, text)).toEqual([expected])
  })

  it('is no order of ours what another team does', () => {
    expect(changes('E2', 'they reset per class over there')).toEqual([])
  })
})
