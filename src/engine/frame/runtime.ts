import type { Mention } from '../mentions.ts'
import type { Framing } from '../packet.ts'
import { grouped, quotesOf } from './evidence.ts'
import type { FrameKnowledge, RuntimeEntry } from './knowledge.ts'

type Runtime = Framing['runtime'][number]

/** Roles from the one that tells most about a stack. */
const telling = ['framework', 'language', 'library', 'test-runner', 'frontend', 'protocol']

/**
 * Runtimes that the request names, in its order. A language that only a library or a test runner gives away ("pytest")
 * is added as not stated; one that a framework implies is left unsaid, as people leave it.
 */
export function namedRuntimes(
  text: string,
  mentions: readonly Mention[],
  knowledge: FrameKnowledge,
): readonly Runtime[] {
  const all = mentions.filter((each) => each.kind === 'runtime')
  const groups = [...grouped(all.filter((each) => !each.negated))]
  const named = groups.flatMap(([id, found]): readonly Runtime[] => {
    const entry = knowledge.runtimes.get(id)
    return entry && entry.role !== 'hint'
      ? [{ runtime: id, name: entry.name, stated: true, evidence: quotesOf(text, found) }]
      : []
  })
  const tellsLanguage = named.some((each) =>
    ['framework', 'language'].includes(knowledge.runtimes.get(each.runtime)?.role ?? ''),
  )
  if (tellsLanguage) return named
  // A library that the team left still tells the language: "we moved off GORM to sqlc".
  const source = all.find((each) => languageOf(each, knowledge) !== null)
  const language = source ? languageOf(source, knowledge) : null
  const entry = language === null ? undefined : knowledge.runtimes.get(language)
  if (source === undefined || language === null || entry === undefined) return named
  return [
    ...named,
    {
      runtime: language,
      name: entry.name,
      stated: false,
      evidence: quotesOf(text, [source]),
    },
  ]
}

function languageOf(mention: Mention, knowledge: FrameKnowledge): string | null {
  const entry = knowledge.runtimes.get(mention.id)
  return entry && ['library', 'test-runner', 'hint'].includes(entry.role) ? entry.language : null
}

/** The block of `stacks.md`: that of the most telling runtime, of equals the one named first; null when none tells. */
export function stackOf(runtimes: readonly Runtime[], knowledge: FrameKnowledge): string | null {
  const entries = runtimes.flatMap((each): readonly RuntimeEntry[] => {
    const entry = knowledge.runtimes.get(each.runtime)
    return entry && entry.stack !== null ? [entry] : []
  })
  const best = entries.toSorted((a, b) => telling.indexOf(a.role) - telling.indexOf(b.role))[0]
  return best?.stack ?? null
}
