/** What a layer's row notes: what exists already, what the packet kind asks, and the means in the requester's stack. */
import type { PacketContext } from '../context.ts'
import type { LayerId, RuleId } from '../packet.ts'
import type { Cue } from '../request-words.ts'

interface TechniqueRow {
  readonly rule: RuleId
  /** `any` fits every stack. */
  readonly stacks: readonly string[]
  /** Surfaces and packet kinds for which the row is meant; empty: all. */
  readonly surfaces: readonly string[]
  readonly kinds: readonly string[]
  readonly unit: string
  readonly integration: string
  readonly contract: string
}

interface CoverageRow {
  readonly rule: RuleId
  readonly layer: LayerId
  readonly cues: readonly Cue[]
  readonly text: string
}

export interface NoteKnowledge {
  readonly techniques: readonly TechniqueRow[]
  readonly coverage: readonly CoverageRow[]
}

/** Existing coverage first, then what the kind asks, then the means in the requester's stack. */
export function notesOf(
  context: PacketContext,
  layer: LayerId,
  emphasis: string | null,
  knowledge: NoteKnowledge,
  fill: (text: string) => string,
): string {
  const technique = layer === 'smoke' ? undefined : techniqueOf(context, knowledge)?.[layer]
  const parts = [
    coverageNote(context, layer, knowledge),
    emphasis,
    technique === undefined ? null : fill(technique),
  ].flatMap((part) => part ?? [])
  return [...new Set(parts)].join('; ') || 'your runner'
}

function coverageNote(
  context: PacketContext,
  layer: LayerId,
  knowledge: NoteKnowledge,
): string | null {
  const row = knowledge.coverage.find(
    (each) =>
      each.layer === layer &&
      context.framing.coverage.some((coverage) => {
        const words = coverage.words.toLowerCase()
        return each.cues.some((cue) => words.includes(cue.text.toLowerCase()))
      }),
  )
  if (row) return row.text
  const kept = context.framing.coverage.find((each) => each.layer === layer)
  return kept ? `keep what exists ("${short(kept.words)}")` : null
}

const short = (words: string): string =>
  words.length > 48 ? `${words.slice(0, 47).trimEnd()}…` : words

const techniqueOf = (context: PacketContext, knowledge: NoteKnowledge): TechniqueRow | null => {
  const { stack, surfaces } = context.framing
  const fitting = knowledge.techniques.filter(
    (each) =>
      (each.kinds.length === 0 || each.kinds.includes(context.kind)) &&
      (each.surfaces.length === 0 || each.surfaces.includes(surfaces[0]?.surface ?? '')),
  )
  return (
    fitting.find((each) =>
      each.stacks.some((slug) => slug === 'any' || (stack !== null && slug === stack)),
    ) ??
    fitting.find((each) => each.stacks.includes('generic')) ??
    null
  )
}
