import type { MistypedVerb } from '../render/notes.ts'

/** What the words after the command ask for. */
export type CommandRequest =
  | { readonly ask: 'dialog' }
  | { readonly ask: 'help' }
  /** `text` is what to search for, empty for everything; people and channels in it are ids. */
  | { readonly ask: 'history'; readonly text: string }
  /** `name` is empty when none was given. */
  | { readonly ask: 'show'; readonly name: string }
  /** Close to a verb, yet it could be somebody's request. */
  | { readonly ask: 'unsure'; readonly meant: MistypedVerb; readonly text: string }
  | { readonly ask: 'packet'; readonly text: string }

const bareVerbs = ['help', 'history'] as const
const packetName = /^[a-z]+-[a-z]+-\d+$/u
const farthestTypo = 2

/** `withIds` is the same text with people and channels as ids, for searching. */
export function readCommand(text: string, withIds: string = text): CommandRequest {
  const trimmed = text.trim()
  const [first = '', second, ...rest] = trimmed.toLowerCase().split(/\s+/u)
  if (first === '') return { ask: 'dialog' }
  if (first === 'history')
    return { ask: 'history', text: withIds.trim().slice(first.length).trim() }
  if (second === undefined) {
    if (first === 'help') return { ask: 'help' }
    if (first === 'show') return { ask: 'show', name: '' }
    const meant = [...bareVerbs, 'show' as const].find((verb) => isTypoOf(verb, first))
    return meant === undefined
      ? { ask: 'packet', text: trimmed }
      : { ask: 'unsure', meant, text: trimmed }
  }
  if (rest.length === 0 && first === 'show') return { ask: 'show', name: second }
  if (rest.length === 0 && packetName.test(second) && isTypoOf('show', first)) {
    return { ask: 'unsure', meant: 'show', text: trimmed }
  }
  return { ask: 'packet', text: trimmed }
}

function isTypoOf(verb: string, word: string): boolean {
  return Math.abs(verb.length - word.length) <= farthestTypo && distance(verb, word) <= farthestTypo
}

/** Levenshtein distance: letters added, dropped or changed. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (const [line, letter] of Array.from(one).entries()) {
    const next = [line + 1]
    for (const [at, against] of Array.from(other).entries()) {
      next.push(
        Math.min(
          (row[at + 1] ?? 0) + 1,
          (next[at] ?? 0) + 1,
          (row[at] ?? 0) + (letter === against ? 0 : 1),
        ),
      )
    }
    row = next
  }
  return row.at(-1) ?? 0
}
