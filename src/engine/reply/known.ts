/** What of a reply's words the packet speaks of: its scenarios, checks and open questions. */
import { contentWords } from './context.ts'
import type { ReplyContext } from './context.ts'

export const generic =
  /^(?:question|part|this|that|with|from|what|which|decision|point|rule|only|still|test|check|case|suite|scenario|whole|just|looking|saying|slow|flaky|missing)$/
const tellingWords = (text: string): readonly string[] =>
  contentWords(text).filter((each) => !generic.test(each))

/** A neighbour whose open question shares a word with what was said. */
export function openTopic(words: string, context: ReplyContext): string | null {
  const said = tellingWords(words)
  const hit = context.open.find(({ text }) => {
    const own = new Set(tellingWords(text))
    return said.some((each) => own.has(each))
  })
  return hit?.topic ?? null
}

/** Something that the packet speaks of: "drop the policy" takes no scenario out. */
export function isKnownItem(raw: string, words: string, context: ReplyContext): boolean {
  if (/`/.test(raw) || /\b(?:case|scenario|check|test)s?$/i.test(words.trim())) return true
  const said = tellingWords(words)
  return said.length > 0 && said.every((each) => context.vocabulary.has(each))
}

/** Shares a word with the packet, or is written as code or a path. */
export const isAbout = (words: string, context: ReplyContext): boolean =>
  /[`/]/.test(words) || tellingWords(words).some((each) => context.vocabulary.has(each))

/** The scenario that has these numbers in it: "50 on 20". */
export function byNumber(words: string, context: ReplyContext): string | null {
  const numbers = words.match(/\d+/g) ?? []
  const hit = context.scenarios.find(({ text }) =>
    numbers.every((each) => new RegExp(`(?<!\\d)${each}(?!\\d)`).test(text)),
  )
  return hit === undefined ? null : `${hit.number}`
}

/** The one scenario that has these words in it: "the deadlock one". */
export function scenarioCalled(words: string, context: ReplyContext): string | null {
  const said = tellingWords(words)
  const hits = context.scenarios.filter(({ text }) => {
    const own = new Set(contentWords(text))
    return said.every((each) => own.has(each))
  })
  const [only] = hits
  return said.length === 0 || only === undefined || hits.length > 1 ? null : `${only.number}`
}
