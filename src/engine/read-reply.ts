/** A reply in the thread: what it wants changed, or that it is a question, a command or just talk. */
import type { CommandName, ReplyWords, WayToSay } from './reply/knowledge.ts'
import { framingAnswer } from './reply/answers.ts'
import type { ReplyContext } from './reply/context.ts'
import { takeReason } from './reply/reason.ts'
import { runtimeChanges } from './reply/runtimes.ts'
import { sentenceReader } from './reply/sentences.ts'
import type { SentenceReader } from './reply/sentences.ts'
import { spotFinder } from './reply/spots.ts'
import type { Marked, Spot, SpotFinder, SpotKnowledge } from './reply/spots.ts'
import { strategyReader } from './reply/strategies.ts'
import type { StrategyReader } from './reply/strategies.ts'
import { dueWords, templateCompiler } from './reply/templates.ts'
import type { Template } from './reply/templates.ts'
import { readReplyText } from './reply/text.ts'
import { valueReader } from './reply/values.ts'
import type { ValueReader } from './reply/values.ts'
import { buildChanges, tidy } from './reply/ways.ts'
import type { Change, Surroundings } from './reply/ways.ts'

export interface ReplyReading {
  readonly kind: 'amendment' | 'question' | 'command' | 'talk'
  readonly changes: readonly Change[]
  /** Short questions about what could not be settled from the words. */
  readonly unclear: readonly string[]
  readonly command: { readonly name: CommandName; readonly argument: string } | null
}

export interface ReplyKnowledge extends SpotKnowledge {
  readonly replies: ReplyWords
}

interface Machine {
  readonly sentences: SentenceReader
  readonly find: SpotFinder
  readonly values: ValueReader
  readonly strategies: StrategyReader
  readonly ways: readonly { readonly way: WayToSay; readonly templates: readonly Template[] }[]
}

interface Placed {
  readonly change: Change
  readonly start: number
}
interface SentenceRead {
  readonly changes: readonly Change[]
  readonly unclear: readonly string[]
  /** The dependency it was last about. */
  readonly subject: Spot | null
  readonly because: string | null
  /** The reason stood first and may belong to the next sentence. */
  readonly fronted: boolean
}
interface Read {
  readonly changes: readonly Change[]
  readonly unclear: readonly string[]
  readonly isDirective: boolean
}

const machines = new WeakMap<ReplyWords, Machine>()

/** Never throws, whatever the text; the same text, context and knowledge give the same reading. */
export function readReply(
  text: string,
  context: ReplyContext,
  knowledge: ReplyKnowledge,
): ReplyReading {
  const machine = machineFor(knowledge)
  const { sentences, quoted } = readReplyText(text)
  const [first] = sentences
  if (first === undefined) return nothing('talk')
  const whole = sentences.map((each) => each.text).join(' ')
  const command = commandOf(
    sentences.map((each) => each.text),
    machine.sentences,
  )
  if (command !== null) return { ...nothing('command'), command }
  if (machine.sentences.isSarcastic(whole) || isAddressed(whole)) return nothing('talk')

  let asks = false
  const reads: Read[] = []
  let subject: Spot | null = null
  let reason: string | null = null
  let named = 0
  sentences.forEach((sentence, at) => {
    const signs = machine.sentences.signs(sentence.text)
    const answered = /^(?:no|nope|yes|yep)\b/i.test(sentences[at + 1]?.text ?? '')
    if (signs.isQuestion && answered) return
    if (signs.isQuestion) {
      asks = true
      return
    }
    if (
      signs.isInert &&
      !signs.isDirective &&
      sentence.form === 'prose' &&
      !reportsOutcome(signs.core)
    )
      return
    const before = tidy(sentences[at - 1]?.text ?? '')
    const around = { context, quoted, before, isDirective: signs.isDirective, subject, named }
    const read = readSentence(signs.core, around, machine)
    const answers =
      sentence.form === 'item' || isRoute.test(sentence.text)
        ? framingAnswer(sentence.text, context, machine.values)
        : []
    const own = answers.length > read.changes.length ? answers : read.changes
    const changes =
      reason === null ? own : own.map((each) => ({ ...each, because: each.because ?? reason }))
    reason = own.length === 0 && read.fronted ? read.because : null
    subject = read.subject ?? subject
    named += own.filter((each) => each.on === 'runtime').length
    const isLabel = /^[^.!?]{1,30}(?::|=|→|->)\s/.test(signs.core) || sentence.form !== 'prose'
    reads.push({ changes, unclear: read.unclear, isDirective: signs.isDirective || isLabel })
  })
  const changes = withDue(distinct(reads.flatMap((each) => each.changes)), whole)
  const unclear = [...new Set(reads.flatMap((each) => each.unclear))]
  if (asks && !reads.some((each) => each.isDirective && each.changes.length > 0))
    return nothing('question')
  const isPasted = sentences.some((each) => each.form !== 'prose')
  const settled = withoutPresent(changes, context, isPasted || machine.sentences.confirms(whole))
  if (settled.length > 0 || unclear.length > 0)
    return { kind: 'amendment', changes: settled, unclear, command: null }
  const answer =
    asks || sentences.length > 1 ? [] : framingAnswer(first.text, context, machine.values)
  return answer.length > 0
    ? { kind: 'amendment', changes: answer, unclear: [], command: null }
    : nothing(asks ? 'question' : 'talk')
}

const lateDue = new RegExp(
  `(?:\\b(?:by|until|till|before|due|latest|deadline|answers?)\\b[\\s:]*(?:on\\s+|by\\s+)?)(${dueWords})`,
  'iu',
)

/** Who decides is often said in one sentence and until when in the next. */
function withDue(changes: readonly Change[], text: string): readonly Change[] {
  const owners = changes.filter((each) => each.on === 'question' && each.target.endsWith('.owner'))
  const [owner] = owners
  const isDated = changes.some((each) => each.target.endsWith('.due'))
  const due = lateDue.exec(text)?.[1]
  return owner === undefined || owners.length > 1 || isDated || due === undefined
    ? changes
    : [
        ...changes,
        { ...owner, target: owner.target.replace(/owner$/, 'due'), to: due, because: null },
      ]
}

const isRoute = /^(?:GET|POST|PUT|PATCH|DELETE)\s/

const nothing = (kind: ReplyReading['kind']): ReplyReading => ({
  kind,
  changes: [],
  unclear: [],
  command: null,
})

function machineFor(knowledge: ReplyKnowledge): Machine {
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

/** A command opens the reply or is all there is after a greeting; other orders beside it make it an amendment. */
function commandOf(sentences: readonly string[], reader: SentenceReader): ReplyReading['command'] {
  for (const sentence of sentences.slice(0, 2)) {
    const parts = [sentence, ...sentence.split(/,\s+|\s+—\s+/).slice(1)]
    for (const part of parts) {
      const name = reader.command(part)
      if (name !== null) return { name, argument: part.trim() }
    }
  }
  return null
}

/** "@finance-dev do you still have the keys?" speaks to a person, not to the packet. */
const isAddressed = (text: string): boolean =>
  /^(?:<@[A-Z0-9]+>|@[\w.-]+)[\s,:]+(?:do|did|does|can|could|would|will|what|when|why|how|have|has|are|is|you|told|see|fyi|look|please|pls|thanks|any|remember|ping|this|let's|were|was|check)\b/i.test(
    text,
  )

/** "Outcome: no smoke" binds although it is told as news. */
const reportsOutcome = (text: string): boolean =>
  /^(?:outcome|result|decision|decided|agreed)\b/i.test(text)

function readSentence(
  sentence: string,
  around: Omit<Surroundings, 'marked'> & {
    readonly isDirective: boolean
    readonly subject: Spot | null
    readonly named: number
  },
  machine: Machine,
): SentenceRead {
  const reason = takeReason(sentence)
  const marked = machine.find(reason.text, around.context)
  const placed: Placed[] = []
  const unclear: string[] = []
  let text = marked.text
  const consume = (start: number, end: number): void => {
    text = `${text.slice(0, start)}${'▮'.repeat(end - start)}${text.slice(end)}`
  }
  const sayWays = (isFirst: boolean): void => {
    for (const { way, templates } of machine.ways)
      if (way.first === isFirst)
        for (const template of templates)
          for (let from = 0, turn = 0; turn < 6; turn += 1) {
            const match = template.match(text, from)
            if (match === null) break
            const here: Marked = { ...marked, text }
            const built = isDenied(text, match.start, way)
              ? null
              : buildChanges(way, match, { ...around, marked: here }, machine.values)
            if (built === null) {
              from = match.start + 1
              continue
            }
            placed.push(...built.changes.map((change) => ({ change, start: match.start })))
            unclear.push(...built.unclear)
            consume(match.start, match.end)
            from = match.end
          }
  }
  sayWays(true)
  for (const each of machine.strategies(
    { ...marked, text },
    around.context,
    around.isDirective,
    around.subject,
  )) {
    placed.push({
      start: each.start,
      change: {
        on: 'dependency',
        target: `${each.spot.dependency}${each.scope === null ? '' : `@${each.scope}`}`,
        op: each.op,
        to: each.strategy,
        because: null,
      },
    })
    consume(each.start, each.end)
  }
  removedDependencies({ ...marked, text }).forEach(({ change, start, end }) => {
    placed.push({ change, start })
    consume(start, end)
  })
  sayWays(false)
  for (const each of runtimeChanges({ ...marked, text }, around.context, around.named))
    placed.push({
      start: each.start,
      change: { on: 'runtime', target: each.target, op: each.op, to: each.to, because: null },
    })
  const subject = [...marked.text]
    .flatMap((each) => marked.spots.get(each) ?? [])
    .find((each) => each.dependency !== null && !/^\d/.test(each.words))
  return {
    changes: withReason(placed, reason.because, offsetIn(marked, reason.at)),
    unclear,
    subject: subject ?? null,
    because: reason.because,
    fronted: reason.because !== null && reason.at === 0,
  }
}

const isDenied = (text: string, start: number, way: WayToSay): boolean =>
  (way.on === 'packet-kind' && /\bnot\s+[^,;]*$/i.test(text.slice(0, start))) ||
  /(?:\b(?:don't|do not|never|not|wouldn't|shouldn't|won't|can't|cannot|didn't|doesn't)(?:\s+\w+)?\s+)$/i.test(
    text.slice(Math.max(0, start - 24), start),
  )

/** "Take Redis off the table", "drop the Kafka row". */
function removedDependencies(
  marked: Marked,
): readonly { readonly change: Change; readonly start: number; readonly end: number }[] {
  const pattern =
    /(?:\b(?:drop|remove|delete|exclude|cut|scrap|kick out|strike|forget|we don't (?:use|have)|we do not (?:use|have)|there is no|there's no)\s+(?:the\s+)?([\uE000-\uE0FF\uE200-\uE2FF])(?:\s+row)?(?=[\s.!,;]*(?:$|▮|[,;.]|and\b|altogether|completely|from the (?:table|packet|list)))|\btake\s+(?:the\s+)?([\uE000-\uE0FF\uE200-\uE2FF])\s+(?:row\s+)?(?:off the (?:table|list)|out)|([\uE000-\uE0FF\uE200-\uE2FF])\s+(?:row\s+)?(?:can go|is gone|is out|off the table|is history|was removed|goes away|is not used|isn't used|is no longer used))/giu
  return [...marked.text.matchAll(pattern)].flatMap((match) => {
    const spot = marked.spots.get(match[1] ?? match[2] ?? match[3] ?? '')
    return spot?.dependency == null
      ? []
      : [
          {
            change: {
              on: 'dependency',
              target: spot.dependency,
              op: 'remove',
              to: null,
              because: null,
            },
            start: match.index,
            end: match.index + match[0].length,
          } as const,
        ]
  })
}

/** A place of the sentence in its marked form, where each name is one character. */
function offsetIn(marked: Marked, at: number): number {
  let original = 0
  for (let own = 0; own < marked.text.length; own += 1) {
    if (original >= at) return own
    original += marked.spots.get(marked.text[own] ?? '')?.words.length ?? 1
  }
  return marked.text.length
}

/** A reason belongs to the change nearest before it; what was listed together with that one shares it. */
function withReason(
  placed: readonly Placed[],
  because: string | null,
  at: number,
): readonly Change[] {
  const ordered = placed.toSorted((one, other) => one.start - other.start)
  if (because === null) return ordered.map((each) => each.change)
  const owner = ordered.findLast((each) => each.start <= at) ?? ordered[0]
  return ordered.map((each) =>
    each.start === owner?.start ? { ...each.change, because } : each.change,
  )
}

/** Each change once; of several surfaces that each replace all, the last; of kinds, the first. */
function distinct(changes: readonly Change[]): readonly Change[] {
  const seen = new Set<string>()
  const surface = changes.findLast((each) => each.on === 'surface' && each.op === 'set')
  const kinds = changes.filter((each) => each.on === 'packet-kind')
  return changes.filter((each) => {
    if (each.on === 'surface' && each.op === 'set' && each !== surface) return false
    if (each.on === 'packet-kind' && each !== kinds.find((other) => other.target === each.target))
      return false
    const key = `${each.on}|${each.target}|${each.op}|${each.to}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** Of several strategies pasted together, those that already stand so change nothing. */
function withoutPresent(
  changes: readonly Change[],
  context: ReplyContext,
  isQuoting: boolean,
): readonly Change[] {
  const stands = (change: Change): boolean =>
    change.on === 'dependency' &&
    change.op === 'set' &&
    context.dependencies.some((row) => {
      const target = row.scope === null ? row.dependency : `${row.dependency}@${row.scope}`
      return target === change.target && row.strategy === change.to
    })
  const inPlace = (change: Change): boolean =>
    change.on === 'layer' &&
    context.layers.some(
      (row) => row.layer === change.target && row.inScope === (change.to === 'in'),
    )
  if (isQuoting) return changes.filter((each) => !stands(each) && !inPlace(each))
  const strategies = changes.filter((each) => each.on === 'dependency')
  return strategies.length > 1 && !strategies.every(stands)
    ? changes.filter((each) => !stands(each))
    : changes
}
