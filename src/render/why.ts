/** *Why?*: every decision of a verdict with the words, the rule and the document that led to it. */
import type { ModalView } from '@slack/types'
import type { Flip } from '../engine/flips.ts'
import { houseRule } from '../engine/house-rules.ts'
import type { Rule } from '../engine/knowledge.ts'
import type { Amendment, Evidence, RuleId, Verdict } from '../engine/packet.ts'
import { viewIds } from './ids.ts'
import { labelWords } from './labels.ts'
import { slackLimits } from './limits.ts'
import { shortPoint } from './markdown/why.ts'
import { blocksOf } from './pack.ts'
import type { Piece } from './pieces.ts'
import { shorten } from './split.ts'
import { controlWords, laneWords, layerWords, strategyWords } from './words.ts'

export interface WhyView {
  readonly name: string
  readonly requestText: string
  readonly verdict: Verdict
  readonly amendments: readonly Amendment[]
  readonly rules: ReadonlyMap<RuleId, Rule>
  /** What would turn a decision, by its turning point. */
  readonly flips: ReadonlyMap<string, Flip>
}

/** One decision as a sentence, and what it rests on. */
interface Decided {
  readonly decision: string
  readonly evidence: readonly Evidence[]
  /** Its turning point; null for what the request says itself. */
  readonly point: string | null
}

export function renderWhy(view: WhyView): ModalView {
  const blocks = blocksOf([
    { type: 'subheading', text: 'The request' },
    { type: 'quote', text: view.requestText },
    ...decisionsOf(view.verdict).flatMap(([title, decisions]) => section(title, decisions, view)),
  ])
  // One block is kept for saying that something is missing.
  const room = slackLimits.viewBlocks - 1
  const left = blocks.length - room
  return {
    type: 'modal',
    callback_id: viewIds.packetWhy,
    title: { type: 'plain_text', text: 'Why this packet?', emoji: false },
    close: { type: 'plain_text', text: 'Close', emoji: false },
    blocks:
      left <= 0
        ? blocks
        : [
            ...blocks.slice(0, room),
            ...blocksOf([{ type: 'paragraph', text: `${left} more blocks do not fit here.` }]),
          ],
  }
}

function section(title: string, decisions: readonly Decided[], view: WhyView): readonly Piece[] {
  if (decisions.length === 0) return []
  return [
    { type: 'subheading', text: title },
    {
      type: 'list',
      ordered: false,
      items: decisions.map(({ decision, evidence, point }) =>
        [decision, ...becauseOf(evidence, view), ...flipOf(point, view)].join('\n'),
      ),
    },
  ]
}

function flipOf(point: string | null, { flips, verdict }: WhyView): readonly string[] {
  if (point === null || verdict.verdict !== 'packet') return []
  const flip = flips.get(point)
  if (flip === undefined) return ['• no single change that was tried turns this']
  const others = unique(flip.knockOn.map((each) => shortPoint(each, verdict)))
  const shown = others.slice(0, shownKnockOns).join(', ')
  const rest = others.length - shownKnockOns
  const also =
    others.length === 0
      ? 'nothing else changes'
      : `also changes: ${shown}${rest > 0 ? ` and ${rest} more` : ''}`
  return [`• ${flip.says}, this becomes: ${shorten(flip.becomes, ruleCharacters)}; ${also}`]
}

/** Enough to see how far a change reaches. */
const shownKnockOns = 6

/** A line for each rule: the words that led to it stand side by side. */
function becauseOf(evidence: readonly Evidence[], view: WhyView): readonly string[] {
  const lines = evidence.map((piece) => {
    if (piece.from === 'amendment') return amendmentWords(piece.amendment, view.amendments)
    const alike = evidence.filter((one) => one.from === piece.from && one.rule === piece.rule)
    const quotes = unique(alike.flatMap((one) => (one.from === 'request' ? [one.quote] : [])))
    return `• ${openings[piece.from]}${quotes.map((words) => ` “${words}”`).join(',')}; ${ruleWords(view.rules, piece.rule)}`
  })
  return unique(lines)
}

const openings = {
  request: 'you wrote',
  assumption: 'assumed, not said',
  reference: 'by the method',
} as const

function amendmentWords(id: string, amendments: readonly Amendment[]): string {
  const amendment = amendments.find((one) => one.id === id)
  const because = amendment?.because ?? null
  if (amendment?.by === houseRule) return `• ${because ?? houseRule}`
  return `• somebody changed it${because === null ? '' : `, because ${because}`}`
}

function ruleWords(rules: ReadonlyMap<RuleId, Rule>, id: RuleId): string {
  const rule = rules.get(id)
  if (rule === undefined) return `rule \`${id}\``
  return `rule \`${id}\` (${rule.document}, ${rule.section}): ${shorten(rule.text, ruleCharacters)}`
}

/** A row may hold dozens of phrases; its beginning says which row it is, and the document has the rest. */
const ruleCharacters = 120

function unique(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)]
}

type Section = readonly [title: string, decisions: readonly Decided[]]

function decisionsOf(verdict: Verdict): readonly Section[] {
  const { classification, framing } = verdict
  return [
    [
      'Packet choice',
      [
        {
          decision: `${labelWords[classification.primary]}: ${classification.reason}`,
          evidence: classification.evidence,
          point: 'packet choice',
        },
      ],
    ],
    ['Surface', framing.surfaces.map((row) => decided(row.words, row))],
    ['Risks', framing.risks.map((row) => decided(row.words, row))],
    ['Dependencies', framing.dependencies.map((row) => decided(row.name, row))],
    ['Runtime', framing.runtime.map((row) => decided(row.name, row))],
    ['Existing coverage', framing.coverage.map((row) => decided(row.words, row))],
    ['Constraints', framing.constraints.map((row) => decided(row.words, row))],
    ...ownSections(verdict),
    [
      'Route-outs',
      verdict.routeOuts.map((row) =>
        decided(`${labelWords[row.to]}: ${row.text ?? 'none'}`, row, `route-out ${row.to}`),
      ),
    ],
    ['Good to know', verdict.caveats.map((row) => decided(row.text, row))],
  ]
}

function ownSections(verdict: Verdict): readonly Section[] {
  if (verdict.verdict === 'needs-framing') {
    return [['Questions', verdict.questions.map((row) => decided(row.text, row))]]
  }
  if (verdict.verdict === 'route-out') {
    return [
      ['Handoff', [decided(verdict.handoff.undecided.join('; '), verdict.handoff)]],
      ['Stays here', verdict.staysHere.map((row) => decided(row.text, row))],
    ]
  }
  return [
    [
      'Layers',
      verdict.layers.map((row) =>
        decided(
          `${layerWords[row.layer]}: ${row.inScope ? 'in scope' : 'out of scope'}`,
          row,
          `layer ${row.layer}`,
        ),
      ),
    ],
    [
      'Scenarios',
      verdict.scenarios.map((row) =>
        decided(`${row.number}. ${row.text}`, row, `scenario "${row.text}"`),
      ),
    ],
    [
      'Dependency strategies',
      verdict.dependencies.map((row) =>
        decided(
          `${row.name}: ${row.strategy === null ? 'left out' : strategyWords[row.strategy]}`,
          row,
          `dependency ${row.dependency}${row.scope === null ? '' : `@${row.scope}`}`,
        ),
      ),
    ],
    [
      'Control',
      verdict.control.map((row) =>
        decided(`${controlWords[row.control]}: ${row.text}`, row, `control ${row.control}`),
      ),
    ],
    [
      'Lanes',
      verdict.lanes.map((row) =>
        decided(`${laneWords[row.lane]}: ${row.runs ?? 'nothing'}`, row, `lane ${row.lane}`),
      ),
    ],
    ['Gates', [decided(`Before merge: ${verdict.gates.beforeMerge}`, verdict.gates)]],
  ]
}

function decided(
  decision: string,
  { evidence }: { readonly evidence: readonly Evidence[] },
  point: string | null = null,
): Decided {
  return { decision, evidence, point }
}
