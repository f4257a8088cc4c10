/** Learns `references/classifier-weights.json` from the whole corpus. The same inputs give the same bytes. */
import { writeFileSync } from 'node:fs'
import { verdictLabels } from '../src/engine/packet.ts'
import type { WeightsFile } from '../src/knowledge/classifier-weights.ts'
import { readCorpus } from './train/corpus.ts'
import { fit } from './train/fit.ts'
import { corpusHash, cuesOf, hashOf, readExamples } from './train/read.ts'
import { weightsText } from './train/weights-text.ts'

const items = readCorpus('test/corpus')
const examples = readExamples(items, cuesOf('references/signals.md'))
const weights: WeightsFile = {
  learnedFrom: {
    corpus: corpusHash('test/corpus'),
    signals: hashOf('references/signals.md'),
    requests: items.length,
  },
  verdicts: [...verdictLabels],
  ...fit(examples),
}
const text = weightsText(weights)
writeFileSync('references/classifier-weights.json', text)
process.stdout.write(`${items.length} requests, ${Math.round(text.length / 1024)} KiB of weights\n`)
