/** Cells that hold phrases and conditions, read the same way in every document. */
import { z } from 'zod'
import { conditionTests } from '../engine/mentions/condition.ts'
import type { Condition } from '../engine/mentions/condition.ts'
import { phraseProblem } from '../engine/mentions/phrases.ts'

/** A list in one cell, separated by commas; an empty cell is an empty list. */
export const List = z.string().transform((cell) =>
  cell
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
)

/** Phrases, checked one by one. At least one. */
export const Phrases = List.check((context) => {
  if (context.value.length === 0)
    context.issues.push({ code: 'custom', input: context.value, message: 'no phrase is given' })
  for (const phrase of context.value) {
    const problem = phraseProblem(phrase)
    if (problem !== null) context.issues.push({ code: 'custom', input: phrase, message: problem })
  }
})

/** Conditions, separated by semicolons: `listed; not after the, an`. */
export const Context = z.string().transform((cell, context): readonly Condition[] =>
  cell
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .flatMap((part) => {
      const test = conditionTests.find((each) => part === each || part.startsWith(`${each} `))
      if (test === undefined) {
        context.issues.push({
          code: 'custom',
          input: cell,
          message: `unknown condition "${part}"; begin with ${conditionTests.join(', ')}`,
        })
        return []
      }
      const words = part
        .slice(test.length)
        .split(',')
        .flatMap((item) =>
          item
            .trim()
            .toLowerCase()
            .split(/[^\p{L}\p{N}+#]+/u),
        )
        .filter((item) => item !== '')
      const bare = test === 'listed' || test === 'alone' || test === 'not first'
      if (bare !== (words.length === 0)) {
        context.issues.push({
          code: 'custom',
          input: cell,
          message: bare ? `"${test}" takes no words` : `"${test}" needs words after it`,
        })
        return []
      }
      return [{ test, words: new Set(words) }]
    }),
)

/** A slug cell, or null where the row leaves it empty. */
export const OptionalSlug = z.string().transform((cell) => (cell === '' ? null : cell))
