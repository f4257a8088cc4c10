/** Lines of JSON in, one line of JSON out for each, in order; a bad line is answered and does not stop the rest. */
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { InputError } from './input.ts'

export async function answerLines(answer: (line: string) => object): Promise<void> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() === '') continue
    const written = process.stdout.write(`${JSON.stringify(answer(line))}\n`)
    if (!written) await new Promise((resolve) => process.stdout.once('drain', resolve))
  }
}

/** Reads a line before it is answered; what is wrong with it is the answer otherwise: `{"id", "error"}`. */
export function answering<Line extends z.ZodType<{ readonly id: string }>>(
  schema: Line,
  answer: (line: z.infer<Line>) => object,
): (line: string) => object {
  return (line) => {
    let value: unknown
    try {
      value = JSON.parse(line)
    } catch {
      return { id: null, error: 'the line is no JSON' }
    }
    const parsed = schema.safeParse(value)
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      return { id: idOf(value), error: `${issue?.path.join('.') || 'line'}: ${issue?.message}` }
    }
    const { id } = parsed.data
    try {
      return { id, ...answer(parsed.data) }
    } catch (error) {
      if (error instanceof InputError) return { id, error: error.message }
      throw error
    }
  }
}

function idOf(value: unknown): string | null {
  const parsed = z.object({ id: z.string() }).safeParse(value)
  return parsed.success ? parsed.data.id : null
}
