import { afterEach, beforeEach, expect, it } from 'vitest'
import { everything } from '../../src/flows/search-query.ts'
import type { Verdict } from '../../src/engine/packet.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { HistoryQuery, NewPacket, Store, Viewer } from '../../src/store/port.ts'
import { deliveriesOf, memberViewer, packetOf, revisionOf, sampleVerdict } from './sample.ts'

let store: Store
beforeEach(async () => {
  store = await openStore(':memory:')
})
afterEach(() => store.close())

const verdictAbout = (
  title: string,
  framing: {
    readonly risks?: readonly string[]
    readonly dependencies?: readonly string[]
    readonly surfaces?: readonly string[]
  } = {},
): Verdict => ({
  ...sampleVerdict,
  framing: {
    ...sampleVerdict.framing,
    title,
    risks: (framing.risks ?? []).map((risk) => ({ risk, words: risk, stated: true, evidence: [] })),
    surfaces: (framing.surfaces ?? []).map((surface) => ({
      surface,
      words: `the ${surface}`,
      stated: true,
      evidence: [],
    })),
    dependencies: (framing.dependencies ?? []).map((dependency) => ({
      dependency,
      name: dependency,
      kind: dependency === 'postgres' ? 'relational' : 'other',
      stated: true,
      evidence: [],
    })),
  },
})

const plant = (
  id: string,
  requestText: string,
  verdict = verdictAbout('a title'),
  overrides: Partial<NewPacket> = {},
) =>
  store.openPacket(
    packetOf(id, { requestText, ...overrides }),
    revisionOf(1, { verdict }),
    deliveriesOf(id, 0),
    `once-${id}`,
  )

const search = async (query: Partial<HistoryQuery>, viewer: Viewer = memberViewer()) =>
  store.history(viewer, { ...everything, ...query }, 10, null)
const idsOf = async (query: Partial<HistoryQuery>, viewer?: Viewer) =>
  (await search(query, viewer)).packets.map((packet) => packet.id)

it('finds words in any form, in the request and in the packet, all of them', async () => {
  await plant('p1', 'Refunds are retried twice.')
  await plant('p2', 'Nothing of the kind.', verdictAbout('the refund worker'))
  await plant('p3', 'A refund only.')
  expect((await idsOf({ words: ['refund'] })).toSorted()).toEqual(['p1', 'p2', 'p3'])
  expect(await idsOf({ words: ['refund', 'retry'] })).toEqual(['p1'])
  expect(await idsOf({ words: ['ref*', 'retries'] })).toEqual(['p1'])
  expect(await idsOf({ phrases: ['retried twice'] })).toEqual(['p1'])
  expect(await idsOf({ phrases: ['twice retried'] })).toEqual([])
})

it('ranks a match in the title above one in the text, and the newest of equals first', async () => {
  await plant('old', 'About ledgers.', undefined, { createdAt: 1 })
  await plant('new', 'About ledgers.', undefined, { createdAt: 2 })
  await plant('titled', 'Something.', verdictAbout('the ledgers'), { createdAt: 0 })
  expect(await idsOf({ words: ['ledger'] })).toEqual(['titled', 'new', 'old'])
})

it('marks what matched, and keeps markup that a person typed as plain text', async () => {
  await plant('p1', 'The <b>refund</b> *worker* <@U1> fails.')
  const { packets } = await search({ words: ['refunds'] })
  expect(packets[0]?.excerpt).toEqual([
    { text: 'The <b>', isMatch: false },
    { text: 'refund', isMatch: true },
    { text: '</b> *worker* <@U1> fails.', isMatch: false },
  ])
})

it('takes nothing that was typed for an operator of the full text', async () => {
  await plant('p1', 'Refunds AND "ledgers" NEAR the title: column')
  for (const word of [
    '"',
    'a"b',
    'title:',
    'NEAR(',
    '^refund',
    '(',
    'OR',
    "x' OR 1=1 --",
    '-refund',
  ])
    await expect(search({ words: [word] })).resolves.toBeDefined()
  expect(await idsOf({ words: ['AND'] })).toEqual(['p1'])
  expect(await idsOf({ words: ['OR'] })).toEqual([])
})

it('filters by kind, surface, dependency, its kind, risk, service, person, channel and age', async () => {
  const verdict = verdictAbout('billing run', {
    risks: ['idempotency'],
    dependencies: ['postgres'],
    surfaces: ['worker'],
  })
  await plant('p1', 'one', verdict, { authorId: 'U5', channelId: 'C5', createdAt: 5000 })
  await plant('p2', 'two', undefined, { createdAt: 100 })
  for (const query of [
    { risks: ['idempotency', 'money'] },
    { dependencies: ['postgres'] },
    { dependencies: ['relational'] },
    { surfaces: ['worker'] },
    { services: ['billing'] },
    { authorIds: ['U5'] },
    { channelIds: ['C5'] },
    { since: 5000 },
  ])
    expect([query, await idsOf(query)]).toEqual([query, ['p1']])
  expect(await idsOf({ before: 5000 })).toEqual(['p2'])
  expect(await idsOf({ kinds: ['needs-framing'] })).toEqual(['p1', 'p2'])
  expect(await idsOf({ kinds: ['coverage-plan'] })).toEqual([])
  expect(await idsOf({ risks: ['idempotency'], authorIds: ['U1'] })).toEqual([])
})

it('finds a service however it is written, in the request or in what the packet is about', async () => {
  await plant('p1', 'Our orders-api calls the billing service.')
  await plant('p2', 'The Orders API is slow.')
  await plant('p3', 'We take orders by phone.', verdictAbout('phone orders'))
  await plant('p4', 'We take orders by phone.')
  for (const written of ['orders-api', 'Orders', 'orders service', 'OrdersService'])
    expect([written, (await idsOf({ services: [written] })).toSorted()]).toEqual([
      written,
      written === 'Orders' ? ['p1', 'p2', 'p3'] : ['p1', 'p2'],
    ])
  expect(await idsOf({ services: ['billing', 'ledger'] })).toEqual(['p1'])
  expect(await idsOf({ services: ['billing'], words: ['phone'] })).toEqual([])
  expect(await idsOf({ services: ['service'] })).toEqual([])
  expect((await search({ services: ['orders'] })).facets.service).toEqual([
    { value: 'orders', count: 2 },
    { value: 'billing', count: 1 },
  ])
})

it('tells accepted packets from open ones, and a revised one is open again', async () => {
  await plant('p1', 'one')
  await plant('p2', 'two')
  await store.markAccepted('p1', 1)
  expect(await idsOf({ status: 'accepted' })).toEqual(['p1'])
  expect(await idsOf({ status: 'open' })).toEqual(['p2'])
  await store.appendRevision('p1', revisionOf(2), [])
  expect(await idsOf({ status: 'accepted' })).toEqual([])
})

it('finds a revised packet by its new words and filters only', async () => {
  await plant('p1', 'one', verdictAbout('kafka topic', { risks: ['ordering'] }))
  await store.appendRevision(
    'p1',
    revisionOf(2, { verdict: verdictAbout('rabbit queue', { risks: ['retries'] }) }),
    [],
  )
  expect(await idsOf({ words: ['kafka'] })).toEqual([])
  expect(await idsOf({ words: ['rabbit'] })).toEqual(['p1'])
  expect(await idsOf({ risks: ['ordering'] })).toEqual([])
  expect(await idsOf({ risks: ['retries'] })).toEqual(['p1'])
})

it('finds nothing of a packet whose transaction was rolled back', async () => {
  await plant('p1', 'refunds', undefined, { name: 'calm-otter-7' })
  await expect(plant('p2', 'refunds', undefined, { name: 'calm-otter-7' })).rejects.toThrow(
    /unique/i,
  )
  expect((await search({ words: ['refunds'] })).total).toBe(1)
})

it('counts by kind, dependency and risk only what the viewer may see', async () => {
  const secret = verdictAbout('secret', { risks: ['tenancy'], dependencies: ['oracle'] })
  await plant('p1', 'refunds', verdictAbout('open', { risks: ['money'] }))
  await plant('p2', 'refunds of the vault service', secret, {
    channelId: 'C9',
    channelKind: 'private',
    authorId: 'U9',
  })
  await plant('p3', 'refunds', secret, { teamId: 'T2' })
  const seen = await search({ words: ['refunds'] })
  expect(seen.total).toBe(1)
  expect(seen.facets).toEqual({
    kind: [{ value: 'needs-framing', count: 1 }],
    surface: [],
    service: [],
    dependency: [],
    risk: [{ value: 'money', count: 1 }],
  })
  expect(await idsOf({ risks: ['tenancy'] })).toEqual([])
  expect(await idsOf({ services: ['vault'] })).toEqual([])
  expect((await search({ words: ['refunds'] }, memberViewer({ memberOf: ['C9'] }))).total).toBe(2)
})

it('pages ranked results so that none comes twice and none is lost while packets arrive and change', async () => {
  const ids = Array.from({ length: 23 }, (_, at) => `p${at}`)
  for (const [at, id] of ids.entries())
    await plant(id, `refund ${'refund '.repeat(at % 5)}`, undefined, { createdAt: at })
  const query = { ...everything, words: ['refund'] }
  const seen: string[] = []
  let next = null
  for (let page = 0; page < 5; page += 1) {
    const found = await store.history(memberViewer(), query, 5, next)
    seen.push(...found.packets.map((packet) => packet.id))
    next = found.next
    await plant(`late${page}`, 'refund refund refund', undefined, { createdAt: 100 + page })
    await store.appendRevision(
      `p${page}`,
      revisionOf(2, { verdict: verdictAbout(`refund of ${page}`) }),
      [],
    )
  }
  expect(next).toBeNull()
  expect(seen.toSorted()).toEqual(ids.toSorted())
})
