/**
 * *Why?* as a modal. It opens in short: what most decisions rest on, why this kind of packet, and one line for every other
 * decision with what would change it. A list at the top shows a section, or everything, in full: per decision the words, the
 * rule and the document that led to it, what it could have been instead, and the smallest change that would turn it.
 */
import type { KnownBlock, ModalView } from '@slack/types'
import { decisionsOf } from '../engine/decisions.ts'
import type { Decision } from '../engine/decisions.ts'
import type { Explanation } from '../engine/explain.ts'
import { houseRule } from '../engine/house-rules.ts'
import type { Rule } from '../engine/knowledge.ts'
import type { Amendment, Evidence, RuleId, Verdict } from '../engine/packet.ts'
import { actionIds, viewIds } from './ids.ts'
import { slackLimits } from './limits.ts'
import { renderNote } from './notes.ts'
import { blocksOf } from './pack.ts'
import type { Piece } from './pieces.ts'
import { shorten } from './split.ts'
import { headlineOf, sectionsOf } from './why/headlines.ts'
import type { Section } from './why/headlines.ts'
import { ruleText } from './why/rule-words.ts'
import { insteadLines, weightWords } from './why/words.ts'

export interface WhyView {
  readonly packetId: string
  readonly requestText: string
  readonly verdict: Verdict
  readonly amendments: readonly Amendment[]
  readonly rules: ReadonlyMap<RuleId, Rule>
  readonly explanation: Explanation
  /** A section's title, or one of the two below; null shows everything and offers no choice. */
  readonly shown: string | null
}

export const inShort = 'In short'
const everything = 'Everything'

const title = { type: 'plain_text', text: 'Why this packet?', emoji: false } as const
const close = { type: 'plain_text', text: 'Close', emoji: false } as const

/** Opened at once, since a trigger lives three seconds and the answer may take one. */
export const whyOnItsWay: ModalView = {
  type: 'modal',
  callback_id: viewIds.packetWhy,
  title,
  close,
  blocks: renderNote('Looking up what led here, and trying what would change it …').blocks,
}

export function renderWhy(view: WhyView): ModalView {
  const sections = sectionsOf(decisionsOf(view.verdict))
  const wanted = sections.filter((each) => each.title === view.shown)
  const inFull = view.shown === everything || view.shown === null ? sections : wanted
  const blocks = [
    ...(view.shown === null ? [] : [choice(view.shown, sections)]),
    ...(wanted.length === 0 ? weightBlocks(view.explanation) : []),
    ...(inFull.length > 0 ? sectionBlocks(inFull, view) : shortBlocks(sections, view)),
  ]
  return {
    type: 'modal',
    callback_id: viewIds.packetWhy,
    // Which packet it is about; whether its reader may see it is asked again at each choice.
    private_metadata: JSON.stringify({ packetId: view.packetId }),
    title,
    close,
    blocks: withinLimits(blocks),
  }
}

function choice(shown: string, sections: readonly Section[]): KnownBlock {
  const options = [inShort, ...sections.map((each) => each.title), everything].map((each) => ({
    text: { type: 'plain_text' as const, text: each, emoji: false },
    value: each,
  }))
  const initial = options.find((each) => each.value === shown) ?? options[0]
  return {
    type: 'section',
    text: { type: 'mrkdwn', text: '*Show*', verbatim: true },
    accessory: {
      type: 'static_select',
      action_id: actionIds.whyShow,
      options,
      ...(initial === undefined ? {} : { initial_option: initial }),
    },
  }
}

function sectionBlocks(
  sections: readonly Section[],
  view: WhyView,
  mostReasons = 6,
): readonly KnownBlock[] {
  const told = new Set<RuleId>()
  return sections.flatMap(({ title: heading, decisions }) => [
    ...blocksOf([{ type: 'heading', text: heading }]),
    ...decisions.flatMap((decision) => blocksOf(decisionPieces(decision, view, told, mostReasons))),
  ])
}

/** The first section in full, since all others follow from it, and a line for each further decision. */
function shortBlocks(sections: readonly Section[], view: WhyView): readonly KnownBlock[] {
  return [
    ...sectionBlocks(sections.slice(0, 1), view, 3),
    ...sections.slice(1).flatMap(({ title: heading, decisions }) =>
      blocksOf([
        { type: 'heading', text: heading },
        { type: 'facts', facts: decisions.map((each) => shortLine(each, view)) },
      ]),
    ),
    ...blocksOf([
      { type: 'heading', text: 'The request' },
      { type: 'quote', text: view.requestText },
    ]),
  ]
}

function shortLine(decision: Decision, view: WhyView): readonly [string, string] {
  const { name, says } = headlineOf(decision, view.verdict)
  const flip = view.explanation.flips.get(decision.key)
  const turns =
    flip === undefined
      ? 'Nothing in the framing moves it.'
      : `Would change ${shorten(flip.says, shortCharacters * 2)}.`
  const short = shorten(says, shortCharacters).replace(/[\s.,;:]+…$/u, '…')
  return [name, `${short}${/[.!?…]$/u.test(short) ? '' : '.'} ${turns}`]
}

const shortCharacters = 90

const mostWeights = 4

function weightBlocks({ weights }: Explanation): readonly KnownBlock[] {
  if (weights.length === 0) return []
  return blocksOf([
    { type: 'heading', text: 'What most decisions rest on' },
    {
      type: 'list',
      ordered: false,
      items: weights.slice(0, mostWeights).map((each) => opened(weightWords(each))),
    },
  ])
}

function decisionPieces(
  decision: Decision,
  view: WhyView,
  told: Set<RuleId>,
  mostReasons: number,
): readonly Piece[] {
  const { name, says } = headlineOf(decision, view.verdict)
  return [
    { type: 'facts', facts: [[name, shorten(says, headlineCharacters)]] },
    {
      type: 'list',
      ordered: false,
      items: [
        ...becauseOf(decision.evidence, view, told, mostReasons),
        ...insteadLines(decision, view.explanation, view.verdict, ruleCharacters).map((line) =>
          shorten(opened(line), insteadCharacters),
        ),
      ],
    },
  ]
}

const headlineCharacters = 300
/** Room for everything that changes with a flip. */
const insteadCharacters = 1500
/** A row may hold dozens of phrases; its beginning says which row it is, and the document has the rest. */
const ruleCharacters = 140

/** A line for each rule: the words that led to it stand side by side. */
function becauseOf(
  evidence: readonly Evidence[],
  view: WhyView,
  told: Set<RuleId>,
  mostReasons: number,
): readonly string[] {
  const reasons = [...new Map(evidence.map((piece) => [reasonOf(piece), piece])).values()]
  const lines = reasons.slice(0, mostReasons).map((piece) => {
    if (piece.from === 'amendment') return amendmentWords(piece.amendment, view.amendments)
    const alike = evidence.filter((one) => reasonOf(one) === reasonOf(piece))
    const quotes = unique(alike.flatMap((one) => (one.from === 'request' ? [one.quote] : [])))
    return `${openings[piece.from]}${quotes.map((words) => ` “${words}”`).join(',')}: ${ruleWords(piece.rule, view.rules, told)}`
  })
  const left = reasons.length - lines.length
  return left > 0 ? [...lines, `and ${left} more`] : lines
}

const reasonOf = (piece: Evidence): string =>
  piece.from === 'amendment' ? `amendment ${piece.amendment}` : `${piece.from} ${piece.rule}`

const openings = {
  request: 'Because you wrote',
  assumption: 'Assumed, since nobody said it',
  reference: 'By the method',
} as const

function amendmentWords(id: string, amendments: readonly Amendment[]): string {
  const amendment = amendments.find((one) => one.id === id)
  const because = amendment?.because ?? null
  if (amendment?.by === houseRule) return because ?? houseRule
  return `Somebody changed it${because === null ? '' : `, because ${because}`}`
}

/** What a rule says stands where it is named first; behind that its id is enough. */
function ruleWords(id: RuleId, rules: ReadonlyMap<RuleId, Rule>, told: Set<RuleId>): string {
  const rule = rules.get(id)
  if (rule === undefined || told.has(id)) return `rule \`${id}\``
  told.add(id)
  return `rule \`${id}\` (${rule.document}, ${rule.section}) says: ${ruleText(rule, ruleCharacters)}`
}

const unique = (lines: readonly string[]): readonly string[] => [...new Set(lines)]

const opened = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`

/** One block is kept for saying that something is missing; JSON takes a few bytes more than what it holds. */
function withinLimits(blocks: readonly KnownBlock[]): KnownBlock[] {
  let bytes = 0
  const fitting = blocks.findIndex((block, at) => {
    bytes += Buffer.byteLength(JSON.stringify(block))
    return at >= slackLimits.viewBlocks - 1 || bytes > slackLimits.viewBytes - spareBytes
  })
  if (fitting === -1) return [...blocks]
  return [
    ...blocks.slice(0, fitting),
    ...blocksOf([
      {
        type: 'paragraph',
        text: `${blocks.length - fitting} more blocks do not fit here; the packet’s Markdown has every decision.`,
      },
    ]),
  ]
}

const spareBytes = 10_000
