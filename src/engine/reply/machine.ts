/** The references' phrases and templates as patterns, compiled once for each knowledge. */
import type { ReplyWords, WayToSay } from './knowledge.ts'
import { sentenceReader } from './sentences.ts'
import type { SentenceReader } from './sentences.ts'
import { spotFinder } from './spots.ts'
import type { SpotFinder, SpotKnowledge } from './spots.ts'
import { strategyReader } from './strategies.ts'
import type { StrategyReader } from './strategies.ts'
import { templateCompiler } from './templates.ts'
import type { Template } from './templates.ts'
import { valueReader } from './values.ts'
import type { ValueReader } from './values.ts'

export interface Machine {
  readonly sentences: SentenceReader
  readonly find: SpotFinder
  readonly values: ValueReader
  readonly strategies: StrategyReader
  readonly ways: readonly { readonly way: WayToSay; readonly templates: readonly Template[] }[]
}

const machines = new WeakMap<ReplyWords, Machine>()

export function machineFor(knowledge: SpotKnowledge): Machine {
  const known = machines.get(knowledge.replies)
  if (known) return known
  const compile = templateCompiler(knowledge.replies)
  const values = valueReader(knowledge)
  const machine: Machine = {
    sentences: sentenceReader(knowledge.replies),
    find: spotFinder(knowledge),
    values,
    strategies: strategyReader(knowledge.replies, values),
    ways: knowledge.replies.ways.map((way) => ({ way, templates: way.templates.map(compile) })),
  }
  machines.set(knowledge.replies, machine)
  return machine
}
