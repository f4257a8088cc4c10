/**
 * How well each row of references/scenarios.md fits a request: its surface, its risks, the words that stand there and
 * the dependencies. The numbers order rows and mean nothing by themselves.
 */
import type { PacketContext } from '../context.ts'
import type { Evidence, LaneId, LayerId, PacketKind, RuleId } from '../packet.ts'
import { layerIds } from '../packet.ts'
import { onceFor } from '../once.ts'
import { requestQuote } from '../quote.ts'
import type { Span } from '../read-request.ts'
import { apart, wordsOf } from '../request-words.ts'
import type { Cue, RequestWords } from '../request-words.ts'

export interface ScenarioRow {
  readonly rule: RuleId
  readonly kinds: readonly PacketKind[]
  /** Surface slugs; `any` fits every surface. */
  readonly surfaces: readonly string[]
  readonly risks: readonly string[]
  readonly layer: LayerId
  /** Rows of one topic say nearly the same; a packet has one of them. */
  readonly topic: string
  readonly when: 'always' | 'named' | 'mandatory' | 'mention'
  /** One of them must stand in the request, unless the list is empty. */
  readonly cues: readonly Cue[]
  /** Words that raise the row but need not stand there. */
  readonly hints: readonly Cue[]
  /** Dependency kinds or names, one of which must be in the request, unless the list is empty. */
  readonly needs: readonly string[]
  /** Stacks in whose terms the row speaks; empty: all. */
  readonly stacks: readonly string[]
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

export interface Candidate {
  readonly row: ScenarioRow
  readonly score: number
  /** Its own words are those of the risk that it is about. */
  readonly isAboutRisk: boolean
  readonly evidence: readonly Evidence[]
}

/** Rows that fit at all, best first; of equals, by rule id. Layers ask again, so the last answer is kept. */
export function candidatesOf(
  context: PacketContext,
  rows: readonly ScenarioRow[],
  kind: PacketKind,
  quota: ScenarioQuota,
): readonly Candidate[] {
  const last = answers.get(context)
  if (last && last.rows === rows && last.kind === kind) return last.candidates
  const closed = closedLayers(context)
  const words = wordsOf(context)
  const candidates = [...new Set([...words.among(rows), ...owedRows(rows)])]
    .filter((row) => row.kinds.includes(kind) && !closed.has(row.layer))
    .flatMap((row) => candidateOf(context, words, row, quota) ?? [])
    .toSorted((a, b) => b.score - a.score || (a.row.rule < b.row.rule ? -1 : 1))
  answers.set(context, { rows, kind, candidates })
  return candidates
}

/** Rows that a surface owes whatever the words are. */
const owedRows = onceFor((rows: readonly ScenarioRow[]) =>
  rows.filter((row) => row.when === 'mandatory'),
)

const answers = new WeakMap<
  PacketContext,
  {
    readonly rows: readonly ScenarioRow[]
    readonly kind: PacketKind
    readonly candidates: readonly Candidate[]
  }
>()

/** Layers that the request excludes or the thread took out; no case may stand there. */
export function closedLayers(context: PacketContext): ReadonlySet<string> {
  const asked = exclusionsOf(context)
  const last = new Map(
    context.amendments
      .filter((each) => each.on === 'layer')
      .map((each) => [each.target, each.op === 'remove' ? 'out' : each.to]),
  )
  return new Set(
    layerIds.filter((layer) => last.get(layer) === 'out' || (asked.has(layer) && !last.has(layer))),
  )
}

/** False for the rows that one kind alone has: they are about one risk, so that repeating it is no fault. */
export const isOpen = (row: ScenarioRow): boolean => row.kinds.includes('coverage-plan')

function candidateOf(
  context: PacketContext,
  words: RequestWords,
  row: ScenarioRow,
  quota: ScenarioQuota,
): Candidate | null {
  const { framing } = context
  if (row.stacks.length > 0 && !row.stacks.includes(framing.stack ?? '')) return null
  if (row.needs.length > 0 && !needsMet(context, row.needs)) return null
  const at = framing.surfaces.findIndex((each) => row.surfaces.includes(each.surface))
  const surface = framing.surfaces[at]
  const anywhere = row.surfaces.includes('any')
  const risks = framing.risks.filter((each) => row.risks.includes(each.risk))
  const elsewhere = !surface && !anywhere
  const least = elsewhere ? wordsInstead(context, row, risks) : 0
  if (least === null) return null
  const said = words.findEach(row.cues)
  const isOwed = row.when === 'mandatory' && at === 0
  if (row.cues.length > 0 && said.length === 0 && !isOwed) return null
  const found = apart([...said, ...words.findEach(row.hints)])
  if (apart(said).length < least) return null
  if (risks.length === 0 && row.when === 'named' && found.length === 0) return null
  if (row.when === 'mandatory' && !surface) return null
  const isAbout = framing.surfaces
    .filter((each) => row.surfaces.includes(each.surface))
    .some((each) => found.some((span) => touches(span, each.evidence)))
  const [main, ...others] = risks
  const rank = main ? framing.risks.indexOf(main) : 0
  const isAboutRisk = main !== undefined && found.some((span) => touches(span, main.evidence))
  const score =
    (surface
      ? (at === 0 ? 3 : 2) - (surface.stated ? 0 : 0.5)
      : anywhere
        ? row.cues.length > 0
          ? 2.2
          : 0.5
        : 0) +
    (main
      ? Math.max((main.stated ? 3 : 1.4) - 0.25 * rank, 0.5) + 0.8 * others.length
      : isAbout
        ? 0
        : unasked(context, row, found.length)) +
    (isAbout ? aboutTheSurface : 0) +
    (isAboutRisk ? aboutTheRisk : 0) +
    // A cue of several words is rarer, and says more, than a cue of one.
    found.slice(0, 3).reduce((sum, span) => sum + (isPhrase(context, span) ? 2.2 : 1.6), 0) +
    // A row in the terms of the dependency or the stack goes before the neutral one of its topic.
    (row.needs.length > 0 || row.stacks.length > 0 ? 1.2 : 0) +
    (row.when === 'named' ? 0 : row.surfaces.includes('any') ? 0.8 : 1.5) +
    (isOpen(row) ? 0 : 2.5) +
    (quota.prefers.length === 0 ? 0 : quota.prefers.includes(row.layer) ? 1.5 : -4)
  const proof = [
    ...found.slice(0, 2).map((span) => quoted(context, span, row.rule)),
    ...[main?.evidence, surface?.evidence].flatMap((list) => requestQuote(list ?? [], row.rule)),
  ]
  return {
    row,
    score,
    isAboutRisk,
    evidence: proof.length > 0 ? proof.slice(0, 3) : [{ from: 'reference', rule: row.rule }],
  }
}

/** Added when the row's own words are those by which the request names the surface: the row is about just that. */
const aboutTheSurface = 1.5
/** The same for the risk, which is closer to what the request fears. */
const aboutTheRisk = 2.5

const touches = (span: Span, evidence: readonly Evidence[]): boolean =>
  evidence.some(
    (proof) => proof.from === 'request' && proof.start < span.end && span.start < proof.end,
  )

/**
 * How many words make up for a surface that framing did not find: three beside a named risk, two where the request
 * names no surface or no risk at all, one where a dependency speaks for the row as well. Null: nothing does.
 */
function wordsInstead(
  context: PacketContext,
  row: ScenarioRow,
  risks: PacketContext['framing']['risks'],
): number | null {
  if (!isOpen(row)) return null
  if (!context.framing.surfaces.some((each) => each.stated)) return row.needs.length > 0 ? 1 : 2
  if (!namesRisks(context)) return 2
  return risks.some((each) => each.stated) ? 3 : null
}

/** What a row loses when no risk of the request asks for it: less if its surface owes it, nothing if none is named. */
function unasked(context: PacketContext, row: ScenarioRow, words: number): number {
  if (!isOpen(row)) return 0
  if (!namesRisks(context) && row.cues.length > 0)
    return words > 1 || !row.surfaces.includes('any') ? 0 : -1.5
  return row.when === 'always' ? -0.5 : -2
}

const namesRisks = (context: PacketContext): boolean =>
  context.framing.risks.some((each) => each.stated)

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

/** Slugs of what the requester does not want. */
export const exclusionsOf = (context: PacketContext): ReadonlySet<string> =>
  new Set(context.framing.exclusions.map((each) => each.exclusion))
