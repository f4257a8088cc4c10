/** One sentence of a reply: what it changes, and the reason it gives. */
import type { Change } from './change.ts'
import { caseClauses } from './case-clauses.ts'
import type { WayToSay } from './knowledge.ts'
import type { Machine } from './machine.ts'
import { layersNamed, layerVerdicts } from './layer-verdicts.ts'
import { limitsIn } from './limits.ts'
import { readFrames } from './read-frames.ts'
import { strategyChanges } from './strategies.ts'
import { kindStatement } from './kind-statements.ts'
import { questionStatement } from './question-statements.ts'
import { takeReason } from './reason.ts'
import { rowRemovals } from './row-removals.ts'
import { runtimeChanges, statedDatabases } from './runtimes.ts'
import type { RuntimeChange } from './runtimes.ts'
import { tidy } from './tidy.ts'
import type { Surroundings } from './slots.ts'
import type { Marked, Spot } from './spots.ts'
import { buildChanges } from './ways.ts'

interface Placed {
  readonly change: Change
  readonly start: number
}
export interface SentenceRead {
  readonly marked: Marked
  readonly changes: readonly Change[]
  readonly unclear: readonly string[]
  /** The dependency it was last about. */
  readonly subject: Spot | null
  readonly because: string | null
  /** The reason stood first and may belong to the next sentence. */
  readonly fronted: boolean
}

export interface SentenceAround extends Omit<Surroundings, 'marked'> {
  readonly isDirective: boolean
  /** The dependency that the sentences before were about. */
  readonly subject: Spot | null
  /** What the sentences before last let in or out. */
  readonly verdict: 'in' | 'out' | null
  /** Runtimes that the reply has already named. */
  readonly named: number
}

export function readSentence(
  sentence: string,
  around: SentenceAround,
  machine: Machine,
): SentenceRead {
  const reason = takeReason(
    placedAt(unbracketed(sentence, machine)).replace(/^\+\s*(?=\p{L}|`)/u, 'add '),
  )
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
  const frame = (isFirst: boolean): void => {
    for (const each of readFrames({ ...around, marked: { ...marked, text } }, machine, isFirst)) {
      placed.push(...each.changes.map((change) => ({ change, start: each.start })))
      unclear.push(...each.unclear)
      consume(each.start, each.end)
    }
  }
  const earlier = around.before === '' ? null : machine.tag(around.before)
  for (const each of caseClauses(machine.tag(text), earlier, around.context)) {
    placed.push(...each.changes.map((change) => ({ change, start: each.start })))
    consume(each.start, each.end)
  }
  const stated = machine.riskStatement(text)
  const feared = stated === null ? '' : fearedWords(stated.text ?? around.before, marked)
  const isNumbered = machine
    .tag(feared)
    .at(0)
    .some((each) => each.name === 'cases')
  // "My fear is that I fall asleep" is about somebody.
  if (
    stated !== null &&
    feared.includes(' ') &&
    !isNumbered &&
    !(stated.isVague && (stated.isAway || machine.values.risk(feared) === null)) &&
    !/^(?:i|you|still|only|whether)\b/i.test(feared)
  ) {
    placed.push({
      start: stated.start,
      change: {
        on: 'risk',
        target: machine.values.risk(feared, true) ?? 'persistence',
        op: stated.isAway ? 'remove' : 'add',
        to: feared,
        because: null,
      },
    })
    consume(stated.start, stated.end)
  }
  for (const each of layerVerdicts(machine.tag(unquoted(text)), machine.values, {
    spoken: layersNamed(machine.tag(around.before)),
    verdict: around.verdict,
  })) {
    placed.push(each)
    consume(each.start, each.end)
  }
  for (const each of limitsIn(machine.tag(text), machine.values)) {
    placed.push(each)
    consume(each.start, each.end)
  }
  sayWays(true)
  for (const each of rowRemovals({ ...marked, text }, around.subject)) {
    placed.push({ start: each.start, change: removedRow(each.spot) })
    consume(each.start, each.end)
  }
  const factAt = ({ target, op, to, start }: RuntimeChange): void => {
    placed.push({ start, change: { on: 'runtime', target, op, to, because: null } })
  }
  for (const each of statedDatabases({ ...marked, text }, around.context, around.named)) {
    factAt(each)
    consume(each.start, each.end)
  }
  const quotedLine = around.quoted.at(-1) ?? null
  const sentenceNow = { ...marked, text }
  for (const each of strategyChanges(
    {
      marked: sentenceNow,
      tagged: machine.tag(text),
      context: around.context,
      isDirective: around.isDirective,
      inherited: around.subject,
      quotedScope: quotedLine === null ? null : machine.scope(quotedLine),
      scopeBefore: machine.scope(around.before),
      isAnswer: quotedLine !== null,
    },
    machine.values,
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
  frame(true)
  sayWays(false)
  frame(false)
  const told = questionStatement(
    reason.text,
    placed.map((each) => each.change),
    around.context,
    machine.values,
  )
  placed.push(...told.map((change) => ({ change, start: 0 })))
  if (!placed.some((each) => each.change.on === 'packet-kind')) {
    const kind = kindStatement(marked.restore(text), machine.values, around.isDirective)
    if (kind !== null) placed.push(kind)
  }
  runtimeChanges({ ...marked, text }, around.context, around.named).forEach(factAt)
  return {
    marked,
    changes: withReason(placed, reason.because, offsetIn(marked, reason.at)),
    unclear,
    subject: subjectOf(marked),
    because: reason.because,
    fronted: reason.because !== null && reason.at === 0,
  }
}

/** "Redis (fake), mail (stub)" says the same as "Redis: fake, mail: stub". */
const unbracketed = (sentence: string, { values }: Machine): string =>
  sentence.replaceAll(/\s*\(([^()]{3,24})\)/g, (all, inner: string) =>
    values.strategy(inner)?.force === 'word' ? `: ${inner}` : all,
  )

/** "Smoke isn't "no"" quotes a cell; the text keeps its length. */
const unquoted = (text: string): string => text.replaceAll(/["“”]/g, ' ')

/** "Redis@pr" is Redis on the PR. */
const placedAt = (sentence: string): string =>
  sentence.replaceAll(
    /(?<=[\p{L}\d`])\s?@\s?(prs?|nightly|night|scheduled|release|ci|elsewhere|local)(?![\p{L}\d.-])/giu,
    (_, lane: string) => ` ${/^elsewhere$/i.test(lane) ? '' : 'on '}${lane}`,
  )

/** What is feared, without what is said about it beside: ", please list it", ", we had that in May". */
const fearedWords = (text: string, marked: Marked): string =>
  tidy(marked.restore(text))
    .replace(/^(?:that|what about|and what about|what if)\s+/i, '')
    .replace(
      /(?:,|\s[-–—]|\s\()\s*(?:(?:and|but|so)\s+)?(?:happened|please|pls|list|add|put|this|that|it|we|i|nobody|there|let's|could|can|you|which)\b.*$/i,
      '',
    )
    .replace(/(?:\s+(?:once|again)|\?)$/i, '')
    .replace(
      /,?\s+(?:(?:in|since|last|this|once in) (?:jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|prod|production|week|month|year|quarter|sprint \d+|20\d\d)|came (?:through|thru|up)(?: .{2,20})?|twice in \w+)$/i,
      '',
    )
    .replace(/^["'`]([^"'`]+)["'`]$/, '$1')

const isDenied = (text: string, start: number, way: WayToSay): boolean =>
  // "They reset per suite", "I have seen cause 4 with …", "that risk is well placed" tell.
  (way.on === 'control' && /\b(?:they|he|she|who)\s+$/i.test(text.slice(0, start))) ||
  (way.on === 'scenario' && /\b(?:seen|saw|remember|met)\s+$/i.test(text.slice(0, start))) ||
  (way.on === 'risk' && /\b(?:that|this)\s+$/i.test(text.slice(0, start))) ||
  (way.on === 'packet-kind' && /\bnot\s+[^,;]*$/i.test(text.slice(0, start))) ||
  /(?:\b(?:don't|do not|never|not|wouldn't|shouldn't|won't|can't|cannot|didn't|doesn't)(?:\s+\w+)?\s+|\b(?:never|wouldn't|won't|didn't) let \w+\s+)$/i.test(
    text.slice(Math.max(0, start - 24), start),
  )

const removedRow = (spot: Spot): Change => ({
  on: 'dependency',
  target: spot.dependency ?? '',
  op: 'remove',
  to: null,
  because: null,
})

/** "Take Redis off the table", "drop the Kafka row". */
function removedDependencies(
  marked: Marked,
): readonly { readonly change: Change; readonly start: number; readonly end: number }[] {
  const pattern =
    /(?:\b(?:drop|remove|delete|exclude|cut|scrap|kick out|strike|forget|we don't (?:use|have)|we do not (?:use|have)|there is no|there's no)\s+(?:the\s+)?([\uE000-\uE0FF\uE200-\uE2FF])(?:\s+row)?(?=[\s.!,;]*(?:$|▮|[,;.]|and\b|altogether|completely|from the (?:table|packet|list)))|\btake\s+(?:the\s+)?([\uE000-\uE0FF\uE200-\uE2FF])\s+(?:row\s+)?(?:off the (?:table|list)|out)|([\uE000-\uE0FF\uE200-\uE2FF])\s+(?:row\s+)?(?:can go|is gone|is out|is not in scope|is out of scope|isn't in scope|is not part of this|was decommissioned|is decommissioned|off the table|is history|was removed|goes away|should(?:n't| not) be (?:in )?(?:there|here|listed)(?: at all)?|doesn't belong (?:in )?(?:here|there)|(?:can|could|should|may|must) be (?:taken (?:out|off)|removed|dropped|struck|deleted)(?: (?:of|from) the (?:dependency |dependencies )?(?:table|list|packet))?|is not used|isn't used|is no longer used))/giu
  return [...marked.text.matchAll(pattern)].flatMap((match) => {
    const spot = marked.spots.get(match[1] ?? match[2] ?? match[3] ?? '')
    return spot === undefined || spot.dependency === null
      ? []
      : [
          {
            change: removedRow(spot),
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

/** The dependency that a text is about. */
export const subjectOf = (marked: Marked): Spot | null =>
  [...marked.text]
    .flatMap((each) => marked.spots.get(each) ?? [])
    .find((each) => each.dependency !== null && !/^\d/.test(each.words)) ?? null
