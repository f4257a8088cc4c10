import { describe, expect, it, test } from 'vitest'
import { serviceKey, servicesOf } from '../../src/engine/service-names.ts'
import { plan } from '../../src/engine/plan.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'

const knowledge = loadKnowledge('references')
const named = (text: string) => servicesOf(text, plan({ text }, [], knowledge))
const namesIn = (text: string) => named(text).map(({ name }) => name)

describe('services are read by the names that teams give them', () => {
  it.each([
    ['Our orders-api calls the billing service over gRPC.', ['orders-api', 'billing service']],
    ['Refunds in payments_service need the ledger API.', ['payments_service', 'ledger API']],
    ['The invoice worker in billing-svc drops jobs.', ['billing-svc']],
    [
      'UserService and the notification-gateway share a table.',
      ['UserService', 'notification-gateway'],
    ],
    [
      'Checkout calls the inventory, tax, and pricing services.',
      ['inventory service', 'tax service', 'pricing service'],
    ],
    ['The Billing API answers 500, and billing-service logs it.', ['Billing API']],
  ])('%s', (text, names) => {
    expect(namesIn(text)).toEqual(names)
  })

  it.each([
    'Our service is slow, and the service behind it too.',
    'We have a REST API, a public API and a third-party API.',
    'We call the Stripe API from our Express API.',
    'FastAPI tests with OpenAPI and mongodb-memory-server.',
    'A self-service portal beside the web service.',
    'Each of the three services has its own database.',
  ])('nobody names one in: %s', (text) => {
    expect(namesIn(text)).toEqual([])
  })
})

test('a service is one, however its name is written', () => {
  const written = [
    'orders',
    'orders-api',
    'Orders API',
    'orders_service',
    'OrdersService',
    'ORDERS svc',
  ]
  expect(new Set(written.map(serviceKey))).toEqual(new Set(['orders']))
  expect(serviceKey('order management service')).toBe('order-management')
  expect([serviceKey('service'), serviceKey('the API'), serviceKey(' '), serviceKey('-')]).toEqual([
    '',
    '',
    '',
    '',
  ])
})

test('a surface that a person corrected and an internal service that is a dependency are named too', () => {
  const verdict = plan(
    { text: 'We added retries. Kong sits in front.' },
    [
      {
        id: 'a',
        on: 'surface',
        target: 'surface',
        op: 'set',
        to: 'the pricing service',
        because: null,
        by: 'U1',
      },
    ],
    knowledge,
  )
  expect(servicesOf('We added retries.', verdict).map(({ key }) => key)).toEqual([
    'pricing',
    'kong',
  ])
})

test('a very long text names a few, and none of its longest words', () => {
  const text = Array.from(
    { length: 4000 },
    (_, at) => `part${at}-service and ${'x'.repeat(80)}-api`,
  )
  const found = named(text.join(' ').slice(0, 40_000))
  expect(found).toHaveLength(12)
  expect(found.every(({ name }) => name.length <= 60)).toBe(true)
})
