/**
 * What the classifier sees of a request, under names that people can read:
 *
 * | name | means |
 * |---|---|
 * | `w:flaky`, `a:flaky`, `n:flaky` | the word stands anywhere, in a clause that asks, after a denial |
 * | `b:test data`, `ab:test data` | two words in a row, anywhere or in a clause that asks |
 * | `g:<flak` | five letters of a word, `<` and `>` being its ends: what misspelt and rare words still share |
 * | `c:rerun`, `c:rerun@ask` | an idea of `signals.md`, and where: `ask`, `bg` (background), `past`, `aside`, `no` (denied), `first`, `last` |
 * | `p:consumers+rerun` | two ideas in one clause |
 * | `s:no test word` | what the whole request is like (`shape.ts`) |
 * | `l:debugging@ask` | how much the ideas there lean to a verdict by their own row in `signals.md` |
 */
import { verdictLabels } from '../packet.ts'
import type { Reading } from '../read-request.ts'
import { type Cue, judgedTokens } from './cues.ts'
import { asideClauses } from './places.ts'
import { shapeOf } from './shape.ts'

/** Names with how strongly the request shows them. The weights file gives each name a weight for each verdict. */
export type Features = ReadonlyMap<string, number>

const pieceLength = 5

export function featuresOf(
  reading: Reading,
  cues: readonly Cue[],
  testWords: ReadonlySet<string>,
): Features {
  const features = wordFeatures(reading, asideClauses(reading, cues))
  ideaFeatures(reading, cues).forEach((value, name) => features.set(name, value))
  for (const name of shapeOf(reading, testWords)) features.set(name, 0.3)
  return features
}

function wordFeatures(reading: Reading, aside: ReadonlySet<number>): Map<string, number> {
  const names = new Map<string, number>()
  const pieces = new Map<string, number>()
  let before: { readonly lemma: string; readonly sentence: number } = { lemma: '', sentence: -1 }
  for (const token of judgedTokens(reading)) {
    const clause = reading.clauses[token.clause]
    if (clause === undefined) continue
    const isAsk = clause.role === 'ask'
    // What a request opens with is what it is about, more often than not; what is said in passing is not.
    const times = (clause.sentence === 0 ? 2 : 1) * (aside.has(token.clause) ? 0.6 : 1)
    count(names, `w:${token.lemma}`, times)
    if (isAsk) count(names, `a:${token.lemma}`, times)
    if (token.negated) count(names, `n:${token.lemma}`, times)
    if (clause.sentence === before.sentence) {
      count(names, `b:${before.lemma} ${token.lemma}`, times)
      if (isAsk) count(names, `ab:${before.lemma} ${token.lemma}`, times)
    }
    const word = `<${token.word}>`
    for (let at = 0; at + pieceLength <= word.length; at += 1)
      count(pieces, `g:${word.slice(at, at + pieceLength)}`, times)
    before = { lemma: token.lemma, sentence: clause.sentence }
  }
  // A long request has many words, each of which says less; so does each further use of one.
  const share = 5 / Math.sqrt(Math.max(1, names.size))
  const features = new Map<string, number>()
  for (const counts of [names, pieces])
    counts.forEach((times, name) => features.set(name, share * Math.sqrt(times)))
  return features
}

const count = (counts: Map<string, number>, name: string, times: number): void => {
  counts.set(name, (counts.get(name) ?? 0) + times)
}

function ideaFeatures(reading: Reading, cues: readonly Cue[]): Features {
  const counts = new Map<string, number>()
  const leanings = new Map<string, number>()
  const byClause = new Map<number, Set<string>>()
  const counted = new Set<string>()
  const lastSentence = reading.sentences.length - 1
  for (const cue of cues) {
    const clause = reading.clauses[cue.clause]
    if (clause === undefined) continue
    const { place } = cue
    const { id, leansTo, strength } = cue.signal
    const names = [`c:${id}`, `c:${id}@${place}`]
    if (clause.sentence === 0) names.push(`c:${id}@first`)
    if (clause.sentence === lastSentence && place !== 'aside') names.push(`c:${id}@last`)
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
    byClause.set(cue.clause, (byClause.get(cue.clause) ?? new Set()).add(id))
    const wording = `${id}@${place} ${reading.text.slice(cue.start, cue.end).toLowerCase()}`
    if (leansTo === null || counted.has(wording)) continue
    counted.add(wording)
    const leaning = `l:${leansTo}@${place}`
    leanings.set(leaning, (leanings.get(leaning) ?? 0) + strength * Math.min(3, cue.length))
  }
  const features = new Map<string, number>()
  for (const [name, count] of counts) features.set(name, 0.56 * Math.min(2, 1 + Math.log(count)))
  for (const ids of byClause.values())
    for (const pair of pairsOf([...ids].toSorted())) features.set(`p:${pair}`, 0.32)
  for (const [name, sum] of leanings) features.set(name, 0.32 * Math.log1p(sum))
  for (const label of verdictLabels)
    if (!leanings.has(`l:${label}@ask`)) features.set(`l:${label}@ask-none`, 0.24)
  return features
}

/** At most eight ideas of one clause pair up, so that a clause stuffed with phrases stays cheap. */
function pairsOf(ids: readonly string[]): readonly string[] {
  const few = ids.slice(0, 8)
  return few.flatMap((one, at) => few.slice(at + 1).map((other) => `${one}+${other}`))
}
