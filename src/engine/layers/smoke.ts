/** When a journey on deployed parts is allowed: it is critical, and it crosses a boundary that lower layers replace. */
import type { PacketContext } from '../context.ts'
import type { Evidence, LayerDecision, RuleId } from '../packet.ts'
import { wordsOf } from '../request-words.ts'
import type { Cue } from '../request-words.ts'

export interface SmokeRow {
  readonly rule: RuleId
  /** Critical and boundary both need a row that fits; `asked` words a check that a person adds. */
  readonly condition: 'critical' | 'boundary' | 'asked'
  readonly surfaces: readonly string[]
  readonly cues: readonly Cue[]
  readonly check: string
}

/** The narrow smoke layer of a coverage plan, or null when one of the conditions does not hold. */
export function smokeLayer(
  context: PacketContext,
  rows: readonly SmokeRow[],
  fill: (text: string) => string,
): LayerDecision | null {
  const fits = (condition: SmokeRow['condition']): SmokeRow | null =>
    rows.find((row) => row.condition === condition && smokeRowFits(context, row)) ?? null
  const critical = fits('critical')
  const boundary = fits('boundary')
  if (!critical || !boundary) return null
  return {
    layer: 'smoke',
    inScope: true,
    extent: 'narrow',
    protects: fill(critical.check),
    notes: fill(boundary.check),
    evidence: [critical, boundary].map((row) => quoteOrReference(context, row.cues, row.rule)),
  }
}

const smokeRowFits = (context: PacketContext, row: SmokeRow): boolean =>
  (row.surfaces.length === 0 ||
    context.framing.surfaces.some((each) => each.stated && row.surfaces.includes(each.surface))) &&
  (row.cues.length === 0 || wordsOf(context).findAny(row.cues) !== null)

function quoteOrReference(context: PacketContext, cues: readonly Cue[], rule: RuleId): Evidence {
  const span = wordsOf(context).findAny(cues)
  return span
    ? {
        from: 'request',
        rule,
        quote: context.reading.text.slice(span.start, span.end),
        ...span,
      }
    : { from: 'reference', rule }
}
