/**
 * Every labelled amendment is wrapped: what is asked, past, imagined or somebody else's view changes nothing, and politeness
 * changes nothing about the change. The wrapped replies were never written down, so their share measures generalisation.
 */
import { describe, expect, it } from 'vitest'
import { readLabelledReplies, replyContexts } from '../../scripts/evaluate/replies.ts'
import type { LabelledReply } from '../../scripts/evaluate/replies.ts'
import { readReply } from '../../src/engine/read-reply.ts'
import type { ReplyReading } from '../../src/engine/read-reply.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'

const knowledge = loadKnowledge('references')
const contexts = replyContexts(knowledge)
const read = (packet: string, text: string): ReplyReading => {
  const context = contexts.get(packet)
  if (context === undefined) throw new Error(`no packet ${packet}`)
  return readReply(text, context, knowledge)
}
const changesOf = (reading: ReplyReading): string =>
  reading.changes
    .map((each) => `${each.on} ${each.op} ${each.target} ${each.to}`.toLowerCase())
    .toSorted()
    .join('\n')

/** One sentence of prose: what a frame around the first would not reach is no test of the frame. */
const isOneSentence = ({ text }: LabelledReply): boolean =>
  !/\n|[.!?…]\s+\S|\?|\|.*\||(?:^|\s)\(?(?:\d|[a-h])\)\s/.test(text)
const amendments = ['replies.jsonl', 'replies-more.jsonl']
  .flatMap(readLabelledReplies)
  .filter((reply) => reply.kind === 'amendment' && isOneSentence(reply))
/** A name keeps its capital. */
const bare = (text: string): string =>
  text
    .replace(/^[A-Z][a-z]+(?=\s(?!from|decides|owns|takes))/, (word) => word.toLowerCase())
    .replace(/[.!\s]+$/, '')
const orders =
  /^(?:add|drop|remove|exclude|cut|skip|move|put|run|mock|fake|stub|use|make|kick|delete|take|leave|freeze|treat|swap|replace|forget|include|fold|merge|strike|pin)\b/i

describe('readReply on what is no wish', { timeout: 120_000 }, () => {
  it.each([
    ['asked', (text: string) => `should we ${text}?`],
    ['past', (text: string) => `we used to ${text}`],
    ['not done', (text: string) => `last year we did not ${text}`],
    ["somebody's view", (text: string) => `Ana thinks we should ${text}`],
    ["somebody's words", (text: string) => `my boss says we should ${text}`],
    ['a dream', (text: string) => `if we had time we'd ${text}`],
    ['a doubt', (text: string) => `not sure whether to ${text}`],
    ['imagined', (text: string) => `imagine we ${text}`],
    ['wondered', (text: string) => `I wonder if we should ${text}`],
    ['a question of consequences', (text: string) => `what happens when we ${text}`],
  ])('takes no amendment as a change that is %s', (_, wrapped) => {
    const taken = amendments
      .filter((reply) => read(reply.packet, wrapped(bare(reply.text))).kind === 'amendment')
      .map((reply) => wrapped(bare(reply.text)))
    expect(taken).toEqual([])
  })
})

describe('readReply on politeness', { timeout: 120_000 }, () => {
  const understood = amendments.flatMap(({ packet, text }) => {
    const reading = read(packet, text)
    return reading.kind === 'amendment' ? [{ packet, text, changes: changesOf(reading) }] : []
  })

  it.each([
    ['can you', (text: string) => `can you ${text}?`, true],
    ["let's", (text: string) => `let's ${text}`, true],
    ["I'd rather", (text: string) => `I'd rather ${text}`, true],
    ['please', (text: string) => `please ${text}`, false],
    ['ok so', (text: string) => `ok so ${text}`, false],
    ['+1', (text: string) => `+1, ${text}`, false],
    ['greeting and thanks', (text: string) => `Hi all, ${text}, thanks`, false],
  ])('reads the same changes behind "%s" in at least 95 of 100', (_, wrapped, needsOrder) => {
    const tried = understood.filter(({ text }) => !needsOrder || orders.test(text))
    const same = tried.filter(
      ({ packet, text, changes }) => changesOf(read(packet, wrapped(bare(text)))) === changes,
    )
    expect(tried.length).toBeGreaterThan(30)
    expect(same.length / tried.length).toBeGreaterThanOrEqual(0.95)
  })
})
