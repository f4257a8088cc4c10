import { describe, expect, it } from 'vitest'
import { countChanges } from '../../src/engine/decisions.ts'
import type { Amendment, NeedsFraming, Question, Verdict } from '../../src/engine/packet.ts'
import { plan } from '../../src/engine/plan.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'

const knowledge = loadKnowledge('references')
const answered = (text: string, amendments: readonly Amendment[] = []): Verdict =>
  plan({ text }, amendments, knowledge)

function vague(text: string): NeedsFraming {
  const verdict = answered(text)
  if (verdict.verdict !== 'needs-framing') throw new Error(`${text} is ${verdict.verdict}`)
  return verdict
}

const choose = (question: Question, value: string): Amendment => ({
  id: `answer to ${question.id}`,
  ...question.answers,
  to: value,
  because: null,
  by: 'U1',
})

describe('plan', () => {
  it.each([
    ['German', 'Unsere Zahlungen werden doppelt gebucht, wenn der Webhook zweimal ankommt.'],
    ['French', 'Nos tests échouent en CI à cause de Postgres.'],
    ['Spanish', 'Hemos añadido rotación de tokens a nuestra API y necesitamos pruebas.'],
    ['Italian', 'Abbiamo aggiunto la rotazione dei token e servono test.'],
    ['Portuguese', 'Precisamos de testes para o webhook de pagamentos.'],
    ['Dutch', 'Onze tests falen in CI als het webhook twee keer komt.'],
    ['Russian', 'Наши тесты падают в CI из-за Postgres'],
    ['Japanese', 'テストが時々失敗します。データベースの状態が残っています。'],
  ])('asks what a %s request is about, says that it reads English, and is not sure', (_, text) => {
    expect(vague(text).classification).toMatchObject({
      confidence: 'low',
      reason: expect.stringContaining('I read English only'),
    })
  })

  it('makes a packet of another language once kind, surface and risk are said', () => {
    const settled = answered('Unsere Zahlungen werden doppelt gebucht, wenn der Webhook kommt.', [
      {
        id: 'a1',
        on: 'packet-kind',
        target: 'primary',
        op: 'set',
        to: 'coverage-plan',
        because: null,
        by: 'U1',
      },
      { id: 'a2', on: 'risk', target: 'idempotency', op: 'add', to: null, because: null, by: 'U1' },
    ])
    expect(settled).toMatchObject({
      verdict: 'packet',
      classification: { primary: 'coverage-plan' },
    })
  })

  it('reads an English request that quotes a German error', () => {
    const quoted =
      'We added refunds to our Express API. The tests fail with "der Wert ist nicht gültig" when a refund comes twice; what tests do we need?'
    expect(answered(quoted).verdict).toBe('packet')
  })

  it.each([
    ['an empty text', ''],
    ['blanks', ' \n\t '],
    ['one word', 'tests'],
    ['symbols', '?!… 🚀 \u200b'],
    ['another language', 'Wir brauchen Tests für unsere Bestellungen, bitte.'],
    ['markup', '<script>alert(1)</script> **[x](javascript:y)** | a | b |'],
    ['an unclosed quote and span', '"we said `npm test'],
  ])('answers %s', (_, text) => {
    expect(['packet', 'route-out', 'needs-framing']).toContain(answered(text).verdict)
  })

  it('says what a case presumes, unless the request says it', () => {
    const text =
      'We moved stock reservation to a `reservations` table with 15-minute holds and a sweeper cron. We oversold twice. Which tests do we need?'
    const assumed = (request: string): string =>
      answered(request)
        .caveats.filter((each) => each.kind === 'assumption')
        .map((each) => each.text)
        .join('\n')
    expect(assumed(text)).toContain('what confirms a reservation is not described')
    expect(assumed(text)).toContain('more than one instance may start the sweeper')
    const said = assumed(`${text} Checkout confirms a hold, and the cron runs on three pods.`)
    expect(said).not.toContain('not described')
    expect(said).not.toContain('more than one instance')
  })

  it('knows every case that something is presumed for', () => {
    const cases = new Set(knowledge.scenarios.rows.map((row) => row.rule))
    for (const row of knowledge.presumptions)
      expect([...cases]).toEqual(expect.arrayContaining([...row.cases]))
  })

  it('gives the same verdict for the same request and amendments', () => {
    const text = 'We added refunds to our Go service on Postgres. Which tests do we need?'
    expect(answered(text)).toEqual(answered(text))
  })

  it('plans again from the request and all amendments, so that one shows its knock-on changes', () => {
    const text = 'We added POST /orders to our Express API on Postgres. Which tests do we need?'
    const noContainers: Amendment = {
      id: 'a1',
      on: 'constraint',
      target: 'no-containers',
      op: 'add',
      to: null,
      because: 'the runners forbid it',
      by: 'U1',
    }
    const before = answered(text)
    const after = answered(text, [noContainers])
    expect(countChanges(before, after)).toBeGreaterThan(1)
    expect(after.findings).toEqual([])
  })

  it('becomes a packet once a surface is named', () => {
    const surface: Amendment = {
      id: 'a1',
      on: 'surface',
      target: 'surface',
      op: 'set',
      to: 'POST /refunds',
      because: null,
      by: 'U1',
    }
    const after = answered('help us with tests', [surface])
    expect(after).toMatchObject({ verdict: 'packet', classification: { confidence: 'high' } })
    expect(after.framing.surfaces[0]?.words).toBe('POST /refunds')
  })
})

describe('the questions of a vague request', () => {
  const { questions } = vague('help us with tests')

  it('are three, each with choices', () => {
    expect(questions).toHaveLength(3)
    expect(questions.every((each) => each.choices.length >= 2)).toBe(true)
  })

  it.each(
    questions.flatMap((question) =>
      question.choices.map(({ value }) => [question.id, value, question] as const),
    ),
  )('%s: the answer "%s" changes what is planned', (_, value, question) => {
    const before = vague('help us with tests')
    const after = answered('help us with tests', [choose(question, value)])
    expect(countChanges(before, after)).toBeGreaterThan(0)
    expect(after.findings).toEqual([])
  })

  it('are not asked again once they are answered', () => {
    const [first] = questions
    const after = answered('help us with tests', [choose(first!, first!.choices[0]!.value)])
    const asked = after.verdict === 'needs-framing' ? after.questions : []
    expect(asked.map((each) => each.id)).not.toContain(first!.id)
  })

  it('do not ask for the stack that the request names', () => {
    const asked = vague('our Django backend has bad tests, help').questions
    expect(asked.map((each) => each.id)).not.toContain('ask-stack')
  })
})
