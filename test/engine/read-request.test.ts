import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLanguage } from '../../src/engine/language.ts'
import { lemmaOf } from '../../src/engine/lemma.ts'
import { type Clause, type Reading, readRequest } from '../../src/engine/read-request.ts'

const language = createLanguage()
const read = (text: string): Reading => readRequest(text, language)
const wordsOf = (
  reading: Reading,
  span: { readonly start: number; readonly end: number },
): string => reading.text.slice(span.start, span.end)
const clausesWith = (text: string, holds: (clause: Clause) => boolean): readonly string[] => {
  const reading = read(text)
  return reading.clauses.filter(holds).map((clause) => wordsOf(reading, clause))
}
const asks = (text: string): readonly string[] =>
  clausesWith(text, (clause) => clause.role === 'ask')
const denied = (text: string): readonly string[] =>
  read(text)
    .tokens.filter((token) => token.negated)
    .map((token) => token.word)

describe('the clause that asks', () => {
  it.each([
    ['We added refunds. Which tests do we need?', ['Which tests do we need']],
    ['Our suite is slow; please split it into PR and nightly.', ['please split it into PR']],
    ['Give me a stabilization plan, the tests fail in CI.', ['Give me a stabilization plan']],
    [
      "The API is fine, nobody wants v2. I'd like drift checks in CI.",
      ["I'd like drift checks in CI"],
    ],
    ['How do I log in as an admin in specs', ['How do I log in as an admin in specs']],
    ['The job ran twice because the lock expired.', []],
  ])('of "%s" is found', (text, expected) => {
    const found = asks(text)
    for (const clause of expected)
      expect(found.some((each) => clause.startsWith(each) || each.startsWith(clause))).toBe(true)
    expect(found.length > 0).toBe(expected.length > 0)
  })

  it('is an order only when a verb opens it', () => {
    expect(asks('Test is red again.')).toEqual([])
    expect(asks('Test the refund path.')).toEqual(['Test the refund path'])
  })

  it('does not reach into a reason', () => {
    expect(asks('I want fewer jobs, because the bill doubled last month')).toEqual([
      'I want fewer jobs',
    ])
  })
})

describe('a denial', () => {
  it.each([
    ['I do not need API redesign, just tests for drift', ['need', 'api', 'redesign']],
    [
      'No unit, smoke or browser tests please',
      ['unit', 'smoke', 'or', 'browser', 'tests', 'please'],
    ],
    ['We test without Docker but with Postgres', ['docker']],
    ['not only flaky but far too slow', []],
    ["I'm not sure whether tests help", []],
    ['No idea why it fails', []],
  ])('in "%s" reaches the right words', (text, expected) => {
    expect(denied(text)).toEqual(expected)
  })
})

describe('clauses', () => {
  it('know the past from the present', () => {
    expect(clausesWith('We added holds. The sweeper frees them.', (each) => each.past)).toEqual([
      'We added holds',
    ])
  })

  it('know quotations, code spans and doubts', () => {
    expect(clausesWith('He says "write contract tests" again', (each) => each.quoted)).toEqual([])
    expect(clausesWith('> the build is red\nI need help', (each) => each.quoted)).toEqual([
      'the build is red',
    ])
    expect(clausesWith('Maybe the clock is to blame.', (each) => each.hedged)).toEqual([
      'Maybe the clock is to blame',
    ])
  })

  it('do not end at the dot of a file name', () => {
    expect(read('It loads seeds.sql before each test.').sentences).toHaveLength(1)
  })

  it('end where a list item begins', () => {
    expect(read('We need:\n- seeds\n- users\n- a reset').sentences).toHaveLength(4)
  })
})

describe('words', () => {
  it('carry their part of speech', () => {
    expect(read('We added refunds.').tokens.map((token) => token.pos)).toEqual([
      'PRON',
      'VERB',
      'NOUN',
    ])
  })
})

describe('stems', () => {
  it.each([
    ['queries', 'query'],
    ['flakes', 'flake'],
    ['seeded', 'seeding'],
    ['creates', 'creating'],
    ['stopped', 'stop'],
    ['databases', 'db'],
    ['stabilise', 'stabilizing'],
  ])('make %s and %s one word', (one, other) => {
    expect(lemmaOf(one)).toBe(lemmaOf(other))
  })

  it.each([
    ['redis', 'redi'],
    ['staging', 'stage'],
    ['status', 'state'],
  ])('keep %s and %s apart', (one, other) => {
    expect(lemmaOf(one)).not.toBe(lemmaOf(other))
  })
})

describe('any text', () => {
  const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.lorem())

  it('is read without failing, into spans of itself, in order', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const reading = read(text)
        let last = 0
        for (const token of reading.tokens) {
          expect(token.start).toBeGreaterThanOrEqual(last)
          expect(token.word).toBe(wordsOf(reading, token).toLowerCase().replaceAll('’', "'"))
          const clause = reading.clauses[token.clause]
          expect(
            clause !== undefined && clause.start <= token.start && token.end <= clause.end,
          ).toBe(true)
          last = token.end
        }
      }),
    )
  })

  it('is read the same way twice', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(read(text)).toEqual(read(text))
      }),
    )
  })

  it('keeps its clauses inside the text, however long and hostile it is', () => {
    for (const part of ['a ', '((((,', '1/', '\n> a', '"a', 'we need tests. ']) {
      const text = part.repeat(96_000 / part.length)
      const outside = read(text).clauses.filter(
        ({ start, end }) => start < 0 || end > text.length || start > end,
      )
      expect(outside).toEqual([])
    }
  })
})
