import { describe, expect, it } from 'vitest'
import { readCorpus } from '../../scripts/train/corpus.ts'
import { fit } from '../../scripts/train/fit.ts'
import { foldsOf } from '../../scripts/train/folds.ts'
import { cuesOf, readExamples } from '../../scripts/train/read.ts'
import { weightsText } from '../../scripts/train/weights-text.ts'
import { verdictLabels } from '../../src/engine/packet.ts'
import { WeightsFile } from '../../src/knowledge/classifier-weights.ts'

const corpus = readCorpus('test/corpus')
const few = corpus.filter(({ origin }) => origin === 'contrast')
const learn = (): string =>
  weightsText({
    learnedFrom: { corpus: '', signals: '', requests: few.length },
    verdicts: [...verdictLabels],
    ...fit(readExamples(few, cuesOf('references/signals.md'))),
  })

describe('training', () => {
  it('gives the same bytes twice, in the form that the engine reads', () => {
    const once = learn()
    expect(learn()).toBe(once)
    expect(WeightsFile.safeParse(JSON.parse(once)).success).toBe(true)
  }, 30_000)
})

describe('folds', () => {
  const folds = foldsOf(corpus, 5)

  it('test every request once, and never one that they train on', () => {
    expect(folds.flatMap((fold) => fold.test).toSorted((one, other) => one - other)).toEqual([
      ...corpus.keys(),
    ])
    for (const { train, test } of folds) {
      const trained = new Set(train)
      expect(test.filter((at) => trained.has(at))).toEqual([])
      expect(train.length + test.length).toBe(corpus.length)
    }
  })

  it('hold each verdict in proportion', () => {
    for (const label of verdictLabels) {
      const counts = folds.map(
        ({ test }) =>
          test.filter((at) => corpus[at]?.isYardstick === true && corpus[at]?.primary === label)
            .length,
      )
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(2)
    }
  })
})
