import { z } from 'zod'
import type { Signal } from '../engine/classify/cues.ts'
import { VerdictLabel } from '../engine/packet.ts'
import type { Table } from './document.ts'
import { type Problems, type RuleRow, readRows } from './rows.ts'

const Leaning = z.string().transform((cell, context) => {
  if (cell === '-') return { label: null, strength: 0 }
  const [name = '', plus = ''] = cell.split(' ')
  const label = VerdictLabel.safeParse(name)
  if (label.success && /^\+{1,3}$/.test(plus)) return { label: label.data, strength: plus.length }
  context.addIssue({
    code: 'custom',
    message: `"${cell}" is no leaning; write a verdict and one to three plus signs ("debugging ++"), or "-"`,
  })
  return z.NEVER
})

const Phrases = z.string().transform((cell, context) => {
  const phrases = cell.split(',').map((phrase) => phrase.trim())
  const wrong = phrases.find((phrase) => phrase === '' || /^~|~$/.test(phrase))
  if (wrong === undefined) return phrases
  context.addIssue({
    code: 'custom',
    message:
      wrong === ''
        ? 'an empty phrase; separate phrases by one comma'
        : `"${wrong}" needs a word on both sides of ~`,
  })
  return z.NEVER
})

const SignalRow = z
  .object({ id: z.string(), 'leans to': Leaning, phrases: Phrases })
  .transform((row) => ({
    id: row.id,
    leansTo: row['leans to'].label,
    strength: row['leans to'].strength,
    phrases: row.phrases,
  }))

/** Reads the tables of `signals.md`. */
export function readSignals(
  tables: readonly Table[],
  problems: Problems,
): readonly RuleRow<Signal>[] {
  return readRows(tables, SignalRow, describe, problems).map(({ value, rule }) => ({
    rule,
    value: { ...value, rule: rule.id },
  }))
}

/** For *Why?*: which verdict the idea speaks for and how people put it, without the whole list. */
function describe({ leansTo, phrases }: z.infer<typeof SignalRow>): string {
  const said = phrases.slice(0, 3).map((phrase) => `"${phrase}"`)
  const rest = phrases.length - said.length
  const ways = `${said.join(', ')}${rest > 0 ? ` and ${rest} more ways to say it` : ''}`
  return leansTo === null ? ways : `speaks for ${leansTo}: ${ways}`
}
