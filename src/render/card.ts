/** The parent card: what a passer-by needs. Everything in it stands in full in the thread or behind *Why?*. */
import type { ActionsBlock, ContextBlock, HeaderBlock, KnownBlock } from '@slack/types'
import type { Verdict } from '../engine/packet.ts'
import { displayable, escapeMrkdwn, plainLine } from './escape.ts'
import { actionIds } from './ids.ts'
import { cardBudget, slackLimits } from './limits.ts'
import type { MessagePayload } from './pack.ts'
import { blocksOf, fallbackText } from './pack.ts'
import { quote, richText } from './rich-text.ts'
import { shorten } from './split.ts'
import { confidenceWords, labelWords, riskWords } from './labels.ts'

/** One revision of a packet, as far as its messages show it. */
export interface PacketView {
  readonly id: string
  readonly name: string
  readonly revision: number
  readonly authorId: string
  readonly requestText: string
  readonly verdict: Verdict
}

const fieldCharacters = 400
const reasonCharacters = 900
const quotedCharacters = 700

export function renderCard(view: PacketView): MessagePayload {
  return {
    text: fallbackText(spokenLine(view), [], cardBudget),
    blocks: [...summaryBlocks(view), signature(view), actions(view)],
  }
}

/** The card without what only makes sense under it: also how *show* presents a packet. */
export function summaryBlocks(view: PacketView): KnownBlock[] {
  return [
    headline(titleOf(view.verdict)),
    ...blocksOf([
      { type: 'facts', facts: factsOf(view.verdict) },
      { type: 'paragraph', text: shorten(leadOf(view.verdict), reasonCharacters) },
    ]),
    richText(quote(shorten(displayable(view.requestText).trim(), quotedCharacters))),
  ]
}

export function titleOf(verdict: Verdict): string {
  const title = plainLine(verdict.framing.title)
  if (verdict.verdict === 'packet') return `Backend test packet: ${title}`
  if (verdict.verdict === 'route-out') return `For ${labelWords[verdict.to]}: ${title}`
  return `Needs framing: ${title}`
}

function headline(title: string): HeaderBlock {
  return {
    type: 'header',
    text: { type: 'plain_text', text: shorten(title, slackLimits.headerText), emoji: false },
  }
}

function factsOf(verdict: Verdict): readonly (readonly [string, string])[] {
  const { classification, framing } = verdict
  const facts = [
    [
      'Packet',
      `${labelWords[classification.primary]}, ${confidenceWords[classification.confidence]}`,
    ],
    [
      'Secondary concern',
      classification.secondary === null ? 'none' : labelWords[classification.secondary],
    ],
    ['Main risk', framing.risks.slice(0, 1).map(riskWords).join('')],
    ['Surface', framing.surfaces.map((row) => row.words).join('; ')],
  ] as const
  return facts.map(([label, words]) => [label, shorten(words, fieldCharacters)] as const)
}

function leadOf(verdict: Verdict): string {
  const { reason } = verdict.classification
  if (verdict.verdict === 'packet') return reason
  if (verdict.verdict === 'needs-framing') {
    return `${reason} Answer the questions and this becomes a packet; what was typed is kept.`
  }
  const ours = verdict.staysHere.length === 0 ? '' : ', and so is what can be tested here meanwhile'
  return `${reason} The handoff brief is in the thread${ours}.`
}

function signature(view: PacketView): ContextBlock {
  const words = [
    `*${escapeMrkdwn(view.name)}*`,
    `revision ${view.revision}`,
    `asked by <@${view.authorId}>`,
    `status: ${statusWords[view.verdict.verdict]}`,
  ]
  return { type: 'context', elements: [{ type: 'mrkdwn', text: words.join(' · ') }] }
}

const statusWords = {
  packet: 'proposed',
  'route-out': 'handed over',
  'needs-framing': 'waiting for answers',
} as const

function actions(view: PacketView): ActionsBlock {
  const why = button('Why?', actionIds.packetWhy, view.id)
  const markdown = button('As Markdown', actionIds.packetMarkdown, view.id)
  if (view.verdict.verdict !== 'needs-framing') {
    return { type: 'actions', elements: [why, markdown] }
  }
  const answer = {
    ...button('Answer the questions', actionIds.packetAnswer, view.id),
    style: 'primary' as const,
  }
  return { type: 'actions', elements: [answer, why, markdown] }
}

function button(text: string, actionId: string, value: string) {
  return {
    type: 'button' as const,
    text: { type: 'plain_text' as const, text, emoji: false },
    action_id: actionId,
    value,
  }
}

function spokenLine(view: PacketView): string {
  const { classification, framing } = view.verdict
  const [mainRisk] = framing.risks
  return [
    `${titleOf(view.verdict)}.`,
    `${labelWords[classification.primary]}, ${confidenceWords[classification.confidence]}.`,
    mainRisk === undefined ? '' : `Main risk: ${riskWords(mainRisk)}.`,
    `Packet ${view.name}; the details are in its thread.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}
