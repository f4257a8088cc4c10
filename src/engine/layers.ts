/**
 * Step 3b: the four layers, each with the outcome it protects or the reason why it stays out. The named cases decide;
 * references/layers.md says what each packet kind asks of a layer, when smoke is allowed and how a reason is worded.
 */
import type { PacketContext } from './context.ts'
import { fillerFor } from './fill.ts'
import type {
  Amendment,
  Evidence,
  LayerDecision,
  LayerId,
  PacketKind,
  RuleId,
  Scenario,
} from './packet.ts'
import { layerIds } from './packet.ts'
import { notesOf } from './layers/notes.ts'
import { smokeLayer } from './layers/smoke.ts'
import { isUnframed } from './layers/unframed.ts'
import type { SmokeRow } from './layers/smoke.ts'
import type { NoteKnowledge } from './layers/notes.ts'
import { onceFor } from './once.ts'
import { requestQuote } from './quote.ts'
import { runnerUpOf } from './scenarios.ts'
import type { ScenarioKnowledge } from './scenarios.ts'

interface EmphasisRow {
  readonly rule: RuleId
  readonly kind: PacketKind
  readonly layer: LayerId
  /** `cases`: in scope when named cases live there; `allowed`: when the three smoke conditions hold. */
  readonly scope: 'yes' | 'no' | 'cases' | 'allowed'
  readonly extent: string | null
  /** `kind payment`, `stripe`: what the request must name; null: nothing. */
  readonly needs: string | null
  /** The condition under which a flake's likeliest cause fails; null: any. */
  readonly 'fails under': string | null
  readonly protects: string | null
  readonly notes: string | null
}

interface OutReasonRow {
  readonly rule: RuleId
  readonly layer: LayerId
  readonly kinds: readonly string[]
  readonly surfaces: readonly string[]
  /** Risks, one of which must be the first of the request, unless the list is empty. */
  readonly risks: readonly string[]
  /** Constraints or exclusions, one of which the request must have, unless the list is empty. */
  readonly limits: readonly string[]
  readonly text: string
}

export interface LayerKnowledge extends NoteKnowledge {
  readonly emphasis: readonly EmphasisRow[]
  /** First that fits wins. */
  readonly outReasons: readonly OutReasonRow[]
  readonly smoke: readonly SmokeRow[]
  /** Exclusion or constraint slug → the layer that it takes out. */
  readonly limits: readonly {
    readonly rule: RuleId
    readonly slug: string
    readonly layer: LayerId
  }[]
}

interface LayerReferences {
  readonly layers: LayerKnowledge
  readonly scenarios: ScenarioKnowledge
}

/** Always all four, from unit to smoke. */
export function decideLayers(
  context: PacketContext,
  scenarios: readonly Scenario[],
  knowledge: LayerReferences,
): readonly LayerDecision[] {
  const main = mainLayer(scenarios)
  return layerIds.map((layer) => {
    const wish = context.amendments.findLast((each) => each.on === 'layer' && each.target === layer)
    const decided = decide(context, layer, scenarios, main, knowledge)
    return wish ? amended(context, decided, wish, knowledge) : decided
  })
}

function decide(
  context: PacketContext,
  layer: LayerId,
  scenarios: readonly Scenario[],
  main: LayerId | null,
  knowledge: LayerReferences,
): LayerDecision {
  const limit = limitOn(context, layer, knowledge.layers)
  if (limit) return out(context, layer, knowledge, limit)
  const emphasis = emphasisOf(context, layer, knowledge.layers)
  const cases = scenarios.filter((each) => each.layer === layer)
  if (emphasis?.scope === 'no' && cases.length === 0) return out(context, layer, knowledge, [])
  if (layer === 'smoke')
    return emphasis?.scope === 'yes'
      ? within(context, layer, cases, emphasis, knowledge, emphasis.extent)
      : ((emphasis?.scope === 'allowed'
          ? smokeLayer(
              context,
              knowledge.layers.smoke,
              fillerFor(context, knowledge.scenarios.placeholders),
            )
          : null) ?? out(context, layer, knowledge, []))
  if (emphasis?.scope === 'yes')
    return within(context, layer, cases, emphasis, knowledge, emphasis.extent)
  if (cases.length === 0) return thinOrOut(context, layer, knowledge)
  const extent = layer === main ? 'carries the plan' : cases.length === 1 ? 'thin' : null
  return within(context, layer, cases, emphasis, knowledge, extent)
}

/** The layer with most cases; of equals, the one of the case that comes first. Null without cases. */
function mainLayer(scenarios: readonly Scenario[]): LayerId | null {
  const count = (layer: LayerId): number => scenarios.filter((each) => each.layer === layer).length
  const [first] = scenarios.map((each) => each.layer).toSorted((a, b) => count(b) - count(a))
  return first ?? null
}

function within(
  context: PacketContext,
  layer: LayerId,
  cases: readonly Scenario[],
  emphasis: EmphasisRow | null,
  knowledge: LayerReferences,
  extent: string | null,
): LayerDecision {
  const fill = fillerFor(context, knowledge.scenarios.placeholders)
  const outcomes = cases.map((each) => outcomeOf(each, knowledge.scenarios, fill))
  const own = emphasis?.protects ? [fill(emphasis.protects)] : []
  const protects = unique(
    emphasis?.scope === 'cases' ? [...outcomes, ...own] : [...own, ...outcomes],
  )
  const fallback = context.framing.risks[0]?.words ?? context.framing.title
  const evidence = [
    ...cases.flatMap((each) => each.evidence.slice(0, 1)),
    ...(emphasis ? [{ from: 'reference' as const, rule: emphasis.rule }] : []),
  ]
  return {
    layer,
    inScope: true,
    extent,
    protects: protects.slice(0, 3).join('; ') || fallback,
    notes: notesOf(
      context,
      layer,
      emphasis?.notes ? fill(emphasis.notes) : null,
      knowledge.layers,
      fill,
    ),
    evidence: evidence.slice(0, 4),
  }
}

function thinOrOut(
  context: PacketContext,
  layer: LayerId,
  knowledge: LayerReferences,
): LayerDecision {
  const runnerUp = runnerUpOf(context, layer, knowledge.scenarios)
  if (!runnerUp) return out(context, layer, knowledge, [])
  const fill = fillerFor(context, knowledge.scenarios.placeholders)
  return {
    layer,
    inScope: true,
    extent: 'thin',
    protects: runnerUp.protects,
    notes: notesOf(context, layer, null, knowledge.layers, fill),
    evidence: runnerUp.evidence,
  }
}

function out(
  context: PacketContext,
  layer: LayerId,
  knowledge: LayerReferences,
  limit: readonly Evidence[],
): LayerDecision {
  const { framing } = context
  const limits = [
    ...framing.constraints.map((each) => each.constraint),
    ...framing.exclusions.map((each) => each.exclusion),
    ...(isUnframed(framing) ? ['unframed'] : []),
  ]
  const main = framing.risks.slice(0, 1).map((each) => each.risk)
  const row = knowledge.layers.outReasons.find(
    (each) =>
      each.layer === layer &&
      has(each.kinds, [context.kind]) &&
      has(each.limits, limits) &&
      has(each.risks, main) &&
      fitsSurfaces(context, each),
  )
  const fill = fillerFor(context, knowledge.scenarios.placeholders)
  return {
    layer,
    inScope: false,
    extent: null,
    protects: null,
    notes: row ? fill(row.text) : 'no named risk breaks here',
    evidence: [...limit, ...(row ? [{ from: 'reference' as const, rule: row.rule }] : [])],
  }
}

/** A smoke reason fits the main surface; the reason of another layer must fit all that the request names. */
function fitsSurfaces(context: PacketContext, row: OutReasonRow): boolean {
  const [main, ...others] = context.framing.surfaces.map((each) => each.surface)
  if (row.surfaces.length === 0) return true
  if (main === undefined) return false
  return [main, ...(row.layer === 'smoke' ? [] : others)].every((each) =>
    row.surfaces.includes(each),
  )
}

/** An empty list asks for nothing. */
const has = (list: readonly string[], values: readonly string[]): boolean =>
  list.length === 0 || list.some((each) => values.includes(each))

/** What the request forbids for a layer, as quotes; null when nothing does. */
function limitOn(
  context: PacketContext,
  layer: LayerId,
  knowledge: LayerKnowledge,
): readonly Evidence[] | null {
  const { exclusions, constraints } = context.framing
  const proof = knowledge.limits
    .filter((limit) => limit.layer === layer)
    .flatMap((limit) =>
      [
        ...exclusions.filter((each) => each.exclusion === limit.slug),
        ...constraints.filter((each) => each.constraint === limit.slug),
      ].map((each): readonly Evidence[] => {
        const quotes = requestQuote(each.evidence, limit.rule)
        return quotes.length > 0 ? quotes : [{ from: 'reference', rule: limit.rule }]
      }),
    )
  return proof[0] ?? null
}

const emphasisOf = (
  context: PacketContext,
  layer: LayerId,
  knowledge: LayerKnowledge,
): EmphasisRow | null =>
  knowledge.emphasis.find(
    (each) =>
      each.kind === context.kind &&
      each.layer === layer &&
      (each.needs === null || namesDependency(context, each.needs)) &&
      (each['fails under'] === null || each['fails under'] === context.suspect),
  ) ?? null

const namesDependency = (context: PacketContext, needs: string): boolean =>
  context.framing.dependencies.some(
    (each) => each.stated && (needs === each.dependency || needs === `kind ${each.kind}`),
  )

/** The outcome as its row words it; of a case from the thread, what stands after the arrow. */
function outcomeOf(
  scenario: Scenario,
  knowledge: ScenarioKnowledge,
  fill: (text: string) => string,
): string {
  const [row] = scenario.evidence.flatMap(({ rule }) =>
    rule === null ? [] : (rowsByRule(knowledge.rows).get(rule) ?? []),
  )
  return row && fill(row.text) === scenario.text
    ? fill(row.protects)
    : (scenario.text.split('->').at(-1) ?? scenario.text).trim()
}

const rowsByRule = onceFor(
  (rows: ScenarioKnowledge['rows']) => new Map(rows.map((row) => [row.rule, row])),
)

function amended(
  context: PacketContext,
  decided: LayerDecision,
  amendment: Amendment,
  knowledge: LayerReferences,
): LayerDecision {
  const proof: Evidence = { from: 'amendment', rule: null, amendment: amendment.id }
  const evidence = [...decided.evidence, proof]
  const because = amendment.because ? `: ${amendment.because}` : ''
  if (amendment.to === 'out' || amendment.op === 'remove')
    return {
      ...decided,
      inScope: false,
      extent: null,
      protects: null,
      notes: `taken out in the thread${because}`,
      evidence,
    }
  if (decided.inScope) return { ...decided, evidence }
  const runnerUp = runnerUpOf(context, decided.layer, knowledge.scenarios)
  const fill = fillerFor(context, knowledge.scenarios.placeholders)
  const asked = knowledge.layers.smoke.find((row) => row.condition === 'asked')
  return {
    ...decided,
    inScope: true,
    extent: 'thin',
    protects:
      (decided.layer === 'smoke' ? asked && fill(asked.check) : runnerUp?.protects) ??
      context.framing.risks[0]?.words ??
      context.framing.title,
    notes: `added in the thread${because}`,
    evidence,
  }
}

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)]
