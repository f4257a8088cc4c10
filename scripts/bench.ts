/**
 * Benchmarks as ratios: every figure is divided by a baseline measured in the same run on the same machine, so that a
 * slow machine shows the same table. The baseline copies one verdict through JSON.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { explain } from '../src/engine/explain.ts'
import { plan } from '../src/engine/plan.ts'
import { loadKnowledge } from '../src/knowledge/load-knowledge.ts'
import { renderMarkdown } from '../src/render/markdown.ts'
import { countParts } from '../src/render/messages.ts'

const root = join(import.meta.dirname, '..')
const packets = join(root, 'test', 'packets')
const requests = readdirSync(packets)
  .filter((name) => name.endsWith('.request.txt'))
  .toSorted()
  .map((name) => readFileSync(join(packets, name), 'utf8'))

const started = performance.now()
const knowledge = loadKnowledge(join(root, 'references'))
const loadMs = performance.now() - started

/** Median time of one call in milliseconds; the first tenth warms up. */
function medianMs(rounds: number, call: (round: number) => void): number {
  const times = Array.from({ length: rounds }, (_, round) => {
    const from = performance.now()
    call(round)
    return performance.now() - from
  })
  const measured = times.slice(Math.ceil(rounds / 10)).toSorted((a, b) => a - b)
  return measured[Math.floor(measured.length / 2)] ?? 0
}

const requestOf = (round: number): string => requests[round % requests.length] ?? ''
const verdicts = requests.map((text) => plan({ text }, [], knowledge))
const verdictOf = (round: number) =>
  verdicts[round % verdicts.length] ?? plan({ text: '' }, [], knowledge)
const hostile = (length: number): string =>
  'not only flaky, but we do not want e2e without Postgres; "the tests fail" because '
    .repeat(Math.ceil(length / 80))
    .slice(0, length)
const [tenthText, wholeText] = [hostile(10_000), hostile(100_000)]

const baselineMs = medianMs(2000, (round) => structuredClone(verdictOf(round)))
const planMs = medianMs(1000, (round) => plan({ text: requestOf(round) }, [], knowledge))
const tenthMs = medianMs(20, () => plan({ text: tenthText }, [], knowledge))
const wholeMs = medianMs(20, () => plan({ text: wholeText }, [], knowledge))
const rows: readonly (readonly [name: string, ms: number])[] = [
  ['copy one verdict (the baseline)', baselineMs],
  ['plan a packet from a typical request', planMs],
  ['plan from 10,000 hostile characters', tenthMs],
  ['plan from 100,000 hostile characters', wholeMs],
  ['print a verdict as Markdown', medianMs(1000, (round) => renderMarkdown(verdictOf(round)))],
  ['lay a verdict out for Slack', medianMs(500, (round) => countParts(verdictOf(round)))],
  [
    'find all flips and alternatives',
    medianMs(30, (round) => explain({ text: requestOf(round) }, [], knowledge)),
  ],
  ['load and check the references, once', loadMs],
]

console.log(`${'what'.padEnd(40)} ${'× baseline'.padStart(12)} ${'ms'.padStart(9)}`)
for (const [name, ms] of rows)
  console.log(
    `${name.padEnd(40)} ${(ms / baselineMs).toFixed(1).padStart(12)} ${ms.toFixed(3).padStart(9)}`,
  )
console.log(
  `\nten times the text takes ${(wholeMs / tenthMs).toFixed(1)} times as long (10 is linear)`,
)
