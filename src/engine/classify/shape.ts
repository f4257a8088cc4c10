import type { Reading, Token } from '../read-request.ts'
import { judgedTokens } from './cues.ts'

/** Each holds for a request of at most so many words. */
const lengths = [8, 15, 30, 60, 100]

/**
 * What a request is made of, and above all what it lacks: no word tells that tests are never mentioned, that nothing
 * is asked, or that one line is all there is.
 */
export function shapeOf(reading: Reading, testWords: ReadonlySet<string>): readonly string[] {
  const tokens = judgedTokens(reading)
  const { clauses, sentences, text } = reading
  const speaking = tokens.filter((token) => speaksOfTests(token, testWords))
  const first = speaking[0]
  const opening = tokens.filter((token) => clauses[token.clause]?.sentence === 0)
  const shape: readonly (readonly [string, boolean])[] = [
    ['no test word', speaking.length === 0],
    ['one test word', speaking.length === 1],
    ['opens with a test word', first !== undefined && clauses[first.clause]?.sentence === 0],
    ['asks without a test word', !speaking.some((each) => clauses[each.clause]?.role === 'ask')],
    ['denies its test words', first !== undefined && speaking.every((each) => each.negated)],
    ['no ask', !clauses.some((clause) => clause.role === 'ask')],
    [
      'no question',
      !clauses.some((clause) => text.slice(clause.start, clause.end + 3).includes('?')),
    ],
    ['speaks of the past', clauses.some((clause) => clause.past)],
    ['opens without a verb', !opening.some((each) => each.pos === 'VERB' || each.pos === 'AUX')],
    ['has a title', text.includes('\n\n')],
    ['one sentence', sentences.length === 1],
    ...lengths.map((most) => [`at most ${most} words`, tokens.length <= most] as const),
  ]
  return shape.flatMap(([name, holds]) => (holds ? [`s:${name}`] : []))
}

/** `pytest`, `unittest` and `ChargesSpec` speak of tests too. */
const speaksOfTests = (token: Token, testWords: ReadonlySet<string>): boolean =>
  testWords.has(token.lemma) || /(?:tests?|spec)$/.test(token.word)
