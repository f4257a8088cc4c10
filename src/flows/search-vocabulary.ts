import type { Knowledge } from '../engine/knowledge.ts'
import { findMentions } from '../engine/mentions.ts'
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
  /** Names of products and tools, one lower-case word each. */
  readonly products: ReadonlySet<string>
  /** Canonical name of the dependency that another word for it means (`pg`); null when the references know none. */
  dependencyNamed(words: string): string | null
}

export function searchVocabulary(knowledge: Knowledge): SearchVocabulary {
  const { framing, language } = knowledge
  const names = [...framing.dependencies, ...framing.runtimes].flatMap(([id, { name }]) => [
    id,
    name.toLowerCase(),
  ])
  return {
    surfaces: [...framing.surfaces.keys()],
    risks: [...framing.risks.keys()],
    dependencies: [...new Set([...framing.dependencies].flatMap(([id, { kind }]) => [id, kind]))],
    products: new Set(names.filter((name) => /^[\p{L}\p{N}]+$/u.test(name))),
    dependencyNamed(words) {
      const mention = findMentions(readRequest(words, language), framing).find(
        ({ kind, negated }) => kind === 'dependency' && !negated,
      )
      return mention?.id ?? null
    },
  }
}
