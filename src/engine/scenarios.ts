/**
 * Step 3a: the named cases of a packet. Rows of references/scenarios.md compete by what the request says (surface, risks,
 * cue words, dependencies); each stated risk gets a row or an explicit exclusion, and the rest of the places go to
 * the rows that tell most about this surface.
 */
import type { PacketContext } from './context.ts'
import { fillerFor } from './fill.ts'
import type { FillKnowledge } from './fill.ts'
import { placeScenarios } from './lanes/amend.ts'
import type { Evidence, LaneId, LayerId, RuleId, Scenario } from './packet.ts'
import { requestQuote } from './quote.ts'
import { isEngineBound, isScheduledOnly } from './real-engine.ts'
import { amendScenarios } from './scenarios/amend.ts'
import { candidatesOf, closedLayers, exclusionsOf, isOpen } from './scenarios/candidates.ts'
import type { Candidate, ScenarioQuota, ScenarioRow } from './scenarios/candidates.ts'

interface RiskRow {
  readonly rule: RuleId
  readonly risk: string
  /** How people call it: "lost or doubled side effects". */
  readonly words: string
  /** What breaks it is real only in the engine of production. */
  readonly realEngine: boolean
}

export interface ScenarioKnowledge {
  readonly rows: readonly ScenarioRow[]
  readonly quotas: readonly ScenarioQuota[]
  readonly risks: readonly RiskRow[]
  readonly placeholders: FillKnowledge
}

/**
 * Three to six cases for kinds that have named cases, none for the others; in the order in which they are printed. The
 * best row of each of the `topics` goes before all others, whatever its rank.
 */
export function chooseScenarios(
  context: PacketContext,
  knowledge: ScenarioKnowledge,
  topics: readonly string[] = [],
): readonly Scenario[] {
  const quota = knowledge.quotas.find((each) => each.kind === context.kind)
  const chosen = quota ? withTopics(context, knowledge, quota, topics) : []
  const fill = fillerFor(context, knowledge.placeholders)
  const scenarios = chosen.map((candidate, index) => ({
    number: index + 1,
    text: fill(candidate.row.text),
    layer: candidate.row.layer,
    lane: laneOf(context, candidate.row, knowledge.risks),
    risks: candidate.row.risks,
    evidence: candidate.evidence,
  }))
  return placeScenarios(context, amendScenarios(context, scenarios))
}

/**
 * The best row of a layer that the request calls for but that got no place: what a thin layer still protects. A second one
 * stands beside it where the request has its words. Null when the request says nothing that this layer could show.
 */
export function runnerUpOf(
  context: PacketContext,
  layer: LayerId,
  knowledge: ScenarioKnowledge,
): { readonly protects: string; readonly evidence: readonly Evidence[] } | null {
  const quota = knowledge.quotas.find((each) => each.kind === 'coverage-plan')
  const [best, ...others] = quota
    ? candidatesOf(context, knowledge.rows, 'coverage-plan', quota).filter(
        (each) =>
          each.row.layer === layer &&
          each.score >= (each.row.when === 'always' ? worthMentioning : worthPrinting),
      )
    : []
  if (!best) return null
  const fill = fillerFor(context, knowledge.placeholders)
  const second = others.find(
    ({ row, score }) =>
      row.when === 'mention' &&
      row.cues.length > 0 &&
      row.topic !== best.row.topic &&
      score >= worthPrinting,
  )
  const both = second ? [best, second] : [best]
  return {
    protects: both.map((each) => fill(each.row.protects)).join('; '),
    evidence: both.flatMap((each) => each.evidence).slice(0, 4),
  }
}

/** The best row in the request's own words that found no room in a full plan; null when none is worth a word. */
export function nextCaseOf(
  context: PacketContext,
  scenarios: readonly Scenario[],
  knowledge: ScenarioKnowledge,
): { readonly text: string; readonly evidence: readonly Evidence[] } | null {
  const quota = knowledge.quotas.find((each) => each.kind === context.kind)
  const isFull = quota !== undefined && quota.most > 0 && scenarios.length >= quota.most
  if (!isFull || context.amendments.some((each) => each.on === 'scenario')) return null
  const candidates = candidatesOf(context, knowledge.rows, context.kind, quota).filter(
    (each) => each.row.when !== 'mention' && each.row.cues.length > 0,
  )
  const chosen = chooseRows(context, knowledge, quota)
  // Where a surface owes every case, the rest would be about another one.
  if (chosen.every((each) => each.row.when === 'mandatory')) return null
  const next = bestNext(candidates, chosen, worthNaming)
  if (!next) return null
  const fill = fillerFor(context, knowledge.placeholders)
  return {
    text: fill(next.row.text),
    evidence: next.evidence,
  }
}

function withTopics(
  context: PacketContext,
  knowledge: ScenarioKnowledge,
  quota: ScenarioQuota,
  topics: readonly string[],
): readonly Candidate[] {
  const candidates = candidatesOf(context, knowledge.rows, context.kind, quota)
  const owed = topics.flatMap((topic) => candidates.find(({ row }) => row.topic === topic) ?? [])
  const others = chooseRows(context, knowledge, quota).filter((each) => !sharesTopic(owed, each))
  return [...owed, ...others]
}

function chooseRows(
  context: PacketContext,
  knowledge: ScenarioKnowledge,
  quota: ScenarioQuota,
): readonly Candidate[] {
  if (quota.most === 0) return []
  const candidates = candidatesOf(context, knowledge.rows, context.kind, quota).filter(
    (each) => each.row.when !== 'mention',
  )
  const excluded = exclusionsOf(context)
  const stated = statedRisks(context).filter((risk) => !excluded.has(risk))
  let chosen: readonly Candidate[] = candidates
    .filter((each) => each.row.when === 'mandatory')
    .filter((each) => quota.prefers.length === 0 || quota.prefers.includes(each.row.layer))
    .slice(0, quota.most)
  for (const risk of stated) {
    if (chosen.length >= quota.most || covers(chosen, risk)) continue
    const fresh = candidates.filter(
      (each) => each.row.risks.includes(risk) && !chosen.includes(each),
    )
    const best = fresh.find((each) => !sharesTopic(chosen, each)) ?? fresh[0]
    if (best) chosen = [...chosen, best]
  }
  while (chosen.length < quota.most) {
    const worth =
      chosen.length < fewest ? 0 : chosen.length < quota.least ? worthFilling : worthPrinting
    const next = bestNext(candidates, chosen, worth)
    if (!next) break
    chosen = [...chosen, next]
  }
  return chosen.toSorted(
    (one, other) =>
      Number(other.row.when === 'mandatory') - Number(one.row.when === 'mandatory') ||
      dangerOf(context, other) - dangerOf(context, one),
  )
}

/** Reviewers read from the top: what fits best and is feared most comes first. */
function dangerOf(context: PacketContext, { row, score, isAboutRisk }: Candidate): number {
  const { risks } = context.framing
  const rank = risks.findIndex((each) => each.stated && row.risks.includes(each.risk))
  return score + (isAboutRisk ? 3 : 0) - (rank === -1 ? risks.length : rank) * 0.75
}

/** Below this a row says too little about the request to take a place that nobody asked for. */
const worthPrinting = 3.5
/** A case beyond a full plan is named only where the request nearly asks for it. */
const worthNaming = 6.5
/** A plan of fewer cases says too little, whatever fits. */
const fewest = 3
/** A short plan is better than one that is filled up with what nobody would ask for. */
const worthFilling = 2.8
/** What a surface always owes is worth a thin layer even when no risk points to it. */
const worthMentioning = 1.3
const repeatedRisk = 0.8

function bestNext(
  candidates: readonly Candidate[],
  chosen: readonly Candidate[],
  worth: number,
): Candidate | null {
  let best: { readonly candidate: Candidate; readonly score: number } | null = null
  for (const candidate of candidates) {
    if (chosen.includes(candidate) || sharesTopic(chosen, candidate)) continue
    const repeats = isOpen(candidate.row)
      ? chosen.filter((each) => each.row.risks.some((risk) => candidate.row.risks.includes(risk)))
          .length
      : 0
    const score = candidate.score - repeats * repeatedRisk
    if (!best || score > best.score) best = { candidate, score }
  }
  return best && best.score >= worth ? best.candidate : null
}

const covers = (chosen: readonly Candidate[], risk: string): boolean =>
  chosen.some((each) => each.row.risks.includes(risk))
const sharesTopic = (chosen: readonly Candidate[], candidate: Candidate): boolean =>
  chosen.some((each) => each.row.topic === candidate.row.topic)

const usualLanes: Readonly<Record<LayerId, LaneId>> = {
  unit: 'local-fast',
  integration: 'pr',
  contract: 'pr',
  smoke: 'release',
}

function laneOf(context: PacketContext, row: ScenarioRow, risks: readonly RiskRow[]): LaneId {
  const usual = row.lane ?? usualLanes[row.layer]
  return usual === 'pr' && isEngineBound(row, risks) && isScheduledOnly(context)
    ? 'scheduled'
    : usual
}

const statedRisks = (context: PacketContext): readonly string[] =>
  context.framing.risks.filter((each) => each.stated).map((each) => each.risk)

/** A stated risk that no case covers, and the reason that is printed. */
export interface ExcludedRisk {
  readonly risk: string
  readonly text: string
  readonly evidence: readonly Evidence[]
}

/** The other half of the trace: what the request names and this packet leaves out, said aloud. */
export function excludedRisksOf(
  context: PacketContext,
  scenarios: readonly Scenario[],
  knowledge: ScenarioKnowledge,
): readonly ExcludedRisk[] {
  const quota = knowledge.quotas.find((each) => each.kind === context.kind)
  if (!quota || quota.most === 0) return []
  return context.framing.risks.flatMap((each) => {
    if (!each.stated || scenarios.some((scenario) => scenario.risks.includes(each.risk))) return []
    const row = knowledge.risks.find((risk) => risk.risk === each.risk)
    const rule = row?.rule ?? quota.rule
    const words = `${row?.words ?? each.risk} ("${each.words}")`
    const inReach = knowledge.rows.some(
      (candidate) => candidate.kinds.includes(context.kind) && candidate.risks.includes(each.risk),
    )
    const removal = context.amendments.findLast(
      (amendment) => amendment.on === 'scenario' && amendment.op === 'remove',
    )
    const closed = closedFor(context, each.risk, knowledge)
    const reason = exclusionsOf(context).has(each.risk)
      ? 'excluded on request'
      : removal
        ? `its case was taken out in the thread${removal.because ? `: ${removal.because}` : ''}`
        : closed
          ? `shows only in ${closed}, which is closed here`
          : !inReach
            ? 'this packet kind has no case for it; ask again for a coverage-plan'
            : `ranks below the ${scenarios.length} cases above; the next one to add`
    return [{ risk: each.risk, text: `${words}: ${reason}`, evidence: excludedProof(each, rule) }]
  })
}

/** The closed layers in which the risk's rows stand, when no open layer has one. */
function closedFor(
  context: PacketContext,
  risk: string,
  knowledge: ScenarioKnowledge,
): string | null {
  const closed = closedLayers(context)
  const layers = knowledge.rows
    .filter((row) => row.surfaces.includes('any') && row.when !== 'mandatory')
    .filter((row) => row.risks[0] === risk && row.cues.length === 0)
    .map((row) => row.layer)
  return layers.length > 0 && layers.every((layer) => closed.has(layer))
    ? [...new Set(layers)].join(' and ')
    : null
}

function excludedProof(
  risk: { readonly evidence: readonly Evidence[] },
  rule: RuleId,
): readonly Evidence[] {
  const proof = requestQuote(risk.evidence, rule)
  return proof.length > 0 ? proof : [{ from: 'reference', rule }]
}
