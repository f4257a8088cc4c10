import { z } from 'zod'
import type { ClassifierWeights } from '../engine/classify/model.ts'
import { verdictLabels } from '../engine/packet.ts'
import type { Problems } from './rows.ts'

const Weight = z.number().int().min(-32_768).max(32_767)
/** Looked at as a whole: there are some twenty-five thousand rows, and every start waits for them. */
const Row = z.custom<readonly number[]>(
  (row) =>
    Array.isArray(row) &&
    row.length === verdictLabels.length &&
    row.every((weight) => Number.isInteger(weight) && Math.abs(weight) < 32_768),
  `needs ${verdictLabels.length} weights, one for each verdict; run npm run train`,
)
const Share = z.number().min(0).max(1)

/** `classifier-weights.json`, which `npm run train` writes. */
export const WeightsFile = z.object({
  /** SHA-256 of what was learned from: a test fails when one of them has changed since. */
  learnedFrom: z.object({ corpus: z.string(), signals: z.string(), requests: z.number().int() }),
  verdicts: z
    .array(z.string())
    .refine(
      (verdicts) => verdicts.join() === verdictLabels.join(),
      'are not those of the engine, in its order; run npm run train',
    ),
  temperature: z.number().positive(),
  high: Share,
  low: Share,
  caution: Weight,
  doubt: Weight,
  bias: Row,
  pairs: z.record(z.string(), Weight),
  primary: z.record(z.string(), Row),
})
export type WeightsFile = z.infer<typeof WeightsFile>

/** Reads `classifier-weights.json`; one that cannot be used is a problem, and weighs nothing. */
export function readClassifierWeights(json: unknown, problems: Problems): ClassifierWeights {
  const parsed = WeightsFile.safeParse(json)
  if (parsed.success) return weightsOf(parsed.data)
  for (const issue of parsed.error.issues.slice(0, 5))
    problems.add({
      document: 'classifier-weights.json',
      line: 1,
      message: `${issue.path.join('.') || 'the file'}: ${issue.message}`,
    })
  return {
    primary: new Map(),
    bias: new Int16Array(verdictLabels.length),
    temperature: 1,
    high: 1,
    low: 1,
    pairs: new Map(),
    caution: 0,
    doubt: 0,
  }
}

export const weightsOf = (
  file: Omit<WeightsFile, 'learnedFrom' | 'verdicts'>,
): ClassifierWeights => ({
  primary: new Map(Object.entries(file.primary).map(([name, row]) => [name, Int16Array.from(row)])),
  bias: Int16Array.from(file.bias),
  temperature: file.temperature,
  high: file.high,
  low: file.low,
  pairs: new Map(Object.entries(file.pairs)),
  caution: file.caution,
  doubt: file.doubt,
})
