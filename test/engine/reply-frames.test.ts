import { describe, expect, it } from 'vitest'
import { clausesOf } from '../../src/engine/reply/clauses.ts'
import { compilePattern } from '../../src/engine/reply/frame-patterns.ts'
import { matchPattern } from '../../src/engine/reply/frames.ts'
import { tagger } from '../../src/engine/reply/tags.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'

const tag = tagger(loadKnowledge('references').replies)
const slots = (
  pattern: string,
  text: string,
  isDirective = false,
): Readonly<Record<string, string>> | null => {
  const tagged = tag(text)
  const window = { from: 0, to: tagged.tokens.length }
  return matchPattern(compilePattern(pattern), tagged, window, isDirective)?.slots ?? null
}

describe('matchPattern', () => {
  it.each([
    ['remove {layers}', 'drop smoke', { layers: 'smoke' }],
    ['remove {layers}', "I'd really drop the unit row here", { layers: 'the unit row' }],
    ['remove {layers}', 'drop smoke for our little service', { layers: 'smoke' }],
    ['remove {layers}', "don't drop smoke", null],
    ['remove {layers}', 'nobody may drop smoke', null],
    ['remove {layers}', 'we had to drop smoke', null],
    ['remove {layers}', 'drop smoke if it is red', null],
    ['remove {layers}', 'drop me a line about smoke', null],
    ['remove {layers}', 'drop smoke on the PR', null],
    [
      'move {cases} (to) {lane}',
      'move 3 and 4 to the nightly',
      { cases: '3 and 4', lane: 'nightly' },
    ],
    ['move {cases} (to) {lane}', 'move 3 min to the nightly', null],
    ['^ {topic} (~) sign {owner} $', 'v2 question: Priya', { topic: 'v2', owner: 'Priya' }],
    ['^ ~ fear sign {text}', 'our biggest fear: a lost row', { text: 'a lost row' }],
  ])('%s on "%s"', (pattern, text, expected) => {
    const found = slots(pattern, text)
    expect(found === null ? null : { ...found }).toEqual(expected)
  })

  it('leaves more words unexplained where the sentence is an order', () => {
    expect(slots('remove {layers}', 'drop smoke after all that noise we saw')).toBeNull()
    expect(slots('remove {layers}', 'drop smoke given that noise', true)).not.toBeNull()
  })

  it('answers on a clause of thousands of words', () => {
    const long = `drop ${'really '.repeat(4_000)}nothing`
    const tagged = tag(long)
    const pattern = compilePattern('remove (~) {item} (~) away')
    expect(matchPattern(pattern, tagged, { from: 0, to: tagged.tokens.length }, false)).toBeNull()
  })
})

describe('clausesOf', () => {
  it('cuts at commas and joining words, not at the dots of a version', () => {
    const tagged = tag('drop smoke, add unit and run 3.12 nightly')
    expect(
      clausesOf(tagged).map(({ from, to }) =>
        tagged.tokens
          .slice(from, to)
          .map((each) => each.text)
          .join(' '),
      ),
    ).toEqual(['drop smoke', 'add unit', 'run 3.12 nightly'])
  })
})
