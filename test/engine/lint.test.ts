import { describe, expect, it } from 'vitest'
import { compilePhrase, findRepeatedRows, lintText, suspectsIn } from '../../src/engine/lint.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'

const { phrases } = loadKnowledge('references')
const found = (text: string, request = ''): readonly string[] =>
  lintText(text, request, phrases).map((problem) => problem.rule.replace('vague-phrases/', ''))

describe('compilePhrase', () => {
  it.each([
    ['verify * works', 'verify that the login works', true],
    ['verify * works', 'verify works', true],
    ['verify * works', 'verify one two three four five works', false],
    ['# % coverage', 'reach 80% coverage', true],
    ['# % coverage', 'reach 80 % Coverage', true],
    ['# % coverage', 'half of the coverage', false],
    ['etc', 'a, b, etc.', true],
    ['etc', 'fetch', false],
    ['etc', '/etc-like', false],
  ])('%j in %j: %j', (phrase, text, expected) => {
    expect(compilePhrase(phrase).pattern.test(text)).toBe(expected)
  })

  it.each([
    ['Verify * works', ['verify', 'works']],
    ['# % coverage', ['coverage']],
  ])('the words of %j are %j', (phrase, words) => {
    expect(compilePhrase(phrase).words).toEqual(words)
  })
})

describe('suspectsIn', () => {
  it('keeps every phrase that a text holds, whatever its case', () => {
    const rules = suspectsIn('TEST EDGE CASES of the importer', phrases).map((each) => each.rule)
    expect(rules).toContain('vague-phrases/vague-edge-cases')
    expect(rules).toHaveLength(1)
  })
})

describe('lintText', () => {
  it.each([
    ['vague-edge-cases', 'Test edge cases of the importer'],
    ['vague-ensure-works', 'ensure it works on Postgres'],
    ['vague-behaves', 'verify the service behaves correctly'],
    ['vague-properly', 'errors are handled properly'],
    ['percent-coverage', 'raise it to 80% coverage'],
    ['retry-flaky', 'retry flaky tests twice'],
    ['retry-until', 'retry the job until it passes'],
    ['same-as-real', 'the fake is the same as the real broker'],
    ['same-just-like', 'LocalStack is just like production'],
  ])('forbids %s', (rule, text) => {
    expect(found(text)).toContain(rule)
  })

  it.each([
    'quantity 0, 1 and one over stock -> 422, 201, 409',
    'retries are off; the first failure keeps its evidence',
    'the fake keeps order, the real broker does not promise it',
    'line coverage is not a gate',
    'two workers take one job -> exactly one runs',
  ])('accepts %j', (text) => {
    expect(found(text)).toEqual([])
  })

  it('blames no phrase that the requester used', () => {
    expect(found('edge cases of  the parser', 'We want Edge cases of the parser')).toEqual([])
  })

  it('names what was found and what to say instead', () => {
    expect(lintText('Test the Edge Cases', '', phrases)).toEqual([
      {
        rule: 'vague-phrases/vague-edge-cases',
        found: 'Edge Cases',
        instead: expect.stringContaining('the input and the outcome'),
      },
    ])
  })
})

describe('findRepeatedRows', () => {
  const none = (): boolean => false
  const packet = (name: string, ...lines: readonly string[]) => ({
    name,
    markdown: lines.join('\n'),
  })

  it('reports a row that stands in two packets, whatever its number', () => {
    expect(
      findRepeatedRows([packet('a', '1. same', '- own'), packet('b', '3. same')], none),
    ).toEqual([{ row: 'same', packets: ['a', 'b'] }])
  })

  it('reports a table row but not the head and the ruler of a table', () => {
    const table = ['| Layer | Notes |', '|---|---|', '| Unit | x |']
    expect(findRepeatedRows([packet('a', ...table), packet('b', ...table)], none)).toEqual([
      { row: '| Unit | x |', packets: ['a', 'b'] },
    ])
  })

  it('leaves out a row that is repeated inside one packet, and the fixed words', () => {
    expect(
      findRepeatedRows([packet('a', '- x', '- x', '- y: none'), packet('b', '- y: none')], (row) =>
        row.endsWith(': none'),
      ),
    ).toEqual([])
  })
})
