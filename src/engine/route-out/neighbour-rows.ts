import type { PacketContext } from '../context.ts'
import { routeOutIds } from '../packet.ts'
import type { Evidence, RouteOutDecision, RouteOutId, RuleId, VerdictLabel } from '../packet.ts'
import { wordsOf } from '../request-words.ts'
import type { Cue } from '../request-words.ts'
import type { NeighbourRow, RouteOutKnowledge } from '../route-out.ts'
import type { Span } from '../read-request.ts'
import { settledOf } from './answers.ts'
import { binderOf } from './bind.ts'
import { matchHandoff, topicOf } from './handoff.ts'
import { clauseOf, quoteOf } from './quote.ts'

/** The method names these three in every answer; the others appear where the request touches them. */
const always: readonly RouteOutId[] = ['testing-strategies', 'api-design', 'authentication-setup']

/**
 * The route-outs section. `routed` is the neighbour that the whole request went to, or null for a packet; the
 * neighbour comes first then.
 */
export function routeOutRows(
  context: PacketContext,
  routed: RouteOutId | null,
  knowledge: RouteOutKnowledge,
): readonly RouteOutDecision[] {
  return [...(routed === null ? [] : [routed]), ...always, ...routeOutIds]
    .filter((to, at, all) => all.indexOf(to) === at)
    .map((to) => withAnswers(context, decisionFor(context, to, routed, knowledge)))
    .filter((row) => row.text !== null || row.to === routed || always.includes(row.to))
}

/** Without what the thread settled about it. */
export function decisionFor(
  context: PacketContext,
  to: RouteOutId,
  routed: RouteOutId | null,
  knowledge: RouteOutKnowledge,
): RouteOutDecision {
  const excluded = exclusionOf(context, to, knowledge)
  if (excluded) return withWhatRemains(context, excluded, knowledge)
  if (to === routed || to === asRouteOut(context.secondary))
    return openTopics(context, to, routed, knowledge)
  for (const row of knowledge.rows) {
    const isBound = routed === null || context.framing.surfaces.length > 0
    const speaks = isBound || !row.text.includes('{surface}')
    const fit = row.to === to && speaks ? fitOf(context, row, knowledge) : null
    if (fit) return { to, text: fit.text, evidence: fit.evidence }
  }
  return { to, text: null, evidence: [neighbourProof(to, knowledge)] }
}

/** `pagination; status codes`: the neighbour's open topics by name, without what is open about each. */
function openTopics(
  context: PacketContext,
  to: RouteOutId,
  routed: RouteOutId | null,
  knowledge: RouteOutKnowledge,
): RouteOutDecision {
  const matches = matchHandoff(context, to, knowledge).filter((match) => !match.isQuestion)
  const topics = matches.map((match) => topicOf(match.row))
  return {
    to,
    text: routed === to ? topics.join('; ') : besideWords(topics, context.isSecondaryDoubtful),
    evidence: matches.flatMap((match) => match.evidence),
  }
}

function besideWords(topics: readonly string[], isDoubtful = false): string {
  const how = isDoubtful ? 'possibly asked on the side' : 'asked on the side'
  return topics.length === 0 ? how : `${topics.join('; ')} (${how})`
}

function exclusionOf(
  context: PacketContext,
  to: RouteOutId,
  knowledge: RouteOutKnowledge,
): RouteOutDecision | null {
  const exclusion = context.framing.exclusions.find((each) => each.exclusion === to)
  const row = knowledge.excluded.find((each) => each.to === to)
  if (!exclusion || !row) return null
  const proof = exclusion.evidence.map((each): Evidence =>
    each.from === 'request' ? { ...each, rule: row.rule } : each,
  )
  return { to, text: row.text, evidence: [...proof, { from: 'reference', rule: row.rule }] }
}

/** A fixed interface still has questions that only its owners can answer. */
function withWhatRemains(
  context: PacketContext,
  excluded: RouteOutDecision,
  knowledge: RouteOutKnowledge,
): RouteOutDecision {
  const fit = knowledge.rows
    .filter((row) => row.to === excluded.to && row.remains)
    .flatMap((row) => fitOf(context, row, knowledge) ?? [])[0]
  return fit
    ? {
        ...excluded,
        text: `${excluded.text ?? ''}; still open there: ${fit.text}`,
        evidence: [...excluded.evidence, ...fit.evidence],
      }
    : excluded
}

interface Fit {
  readonly text: string
  readonly evidence: readonly Evidence[]
}

/** The row's sentence bound to the request, or null when it does not fit. */
function fitOf(
  context: PacketContext,
  row: NeighbourRow,
  knowledge: RouteOutKnowledge,
): Fit | null {
  const { framing, kind, reading } = context
  if (row.kinds.length > 0 && !row.kinds.includes(kind)) return null
  const surface = framing.surfaces.find(
    (each) => each.stated && row.surfaces.includes(each.surface),
  )
  if (row.surfaces.length > 0 && !surface) return null
  const span = row.cues
    .flatMap((cue) => wordsOf(context).findAll(cue))
    .find((each) => !row.asks || isLeftOpen(context, each, knowledge.open))
  if (row.cues.length > 0 && !span) return null
  const quote = span ? reading.text.slice(span.start, span.end) : ''
  return {
    text: binderOf(context, knowledge, {
      surface: (surface ?? framing.surfaces[0])?.words ?? 'one suite',
      quote,
    })(row.text),
    evidence: span
      ? [quoteOf(context, span, row.rule)]
      : proofOf(surface?.evidence ?? [], row.rule),
  }
}

function proofOf(evidence: readonly Evidence[], rule: RuleId): readonly Evidence[] {
  const quotes = evidence.flatMap((each): readonly Evidence[] =>
    each.from === 'request' ? [{ ...each, rule }] : [],
  )
  return quotes.length > 0 ? quotes : [{ from: 'reference', rule }]
}

function isLeftOpen(context: PacketContext, span: Span, open: readonly Cue[]): boolean {
  const clause = clauseOf(context, span)
  if (!clause) return false
  const sentence = context.reading.sentences[clause.sentence] ?? clause
  return open.some((cue) =>
    wordsOf(context)
      .findAll(cue)
      .some((each) => sentence.start <= each.start && each.end <= sentence.end),
  )
}

/** What the thread settled about a neighbour's point stands behind it. */
function withAnswers(context: PacketContext, row: RouteOutDecision): RouteOutDecision {
  const settled = settledOf(context, row.to)
  if (settled.texts.length === 0) return row
  return {
    ...row,
    text: [row.text ?? 'open point', ...settled.texts].join('; '),
    evidence: [...row.evidence, ...settled.evidence],
  }
}

const asRouteOut = (label: VerdictLabel | null): RouteOutId | null =>
  routeOutIds.find((each) => each === label) ?? null

function neighbourProof(to: RouteOutId, knowledge: RouteOutKnowledge): Evidence {
  const neighbour = knowledge.neighbours.find((each) => each.to === to)
  return { from: 'reference', rule: neighbour?.rule ?? 'route-outs/neighbour' }
}
