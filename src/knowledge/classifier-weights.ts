import { z } from 'zod'
import type { ClassifierWeights, LinearModel } from '../engine/classify/model.ts'
import { VerdictLabel } from '../engine/packet.ts'
import type { Problems } from './rows.ts'

const Weight = z.number().int().min(-32_768).max(32_767)
const Linear = <T extends z.ZodType<string>>(Outcome: T) =>
  z
    .object({
      outcomes: z.array(Outcome).min(2),
      bias: z.array(Weight),
      weights: z.record(z.string(), z.array(Weight)),
    })
    .check((context) => {
      const { outcomes, bias, weights } = context.value
      for (const [name, row] of [['bias', bias] as const, ...Object.entries(weights)])
        if (row.length !== outcomes.length) {
          context.issues.push({
            code: 'custom',
            input: row,
            message: `${name} has ${row.length} weights for ${outcomes.length} outcomes; run npm run train`,
          })
          return
        }
    })

export const WeightsFile = z.object({
  /** SHA-256 of what the weights were learned from: a test fails when one of them changed since. */
  learnedFrom: z.object({ corpus: z.string(), signals: z.string(), items: z.number().int() }),
  temperature: z.number().positive(),
  high: z.number().min(0).max(1),
  low: z.number().min(0).max(1),
  primary: Linear(VerdictLabel),
  secondary: Linear(z.enum([...VerdictLabel.options, 'none'])),
})
export type WeightsFile = z.infer<typeof WeightsFile>

/** Reads `classifier-weights.json`; one that cannot be used is a problem, and weighs nothing. */
export function readClassifierWeights(json: unknown, problems: Problems): ClassifierWeights {
  const parsed = WeightsFile.safeParse(json)
  if (!parsed.success) {
    for (const issue of parsed.error.issues)
      problems.add({
        document: 'classifier-weights.json',
        line: 1,
        message: `${issue.path.join('.') || 'the file'}: ${issue.message}`,
      })
    return weightsOf(unlearned)
  }
  return weightsOf(parsed.data)
}

const unlearned: WeightsFile = {
  learnedFrom: { corpus: '', signals: '', items: 0 },
  temperature: 1,
  high: 1,
  low: 1,
  primary: { outcomes: ['needs-framing'], bias: [0], weights: {} },
  secondary: { outcomes: ['none'], bias: [0], weights: {} },
}

export const weightsOf = (file: WeightsFile): ClassifierWeights => ({
  primary: linearOf(file.primary),
  secondary: linearOf(file.secondary),
  temperature: file.temperature,
  high: file.high,
  low: file.low,
})

const linearOf = <Outcome extends string>(file: {
  readonly outcomes: readonly Outcome[]
  readonly bias: readonly number[]
  readonly weights: Readonly<Record<string, readonly number[]>>
}): LinearModel<Outcome> => ({
  outcomes: file.outcomes,
  bias: Int16Array.from(file.bias),
  weights: new Map(Object.entries(file.weights).map(([name, row]) => [name, Int16Array.from(row)])),
})
