import { lemmaOf } from '../lemma.ts'
import { lemmasOf } from '../reading/words.ts'
import type { Reading, Span, Token } from '../read-request.ts'
import type { RuleId, VerdictLabel } from '../packet.ts'
import { asideClauses, placeOf, type Place } from './places.ts'

/** A row of `signals.md`: one idea and the phrases that express it. */
export interface Signal {
  readonly rule: RuleId
  /** The part of the rule id after the slash. */
  readonly id: string
  readonly leansTo: VerdictLabel | null
  /** 1 to 3, how clearly it leans; 0 when it leans nowhere. */
  readonly strength: number
  readonly phrases: readonly string[]
}

/** A cue before the clauses around it are known to be asides. */
type Unplaced = Omit<Cue, 'place'>

/** A signal's phrase found in a request. */
export interface Cue extends Span {
  readonly signal: Signal
  readonly clause: number
  readonly negated: boolean
  readonly place: Place
  /** Words in the phrase. */
  readonly length: number
}

/** A longer request is judged by its beginning, so that a pasted log neither drowns the ask nor costs time. */
const judgedLength = 12_000

export function judgedTokens(reading: Reading): readonly Token[] {
  const end = reading.tokens.findIndex((token) => token.start >= judgedLength)
  return end < 0 ? reading.tokens : reading.tokens.slice(0, end)
}

/** All phrases as one tree of stems: reading a word costs the same however many phrases there are. */
export interface CueTree {
  readonly root: CueNode
  readonly signals: readonly Signal[]
  /** Stems that tell whether a request speaks of tests at all; they are no idea of their own. */
  readonly testWords: ReadonlySet<string>
}
interface CueNode {
  next: Map<string, CueNode> | null
  /** Continues after up to four other words. */
  afterGap: Map<string, CueNode> | null
  readonly ends: Signal[]
}

/** The row whose words are looked for one by one, wherever they stand. */
const testWordsRow = 'speaks-of-tests'
const longestGap = 4
const skipped = new Set('a an the our my your their his her its these very really'.split(' '))
const skippedStems = new Set([...skipped].map(lemmaOf))
const anyNumber = '#'
const numberWords = new Set(
  'two three four five six seven eight nine ten twelve twenty thirty hundred thousand dozen couple'.split(
    ' ',
  ),
)

export function plantCues(signals: readonly Signal[]): CueTree {
  const root = emptyNode()
  const testWords = new Set<string>()
  for (const signal of signals)
    if (signal.id === testWordsRow) for (const word of signal.phrases) testWords.add(lemmaOf(word))
    else for (const phrase of signal.phrases) plant(root, phrase, signal)
  return { root, signals, testWords }
}

const emptyNode = (): CueNode => ({ next: null, afterGap: null, ends: [] })

/** Where a phrase has grown to; `~` makes the next word grow behind a gap. */
interface Tip {
  readonly node: CueNode
  readonly isGap: boolean
}

/** `pass/passes ~ local` grows along both words. */
function plant(root: CueNode, phrase: string, signal: Signal): void {
  let tips: readonly Tip[] = [{ node: root, isGap: false }]
  for (const part of phrase.split(' '))
    tips = part.split('/').flatMap((choice) => {
      if (choice === '~') return tips.map(({ node }) => ({ node, isGap: true }))
      const words = choice === anyNumber ? [anyNumber] : lemmasOf(choice)
      return tips.map((tip) => words.filter((word) => !skippedStems.has(word)).reduce(grown, tip))
    })
  for (const { node } of tips)
    if (node !== root && !node.ends.includes(signal)) node.ends.push(signal)
}

function grown({ node, isGap }: Tip, word: string): Tip {
  const branch = isGap ? (node.afterGap ??= new Map()) : (node.next ??= new Map())
  const child = branch.get(word) ?? emptyNode()
  branch.set(word, child)
  return { node: child, isGap: false }
}

/** Every phrase of every signal that the judged part of the request contains, in order of its start. */
export function findCues(reading: Reading, tree: CueTree): readonly Cue[] {
  const tokens = judgedTokens(reading).filter((token) => !skipped.has(token.word))
  const sentences = tokens.map((token) => reading.clauses[token.clause]?.sentence ?? -1)
  const found: Unplaced[] = []
  const follow = (node: CueNode, first: number, at: number, length: number): void => {
    const start = tokens[first]
    const last = tokens[at - 1]
    if (start !== undefined && last !== undefined && length > 0)
      for (const signal of node.ends)
        found.push({
          signal,
          start: start.start,
          end: last.end,
          clause: last.clause,
          negated: start.negated || last.negated,
          length,
        })
    step(node.next, first, at, length)
    if (node.afterGap === null) return
    for (let skip = 0; skip <= longestGap; skip += 1) step(node.afterGap, first, at + skip, length)
  }
  const step = (
    branch: Map<string, CueNode> | null,
    first: number,
    at: number,
    length: number,
  ): void => {
    const token = tokens[at]
    if (branch === null || token === undefined || sentences[at] !== sentences[first]) return
    const child = branch.get(token.lemma)
    if (child !== undefined) follow(child, first, at + 1, length + 1)
    if (!isNumber(token.word)) return
    const number = branch.get(anyNumber)
    if (number !== undefined) follow(number, first, at + 1, length + 1)
  }
  for (let at = 0; at < tokens.length; at += 1) step(tree.root.next, at, at, 0)
  const kept = withoutInner(found)
  const aside = asideClauses(reading, kept)
  return kept.map((cue) => ({
    ...cue,
    place: placeOf(cue.negated, reading.clauses[cue.clause], aside.has(cue.clause)),
  }))
}

/** A phrase inside a longer one is not what was meant: "test" in "test accounts". */
function withoutInner(found: readonly Unplaced[]): readonly Unplaced[] {
  const kept: Unplaced[] = []
  let reach = -1
  let reachStart = -1
  for (const cue of found.toSorted(
    (one, other) => one.start - other.start || other.end - one.end,
  )) {
    const isInner = cue.end <= reach && !(cue.start === reachStart && cue.end === reach)
    if (isInner) continue
    kept.push(cue)
    if (cue.end > reach) {
      reach = cue.end
      reachStart = cue.start
    }
  }
  return kept
}

const isNumber = (word: string): boolean => /^\d/.test(word) || numberWords.has(word)
