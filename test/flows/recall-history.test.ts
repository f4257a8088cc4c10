import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { nearest, productNamed } from '../../src/flows/nearest.ts'
import { historyFlows } from '../../src/flows/recall-history.ts'
import { searchVocabulary } from '../../src/flows/search-vocabulary.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/port.ts'
import { memberViewer, openSample } from '../store/sample.ts'

const vocabulary = searchVocabulary(loadKnowledge('references'))

describe('a mistyped product', () => {
  let store: Store
  beforeEach(async () => {
    store = await openStore(':memory:')
    await openSample(store, 'p1', { requestText: 'Stripe webhooks arrive twice.' })
    await openSample(store, 'p2', { requestText: 'Jobs on Postgres are slow.' })
  })
  afterEach(() => store.close())
  const flows = () => historyFlows({ store, vocabulary, now: () => 5000 })
  const asked = (text: string) => flows().history(memberViewer(), text, null, null)

  it.each([
    ['stirpe', 'p1', [{ from: 'stirpe', to: 'stripe' }]],
    ['webhooks Strpie', 'p1', [{ from: 'Strpie', to: 'stripe' }]],
    ['posgresql', 'p2', [{ from: 'posgresql', to: 'postgres' }]],
    ['pg', 'p2', [{ from: 'pg', to: 'postgres' }]],
    ['stripe', 'p1', []],
  ])('%s finds what was meant and says so', async (text, id, corrected) => {
    const found = await asked(text)
    expect(found.packets.map((each) => each.id)).toEqual([id])
    expect(found.corrected).toEqual(corrected)
    expect((await flows().list(memberViewer(), text)).packets.map((each) => each.id)).toEqual([id])
  })

  it.each(['kafak', 'stirpe refnds', 'zqxv'])(
    '%s stays as typed where nothing fits',
    async (text) => {
      expect(await asked(text)).toMatchObject({ total: 0, corrected: [] })
    },
  )

  it('is never taken for a word that only others’ packets have', async () => {
    await openSample(store, 'p3', {
      requestText: 'The zanzibar ledger.',
      channelId: 'C9',
      channelKind: 'private',
      authorId: 'U9',
    })
    expect(await asked('zanzibra')).toMatchObject({ total: 0, corrected: [] })
  })
})

test.each([
  ['reddis', 'redis'],
  ['rabitmq', 'rabbitmq'],
  ['rabbit-mq', 'rabbitmq'],
  ['elastisearch', 'elasticsearch'],
  ['dinamodb', 'dynamodb'],
  ['mogno', 'mongodb'],
  ['fastapy', 'fastapi'],
  ['kubernets', 'kubernetes'],
  ['refunds', null],
  ['webhooks', null],
  ['table', null],
  ['sq', null],
])('%s means the product %s', (typed, name) => {
  expect(productNamed(typed, vocabulary.products)).toBe(name)
})

test('of two that are equally near neither is meant, unless they mean the same', () => {
  expect(nearest('cart', ['card', 'care'])).toBeNull()
  expect(nearest('cart', ['card', 'care'], () => 'the same')).toBe('card')
})
