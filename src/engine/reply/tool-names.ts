/** A tool often says in its own name what it is: `MockConsumer`, `InMemoryBus`, `fakeredis`. */
import type { StrategyWord } from './values.ts'

const kinds: readonly { readonly value: StrategyWord['value']; readonly pattern: RegExp }[] = [
  { value: 'mock', pattern: /(?:^|[-_./:]|go|sql)mock|mock$|stub(?:s|bed)?$|^stub/i },
  {
    value: 'fake',
    pattern: /fakes?$|^fake|[-_./:]fake|in-?mem(?:ory)?|emulator|simulator|[-_]mem$|pgmem/i,
  },
]

/** Only of what looks like a name of code: in backticks, or with a sign or a capital inside. */
export function strategyOfName(word: string): StrategyWord | null {
  const bare = word.replaceAll('`', '').replace(/\(\)$/, '')
  if (!/^[\p{L}\d@][\p{L}\d@_.:/-]*$/u.test(bare)) return null
  const isCode = word.startsWith('`') || /\p{L}[-_:/]\p{L}|\p{Ll}\p{Lu}/u.test(bare)
  const kind = isCode ? kinds.find(({ pattern }) => pattern.test(bare)) : undefined
  return kind === undefined ? null : { value: kind.value, force: 'tool', kind: null }
}
