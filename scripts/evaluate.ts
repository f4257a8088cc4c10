/**
 * `npm run --silent eval [-- --misses]`: what the judgement is worth on the labelled requests. Verdicts by
 * cross-validation, so that each request is judged by weights that never saw it; extraction, which learns nothing, as it
 * is. Takes some minutes; progress goes to stderr.
 */
import { loadKnowledge } from '../src/knowledge/load-knowledge.ts'
import { evaluateExtraction, extractionLines, readItems } from './evaluate/extraction.ts'
import { report } from './evaluate/report.ts'
import { crossValidate, isLenient } from './evaluate/verdicts.ts'
import { readCorpus } from './train/corpus.ts'
import { cuesOf, readExamples } from './train/read.ts'

const examples = readExamples(readCorpus('test/corpus'), cuesOf('references/signals.md'))
const judgements = crossValidate(examples, 5, (fold) =>
  process.stderr.write(`fold ${fold} of 5 judged\n`),
)
process.stdout.write(`${report(judgements)}\n`)

const extraction = evaluateExtraction(
  readItems('test/corpus/requests.jsonl'),
  loadKnowledge('references'),
)
process.stdout.write(
  [
    '',
    '## Extraction (requests.jsonl)',
    '',
    '```',
    'origin   field         precision  recall  F1',
    ...extractionLines(extraction),
    '```',
    '',
  ].join('\n'),
)

if (process.argv.includes('--misses'))
  for (const each of judgements.filter(({ item }) => item.isYardstick))
    if (!isLenient(each))
      process.stdout.write(
        `\n${each.item.id} ${each.item.primary}, given ${each.first} (${each.share}), then ${each.second}\n${each.item.text}\n`,
      )
