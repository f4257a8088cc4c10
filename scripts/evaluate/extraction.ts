/**
 * Measures what step 2 recognises on labelled requests: precision, recall and F1 of dependencies, runtime, risks and
 * surfaces. What a label list names must be found; what its `…_may` list names may be found and counts neither way for
 * recall. Run it alone with `node scripts/evaluate/extraction.ts [file] [--misses]`.
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { classify } from '../../src/engine/classify.ts'
import { frameRequest } from '../../src/engine/frame.ts'
import type { Knowledge } from '../../src/engine/knowledge.ts'
import { findMentions } from '../../src/engine/mentions.ts'
import type { Framing } from '../../src/engine/packet.ts'
import { readRequest } from '../../src/engine/read-request.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'

const names = z.array(z.string()).default([])
export const ExtractionItem = z.object({
  id: z.string(),
  origin: z.string(),
  text: z.string(),
  dependencies: names,
  dependencies_may: names,
  runtime: names,
  runtime_may: names,
  risks: names,
  risks_may: names,
  surface: names,
})
export type ExtractionItem = z.infer<typeof ExtractionItem>

export const extractedFields = ['dependencies', 'runtime', 'risks', 'surfaces'] as const
export type ExtractedField = (typeof extractedFields)[number]

export interface Score {
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

export interface Miss {
  readonly id: string
  readonly field: ExtractedField
  readonly wrong: readonly string[]
  readonly missing: readonly string[]
}

export interface ExtractionReport {
  /** By origin, and `all`. */
  readonly scores: Readonly<Record<string, Readonly<Record<ExtractedField, Score>>>>
  readonly misses: readonly Miss[]
}

export function evaluateExtraction(
  items: readonly ExtractionItem[],
  knowledge: Knowledge,
): ExtractionReport {
  const outcomes = items.flatMap((item) => outcomesOf(item, frame(item.text, knowledge)))
  const origins = ['all', ...new Set(items.map((item) => item.origin))]
  return {
    scores: Object.fromEntries(
      origins.map((origin) => [
        origin,
        Object.fromEntries(
          extractedFields.map((field) => [
            field,
            scoreOf(
              outcomes.filter(
                (each) => each.field === field && (origin === 'all' || each.origin === origin),
              ),
            ),
          ]),
        ) as Record<ExtractedField, Score>,
      ]),
    ),
    misses: outcomes.filter((each) => each.wrong.length + each.missing.length > 0),
  }
}

function frame(text: string, knowledge: Knowledge): Framing {
  const reading = readRequest(text, knowledge.language)
  const mentions = findMentions(reading, knowledge.mentions)
  const classification = classify(reading, mentions, knowledge.classify)
  return frameRequest(reading, mentions, classification, [], knowledge.framing)
}

interface Outcome extends Miss {
  readonly origin: string
  readonly right: number
  readonly found: number
  readonly allowed: number
}

function outcomesOf(item: ExtractionItem, framing: Framing): readonly Outcome[] {
  const found: Readonly<Record<ExtractedField, readonly string[]>> = {
    dependencies: framing.dependencies.filter((each) => each.stated).map((each) => each.dependency),
    runtime: framing.runtime.map((each) => each.runtime),
    risks: framing.risks.map((each) => each.risk),
    surfaces: framing.surfaces.map((each) => each.surface),
  }
  const labels: Readonly<Record<ExtractedField, readonly [string[], string[]]>> = {
    dependencies: [item.dependencies, item.dependencies_may],
    runtime: [item.runtime, item.runtime_may],
    risks: [item.risks, item.risks_may],
    surfaces: [item.surface.map((each) => surfaceNames[each] ?? each), []],
  }
  return extractedFields.map((field) => {
    const [must, may] = labels[field]
    const allowed = new Set([...must, ...may])
    const ours = found[field]
    return {
      id: item.id,
      origin: item.origin,
      field,
      wrong: ours.filter((each) => !allowed.has(each)),
      missing: must.filter((each) => !ours.includes(each)),
      right: must.filter((each) => ours.includes(each)).length,
      found: ours.length,
      allowed: ours.filter((each) => allowed.has(each)).length,
    }
  })
}

/** Labels of the corpus that mean one of our surfaces. */
const surfaceNames: Readonly<Record<string, string>> = {
  'test-suite': 'suite',
  cron: 'scheduled-job',
}

function scoreOf(outcomes: readonly Outcome[]): Score {
  const sum = (pick: (outcome: Outcome) => number): number =>
    outcomes.reduce((total, each) => total + pick(each), 0)
  const right = sum((each) => each.right)
  const missing = sum((each) => each.missing.length)
  // Precision leaves out what may be found, so that listing it neither helps nor hurts.
  const precision = ratio(right, right + sum((each) => each.wrong.length))
  const recall = ratio(right, right + missing)
  return { precision, recall, f1: ratio(2 * precision * recall, precision + recall) }
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole)

export function readItems(path: string): readonly ExtractionItem[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => ExtractionItem.parse(JSON.parse(line)))
}

/** The report as lines for a terminal. */
export function extractionLines(report: ExtractionReport): readonly string[] {
  return Object.entries(report.scores).flatMap(([origin, fields]) =>
    extractedFields.map((field) => {
      const { precision, recall, f1 } = fields[field]
      const numbers = [precision, recall, f1].map((value) => value.toFixed(3)).join('  ')
      return `${origin.padEnd(8)} ${field.padEnd(13)} ${numbers}`
    }),
  )
}

if (import.meta.main) {
  const [file = 'test/corpus/requests.jsonl', ...flags] = process.argv.slice(2)
  const report = evaluateExtraction(readItems(file), loadKnowledge('references'))
  console.log('origin   field         precision  recall  F1')
  for (const line of extractionLines(report)) console.log(line)
  if (flags.includes('--misses'))
    for (const miss of report.misses)
      console.log(
        `${miss.id} ${miss.field} wrong [${miss.wrong.join(', ')}] missing [${miss.missing.join(', ')}]`,
      )
}
