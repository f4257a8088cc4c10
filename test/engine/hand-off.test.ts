import { describe, expect, it } from 'vitest'
import type { Amendment } from '../../src/engine/packet.ts'
import { plan } from '../../src/engine/plan.ts'
import { Brief, withoutQuotes } from '../../src/engine/route-out/brief.ts'
import { briefOf } from '../../src/engine/route-out/brief-of.ts'
import { openRouteOuts, waitingFor } from '../../src/engine/route-out/waiting.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'

const knowledge = loadKnowledge('references')
const locking =
  'Our Spring Boot order service updates one row from two requests at once. We want optimistic locking with a version column on Postgres; should the loser get 409 or 412? Which tests do we need?'
const paging =
  'Should the orders list endpoint use cursor or offset pagination, and which status codes for errors? Express with Postgres.'

const verdictOf = (text: string, amendments: readonly Amendment[] = []) =>
  plan({ text }, amendments, knowledge)
const waits = (text: string, to: Parameters<typeof waitingFor>[1]) =>
  waitingFor(verdictOf(text), to, knowledge.routeOuts)

describe('a brief', () => {
  it('of a packet says what its row leaves open, with the stretch of the request that raised it', () => {
    expect(briefOf({ text: locking }, [], 'api-design', knowledge)).toMatchObject({
      title: 'order service',
      undecided: [
        { point: expect.stringContaining('which status and error body') as string, asked: null },
        {
          point: expect.stringMatching(/^status codes:/u) as string,
          asked: 'should the loser get 409 or 412',
        },
      ],
      becomes: null,
    })
  })

  it('of a request that is the neighbour’s as a whole says what it can become afterwards', () => {
    const brief = briefOf({ text: paging }, [], 'api-design', knowledge)
    expect(brief.undecided.map((each) => each.point.split(':')[0])).toContain('pagination')
    expect(brief).toMatchObject({ becomes: 'coverage-plan' })
    expect(brief.comeBackWith).toContain('spec fragment')
    expect(Brief.parse(JSON.parse(JSON.stringify(brief)))).toEqual(brief)
  })

  it('without quotes has no stretch of the request, and every point', () => {
    const brief = briefOf({ text: locking }, [], 'api-design', knowledge)
    const bare = withoutQuotes(brief)
    expect(JSON.stringify(bare)).not.toContain('should the loser')
    expect(bare.undecided.map((each) => each.point)).toEqual(
      brief.undecided.map((each) => each.point),
    )
  })

  it('can be made for any neighbour of any text', () => {
    for (const text of ['', 'hello', '¿Qué pruebas?', locking])
      for (const { to } of knowledge.routeOuts.neighbours)
        expect(() => Brief.parse(briefOf({ text }, [], to, knowledge))).not.toThrow()
  })
})

describe('what waits for an answer', () => {
  it('are the cases with the very words that raised the point', () => {
    const verdict = verdictOf(locking)
    if (verdict.verdict !== 'packet') throw new Error(verdict.verdict)
    const { decisions } = waits(locking, 'api-design')
    const cases = verdict.scenarios.filter(({ text }) => /\b409\b/u.test(text))
    expect(cases.length).toBeGreaterThan(0)
    expect(decisions).toEqual(
      expect.arrayContaining(cases.map((each) => `scenario ${each.number}`)),
    )
    expect(decisions.length).toBeLessThan(verdict.scenarios.length)
  })

  it('are the rows that the references name, where the packet has them', () => {
    const policy =
      'Our Kotlin integration suite is flaky and takes 40 minutes; nobody trusts it and people rerun until green.'
    expect(waits(policy, 'testing-strategies').decisions).toEqual(['gates'])
    const sso =
      'We test password reset tokens of our Ktor API on Postgres; roles and expiry matter.'
    expect(waits(sso, 'authentication-setup').decisions).toContain('control auth')
  })

  it('is the plan itself when the whole request is the neighbour’s', () => {
    expect(waits(paging, 'api-design').sentences.length).toBeGreaterThan(0)
    expect(waits(paging, 'authentication-setup')).toEqual({ decisions: [], sentences: [] })
  })
})

describe('what can be handed over', () => {
  it('are the neighbours with something to decide, and not those left out on request', () => {
    expect(openRouteOuts(verdictOf(locking))).toEqual(['api-design'])
    expect(
      openRouteOuts(verdictOf('POST /refunds writes to Postgres; I fear duplicates.')),
    ).toEqual([])
    expect(openRouteOuts(verdictOf(`${locking} No API redesign, please.`))).not.toContain(
      'api-design',
    )
  })
})
