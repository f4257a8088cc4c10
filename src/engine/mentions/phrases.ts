/**
 * Phrases of the references, compiled once into a tree of words and matched in one pass. A phrase is words; besides them
 * it may hold
 *
 * | written | stands for |
 * |---|---|
 * | `a/b` | either word |
 * | `~` | nothing, or one to four words without a comma between |
 * | `word*` | any word that begins so (`retr*`) |
 * | `#` | a number, with its unit when one follows (`10 min`, `2h`, `38-minute`, `19.5 s`) |
 * | `.net`, `*.rb` | the word with a dot before it: as a name of its own, or as a file's ending |
 * | `Word` | a word with a capital matches only as written; lower case matches any case |
 *
 * Hyphens, dots and slashes inside a name separate words, and the last word may stand in the plural.
 */
import type { RuleId } from '../packet.ts'
import { holds } from './condition.ts'
import type { Condition } from './condition.ts'
import { joined, numberAt, spoken } from './neighbours.ts'
import type { Word, Words } from './words.ts'

export interface PhraseRow {
  readonly phrases: readonly string[]
  readonly context: readonly Condition[]
  readonly rule: RuleId
}

interface Node<R> {
  next: Map<string, Node<R>> | null
  /** `word*` without its star, by its length. */
  prefixes: Map<number, Map<string, Node<R>>> | null
  gap: Node<R> | null
  number: Node<R> | null
  readonly ends: { readonly row: R; readonly order: number }[]
}

/** Rows in a tree by the words of their phrases, so that a text's word meets only phrases that go on with it. */
export interface PhraseIndex<R extends PhraseRow> {
  readonly rows: readonly R[]
  readonly root: Node<R>
}

/** Phrases that are one word each, with the row of the first that has it. */
export function singleWords<R extends PhraseRow>({
  root,
}: PhraseIndex<R>): readonly (readonly [word: string, row: R])[] {
  return [...(root.next ?? [])].flatMap(([word, { ends }]) => {
    const [first] = ends
    return first === undefined ? [] : [[word, first.row] as const]
  })
}

export interface Match<R extends PhraseRow> {
  readonly row: R
  /** Indices into the words. */
  readonly from: number
  readonly to: number
  readonly start: number
  readonly end: number
  /** The number that `#` took, as written (`10 min`), null when the phrase has none. */
  readonly value: string | null
}

type Element =
  | { readonly is: 'word'; readonly keys: readonly string[] }
  | { readonly is: 'gap' }
  | { readonly is: 'number' }

const gapWords = 4

export function indexPhrases<R extends PhraseRow>(rows: readonly R[]): PhraseIndex<R> {
  const root = newNode<R>()
  let order = 0
  for (const row of rows)
    for (const phrase of row.phrases) {
      order += 1
      let nodes: readonly Node<R>[] = [root]
      const elements = compile(phrase)
      for (const [at, element] of elements.entries()) {
        const last = at === elements.length - 1
        nodes = nodes.flatMap((node) => branches(node, element, last))
      }
      for (const node of nodes) node.ends.push({ row, order })
    }
  return { rows, root }
}

/** Why a phrase cannot be used, or null. */
export function phraseProblem(phrase: string): string | null {
  const elements = compile(phrase)
  if (elements.length === 0) return `the phrase "${phrase}" has no words`
  if (elements[0]?.is === 'gap') return `the phrase "${phrase}" begins with ~; begin with a word`
  if (elements.at(-1)?.is === 'gap') return `the phrase "${phrase}" ends with ~; end with a word`
  return null
}

const newNode = <R>(): Node<R> => ({
  next: null,
  prefixes: null,
  gap: null,
  number: null,
  ends: [],
})

function branches<R>(node: Node<R>, element: Element, last: boolean): readonly Node<R>[] {
  if (element.is === 'gap') return [(node.gap ??= newNode())]
  if (element.is === 'number') return [(node.number ??= newNode())]
  return element.keys.flatMap((key) => {
    if (key.endsWith('*')) {
      const prefix = key.slice(0, -1)
      const prefixes = (node.prefixes ??= new Map<number, Map<string, Node<R>>>())
      const alike = prefixes.get(prefix.length) ?? new Map<string, Node<R>>()
      prefixes.set(prefix.length, alike)
      return [nodeAt(alike, prefix)]
    }
    const next = (node.next ??= new Map<string, Node<R>>())
    return (last ? [key, ...pluralsOf(key)] : [key]).map((each) => nodeAt(next, each))
  })
}

function nodeAt<R>(nodes: Map<string, Node<R>>, key: string): Node<R> {
  const known = nodes.get(key)
  if (known) return known
  const added = newNode<R>()
  nodes.set(key, added)
  return added
}

function pluralsOf(key: string): readonly string[] {
  if (key.length < 3 || /^[=.*]|[\d+#]$/.test(key)) return []
  if (/(?:s|x|z|ch|sh)$/.test(key)) return [`${key}es`]
  return /[^aeiou]y$/.test(key) ? [`${key}s`, `${key.slice(0, -1)}ies`] : [`${key}s`]
}

function compile(phrase: string): readonly Element[] {
  return phrase
    .split(/\s+/)
    .filter((part) => part !== '')
    .flatMap((part): readonly Element[] => {
      if (part === '~') return [{ is: 'gap' }]
      if (part === '#') return [{ is: 'number' }]
      const dot = part.startsWith('*.') ? '*.' : part.startsWith('.') ? '.' : ''
      const plain = part.replace(/^\*?\./, '')
      const options = plain.split('/').filter((option) => option !== '')
      if (options.length > 1) return [{ is: 'word', keys: options.map((each) => keyOf(each, dot)) }]
      return (plain.match(/[\p{L}\p{N}]+(?:\+\+|#)?\*?/gu) ?? []).map((word, at) => ({
        is: 'word',
        keys: [keyOf(word, at === 0 ? dot : '')],
      }))
    })
}

const keyOf = (word: string, dot: string): string =>
  /\p{Lu}/u.test(word) ? `=${word}` : `${dot}${word}`

/**
 * Every match, by start and then longest first. Matches may overlap: `withoutOverlaps` chooses. `insideNames` also looks
 * into camel-case names (`KafkaContainer`) for the rows that it holds for.
 */
export function matchPhrases<R extends PhraseRow>(
  words: Words,
  index: PhraseIndex<R>,
  insideNames: (row: R) => boolean = () => false,
): readonly Match<R>[] {
  const matches: (Match<R> & { readonly order: number })[] = []
  const add: End<R> = ({ row, order }, from, to, value) => {
    const [first, last] = [words.list[from], words.list[to]]
    if (first === undefined || last === undefined) return
    const match = { row, from, to, start: first.start, end: last.end, value, order }
    if (holds(row.context, match, words)) matches.push(match)
  }
  words.list.forEach((word, at) => {
    walk(index.root, words, at, at, false, null, add)
    if (word.parts.length > 0)
      for (const each of insideName(word, index.root))
        if (insideNames(each.row)) add(each, at, at, null)
  })
  return matches.toSorted((a, b) => a.start - b.start || b.end - a.end || a.order - b.order)
}

type End<R> = (end: Node<R>['ends'][number], from: number, to: number, value: string | null) => void

/** Follows the tree along the words from `at`, and reports each place where a phrase ends. */
function walk<R>(
  node: Node<R>,
  words: Words,
  from: number,
  at: number,
  gapped: boolean,
  value: string | null,
  add: End<R>,
): void {
  for (const each of node.ends) add(each, from, at - 1, value)
  if (node.gap !== null)
    for (let skip = 0; skip <= gapWords; skip += 1) {
      const skipped = words.list[at + skip - 1]
      if (skip > 0 && (skipped === undefined || !follows(words, from, at + skip - 1, true))) break
      walk(node.gap, words, from, at + skip, skip > 0, value, add)
    }
  const word = words.list[at]
  if (word === undefined || (at > from && !follows(words, from, at, gapped))) return
  if (node.next !== null)
    for (const key of word.keys) {
      const next = node.next.get(key)
      if (next) walk(next, words, from, at + 1, false, value, add)
    }
  if (node.prefixes !== null)
    for (const [length, alike] of node.prefixes) {
      const next = length <= word.text.length && alike.get(word.text.slice(0, length))
      if (next) walk(next, words, from, at + 1, false, value, add)
    }
  if (node.number !== null) {
    const number = numberAt(words, at)
    if (number) walk(node.number, words, from, at + number.length, false, number.text, add)
  }
}

function follows(words: Words, from: number, at: number, gapped: boolean): boolean {
  const word = words.list[at]
  const before = words.list[at - 1]
  if (word === undefined || before === undefined) return false
  if (word.stretch !== words.list[from]?.stretch) return false
  return gapped ? spoken(words.text, before, word) : joined(words.text, before, word)
}

/**
 * Parts of a camel-case name stand for single-word phrases of at least four letters: `KafkaContainer`, `S3Client` not. An
 * ambiguous word needs its context, which a name does not give.
 */
const insideName = <R extends PhraseRow>({ parts, text }: Word, root: Node<R>): Node<R>['ends'] =>
  parts
    .filter((part) => part.length >= 4 && part !== text)
    .flatMap((part) => root.next?.get(part)?.ends ?? [])
    .filter(({ row }) => row.context.length === 0)

/** Of matches that share words and a subject, keeps the one that starts first and reaches furthest. */
export function withoutOverlaps<R extends PhraseRow>(
  matches: readonly Match<R>[],
  subject: (row: R) => string,
): readonly Match<R>[] {
  const reached = new Map<string, number>()
  return matches.filter((match) => {
    const key = subject(match.row)
    if (match.from <= (reached.get(key) ?? -1)) return false
    reached.set(key, match.to)
    return true
  })
}
