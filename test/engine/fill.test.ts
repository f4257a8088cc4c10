import { describe, expect, it } from 'vitest'
import { fillerFor } from '../../src/engine/fill.ts'
import { indexWords, readCue } from '../../src/engine/request-words.ts'
import { packetContext } from './framing-sample.ts'
import { stepKnowledge } from './step-knowledge.ts'

const fill = (request: string, text: string, dependencies: readonly string[] = []): string =>
  fillerFor(
    packetContext({ text: request, dependencies }),
    stepKnowledge.scenarios.placeholders,
  )(text)

describe('placeholders', () => {
  it.each([
    ['our invoices are wrong', 'one {entity} row', 'one invoice row'],
    ['orders and orders of a customer', '{entity}', 'order'],
    ['held for 15-minute slots', 'after {window}', 'after 15 minutes'],
    ['a clerk could GET /pallets/:id', 'one {entity}', 'one pallet'],
    ['DELETE /api/v2/time-slots?all=1', 'one {entity}', 'one time-slot'],
    ['an hour', 'after {window}', 'after the configured window'],
    ['emits OrderShipped', '{event}', 'OrderShipped'],
    ['we handle invoice.payment.succeeded', '{event}', 'invoice.payment.succeeded'],
    ['POST /orders/:id is slow', '{endpoint}', 'POST /orders/:id'],
    ['the `order_lines` table', '{table}', 'order_lines'],
    ['we split customers.full_name', '{table}', 'customers'],
    ['each workspace is apart', 'twin {scope}s', 'twin workspaces'],
    ['checkout broke', 'one {entity}', 'one order'],
    ['users.id is an int', 'a {entity} row', 'a user row'],
    ['the last known price', 'a {fallback}', 'a price'],
    ['100 requests per minute', 'exactly {limit} pass', 'exactly 100 pass'],
    ['went from 3 to 400 queries', '{query-limit}', '3 queries'],
    ['nothing is named', 'a {entity} event or a {entity}', 'an event or a row'],
    ['a message', 'one {entity} message', 'one message'],
  ])('reads "%s"', (request, text, expected) => {
    expect(fill(request, text)).toBe(expected)
  })

  it('puts the right article before a word and none before another', () => {
    expect(fill('our invoices', 'a {entity}')).toBe('an invoice')
    expect(fill('our quotas', 'an {entity}')).toBe('a quota')
    expect(fill('nothing', 'one {database} and {database}')).toBe('one database and the database')
  })

  it('follow the first surface where the reference says so', () => {
    const words = (surface: string): string =>
      fillerFor(
        packetContext({ text: 'We send invoices.', surfaces: [surface] }),
        stepKnowledge.scenarios.placeholders,
      )('{contract-local}')
    expect(words('grpc: billing')).toContain('`buf breaking`')
    expect(words('webhook: webhooks')).toContain('byte for byte')
    expect(words('endpoint: invoices')).toContain('the invoice response')
    expect(words('cache: invoices')).toContain('description compared')
  })

  it('names a product only when the request does', () => {
    expect(fill('Stripe charges', '{provider}', ['stripe/payment'])).toBe('Stripe')
    expect(fill('charges', '{provider}', ['stripe/payment?'])).toBe('the provider')
  })

  it('gives a common noun its article', () => {
    const context = packetContext({ text: 'our database', dependencies: ['database/relational'] })
    const [dependency] = context.framing.dependencies
    const small = {
      ...context,
      framing: { ...context.framing, dependencies: [{ ...dependency!, name: 'database' }] },
    }
    expect(fillerFor(small, stepKnowledge.scenarios.placeholders)('{database}')).toBe(
      'the database',
    )
  })

  it('gives given values before the table and leaves no braces behind', () => {
    const given = fillerFor(packetContext({}), stepKnowledge.scenarios.placeholders, {
      cases: 'scenario 3',
    })
    expect(given('{cases} {unknown}')).toBe('scenario 3 unknown')
    expect(fill('use `a{b}c` tokens', '{entity} {field}')).not.toMatch(/[{}]/)
  })
})

describe('words of a request', () => {
  const words = indexWords('We rotated refresh-tokens; the retries were retried. Policies!')
  it.each([
    ['rotation', 'rotated'],
    ['refresh token', 'refresh-tokens'],
    ['retry', 'retries'],
    ['policy', 'Policies'],
  ])('finds "%s" whatever its ending', (cue, found) => {
    const span = words.find(readCue(cue))!
    expect(
      'We rotated refresh-tokens; the retries were retried. Policies!'.slice(span.start, span.end),
    ).toBe(found)
  })
  it('finds the words inside a name in code, and the name itself', () => {
    const text = 'SeatHold leaks; rerunFailingTestsCount=3'
    const code = indexWords(text)
    const quote = (cue: string): string => {
      const span = code.find(readCue(cue))!
      return text.slice(span.start, span.end)
    }
    expect([quote('hold'), quote('seat'), quote('rerunfailingtestscount')]).toEqual([
      'Hold',
      'Seat',
      'rerunFailingTestsCount',
    ])
  })
  it('does not find part of a word or an excluded one', () => {
    expect(words.find(readCue('rot'))).toBeNull()
    expect(indexWords('no load tests', [{ start: 3, end: 13 }]).find(readCue('load'))).toBeNull()
  })
  it('finds every place of a cue in a long request', () => {
    const found = indexWords('aA1_ and aa1 '.repeat(20_000)).findAll(readCue('aa1'))
    expect(found.length).toBeGreaterThanOrEqual(20_000)
  })
})
