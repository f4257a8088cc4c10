/** What runs in a lane, as separate items: the scenarios placed there, then the rows of the reference that fit. */
import type { PacketContext } from '../context.ts'
import { fillerFor } from '../fill.ts'
import type { Evidence, LaneId, LayerDecision, LayerId, Scenario } from '../packet.ts'
import { clipped, numbered, proof, riskLabel, surfaceLabel } from '../phrasing.ts'
import { limitOf } from '../limits.ts'
import { fitOf, matchOf } from '../realism/choose-row.ts'
import { accountLimits, reachesOutside } from '../realism/obey-limits.ts'
import { bareName } from '../realism/needed.ts'
import type { NeededDependency } from '../realism/needed.ts'
import { testedDependencies } from '../realism/tested.ts'
import { demandedRuns, failureRateIn } from '../shapes/failure-rate.ts'
import { stackCell, stackFor } from '../stacks.ts'
import { singular } from '../numbers/arithmetic.ts'
import { numbersOf, spokenNumbers } from '../numbers/read-numbers.ts'
import type { Span } from '../read-request.ts'
import { wordsOf } from '../request-words.ts'
import { quoteOf } from '../route-out/quote.ts'
import type { DependencyMatch } from '../realism/tables.ts'
import type { LaneCheckRow, LaneKnowledge } from './tables.ts'

export interface LaneItem {
  readonly lane: LaneId
  readonly text: string
  readonly evidence: readonly Evidence[]
}

const mostChecks = 3
/** Repeats of a race whose rate nobody knows. */
export const usualRepeats = 100

export function itemsOf(
  context: PacketContext,
  lane: LaneId,
  scenarios: readonly Scenario[],
  layers: readonly LayerDecision[],
  knowledge: LaneKnowledge,
): readonly LaneItem[] {
  const placed = scenarios.filter((each) => each.lane === lane)
  const checks = isUnitOut(context, lane, layers)
    ? touchedFile(context, knowledge)
    : checksOf(context, lane, scenarios, knowledge)
  const own = checks.some((each) => each.own)
  const layer = own ? null : layerItem(lane, placed, layers)
  const covered = placed.length > 0 || layer !== null
  return [
    ...(placed.length > 0 ? [scenarioItem(lane, placed)] : []),
    ...(layer ? [layer] : []),
    ...checks.filter((each) => !covered || !each.replaceable).map((each) => each.item),
  ].slice(0, mostChecks + 1)
}

/** Nothing that runs without an engine can fail: the row for such a plan. */
export const touchedRule = 'lanes/lf-touched'

const isUnitOut = (
  context: PacketContext,
  lane: LaneId,
  layers: readonly LayerDecision[],
): boolean =>
  lane === 'local-fast' &&
  context.kind === 'coverage-plan' &&
  layers.some((each) => each.layer === 'unit' && !each.inScope)

function touchedFile(context: PacketContext, knowledge: LaneKnowledge): readonly Check[] {
  const row = knowledge.checks.find((each) => each.rule === touchedRule)
  if (!row) return []
  const item = itemOf(
    context,
    { row, risk: null, needed: null, said: null, score: 0 },
    [],
    knowledge,
  )
  return [{ item, own: false, replaceable: true }]
}

/** Why nothing of this packet runs in a lane; null when the reference gives no reason. */
export function reasonForNothing(
  context: PacketContext,
  lane: LaneId,
  knowledge: LaneKnowledge,
): LaneItem | null {
  const row = fitting(context, lane, knowledge).find((each) => !each.row.runs)
  return row ? itemOf(context, row, [], knowledge) : null
}

interface FittingRow {
  readonly row: LaneCheckRow
  readonly risk: string | null
  readonly needed: NeededDependency | null
  /** Where the row's cue stands. */
  readonly said: Span | null
  readonly score: number
}

interface Check {
  readonly item: LaneItem
  /** Said in particular by a scenario or a layer of the lane. */
  readonly replaceable: boolean
  /** Its row is for this packet kind. */
  readonly own: boolean
}

function checksOf(
  context: PacketContext,
  lane: LaneId,
  scenarios: readonly Scenario[],
  knowledge: LaneKnowledge,
): readonly Check[] {
  const rows = fitting(context, lane, knowledge).filter((each) => each.row.runs)
  const special = rows.filter((each) => each.score > 0)
  return (special.length > 0 ? special : rows.slice(0, 1)).slice(0, mostChecks).map((each) => ({
    item: itemOf(context, each, scenarios, knowledge),
    own: each.row.when.packets.length > 0,
    replaceable: each.score === 0 || (isMergePath(lane) && isForRisk(each.row)),
  }))
}

/** Before the merge a row for a risk says in general what scenarios and layers say in particular. */
const isMergePath = (lane: LaneId): boolean => lane === 'local-fast' || lane === 'pr'
const isForRisk = (row: LaneCheckRow): boolean =>
  row.when.packets.length === 0 && row.when.surfaces.length === 0

function fitting(
  context: PacketContext,
  lane: LaneId,
  knowledge: LaneKnowledge,
): readonly FittingRow[] {
  const dependencies = testedDependencies(context, knowledge.realism)
  const staysInside = accountLimits.some((name) => limitOf(context, name)?.lanes.has(lane))
  const words = wordsOf(context)
  const all = knowledge.checks
    .filter((row) => row.lane === lane && row.rule !== touchedRule)
    .filter((row) => !staysInside || !reachesOutside(row.text, knowledge.realism))
    .flatMap((row): readonly FittingRow[] => {
      const fit = fitOf(context, row.when)
      if (!fit) return []
      const needed = row.dependency && statedAs(row.dependency, dependencies)
      if (row.dependency && !needed) return []
      const said = words.findAny(row.cues)
      if (row.cues.length > 0 && said === null) return []
      // A dependency alone says less than a risk, and more than nothing.
      const score = fit.score + (needed ? 10 : 0) + (said ? saidScore : 0)
      return [{ row, risk: fit.risk, needed, said, score }]
    })
    .toSorted((one, other) => other.score - one.score)
    // Two rows about one dependency would ask the same of it.
    .filter(
      ({ needed }, at, sorted) =>
        needed === null || sorted.findIndex((each) => each.needed === needed) === at,
    )
  // What a packet kind is about goes before what its risks would add.
  const own = all.filter((each) => each.row.when.packets.includes(context.kind))
  // What the request asks for in its own words, or what its likeliest cause needs, takes the place of what its kind says in general.
  const isCloser = ({ said, row }: FittingRow): boolean =>
    said !== null || row.when.suspects.length > 0
  const hasCloser = own.some(isCloser)
  const rows = own.filter((each) => !hasCloser || isCloser(each) || each.row.dependency !== null)
  return own.length > 0 ? rows : all
}

const saidScore = 15

const statedAs = (
  match: DependencyMatch,
  dependencies: readonly NeededDependency[],
): NeededDependency | null =>
  dependencies.find((each) => matchOf(match, each) !== null && each.stated) ?? null

function itemOf(
  context: PacketContext,
  fitted: FittingRow,
  scenarios: readonly Scenario[],
  knowledge: LaneKnowledge,
): LaneItem {
  const { row, risk, needed, said } = fitted
  const about = scenarios.filter(
    (each) =>
      each.layer === 'integration' && each.risks.some((one) => row.when.risks.includes(one)),
  )
  const rate = failureRateIn(context.reading.text)
  const words: Readonly<Record<string, string>> = {
    surface: surfaceLabel(context, row.when.surfaces),
    risk: riskLabel(context, risk ?? context.framing.risks[0]?.risk ?? null),
    name: needed?.name ?? '',
    bare: needed ? bareName(needed) : '',
    races: about.length > 0 ? numbered(about) : `the tests about ${riskLabel(context, risk)}`,
    repeats: String(rate ? demandedRuns(rate.probability) : usualRepeats),
    // Few rows reckon, and many packets are planned to try an answer.
    ...(row.text.includes('{shards}') ? spokenNumbers(numbersOf(context, knowledge.numbers)) : {}),
  }
  const found = context.framing.risks.find((each) => each.risk === risk)
  const { placeholders, stacks } = knowledge.realism
  const stack = stackFor(stacks, context.framing)
  return {
    lane: row.lane,
    text: singular(
      fillerFor(
        context,
        placeholders,
        words,
      )(
        row.text.replaceAll(
          /\{([a-z-]+)\}/g,
          (whole, name: string) => stackCell(stacks, stack, name)?.use ?? whole,
        ),
      ),
    ),
    evidence: proof(row.rule, [
      said ? [quoteOf(context, said, row.rule)] : [],
      needed?.evidence ?? [],
      found?.evidence ?? [],
    ]),
  }
}

const scenarioItem = (lane: LaneId, placed: readonly Scenario[]): LaneItem => ({
  lane,
  text: numbered(placed),
  evidence: [
    ...placed.flatMap((each) => each.evidence.slice(0, 1)).slice(0, 2),
    // A reply that placed a case is why it stands here.
    ...placed.flatMap((each) => each.evidence.slice(1).filter(({ from }) => from === 'amendment')),
  ],
})

const layersOf: Readonly<Record<LaneId, readonly LayerId[]>> = {
  'local-fast': ['unit'],
  pr: ['contract'],
  scheduled: [],
  release: ['smoke'],
}

/** The layer that runs here though no scenario is named for it. */
function layerItem(
  lane: LaneId,
  placed: readonly Scenario[],
  layers: readonly LayerDecision[],
): LaneItem | null {
  const layer = layers.find(
    (each) =>
      layersOf[lane].includes(each.layer) &&
      each.inScope &&
      each.protects !== null &&
      !placed.some((scenario) => scenario.layer === each.layer),
  )
  return layer?.protects == null
    ? null
    : {
        lane,
        text: clipped(layer.protects, 110),
        evidence: layer.evidence.slice(0, 1),
      }
}
