/** Answers to the questions of a packet that is not settled yet: bare words, by their number or without. */
import type { ReplyContext } from './context.ts'
import type { ValueReader } from './values.ts'
import { tidy } from './ways.ts'
import type { Change } from './ways.ts'

/** Only under `needs-framing`: elsewhere a bare noun phrase is talk. */
export function framingAnswer(
  sentence: string,
  context: ReplyContext,
  values: ValueReader,
): readonly Change[] {
  if (context.verdict !== 'needs-framing') return []
  const words = tidy(sentence).replace(/\s+(?:in|last|this)\s+\w+$/i, '')
  const count = words.split(/\s+/).length
  if (
    count < 2 ||
    count > 9 ||
    /\b(?:i|we|you|is|are|was|were|will|would|lol|thanks|ok)\b/i.test(words)
  )
    return []
  const risk = values.risk(words)
  return [{ on: 'risk', target: risk, op: 'add', to: words, because: null }]
}
