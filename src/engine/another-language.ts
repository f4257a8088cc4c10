/** A request in another language than English is not guessed at; the knowledge is references/languages.md. */
import { judgedTokens } from './classify/cues.ts'
import type { Classification, RuleId } from './packet.ts'
import type { Reading } from './read-request.ts'

export interface LanguageKnowledge {
  readonly english: ReadonlySet<string>
  readonly others: readonly {
    readonly rule: RuleId
    readonly smallWords: ReadonlySet<string>
  }[]
}

/** The rows that the engine itself asks for. */
export const englishRow = 'languages/english'
export const otherScriptRow = 'languages/another-script'

const fewestSmallWords = 2

/** The row of the language that the request is written in; null for English, and for a text too short to tell. */
export function anotherLanguage(reading: Reading, knowledge: LanguageKnowledge): RuleId | null {
  const words = judgedTokens(reading).map((token) => token.word)
  if (isAnotherScript(words.join(''))) return otherScriptRow
  const countIn = (smallWords: ReadonlySet<string>): number =>
    words.filter((word) => smallWords.has(word)).length
  const [nearest] = knowledge.others
    .map(({ rule, smallWords }) => ({ rule, count: countIn(smallWords) }))
    .toSorted((one, other) => other.count - one.count)
  if (nearest === undefined || nearest.count < fewestSmallWords) return null
  return nearest.count > countIn(knowledge.english) ? nearest.rule : null
}

function isAnotherScript(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0
  return letters > 2 * latin
}

/** Step 1 for such a request: what English words would have meant there is no reading of it. */
export function unread(rule: RuleId): Classification {
  return {
    primary: 'needs-framing',
    secondary: null,
    confidence: 'low',
    probability: 0,
    runnerUp: null,
    reason:
      'This looks like another language, and I read English only. Choose the kind and name surface and risk, or write it in English; names of products are read in any language.',
    evidence: [{ from: 'reference', rule }],
  }
}
