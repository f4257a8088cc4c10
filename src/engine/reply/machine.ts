/** The references' phrases and templates as patterns, compiled once for each knowledge. */
import { answerReader } from './answers.ts'
import type { AnswerReader } from './answers.ts'
import { compilePattern } from './frame-patterns.ts'
import type { Pattern } from './frame-patterns.ts'
import type { Frame, ReplyWords, WayToSay } from './knowledge.ts'
import { keptReader } from './kept.ts'
import type { KeptReader } from './kept.ts'
import { pronounOrders } from './pronouns.ts'
import { riskStatementReader } from './risk-statements.ts'
import type { RiskStatementReader } from './risk-statements.ts'
import { sentenceReader } from './sentences.ts'
import type { SentenceReader } from './sentences.ts'
import { spotFinder } from './spots.ts'
import type { SpotFinder, SpotKnowledge } from './spots.ts'
import { tagger } from './tags.ts'
import type { Tagger } from './tags.ts'
import { scopeIn } from './strategy-clauses.ts'
import { templateCompiler } from './templates.ts'
import type { Template } from './templates.ts'
import { valueReader } from './values.ts'
import type { ValueReader } from './values.ts'

export interface Machine {
  readonly sentences: SentenceReader
  readonly find: SpotFinder
  readonly withoutKept: KeptReader
  readonly values: ValueReader
  readonly answers: AnswerReader
  readonly pronounOrders: RegExp
  readonly riskStatement: RiskStatementReader
  readonly tag: Tagger
  /** Opens with an order: "drop it". */
  readonly orders: (sentence: string) => boolean
  /** "It is theirs, so drop it": a later clause orders. */
  readonly ordersLater: (sentence: string) => boolean
  /** "For all of them"; "always" says how it has been. */
  readonly widens: (sentence: string) => boolean
  /** Where a line of the packet holds: the lane or scenario that it names. */
  readonly scope: (line: string) => string | null
  readonly frames: readonly { readonly frame: Frame; readonly patterns: readonly Pattern[] }[]
  readonly ways: readonly { readonly way: WayToSay; readonly templates: readonly Template[] }[]
}

const laterOrderTags = new Set(['swap', 'remove', 'takeaway', 'bring', 'move'])
/** "…, fake Redis and all" is no order, "fake Redis" is one. */
const orderTags = new Set([...laterOrderTags, 'use'])

const machines = new WeakMap<ReplyWords, Machine>()

export function machineFor(knowledge: SpotKnowledge): Machine {
  const known = machines.get(knowledge.replies)
  if (known) return known
  const compile = templateCompiler(knowledge.replies)
  const values = valueReader(knowledge)
  const tag = tagger(knowledge.replies)
  const sentences = sentenceReader(knowledge.replies)
  const find = spotFinder(knowledge)
  const opensWith = (sentence: string, names: ReadonlySet<string>): boolean =>
    tag(sentence)
      .at(0)
      .some((each) => names.has(each.name))
  const machine: Machine = {
    sentences,
    find,
    withoutKept: keptReader(find, tag, sentences),
    values,
    answers: answerReader(knowledge.replies, values),
    pronounOrders: pronounOrders(knowledge.replies),
    riskStatement: riskStatementReader(knowledge.replies),
    tag,
    orders: (sentence) => opensWith(sentence, orderTags),
    ordersLater: (sentence) =>
      sentence
        .split(/(?:[,;]|\s[-–—])\s+(?:(?:so|then|therefore|please|pls|just)\s+)*/)
        .slice(1)
        .some((clause) => opensWith(clause, laterOrderTags)),
    widens: (sentence) => tag(sentence.replaceAll(/\balways\b/gi, '')).names.has('everywhere'),
    scope: (line) => {
      const tagged = tag(line)
      return scopeIn({ from: 0, to: tagged.tokens.length }, tagged, values)
    },
    frames: knowledge.replies.frames.map((frame) => ({
      frame,
      patterns: frame.patterns.map(compilePattern),
    })),
    ways: knowledge.replies.ways.map((way) => ({ way, templates: way.templates.map(compile) })),
  }
  machines.set(knowledge.replies, machine)
  return machine
}
