/**
 * Step 3a: the named cases of a packet. Rows of references/scenarios.md compete by what the request says (surface, risks,
 * cue words, dependencies); each stated risk gets a row or an explicit exclusion, and the rest of the places go to
 * the rows that tell most about this surface.
 */
import { amendScenarios } from './amend-scenarios.ts'
import type { PacketContext } from './context.ts'
import { fillerFor } from './fill.ts'
import type { FillKnowledge } from './fill.ts'
import type { Evidence, LaneId, LayerId, PacketKind, RuleId, Scenario } from './packet.ts'
import { layerIds } from './packet.ts'
import { isEngineBound, isUnavailable } from './real-engine.ts'
import { wordsOf } from './request-words.ts'
import type { Cue } from './request-words.ts'
import type { Span } from './read-request.ts'

export interface ScenarioRow {
  readonly rule: RuleId
  readonly kinds: readonly PacketKind[]
  /** Surface slugs; `any` fits every surface. */
  readonly surfaces: readonly string[]
  readonly risks: readonly string[]
  readonly layer: LayerId
  /** Rows of one topic say nearly the same; a packet has one of them. */
  readonly topic: string
  readonly when: 'always' | 'named' | 'mandatory'
  /** One of them must stand in the request, unless the list is empty. */
  readonly cues: readonly Cue[]
  /** Dependency kinds or names, one of which must be in the request, unless the list is empty. */
  readonly needs: readonly string[]
  readonly text: string
  /** The outcome that the layer table names. */
  readonly protects: string
  /** Null: the usual lane of the layer. */
  readonly lane: LaneId | null
}

export interface ScenarioQuota {
  readonly rule: RuleId
  readonly kind: PacketKind
  readonly least: number
  readonly most: number
  readonly prefers: readonly LayerId[]
}

export interface RiskRow {
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

/** Three to six cases for kinds that have named cases, none for the others; in the order in which they are printed. */
export function chooseScenarios(
  context: PacketContext,
  knowledge: ScenarioKnowledge,
): readonly Scenario[] {
  const quota = knowledge.quotas.find((each) => each.kind === context.kind)
  const chosen = quota ? chooseRows(context, knowledge, quota) : []
  const fill = fillerFor(context, knowledge.placeholders)
  const scenarios = chosen.map((candidate, index) => ({
    number: index + 1,
    text: fill(candidate.row.text),
    layer: candidate.row.layer,
    lane: laneOf(context, candidate.row, knowledge.risks),
    risks: candidate.row.risks,
    evidence: candidate.evidence,
  }))
  return amendScenarios(context, scenarios)
}

/**
 * The best row of a layer that the request calls for but that got no place: what a thin layer still protects. Null when
 * the request says nothing that this layer could show.
 */
export function runnerUpOf(
  context: PacketContext,
  layer: LayerId,
  knowledge: ScenarioKnowledge,
): { readonly protects: string; readonly evidence: readonly Evidence[] } | null {
  const quota = knowledge.quotas.find((each) => each.kind === 'coverage-plan')
  const [best] = quota
    ? candidatesOf(context, knowledge, 'coverage-plan', quota).filter(
        (each) =>
          each.row.layer === layer &&
          each.score >= (each.row.when === 'always' ? worthMentioning : worthPrinting),
      )
    : []
  if (!best) return null
  const fill = fillerFor(context, knowledge.placeholders)
  return { protects: fill(best.row.protects), evidence: best.evidence }
}

interface Candidate {
  readonly row: ScenarioRow
  readonly score: number
  readonly evidence: readonly Evidence[]
}

function chooseRows(
  context: PacketContext,
  knowledge: ScenarioKnowledge,
  quota: ScenarioQuota,
): readonly Candidate[] {
  if (quota.most === 0) return []
  const candidates = candidatesOf(context, knowledge, context.kind, quota)
  const excluded = exclusionsOf(context)
  const stated = statedRisks(context).filter((risk) => !excluded.has(risk))
  let chosen: readonly Candidate[] = candidates
    .filter((each) => each.row.when === 'mandatory')
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
    const next = bestNext(candidates, chosen, chosen.length < quota.least)
    if (!next) break
    chosen = [...chosen, next]
  }
  return chosen
}

const candidatesOf = (
  context: PacketContext,
  knowledge: ScenarioKnowledge,
  kind: PacketKind,
  quota: ScenarioQuota,
): readonly Candidate[] =>
  knowledge.rows
    .filter((row) => row.kinds.includes(kind) && !closedLayers(context).has(row.layer))
    .flatMap((row) => candidateOf(context, row, quota) ?? [])
    .toSorted((a, b) => b.score - a.score || (a.row.rule < b.row.rule ? -1 : 1))

/** Layers that the request excludes or the thread took out; no case may stand there. */
function closedLayers(context: PacketContext): ReadonlySet<string> {
  const asked = exclusionsOf(context)
  const last = new Map(
    context.amendments
      .filter((each) => each.on === 'layer')
      .map((each) => [each.target, each.op === 'remove' ? 'out' : each.to]),
  )
  return new Set(
    layerIds.filter(
      (layer) => last.get(layer) === 'out' || (asked.has(layer) && !last.has(layer)),
    ),
  )
}

/** Below this a row says too little about the request to take a place that nobody asked for. */
const worthPrinting = 3.5
/** What a surface always owes is worth a thin layer even when no risk points to it. */
const worthMentioning = 1.3
const repeatedRisk = 1.1

function bestNext(
  candidates: readonly Candidate[],
  chosen: readonly Candidate[],
  needed: boolean,
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
  return best && (needed || best.score >= worthPrinting) ? best.candidate : null
}

/** False for the rows that one kind alone has: they are about one risk, so that repeating it is no fault. */
const isOpen = (row: ScenarioRow): boolean => row.kinds.length > 1

const covers = (chosen: readonly Candidate[], risk: string): boolean =>
  chosen.some((each) => each.row.risks.includes(risk))
const sharesTopic = (chosen: readonly Candidate[], candidate: Candidate): boolean =>
  chosen.some((each) => each.row.topic === candidate.row.topic)

function candidateOf(
  context: PacketContext,
  row: ScenarioRow,
  quota: ScenarioQuota,
): Candidate | null {
  const { framing } = context
  const found = apart(row.cues.flatMap((cue) => wordsOf(context).find(cue) ?? []))
  if (row.cues.length > 0 && found.length === 0) return null
  if (row.needs.length > 0 && !needsMet(context, row.needs)) return null
  const at = framing.surfaces.findIndex((each) => row.surfaces.includes(each.surface))
  const surface = framing.surfaces[at]
  const anywhere = row.surfaces.includes('any')
  const risks = framing.risks.filter((each) => row.risks.includes(each.risk))
  // Framing may miss a surface; several words and a named risk of the row make up for it.
  if (
    !surface &&
    !anywhere &&
    !(isOpen(row) && found.length > 1 && risks.some((each) => each.stated))
  )
    return null
  if (risks.length === 0 && row.when === 'named' && found.length === 0) return null
  if (row.when === 'mandatory' && !surface) return null
  const [main, ...others] = risks
  const rank = main ? framing.risks.indexOf(main) : 0
  const score =
    (surface ? (at === 0 ? 3 : 2) - (surface.stated ? 0 : 0.5) : anywhere ? 0.5 : 0) +
    (main
      ? Math.max((main.stated ? 3 : 1.4) - 0.25 * rank, 0.5) + 0.8 * others.length
      : isOpen(row)
        ? -2
        : 0) +
    // A cue of several words is rarer, and says more, than a cue of one.
    found.slice(0, 3).reduce((sum, span) => sum + (isPhrase(context, span) ? 2.2 : 1.6), 0) +
    (row.needs.length > 0 ? 1.2 : 0) +
    (row.when === 'named' ? 0 : 0.8) +
    (isOpen(row) ? 0 : 2.5) +
    (quota.prefers.length === 0 ? 0 : quota.prefers.includes(row.layer) ? 1.5 : -2.5)
  const proof = [
    ...found.slice(0, 2).map((span) => quoted(context, span, row.rule)),
    ...[main?.evidence, surface?.evidence].flatMap((list) => requestQuote(list ?? [], row.rule)),
  ]
  return {
    row,
    score,
    evidence: proof.length > 0 ? proof.slice(0, 3) : [{ from: 'reference', rule: row.rule }],
  }
}

/** Longer places first; one that lies in another says nothing new. */
const apart = (spans: readonly Span[]): readonly Span[] =>
  spans.filter(
    (span, at) =>
      !spans.some(
        (other, index) =>
          other.start <= span.start &&
          span.end <= other.end &&
          (other.end - other.start > span.end - span.start || index < at),
      ),
  )

const needsMet = (context: PacketContext, needs: readonly string[]): boolean =>
  context.framing.dependencies.some(
    (each) => needs.includes(each.kind) || needs.includes(each.dependency),
  )

const isPhrase = (context: PacketContext, span: Span): boolean =>
  /[\s_-]/.test(context.reading.text.slice(span.start, span.end))

const quoted = (context: PacketContext, span: Span, rule: RuleId): Evidence => ({
  from: 'request',
  rule,
  quote: context.reading.text.slice(span.start, span.end),
  start: span.start,
  end: span.end,
})

/** The first quote of a framing decision, under the rule that used it. */
export const requestQuote = (evidence: readonly Evidence[], rule: RuleId): readonly Evidence[] =>
  evidence
    .flatMap((each): readonly Evidence[] => (each.from === 'request' ? [{ ...each, rule }] : []))
    .slice(0, 1)

const usualLanes: Readonly<Record<LayerId, LaneId>> = {
  unit: 'local-fast',
  integration: 'pr',
  contract: 'pr',
  smoke: 'release',
}

function laneOf(context: PacketContext, row: ScenarioRow, risks: readonly RiskRow[]): LaneId {
  const usual = row.lane ?? usualLanes[row.layer]
  return usual === 'pr' && isEngineBound(row, risks) && isUnavailable(context, 'pr')
    ? 'scheduled'
    : usual
}

const statedRisks = (context: PacketContext): readonly string[] =>
  context.framing.risks.filter((each) => each.stated).map((each) => each.risk)

const exclusionsOf = (context: PacketContext): ReadonlySet<string> =>
  new Set(context.framing.exclusions.map((each) => each.exclusion))

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
    const words = row?.words ?? each.risk
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
