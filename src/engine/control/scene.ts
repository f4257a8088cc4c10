/** What the lines of step 5 have in common: the dependencies, their engines, and sentences bound to the request. */
import type { PacketContext } from '../context.ts'
import { fillerFor } from '../fill.ts'
import type { Evidence } from '../packet.ts'
import { proof, riskLabel, surfaceLabel } from '../phrasing.ts'
import { withoutRepeats } from '../quote.ts'
import { fitOf, matchOf } from '../realism/choose-row.ts'
import { imageOf } from '../realism/means.ts'
import type { NeededDependency } from '../realism/needed.ts'
import { testedDependencies } from '../realism/tested.ts'
import { stackCell, stackFor } from '../stacks.ts'
import type { ControlKnowledge, EngineRow, PhraseRow } from './tables.ts'

export interface Scene {
  readonly context: PacketContext
  readonly knowledge: ControlKnowledge
  readonly engines: readonly NeededEngine[]
}

export interface NeededEngine {
  readonly needed: NeededDependency
  readonly row: EngineRow
  /** The probe that a suite waits for; null when the references know none. */
  readonly ready: string | null
}

/** Part of a line, with what it stands on. */
export interface Part {
  readonly text: string
  readonly evidence: readonly Evidence[]
}

export const stores: ReadonlySet<string> = new Set(['relational', 'document'])
/** Kinds whose rollback the stacks' blocks speak of. */
export const transactional: ReadonlySet<string> = new Set(['relational'])
/** Kinds that keep state which tests could share. */
export const stateful: ReadonlySet<string> = new Set(
  'relational document cache broker job-system search analytics object-store filesystem'.split(' '),
)
export const queues: ReadonlySet<string> = new Set(['broker', 'job-system'])

export function sceneOf(context: PacketContext, knowledge: ControlKnowledge): Scene {
  const rows = knowledge.engines.filter((each) => fitOf(context, each.when) !== null)
  const engines = testedDependencies(context, knowledge.realism).flatMap((needed) => {
    const row =
      rows.find((each) => matchOf(each.dependency, needed) === 'product') ??
      rows.find((each) => matchOf(each.dependency, needed) === 'kind')
    const ready = imageOf(knowledge.realism, needed)?.ready ?? null
    return row ? [{ needed, row, ready }] : []
  })
  return { context, knowledge, engines }
}

export const hasKind = (scene: Scene, kinds: ReadonlySet<string>): boolean =>
  scene.engines.some((each) => kinds.has(each.needed.kind))

/**
 * The rows that fit best, best first; a row that always fits is taken only when no other does. Of rows chosen for one risk
 * the first says it.
 */
export function phrases(scene: Scene, rows: readonly PhraseRow[], most: number): readonly Part[] {
  const fitting = rows
    .flatMap((row) => {
      const fit = fitOf(scene.context, row.when)
      return fit ? [{ row, ...fit }] : []
    })
    .toSorted((one, other) => other.score - one.score)
    .filter(
      ({ risk }, at, all) => risk === null || all.findIndex((each) => each.risk === risk) === at,
    )
  const special = fitting.filter((each) => each.score > 0)
  return (special.length > 0 ? special : fitting).slice(0, most).map(({ row, risk }) => ({
    text: bound(scene, row, risk),
    evidence: proof(row.rule, evidenceFor(scene.context, row, risk)),
  }))
}

/** Fills a sentence; `risk` is the one that a row was chosen for, the first of the request when it is null. */
function bound(scene: Scene, row: PhraseRow, risk: string | null): string {
  const { context, knowledge } = scene
  const words: Readonly<Record<string, string>> = {
    surface: surfaceLabel(context, row.when.surfaces),
    risk: riskLabel(context, risk ?? context.framing.risks[0]?.risk ?? null),
  }
  const { placeholders, stacks } = knowledge.realism
  const stack = stackFor(stacks, context.framing)
  return fillerFor(
    context,
    placeholders,
    words,
  )(
    row.text.replaceAll(
      /\{([a-z-]+)\}/g,
      (whole, name: string) => stackCell(stacks, stack, name)?.use ?? whole,
    ),
  )
}

/** A cell of the stack's block as a part, or nothing when no block answers the need. */
export function cellPart(scene: Scene, need: string): readonly Part[] {
  const { framing } = scene.context
  const { stacks } = scene.knowledge.realism
  const stack = stackFor(stacks, framing)
  const cell = stackCell(stacks, stack, need)
  if (!cell) return []
  const assumed: Evidence = { from: 'assumption', rule: cell.rule }
  return [
    {
      text: cell.use,
      evidence:
        stack === null
          ? [assumed]
          : proof(
              cell.rule,
              framing.runtime.slice(0, 1).map((each) => each.evidence),
            ),
    },
  ]
}

/** The first sentence of a row about engines, with the dependency's name. */
export const enginePart = (engine: NeededEngine, text: string): Part => ({
  text: text.replaceAll('{name}', engine.needed.name),
  evidence: proof(engine.row.rule, [engine.needed.evidence]),
})

export const joined = (parts: readonly Part[]): string => parts.map((each) => each.text).join('; ')

export const evidenceOf = (parts: readonly Part[]): readonly Evidence[] =>
  withoutRepeats(parts.flatMap((each) => each.evidence))

function evidenceFor(
  context: PacketContext,
  row: PhraseRow,
  risk: string | null,
): readonly (readonly Evidence[])[] {
  const surface = context.framing.surfaces.find((each) => row.when.surfaces.includes(each.surface))
  const found = context.framing.risks.find((each) => each.risk === risk)
  return [surface?.evidence ?? [], found?.evidence ?? []]
}
