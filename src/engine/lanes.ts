/**
 * Step 6: what runs locally, on the pull request, on a schedule and at release; in which time, by which command, and what
 * a green lane does not prove.
 */
import type { PacketContext } from './context.ts'
import { amendItems, placeScenarios, removalsIn } from './lanes/amend.ts'
import { itemsOf, reasonForNothing, touchedRule, usualRepeats } from './lanes/items.ts'
import type { LaneItem } from './lanes/items.ts'
import type { LaneKnowledge } from './lanes/tables.ts'
import { valueOf } from './limits.ts'
import { fillerFor } from './fill.ts'
import { laneIds } from './packet.ts'
import type { Evidence, LaneDecision, LaneId, LayerDecision, Scenario } from './packet.ts'
import { numbersOf, spokenNumbers } from './numbers/read-numbers.ts'
import { fillPhrase } from './phrasing.ts'
import { withoutRepeats } from './quote.ts'
import { fitOf, matchOf } from './realism/choose-row.ts'
import { bareName } from './realism/needed.ts'
import { testedDependencies } from './realism/tested.ts'
import { demandedRuns, failureRateIn } from './shapes/failure-rate.ts'
import { stackCell, stackFor } from './stacks.ts'

/** All four lanes in order. A lane in which nothing runs says why in its note. */
export function assignLanes(
  context: PacketContext,
  scenarios: readonly Scenario[],
  layers: readonly LayerDecision[],
  knowledge: LaneKnowledge,
): readonly LaneDecision[] {
  const placed = placeScenarios(context, scenarios)
  const items = amendItems(
    context,
    laneIds.flatMap((lane) => itemsOf(context, lane, placed, layers, knowledge)),
  )
  return laneIds.map((lane) =>
    laneOf(
      context,
      lane,
      items.filter((each) => each.lane === lane),
      knowledge,
    ),
  )
}

function laneOf(
  context: PacketContext,
  lane: LaneId,
  items: readonly LaneItem[],
  knowledge: LaneKnowledge,
): LaneDecision {
  const removals = removalsIn(context, lane)
  const nothing =
    items.length === 0 ? (reasonForNothing(context, lane, knowledge) ?? emptied(context)) : null
  const budget = budgetOf(context, lane, knowledge)
  const command = items.length === 0 ? null : commandOf(context, lane, items, knowledge)
  const notes = [
    ...(nothing ? [{ text: nothing.text, evidence: nothing.evidence }] : []),
    ...(items.length === 0 ? [] : notesOf(context, lane, knowledge)),
    ...removals.map((each) => ({ text: each.text, evidence: [each.evidence] })),
    ...(command?.note == null ? [] : [{ text: command.note, evidence: command.evidence }]),
  ]
  const evidence = [
    ...items.flatMap((each) => each.evidence),
    ...notes.flatMap((each) => each.evidence),
    ...(items.length === 0 ? [] : [...budget.evidence, ...(command?.evidence ?? [])]),
  ]
  return {
    lane,
    runs: items.length === 0 ? null : items.map((each) => each.text).join('; '),
    budget: items.length === 0 ? null : budget.text,
    command: command?.text ?? null,
    note: notes.length === 0 ? null : notes.map((each) => each.text).join('; '),
    evidence: withoutRepeats(evidence.length > 0 ? evidence : budget.evidence),
  }
}

/** A lane that the reference fills is empty only because replies moved its checks away. */
function emptied(context: PacketContext): Note | null {
  const moves = context.amendments.filter((each) => each.on === 'lane')
  return moves.length === 0
    ? null
    : {
        text: 'its checks were moved in the thread',
        evidence: moves.map((each) => ({ from: 'amendment', rule: null, amendment: each.id })),
      }
}

/** A number of the request wins over the reference's. */
function budgetOf(
  context: PacketContext,
  lane: LaneId,
  knowledge: LaneKnowledge,
): { readonly text: string | null; readonly evidence: readonly Evidence[] } {
  const names = lane === 'local-fast' ? ['budget@local', 'budget@local-fast'] : [`budget@${lane}`]
  const wished = names.flatMap((name) => valueOf(context, name) ?? []).at(-1)
  if (wished) return { text: `${wished.value ?? ''} (as asked)`, evidence: wished.evidence }
  const [usual] = knowledge.budgets
    .filter((each) => each.lane === lane)
    .flatMap((row) => {
      const fit = fitOf(context, row.when)
      return fit ? [{ ...row, score: fit.score }] : []
    })
    .toSorted((one, other) => other.score - one.score)
  return {
    text: usual?.budget ?? null,
    evidence: usual ? [{ from: 'reference', rule: usual.rule }] : [],
  }
}

interface Command {
  readonly text: string | null
  /** Why there is none, or which part of the lane it runs. */
  readonly note: string | null
  readonly evidence: readonly Evidence[]
}

const needOf: Readonly<Record<LaneId, string | null>> = {
  'local-fast': 'local-fast',
  pr: 'pr',
  scheduled: 'nightly',
  // What a deployed system is asked is not the test runner's business.
  release: null,
}

function commandOf(
  context: PacketContext,
  lane: LaneId,
  items: readonly LaneItem[],
  knowledge: LaneKnowledge,
): Command | null {
  const usual = needOf[lane]
  const isTouched = items.some((each) => each.evidence.some(({ rule }) => rule === touchedRule))
  if (usual === null || isTouched || items.every(bringsCommand)) return null
  const stack = stackFor(knowledge.realism.stacks, context.framing)
  const need = stack === null ? [] : specialNeeds(context, lane, items, knowledge)
  // A need without a command of its own ("repeats in a loop") leaves the lane's usual one.
  const cell = [...need, usual]
    .flatMap((each) => stackCell(knowledge.realism.stacks, stack, each) ?? [])
    .find((each) => /^`[^`]+`$/.test(each.use))
  if (stack === null || !cell) {
    const rule = knowledge.budgets.find((each) => each.lane === lane)?.rule
    return {
      text: null,
      note: 'command depends on the runner, not stated',
      evidence: rule === undefined ? [] : [{ from: 'assumption', rule }],
    }
  }
  const filled = fillPhrase(cell.use.slice(1, -1), {
    ...(cell.use.includes('{shards}') ? spokenNumbers(numbersOf(context, knowledge.numbers)) : {}),
    ...repeatWords(context),
  })
  const prefix = knowledge.prefixes.find((each) => each.under === context.suspect)?.prefix ?? ''
  const limited =
    replays.includes(cell.need) && lane === 'local-fast' ? `${prefix} ${filled}`.trim() : filled
  return {
    text: limited,
    note: cell.need === shardedNeed ? 'the command is that of shard 1' : null,
    evidence: [
      ...context.framing.runtime.slice(0, 1).flatMap((each) => each.evidence.slice(0, 1)),
      { from: 'reference', rule: cell.rule },
    ],
  }
}

/** Which tests a command repeats, and how often: the tagged races, or the flaking tests in quarantine. */
function repeatWords(context: PacketContext): Readonly<Record<string, string>> {
  const rate = failureRateIn(context.reading.text)
  const flake = context.kind === 'flake-stabilization'
  return {
    n: String(rate ? demandedRuns(rate.probability) : usualRepeats),
    tag: flake ? 'quarantine' : 'race',
    test: flake ? 'Quarantine' : 'Race',
  }
}

/** `st run …`: what is run by another program is not what the runner's command runs. */
const bringsCommand = ({ text }: LaneItem): boolean => /`[a-z][\w-]* [^`]+`/.test(text)

const raceRule = 'lanes/sc-race'

/** A flake is reproduced with its seed and repeated at night; races are repeated at night; a split suite runs in shards. */
function specialNeeds(
  context: PacketContext,
  lane: LaneId,
  items: readonly LaneItem[],
  knowledge: LaneKnowledge,
): readonly string[] {
  const isOf = (rule: string): boolean =>
    items.some((each) => each.evidence.some((proof) => proof.rule === rule))
  switch (context.kind) {
    case 'flake-stabilization':
      if (lane === 'local-fast') return replays.slice(context.suspect === 'order' ? 1 : 0)
      return lane === 'scheduled' ? ['repeat'] : []
    // Whether workers meet is what such a suite has to show.
    case 'fixture-and-reset-plan':
      return lane === 'pr' ? ['pr-parallel'] : lane === 'scheduled' ? ['compare'] : []
    case 'execution-lane-split':
      if (lane === 'pr')
        return [
          ...(isOf(affectedRule) ? ['affected'] : []),
          ...(numbersOf(context, knowledge.numbers).values.get('shards') === 1
            ? []
            : [shardedNeed]),
        ]
      return lane === 'scheduled' && isOf(everythingRule) ? ['pr'] : []
    default:
      return lane === 'scheduled' && isOf(raceRule) ? ['repeat'] : []
  }
}

/** A search for the polluter is of use only where the order is the suspect. */
const replays = ['seed-flake', 'order-flake']

const shardedNeed = 'pr-sharded'
const affectedRule = 'lanes/pr-lanes-affected'
const everythingRule = 'lanes/sc-lanes-all'

interface Note {
  readonly text: string
  readonly evidence: readonly Evidence[]
}

const mostGaps = 2

function notesOf(context: PacketContext, lane: LaneId, knowledge: LaneKnowledge): readonly Note[] {
  const red = knowledge.reds.find((row) => row.lane === lane && fitOf(context, row.when) !== null)
  return [
    // What a red or green run of a flake proves is a matter of its rate, not of its engines.
    ...(lane === 'pr' && context.kind !== 'flake-stabilization' ? gapsOf(context, knowledge) : []),
    ...(red
      ? [{ text: red.text, evidence: [{ from: 'reference' as const, rule: red.rule }] }]
      : []),
  ]
}

function gapsOf(context: PacketContext, knowledge: LaneKnowledge): readonly Note[] {
  const gaps = testedDependencies(context, knowledge.realism)
    .filter((each) => each.stated)
    .flatMap((needed) => {
      const row = knowledge.gaps.find((each) => matchOf(each.dependency, needed) !== null)
      return row
        ? [
            {
              text: fillerFor(context, knowledge.realism.placeholders, {
                name: needed.name,
                bare: bareName(needed),
              })(row.gap),
              row,
              needed,
            },
          ]
        : []
    })
    .slice(0, mostGaps)
  if (gaps.length === 0) return []
  return [
    {
      text: `does not prove ${gaps.map((each) => each.text).join(', nor ')}`,
      evidence: gaps.flatMap(({ row, needed }) => [
        ...needed.evidence.slice(0, 1),
        { from: 'reference' as const, rule: row.rule },
      ]),
    },
  ]
}
