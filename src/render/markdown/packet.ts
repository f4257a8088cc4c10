import { packetRecipes } from '../../engine/recipes.ts'
import type {
  DependencyDecision,
  Gates,
  LaneDecision,
  LayerDecision,
  LayerId,
  Packet,
  Scenario,
} from '../../engine/packet.ts'
import { layerIds } from '../../engine/packet.ts'
import { titleOf } from '../title.ts'
import { controlWords, laneWords, layerWords, strategyText } from '../words.ts'
import {
  choiceLines,
  framingLines,
  packetFramingLines,
  routeOutLines,
  suiteCoverageWords,
  titleLines,
} from './framing.ts'
import { shapesAfter, table } from './section.ts'
import { code, inline, opening } from './text.ts'

/** Packets about tests that exist already. */
const aboutSuites: ReadonlySet<string> = new Set([
  'flake-stabilization',
  'execution-lane-split',
  'fixture-and-reset-plan',
])

export function packetLines(packet: Packet): readonly string[] {
  return [
    ...titleLines(titleOf(packet), packet.findings),
    ...choiceLines(packet.kind, packet.classification),
    ...framingLines(packet.framing, packet.caveats, {
      own: packetFramingLines(packet.framing),
      ...(aboutSuites.has(packet.kind) ? { coverage: suiteCoverageWords(packet.framing) } : {}),
    }),
    ...shapesAfter(packet.shapes, 'framing'),
    '### Layer decisions',
    ...layerTable(packet.layers),
    ...scenarioLines(packet.scenarios),
    ...shapesAfter(packet.shapes, 'layers'),
    '### Dependency realism',
    ...dependencyTable(packet.dependencies),
    ...shapesAfter(packet.shapes, 'dependencies'),
    '### Data and environment control',
    ...packet.control.map((each) => `- ${controlWords[each.control]}: ${inline(each.text)}`),
    ...shapesAfter(packet.shapes, 'control'),
    '### Execution lanes',
    ...(packetRecipes[packet.kind].lanes === 'matrix'
      ? [...laneMatrix(packet.lanes), '']
      : packet.lanes.map(laneLine)),
    ...gateLines(packet.gates),
    ...shapesAfter(packet.shapes, 'lanes'),
    ...routeOutLines(packet.routeOuts),
  ]
}

export const layerTable = (layers: readonly LayerDecision[]): readonly string[] =>
  table(
    ['Layer', 'In scope?', 'What it protects', 'Notes'],
    layers.map((each) => [
      layerWords[each.layer],
      scopeWords(each),
      each.protects ?? '-',
      each.notes,
    ]),
  )

function scopeWords({ inScope, extent }: LayerDecision): string {
  if (extent === null) return inScope ? 'yes' : 'no'
  if (!inScope) return extent
  return extent.startsWith('->') ? `yes ${extent}` : `yes, ${extent}`
}

function scenarioLines(scenarios: readonly Scenario[]): readonly string[] {
  if (scenarios.length === 0) return []
  const usual = commonestLayer(scenarios)
  return ['', `Named scenarios (${usual} unless marked):`, ...numberedScenarios(scenarios, usual)]
}

/** Marks the layer where it is not the usual one, and the lane where it is not the pull request's. */
export const numberedScenarios = (
  scenarios: readonly Scenario[],
  usual: LayerId | null,
): readonly string[] =>
  scenarios.map((each) => {
    const marks = [
      ...(each.layer === usual ? [] : [each.layer]),
      ...(each.lane === 'pr' ? [] : [each.lane]),
    ]
    return `${each.number}. ${opening(each.text)}${marks.length === 0 ? '' : ` (${marks.join(', ')})`}`
  })

function commonestLayer(scenarios: readonly Scenario[]): LayerId {
  const count = (layer: LayerId): number => scenarios.filter((each) => each.layer === layer).length
  return layerIds.reduce((best, layer) => (count(layer) > count(best) ? layer : best))
}

const dependencyTable = (dependencies: readonly DependencyDecision[]): readonly string[] =>
  dependencies.length === 0
    ? ['No dependency outside the process is named or needed.']
    : table(
        ['Dependency', 'Strategy', 'Why'],
        dependencies.map((each) => [dependencyWords(each), strategyText(each), whyWords(each)]),
      )

/** A name that says by itself that it is not stated needs no second mark. */
function dependencyWords({ name, stated, scope }: DependencyDecision): string {
  const mark = stated || /assumed|not stated/.test(name) ? '' : ' (assumed)'
  return `${name}${mark}${scope === null ? '' : `, ${scope}`}`
}

const whyWords = (each: DependencyDecision): string =>
  [
    each.why,
    ...(each.doesNotProve === null ? [] : [`does not prove ${each.doesNotProve}`]),
    ...(each.keptHonestBy === null ? [] : [`kept honest: ${each.keptHonestBy}`]),
  ].join('; ')

function laneLine(each: LaneDecision): string {
  const terms = [
    ...(each.command === null ? [] : [code(each.command)]),
    ...(each.budget === null ? [] : [inline(each.budget)]),
  ]
  const runs = each.runs === null ? 'none' : inline(each.runs)
  const note = each.note === null ? '' : `; ${inline(each.note)}`
  return `- ${laneWords[each.lane]}: ${runs}${terms.length === 0 ? '' : ` (${terms.join(', ')})`}${note}`
}

const laneMatrix = (lanes: readonly LaneDecision[]): readonly string[] =>
  table(
    ['Lane', 'Runs', 'Budget', 'Command'],
    lanes.map((each) => [
      laneWords[each.lane],
      [each.runs ?? 'none', ...(each.note === null ? [] : [each.note])].join('; '),
      each.budget ?? '-',
      each.command === null ? '-' : code(each.command),
    ]),
  )

const gateLines = (gates: Gates): readonly string[] => [
  `- Must pass before merge: ${inline(gates.beforeMerge)}`,
  `- Must pass before release: ${inline(gates.beforeRelease)}`,
  `- Rollback trigger: ${inline(gates.rollbackTrigger)}`,
]
