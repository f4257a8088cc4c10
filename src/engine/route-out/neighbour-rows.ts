import type { PacketContext } from '../context.ts'
import { routeOutIds } from '../packet.ts'
import type { Evidence, RouteOutDecision, RouteOutId, VerdictLabel } from '../packet.ts'
import { wordsOf } from '../request-words.ts'
import type { Cue } from '../request-words.ts'
import type { NeighbourRow, RouteOutKnowledge } from '../route-out.ts'
import type { Span } from '../read-request.ts'
import { settledOf } from './answers.ts'
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

function decisionFor(
  context: PacketContext,
  to: RouteOutId,
  routed: RouteOutId | null,
  knowledge: RouteOutKnowledge,
): RouteOutDecision {
  const excluded = exclusionOf(context, to, knowledge)
  if (excluded) return excluded
  if (to === routed || to === asRouteOut(context.secondary))
    return openTopics(context, to, routed, knowledge)
  const row = knowledge.rows.find(
    (each) => each.to === to && rowSpan(context, each, knowledge.open),
  )
  const span = row && rowSpan(context, row, knowledge.open)
  if (!row || !span) return { to, text: null, evidence: [neighbourProof(to, knowledge)] }
  return { to, text: row.text, evidence: [quoteOf(context, span, row.rule)] }
}

/** `pagination; status codes`: the neighbour's open topics by name, without what is open about each. */
function openTopics(
  context: PacketContext,
  to: RouteOutId,
  routed: RouteOutId | null,
  knowledge: RouteOutKnowledge,
): RouteOutDecision {
  const matches = matchHandoff(context, to, knowledge).slice(0, 4)
  const topics = matches.map((match) => topicOf(match.row))
  return {
    to,
    text: `${topics.join('; ')}${routed === to ? '' : ' (asked on the side)'}`,
    evidence: matches.flatMap((match) => match.evidence),
  }
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

function rowSpan(context: PacketContext, row: NeighbourRow, open: readonly Cue[]): Span | null {
  const { framing, kind } = context
  if (row.kinds.length > 0 && !row.kinds.includes(kind)) return null
  if (
    row.surfaces.length > 0 &&
    !framing.surfaces.some((each) => row.surfaces.includes(each.surface))
  )
    return null
  const spans = row.cues.flatMap((cue) => wordsOf(context).findAll(cue))
  return spans.find((span) => !row.asks || isLeftOpen(context, span, open)) ?? null
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
