/** What a recipe for a kind's own shape gets, and the few steps that recipes share. */
import type { PacketContext } from '../context.ts'
import type {
  ControlDecision,
  DependencyDecision,
  Evidence,
  LaneDecision,
  LayerDecision,
  RuleId,
  Scenario,
  Shape,
} from '../packet.ts'
import type { LayerKnowledge } from '../layers.ts'
import type { NumberKnowledge } from '../numbers/knowledge.ts'
import type { ScenarioKnowledge } from '../scenarios.ts'
import type { Cue } from '../request-words.ts'
import { wordsOf } from '../request-words.ts'
import { fillerFor } from '../fill.ts'
import { plain } from '../phrasing.ts'
import { stackCell, stackFor } from '../stacks.ts'
import type { StackKnowledge } from '../stacks.ts'
import type { ContractKnowledge } from './compatibility.ts'
import type { FixtureMemoKnowledge } from './fixture-memo.ts'
import type { FlakeKnowledge } from './flake-memo.ts'
import type { LaneSplitKnowledge } from './lane-split.ts'

export interface ShapeParts {
  readonly scenarios: readonly Scenario[]
  readonly layers: readonly LayerDecision[]
  readonly dependencies: readonly DependencyDecision[]
  readonly control: readonly ControlDecision[]
  readonly lanes: readonly LaneDecision[]
}

export interface ShapeKnowledge {
  readonly layers: LayerKnowledge
  readonly scenarios: ScenarioKnowledge
  readonly flake: FlakeKnowledge
  readonly contracts: ContractKnowledge
  readonly fixtureMemo: FixtureMemoKnowledge
  readonly laneSplit: LaneSplitKnowledge
  readonly numbers: NumberKnowledge
  readonly stacks: StackKnowledge
}

export type ShapeRecipe = (
  context: PacketContext,
  parts: ShapeParts,
  knowledge: ShapeKnowledge,
) => readonly Shape[]

/** Fills a row with the request's words and the means of its stack: `{row}`, `{worker-id}`. */
export function rowFiller(
  context: PacketContext,
  knowledge: Pick<ShapeKnowledge, 'scenarios' | 'stacks'>,
  given: Readonly<Record<string, string>> = {},
): (text: string) => string {
  const fill = fillerFor(context, knowledge.scenarios.placeholders, given)
  const stack = stackFor(knowledge.stacks, context.framing)
  return (text) =>
    fill(
      text.replaceAll(/\{([a-z-]+)\}/g, (whole, name: string) =>
        given[name] === undefined
          ? (stackCell(knowledge.stacks, stack, name)?.use ?? whole)
          : whole,
      ),
    )
}

/** A chosen row's sentence with the words of the request that chose it. */
export const withSaid = (text: string, evidence: readonly Evidence[]): string =>
  text.replaceAll(
    '{said}',
    evidence.flatMap((each) => (each.from === 'request' ? [plain(each.quote)] : []))[0] ?? 'said',
  )

/** The row of the requester's stack, or the neutral one. */
export const fallsBack = <T extends { readonly stacks: readonly string[] }>(
  rows: readonly T[],
  stack: string | null,
): T | null =>
  rows.find((each) => stack !== null && each.stacks.includes(stack)) ??
  rows.find((each) => each.stacks.includes('generic')) ??
  null

export const referenceProof = (...rules: readonly RuleId[]): readonly Evidence[] =>
  rules.map((rule) => ({ from: 'reference', rule }))

/** The first words of the request that the cues find, as evidence under the row's rule; empty when there are none. */
export function cueProof(
  context: PacketContext,
  cues: readonly Cue[],
  rule: RuleId,
): readonly Extract<Evidence, { from: 'request' }>[] {
  const span = wordsOf(context).findAny(cues)
  return span
    ? [
        {
          from: 'request',
          rule,
          quote: context.reading.text.slice(span.start, span.end),
          ...span,
        },
      ]
    : []
}

/**
 * Rows in which the request's words stand, in the order of the reference, filled up with the rows without cues
 * (what holds for everybody) to at most `most`. Of rows about one topic the first stands.
 */
export function rowsFor<
  T extends {
    readonly rule: RuleId
    readonly cues: readonly Cue[]
    readonly topic?: string | null
  },
>(
  context: PacketContext,
  rows: readonly T[],
  most: number,
): readonly { readonly row: T; readonly evidence: readonly Evidence[] }[] {
  const named = rows
    .flatMap((row) => {
      const proof = cueProof(context, row.cues, row.rule)
      return proof.length > 0 ? [{ row, evidence: proof }] : []
    })
    .filter(
      ({ row }, at, all) =>
        row.topic == null || all.findIndex((other) => other.row.topic === row.topic) === at,
    )
  const general = rows
    .filter(
      (row) =>
        row.cues.length === 0 &&
        (row.topic == null || named.every((other) => other.row.topic !== row.topic)),
    )
    .map((row) => ({ row, evidence: referenceProof(row.rule) }))
  const chosen = [...named.slice(0, most), ...general.slice(0, Math.max(0, most - named.length))]
  return rows.flatMap((row) => chosen.find((each) => each.row === row) ?? [])
}
