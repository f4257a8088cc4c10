import type { Knowledge } from '../engine/knowledge.ts'
import { findMentions } from '../engine/mentions.ts'
import { singleWords } from '../engine/mentions/phrases.ts'
import { readRequest } from '../engine/read-request.ts'

/**
 * The words of the references that filters know. Typos are corrected against these alone: a correction made from what
 * teams wrote would tell what is in packets that the person may not see.
 */
export interface SearchVocabulary {
  readonly surfaces: readonly string[]
  readonly risks: readonly string[]
  /** Canonical names of dependencies, and their kinds. */
  readonly dependencies: readonly string[]
  /** Names of products and tools, one lower-case word each, with the name under which packets have them. */
  readonly products: ReadonlyMap<string, string>
  /** Canonical name of the dependency that another word for it means (`pg`); null when the references know none. */
  dependencyNamed(words: string): string | null
}

export function searchVocabulary(knowledge: Knowledge): SearchVocabulary {
  const { framing, language } = knowledge
  const entries = [...framing.dependencies, ...framing.runtimes]
  const shown = new Map(entries.map(([id, { name }]) => [id, name.toLowerCase()]))
  const names = entries.flatMap(([id, { name }]) => [
    [id, shown.get(id) ?? id] as const,
    [name.toLowerCase(), shown.get(id) ?? id] as const,
  ])
  /** `postgresql`, `mongo`: other spellings of a name, and not all that points to a product. */
  const spellings = (['dependency', 'runtime'] as const).flatMap((kind) =>
    singleWords(framing.lexicons[kind])
      .map(([word, { id }]) => [word, shown.get(id ?? '') ?? ''] as const)
      .filter(([word, name]) => name !== '' && sameBeginning(word, name)),
  )
  return {
    surfaces: [...framing.surfaces.keys()],
    risks: [...framing.risks.keys()],
    dependencies: [...new Set([...framing.dependencies].flatMap(([id, { kind }]) => [id, kind]))],
    products: new Map(
      // A name of its own says more than another spelling of something else.
      [...spellings, ...names].filter(([word]) => /^[\p{L}\p{N}]+$/u.test(word)),
    ),
    dependencyNamed(words) {
      const mention = findMentions(readRequest(words, language), framing).find(
        ({ kind, negated }) => kind === 'dependency' && !negated,
      )
      return mention?.id ?? null
    },
  }
}

const beginning = 4
const sameBeginning = (one: string, other: string): boolean =>
  one.slice(0, beginning) === other.slice(0, beginning)
