/** The parent card: what a passer-by needs. Everything in it stands in full in the thread or behind *Why?*. */
import type { ActionsBlock, Button, ContextBlock, HeaderBlock, KnownBlock } from '@slack/types'
import type { Verdict } from '../engine/packet.ts'
import { displayable, escapeMrkdwn, plainLine } from './escape.ts'
import { handOffSection } from './hand-off/standing.ts'
import type { HandOffLine } from './hand-off/standing.ts'
import { actionIds } from './ids.ts'
import { cardBudget, slackLimits } from './limits.ts'
import { noteButton } from './notes.ts'
import type { MessagePayload } from './pack.ts'
import { blocksOf, fallbackText } from './pack.ts'
import { quote, richText } from './rich-text.ts'
import { shorten } from './split.ts'
import { confidenceWords, labelWords, riskWords } from './labels.ts'
import { possibly } from './words.ts'

/** One revision of a packet, as far as its messages show it. */
export interface PacketView {
  readonly id: string
  readonly name: string
  readonly revision: number
  readonly authorId: string
  readonly requestText: string
  readonly verdict: Verdict
  readonly standing?: CardStanding
  /** What was handed over, one line a neighbour. */
  readonly handOffs?: readonly HandOffLine[]
}

/** Where the team stands on the revision that the card shows; people by their Slack ids. */
export interface CardStanding {
  readonly isAccepted: boolean
  readonly acceptedBy: readonly string[]
  readonly needsChangeBy: readonly string[]
  readonly objectedBy: readonly string[]
  /** Notes that are still open. */
  readonly objections: number
  readonly questions: number
  readonly conflicts: number
}

const fieldCharacters = 400
const reasonCharacters = 900
const quotedCharacters = 700

export function renderCard(view: PacketView): MessagePayload {
  return {
    text: fallbackText(spokenLine(view), [], cardBudget),
    blocks: [
      ...summaryBlocks(view),
      ...handOffSection(view.id, view.handOffs ?? []),
      signature(view),
      buttons(view),
    ],
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
      answerWords[verdict.verdict],
      `${labelWords[classification.primary]}, ${confidenceWords[classification.confidence]}`,
    ],
    [
      'Secondary concern',
      classification.secondary === null
        ? 'none'
        : `${possibly(classification)}${labelWords[classification.secondary]}`,
    ],
    ['Main risk', framing.risks.slice(0, 1).map(riskWords).join('')],
    ['Surface', framing.surfaces.map((row) => row.words).join('; ')],
  ] as const
  return facts.map(([label, words]) => [label, shorten(words, fieldCharacters)] as const)
}

const answerWords = {
  packet: 'Packet',
  'route-out': 'Route-out to',
  'needs-framing': 'Answer',
} as const

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
    `status: ${view.standing?.isAccepted === true ? acceptedWords(view.standing) : statusOf(view)}`,
    ...standingWords(view.standing),
  ]
  return { type: 'context', elements: [{ type: 'mrkdwn', text: words.join(' · ') }] }
}

const acceptedWords = ({ acceptedBy }: CardStanding): string =>
  acceptedBy.length === 0 ? 'accepted' : `accepted by ${namesOf(acceptedBy)}`

function standingWords(standing: CardStanding | undefined): readonly string[] {
  if (standing === undefined) return []
  const { isAccepted, acceptedBy, needsChangeBy, objectedBy } = standing
  return [
    ...(isAccepted || acceptedBy.length === 0 ? [] : [`for it: ${namesOf(acceptedBy)}`]),
    ...(needsChangeBy.length === 0 ? [] : [`needs change: ${namesOf(needsChangeBy)}`]),
    ...(objectedBy.length === 0 ? [] : [`objects: ${namesOf(objectedBy)}`]),
    ...counted(standing.objections, 'objection', 'objections'),
    ...counted(standing.questions, 'open question', 'open questions'),
    ...counted(standing.conflicts, 'conflict to decide', 'conflicts to decide'),
  ]
}

const namesOf = (userIds: readonly string[]): string =>
  userIds.map((each) => `<@${each}>`).join(', ')

const counted = (count: number, one: string, many: string): readonly string[] =>
  count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]

function statusOf(view: PacketView): string {
  if (view.verdict.verdict === 'packet') return 'proposed'
  if (view.verdict.verdict === 'needs-framing') return 'waiting for answers'
  return isForTheOwner(view) ? 'to be handed over' : 'handed over'
}

/** The whole request is somebody else's question, and nobody has asked them yet. */
const isForTheOwner = ({ verdict, handOffs = [] }: PacketView): boolean =>
  verdict.verdict === 'route-out' && !handOffs.some((each) => each.to === verdict.to)

/**
 * One row: what a team answers, and why it reads so; everything rarer is in the menu. Each element tells which revision
 * was looked at.
 */
function buttons(view: PacketView): ActionsBlock {
  const value = `${view.id} ${view.revision}`
  return {
    type: 'actions',
    elements: [
      ...firstButton(view, value),
      noteButton('Needs change', actionIds.packetNeedsChange, value),
      noteButton('Object', actionIds.packetObject, value),
      noteButton('Why?', actionIds.packetWhy, view.id),
      {
        type: 'overflow',
        action_id: actionIds.packetMore,
        options: [
          ['Revise', 'revise'],
          ['Change a row', 'change'],
          ['Revisions', 'revisions'],
          ['Questions and objections', 'notes'],
          ['As Markdown', 'markdown'],
        ].map(([label = '', verb]) => ({
          text: { type: 'plain_text', text: label, emoji: false },
          value: `${verb} ${value}`,
        })),
      },
    ],
  }
}

/** What the card waits for. */
function firstButton(view: PacketView, value: string): readonly Button[] {
  const { id, verdict, standing } = view
  if (verdict.verdict === 'needs-framing')
    return [noteButton('Answer the questions', actionIds.packetAnswer, id, 'primary')]
  if (isForTheOwner(view)) return [noteButton('Hand off…', actionIds.handOffOpen, id, 'primary')]
  return verdict.verdict === 'packet' && standing?.isAccepted !== true
    ? [noteButton('Accept', actionIds.packetAccept, value, 'primary')]
    : []
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
