import { verdictLabels } from '../packet.ts'
import type { Reading } from '../read-request.ts'
import type { Cue } from './cues.ts'

/** Readable names of what a request shows, with how strongly. The weights file gives each name a weight per verdict. */
export type Features = ReadonlyMap<string, number>

export function featuresOf(reading: Reading, cues: readonly Cue[]): Features {
  const features = new Map<string, number>()
  const add = (name: string, value: number): void => {
    if (!features.has(name)) features.set(name, value)
  }
  words(reading, add)
  ideas(reading, cues, add)
  return features
}

function words(reading: Reading, add: (n: string, v: number) => void): void {
  const names: [string, number][] = []
  const seen = new Set<string>()
  const put = (n: string, v: number): void => {
    if (seen.has(n)) return
    seen.add(n)
    names.push([n, v])
  }
  let before = ''
  let beforeSentence = -1
  for (const token of reading.tokens) {
    const clause = reading.clauses[token.clause]
    if (clause === undefined) continue
    const isAsk = clause.role === 'ask'
    put(`w:${token.lemma}`, 1)
    if (isAsk) put(`a:${token.lemma}`, 1)
    if (token.negated) put(`n:${token.lemma}`, 1)
    if (clause.sentence === beforeSentence) {
      put(`b:${before} ${token.lemma}`, 1)
      if (isAsk) put(`ab:${before} ${token.lemma}`, 1)
    }
    before = token.lemma
    beforeSentence = clause.sentence
  }
  const scale = 5 / Math.sqrt(Math.max(1, names.length))
  for (const [n, v] of names) add(n, v * scale)
}

function ideas(reading: Reading, cues: readonly Cue[], add: (n: string, v: number) => void): void {
  const names = new Map<string, number>()
  const put = (n: string): void => {
    names.set(n, (names.get(n) ?? 0) + 1)
  }
  const lean = new Map<string, number>()
  const byClause = new Map<number, Set<string>>()
  const lastSentence = reading.sentences.length - 1
  const leanOnce = new Set<string>()
  for (const cue of cues) {
    const clause = reading.clauses[cue.clause]
    if (clause === undefined) continue
    const id = cue.signal.id
    put(`c:${id}`)
    const how = cue.negated ? 'no' : clause.role === 'ask' ? 'ask' : clause.past ? 'past' : 'bg'
    put(`c:${id}@${how}`)
    if (clause.sentence === 0) put(`c:${id}@first`)
    if (clause.sentence === lastSentence) put(`c:${id}@last`)
    const set = byClause.get(cue.clause) ?? new Set()
    set.add(id)
    byClause.set(cue.clause, set)
    const key = `${id} ${reading.text.slice(cue.start, cue.end).toLowerCase()}`
    if (cue.signal.leansTo !== null && !leanOnce.has(key + how)) {
      leanOnce.add(key + how)
      const k = `l:${cue.signal.leansTo}@${how}`
      lean.set(k, (lean.get(k) ?? 0) + cue.signal.strength * Math.min(3, cue.length))
    }
  }
  const all = [...new Set(cues.map((c) => c.signal.id))].toSorted()
  for (const [n, count] of names) add(n, 0.7 * Math.min(2, 1 + Math.log(count)))
  for (const set of byClause.values()) {
    const ids = [...set].toSorted()
    for (let i = 0; i < ids.length; i += 1)
      for (let j = i + 1; j < ids.length; j += 1) add(`p:${ids[i]}+${ids[j]}`, 0.4)
  }
  for (let i = 0; i < all.length; i += 1)
    for (let j = i + 1; j < all.length; j += 1) add(`q:${all[i]}+${all[j]}`, 0.25)
  for (const [n, v] of lean) add(n, 0.4 * Math.log1p(v))
  for (const label of verdictLabels)
    if (!lean.has(`l:${label}@ask`)) add(`l:${label}@ask-none`, 0.3)
}
