/**
 * Measures what is read in labelled replies: the kind, every change exactly (topic, target, operation, value), reasons,
 * and what must never happen: a question or talk taken as a change. The packets are made by the engine from the requests
 * of `test/corpus/reply-requests.json`. Run it alone with `node scripts/evaluate/replies.ts [file] [--misses]`.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Knowledge } from '../../src/engine/knowledge.ts'
import { Amendment } from '../../src/engine/packet.ts'
import { plan } from '../../src/engine/plan.ts'
import { readReply } from '../../src/engine/read-reply.ts'
import type { ReplyReading } from '../../src/engine/read-reply.ts'
import { replyContext } from '../../src/engine/reply/context.ts'
import type { ReplyContext } from '../../src/engine/reply/context.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'

const LabelledChange = Amendment.omit({ id: true, by: true })
export const LabelledReply = z.object({
  id: z.string(),
  packet: z.string(),
  text: z.string(),
  kind: z.enum(['amendment', 'question', 'command', 'talk']),
  changes: z.array(LabelledChange),
})
export type LabelledReply = z.infer<typeof LabelledReply>
type LabelledChange = z.infer<typeof LabelledChange>

export interface ReplyScore {
  readonly replies: number
  /** Share of all replies whose kind is right. */
  readonly kinds: number
  /** Share of the amendments with every change right. */
  readonly amendments: number
  /** Share of the marked reasons that are kept word for word with the right change. */
  readonly reasons: number
  /** Ids of questions, commands and talk that were taken as a change. */
  readonly alarms: readonly string[]
  /** Ids of the amendments that were not read exactly. */
  readonly misses: readonly string[]
}

const corpus = join(import.meta.dirname, '..', '..', 'test', 'corpus')

export const readLabelledReplies = (file: string): readonly LabelledReply[] =>
  readFileSync(join(corpus, file), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => LabelledReply.parse(JSON.parse(line)))

/** The packets under which the labelled replies were written, by the engine. */
export function replyContexts(knowledge: Knowledge): ReadonlyMap<string, ReplyContext> {
  const requests = z
    .record(z.string(), z.string())
    .parse(JSON.parse(readFileSync(join(corpus, 'reply-requests.json'), 'utf8')))
  return new Map(
    Object.entries(requests).map(([packet, text]) => [
      packet,
      replyContext(plan({ text }, [], knowledge), knowledge),
    ]),
  )
}

/** Case does not matter in a change, the order of changes neither. */
const keyOf = ({ on, target, op, to }: LabelledChange): string =>
  [on, target, op, to ?? ''].join(' | ').toLowerCase()
const keysOf = (changes: readonly LabelledChange[]): string =>
  changes
    .map(keyOf)
    .toSorted((one, other) => (one < other ? -1 : 1))
    .join('\n')

export function scoreReplies(
  replies: readonly LabelledReply[],
  read: (reply: LabelledReply) => ReplyReading,
): ReplyScore {
  const results = replies.map((reply) => ({ reply, reading: read(reply) }))
  const amendments = results.filter(({ reply }) => reply.kind === 'amendment')
  const misses = amendments.filter(
    ({ reply, reading }) =>
      reading.kind !== 'amendment' || keysOf(reading.changes) !== keysOf(reply.changes),
  )
  const reasons = amendments.flatMap(({ reply, reading }) =>
    reply.changes
      .filter((change) => change.because !== null)
      .map((change) =>
        reading.changes.some(
          (each) => keyOf(each) === keyOf(change) && each.because === change.because,
        ),
      ),
  )
  return {
    replies: replies.length,
    kinds: share(
      results.filter(({ reply, reading }) => reply.kind === reading.kind),
      results,
    ),
    amendments: 1 - share(misses, amendments),
    reasons: share(reasons.filter(Boolean), reasons),
    alarms: results
      .filter(({ reply, reading }) => reply.kind !== 'amendment' && reading.kind === 'amendment')
      .map(({ reply }) => reply.id),
    misses: misses.map(({ reply }) => reply.id),
  }
}

const share = (some: readonly unknown[], all: readonly unknown[]): number =>
  all.length === 0 ? 0 : some.length / all.length

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`

if (import.meta.main) {
  const [, , ...args] = process.argv
  const files = args.filter((each) => !each.startsWith('--'))
  const knowledge = loadKnowledge(join(import.meta.dirname, '..', '..', 'references'))
  const contexts = replyContexts(knowledge)
  for (const file of files.length > 0 ? files : ['replies.jsonl', 'replies-more.jsonl']) {
    const score = scoreReplies(readLabelledReplies(file), (reply) => {
      const context = contexts.get(reply.packet)
      if (context === undefined) throw new Error(`no request for packet ${reply.packet}`)
      return readReply(reply.text, context, knowledge)
    })
    process.stdout.write(
      `${file}: ${score.replies} replies, kinds ${percent(score.kinds)}, amendments ${percent(score.amendments)}, ` +
        `reasons ${percent(score.reasons)}, taken as a change by mistake: ${score.alarms.join(', ') || 'none'}\n`,
    )
    if (args.includes('--misses')) process.stdout.write(`misses: ${score.misses.join(', ')}\n`)
  }
}
