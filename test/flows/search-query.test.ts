import { describe, expect, it, test } from 'vitest'
import { everything, readQuery } from '../../src/flows/search-query.ts'
import { searchVocabulary } from '../../src/flows/search-vocabulary.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'
import { smallVocabulary } from './small-vocabulary.ts'

const dayMs = 24 * 60 * 60 * 1000
const context = { vocabulary: smallVocabulary, now: 100 * dayMs, userId: 'U1', channelId: 'C1' }
const read = (text: string) => readQuery(text, context)

describe('the words of a search', () => {
  it.each([
    ['', {}],
    ['refunds worker', { words: ['refunds', 'worker'] }],
    ['"paid twice" ledger', { phrases: ['paid twice'], words: ['ledger'] }],
    ['“paid twice”', { phrases: ['paid twice'] }],
    ['kind:flake', { kinds: ['flake-stabilization'] }],
    ['kind:flaek', { kinds: ['flake-stabilization'] }],
    ['kind:contract-and-api-checks', { kinds: ['contract-and-api-checks'] }],
    ['KIND:lane', { kinds: ['execution-lane-split'] }],
    ['risk:idempotency risk:retries', { risks: ['idempotency', 'retries'] }],
    ['surface:queue_consumer', { surfaces: ['queue-consumer'] }],
    ['surface:"queue consumer"', { surfaces: ['queue-consumer'] }],
    ['dep:Postgres', { dependencies: ['postgres'] }],
    ['dep:pg', { dependencies: ['postgres'] }],
    ['service:billing', { services: ['billing'] }],
    ['by:@U42 by:me', { authorIds: ['U42', 'U1'] }],
    ['in:#C42 in:here', { channelIds: ['C42', 'C1'] }],
    ['is:accepted', { status: 'accepted' as const }],
    ['since:30d', { since: 70 * dayMs }],
    ['since:1970-01-11 before:2w', { since: 10 * dayMs, before: 86 * dayMs }],
    ['https://example.org/a', { words: ['https://example.org/a'] }],
    ['-- …', {}],
  ])('%j', (text, query) => {
    expect(read(text)).toMatchObject({ query: { ...everything, ...query }, hints: [] })
  })

  it.each([
    ['colour:red', { words: ['colour:red'] }, 'colour: is no filter'],
    ['kidn:flake', { words: ['kidn:flake'] }, 'Did you mean kind:?'],
    ['risk:weather', { words: ['weather'] }, 'Risks are idempotency, permissions, retries.'],
    ['by:maya', { words: ['maya'] }, 'choose the person'],
    ['since:soon', { words: ['soon'] }, 'since:30d'],
    ['is:done', { words: ['done'] }, 'is:open or is:accepted'],
    ['dep:postgers', { dependencies: ['postgres'] }, '“postgers” was read as postgres'],
  ])('%j is answered with a hint', (text, query, hint) => {
    const found = read(text)
    expect(found.query).toEqual({ ...everything, ...query })
    expect(found.hints.join(' ')).toContain(hint)
  })

  it('settles who and where, so that the next page asks the same elsewhere', () => {
    expect(read('by:me in:here "a b" x').text).toBe('by:@U1 in:#C1 "a b" x')
  })

  it('searches by the beginning of a very long text and says so', () => {
    const found = read(`x${'y'.repeat(400)}`)
    expect(found.query.words[0]).toHaveLength(300)
    expect(found.hints[0]).toContain('first 300 characters')
  })
})

test('the vocabulary of the references knows products, their other names, risks and surfaces', () => {
  const vocabulary = searchVocabulary(loadKnowledge('references'))
  expect(vocabulary.dependencyNamed('pg')).toBe('postgres')
  expect(vocabulary.dependencyNamed('sunshine')).toBeNull()
  expect(vocabulary.products.get('kafka')).toBe('kafka')
  expect(vocabulary.products.get('postgresql')).toBe('postgres')
  expect(vocabulary.risks).toContain('idempotency')
  expect(vocabulary.surfaces).toContain('queue-consumer')
  expect(vocabulary.dependencies).toContain('relational')
})
