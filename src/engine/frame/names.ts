/** Reads the names that amendments use ("pg", "Node 22", "containers@pr") with the words of the references. */
import { matchPhrases, withoutOverlaps } from '../mentions/phrases.ts'
import { wordsOf } from '../mentions/words.ts'
import type { MentionKind, MentionKnowledge } from '../mentions.ts'
import type { Framing } from '../packet.ts'
import type { FrameKnowledge } from './knowledge.ts'
import { stackOf } from './runtime.ts'

export interface NameReader {
  surface(words: string): string | null
  risk(words: string): string | null
  runtime(words: string): { runtime: string; name: string; role: string } | null
  dependency(words: string): {
    dependency: string
    name: string
    kind: string
    /** General words that it makes unnecessary: Postgres replaces an assumed `database`. */
    replaces: readonly string[]
    /** A general word that a named product stands for already: "the order database" beside Postgres. */
    isMet(dependencies: Framing['dependencies']): boolean
  } | null
  constraint(target: string, to: string | null): { constraint: string; value: string | null }
  stack(runtimes: Framing['runtime']): string | null
}

export function nameReader(mentions: MentionKnowledge, knowledge: FrameKnowledge): NameReader {
  const first = (kind: MentionKind, words: string): string | null =>
    withoutOverlaps(matchPhrases(wordsOf(words), mentions.lexicons[kind]), () => '').find(
      (each) => each.row.id !== null,
    )?.row.id ?? null
  return {
    surface: (words) => (knowledge.surfaces.has(words) ? words : first('surface', words)),
    risk: (words) => (knowledge.risks.has(words) ? words : first('risk', words)),
    runtime(words) {
      const id = knowledge.runtimes.has(words) ? words : first('runtime', words)
      const entry = id === null ? undefined : knowledge.runtimes.get(id)
      return id !== null && entry ? { runtime: id, name: entry.name, role: entry.role } : null
    },
    dependency(words) {
      const id = knowledge.dependencies.has(words) ? words : first('dependency', words)
      const entry = id === null ? undefined : knowledge.dependencies.get(id)
      if (id === null || entry === undefined) return null
      const replaces = [...knowledge.dependencies].flatMap(([general, each]) =>
        each.instead.includes(entry.kind) || each.instead.includes(id) ? [general] : [],
      )
      return {
        dependency: id,
        name: entry.name,
        kind: entry.kind,
        replaces,
        isMet: (dependencies) =>
          dependencies.some((each) => each.stated && entry.instead.includes(each.kind)),
      }
    },
    constraint(target, to) {
      const [subject = target, lane] = target.split('@')
      const forbidden = to === null || /^(?:forbidden|none|no|off)$/i.test(to)
      const bare = subject === 'production-copy' || subject.startsWith('no-')
      const id = forbidden && !bare ? `no-${subject}` : subject
      return {
        constraint: lane === undefined ? id : `${id}@${lane}`,
        value: forbidden ? null : to,
      }
    },
    stack: (runtimes) => stackOf(runtimes, knowledge),
  }
}
