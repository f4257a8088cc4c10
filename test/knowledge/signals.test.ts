import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { plantCues, findCues, type Signal } from '../../src/engine/classify/cues.ts'
import { createLanguage } from '../../src/engine/language.ts'
import { readRequest } from '../../src/engine/read-request.ts'
import { WeightsFile, readClassifierWeights } from '../../src/knowledge/classifier-weights.ts'
import { readTables } from '../../src/knowledge/document.ts'
import type { KnowledgeProblem } from '../../src/knowledge/knowledge-error.ts'
import { readSignals } from '../../src/knowledge/signals.ts'

const language = createLanguage()

function signalsOf(markdown: string): {
  readonly signals: readonly Signal[]
  readonly problems: readonly KnowledgeProblem[]
} {
  const problems: KnowledgeProblem[] = []
  const rows = readSignals(readTables('signals.md', markdown), {
    add: (problem) => problems.push(problem),
    accept: () => {},
  })
  return { signals: rows.map((row) => row.value), problems }
}

const row = (phrases: string, leansTo = 'debugging ++'): string =>
  `| id | leans to | phrases |\n|---|---|---|\n| one | ${leansTo} | ${phrases} |\n`

const found = (phrases: string, text: string): readonly string[] =>
  findCues(readRequest(text, language), plantCues(signalsOf(row(phrases)).signals)).map((cue) =>
    text.slice(cue.start, cue.end),
  )

describe('a phrase', () => {
  it.each([
    ['fails in ci', 'It failed in our CI again', ['failed in our CI']],
    [
      'passes/pass locally ~ ci',
      'They pass locally and then die in CI',
      ['pass locally and then die in CI'],
    ],
    ['# minutes', 'It takes 45 minutes', ['45 minutes']],
    ['# minutes', 'It takes twenty minutes', ['twenty minutes']],
    ['one in #', 'one in 20 runs', ['one in 20']],
    ['seed data', 'We have seed. Data is elsewhere', []],
    ['a ~ b', 'a 1 2 3 4 5 b', []],
    ['test data', 'testdata', []],
    ['ci only', 'a CI-only failure', ['CI-only']],
  ])('"%s" is found in "%s" as it should be', (phrases, text, expected) => {
    expect(found(phrases, text)).toEqual(expected)
  })

  it('inside a longer one does not count', () => {
    expect(found('test, test accounts', 'Our test accounts are gone')).toEqual(['test accounts'])
  })
})

describe('a row that cannot be used', () => {
  it.each([
    [row('a, , b'), 'empty phrase'],
    [row('fails ~'), 'needs a word on both sides'],
    [row('a', 'debugging'), 'is no leaning'],
    [row('a', 'debuging ++'), 'is no leaning'],
    [row('a').replace('one', 'One'), 'the id cell is'],
  ])('is reported with its line', (markdown, message) => {
    const { problems } = signalsOf(markdown)
    expect(problems).toHaveLength(1)
    expect(problems[0]?.line).toBe(3)
    expect(problems[0]?.message).toContain(message)
  })
})

describe('references/signals.md', () => {
  const { signals, problems } = signalsOf(readFileSync('references/signals.md', 'utf8'))

  it('can be used as it stands', () => {
    expect(problems).toEqual([])
    expect(signals.length).toBeGreaterThan(80)
  })

  it('names no phrase twice in a row', () => {
    for (const { id, phrases } of signals)
      expect([id, phrases.filter((phrase, at) => phrases.indexOf(phrase) !== at)]).toEqual([id, []])
  })

  it('finds every one of its phrases', () => {
    const tree = plantCues(signals)
    for (const signal of signals)
      for (const phrase of signal.phrases) {
        if (signal.id === 'speaks-of-tests') continue
        const text = phrase
          .replaceAll('#', '7')
          .replaceAll('~', 'x')
          .replaceAll(/(\S+)\/\S+/g, '$1')
        const cues = findCues(readRequest(text, language), tree)
        expect([phrase, cues.length > 0]).toEqual([phrase, true])
      }
  })
})

describe('references/classifier-weights.json', () => {
  const text = readFileSync('references/classifier-weights.json', 'utf8')
  const file = WeightsFile.parse(JSON.parse(text))
  const hashOf = (...paths: readonly string[]): string => {
    const hash = createHash('sha256')
    for (const path of paths) hash.update(readFileSync(path, 'utf8').replaceAll('\r\n', '\n'))
    return hash.digest('hex')
  }

  it('was learned from the corpus and the signals as they are now', () => {
    expect(file.learnedFrom).toEqual({
      corpus: hashOf(
        ...['requests', 'training', 'contrasts', 'concerns'].map(
          (name) => `test/corpus/${name}.jsonl`,
        ),
      ),
      signals: hashOf('references/signals.md'),
      requests: ['requests', 'training', 'contrasts', 'concerns'].reduce(
        (sum, name) =>
          sum + readFileSync(`test/corpus/${name}.jsonl`, 'utf8').trim().split('\n').length,
        0,
      ),
    })
  })

  it('stays small', () => {
    expect(text.length).toBeLessThan(2_000_000)
  })

  it('is refused when a row has too few weights', () => {
    const problems: KnowledgeProblem[] = []
    const broken = { ...file, primary: { 'w:test': [1, 2] } }
    readClassifierWeights(broken, { add: (problem) => problems.push(problem), accept: () => {} })
    expect(problems[0]?.message).toContain('npm run train')
  })
})
