/** What follows from the numbers of a request, as a table of the packet. */
import type { PacketContext } from '../context.ts'
import type { Evidence, ShapePart } from '../packet.ts'
import { cueProof, referenceProof } from '../shapes/shape-recipe.ts'
import { singular, spoken } from './arithmetic.ts'
import type { NumberKnowledge, Template } from './knowledge.ts'
import { numbersOf } from './read-numbers.ts'
import type { RequestNumbers } from './read-numbers.ts'

const mostRows = 4

/** Null when the request gives no number that anything follows from. */
export function numberTable(
  context: PacketContext,
  knowledge: NumberKnowledge,
  fill: (text: string) => string,
): ShapePart | null {
  const numbers = numbersOf(context, knowledge)
  const rows = knowledge.follows
    .flatMap((row) => {
      if (!row.kinds.includes(context.kind)) return []
      const said = cueProof(context, row.cues, row.rule)
      if (row.cues.length > 0 && said.length === 0) return []
      const given = written(row.given, numbers)
      const follows = written(row.follows, numbers)
      if (given === null || follows === null) return []
      const quotes = said.length > 0 ? said : [...numbers.quotes.values()].slice(0, 2)
      return [
        {
          cells: [given, follows].map(fill),
          topic: row.topic,
          evidence: [
            ...quotes.map((each): Evidence => ({ ...each, rule: row.rule })),
            ...referenceProof(row.rule),
          ],
        },
      ]
    })
    .filter((row, at, all) => all.findIndex((other) => other.topic === row.topic) === at)
    .slice(0, mostRows)
  return rows.length === 0
    ? null
    : {
        type: 'table',
        title: 'What the numbers say',
        columns: ['Given', 'What follows'],
        rows: rows.map((row) => row.cells),
        evidence: rows.flatMap((row) => row.evidence),
      }
}

/** The sentence with its results; null when a number is missing or a result is below zero. */
function written(template: Template, numbers: RequestNumbers): string | null {
  let text = ''
  for (const piece of template) {
    if (typeof piece === 'string') {
      text += piece
      continue
    }
    const value = piece(numbers.values)
    if (value === null || value < 0) return null
    text += spoken(value)
  }
  return singular(text)
    .replaceAll('{budget-said}', numbers.budgetSaid)
    .replaceAll('{rate}', numbers.rateSaid)
}
