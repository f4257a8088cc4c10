/** What the owner reads: the brief in its own terms, where it stands, and what can be done about it. */
import type { ActionsBlock, Button, KnownBlock } from '@slack/types'
import type { Brief } from '../../engine/route-out/brief.ts'
import { escapeMrkdwn, plainLine } from '../escape.ts'
import { actionIds } from '../ids.ts'
import { labelWords } from '../labels.ts'
import { cardBudget } from '../limits.ts'
import { noteButton, renderNote } from '../notes.ts'
import { blocksOf, fallbackText } from '../pack.ts'
import type { MessagePayload } from '../pack.ts'
import type { Piece } from '../pieces.ts'
import { shorten } from '../split.ts'

export interface HandOffView {
  readonly id: string
  readonly brief: Brief
  /** Names in mrkdwn: nobody is asked for anything by being named. */
  readonly sender: string
  /** Where it comes from, in mrkdwn: a link where everybody may follow it, otherwise the packet's name alone. */
  readonly origin: string
  readonly state: HandOffEnd | 'sent' | 'accepted'
  /** Who brought it there, in mrkdwn. */
  readonly by: string
  /** The reason or the answer. */
  readonly words: string | null
  readonly settled: 'applied' | 'proposed' | 'conflict' | null
}
type HandOffEnd = 'declined' | 'answered' | 'withdrawn' | 'undelivered'

export function renderHandOff(view: HandOffView): MessagePayload {
  const { brief, sender } = view
  return {
    text: fallbackText(
      `${headline(brief)}. Somebody hands you a question from a backend test packet.`,
      [],
      cardBudget,
    ),
    blocks: [
      ...renderNote(
        `${sender} hands this over to you as the owner of ${labelWords[brief.to]}. It comes from ${view.origin}.`,
      ).blocks,
      ...briefBlocks(brief),
      stateBlock(view),
      ...buttons(view),
    ],
  }
}

const headline = (brief: Brief): string => `For ${labelWords[brief.to]}: ${plainLine(brief.title)}`

/** Everything of the packet that leaves its channel; the dialog shows just this before it is sent. */
export function briefBlocks(brief: Brief): KnownBlock[] {
  return blocksOf([
    { type: 'heading', text: headline(brief) },
    ...listed(
      'What is open',
      brief.undecided.map(({ point, asked }) =>
        asked === null ? point : `${point} (asked: “${asked}”)`,
      ),
    ),
    ...listed('In testing, this depends on it', brief.dependsOnIt),
    ...listed('Tested here meanwhile', brief.staysHere),
    ...(brief.becomes === null
      ? []
      : ([
          { type: 'subheading', text: 'What can come back as a test packet' },
          { type: 'paragraph', text: brief.comeBackWith },
        ] as const)),
    ...(brief.words === null
      ? []
      : ([
          { type: 'subheading', text: 'In the sender’s words' },
          { type: 'quote', text: brief.words },
        ] as const)),
  ])
}

function listed(title: string, items: readonly string[]): readonly Piece[] {
  return items.length === 0
    ? []
    : [
        { type: 'subheading', text: title },
        { type: 'list', ordered: false, items },
      ]
}

/** What was said back stands as large as what was asked. */
function stateBlock(view: HandOffView): KnownBlock {
  const text = { type: 'mrkdwn', verbatim: true, text: stateWords(view) } as const
  return view.words === null
    ? { type: 'context', elements: [text] }
    : { type: 'section', text, expand: true }
}

function stateWords({ state, by, words, settled }: HandOffView): string {
  const said = words === null ? '' : `: “${escapeMrkdwn(shorten(words, 900))}”`
  switch (state) {
    case 'sent':
      return 'Nobody has taken this on yet.'
    case 'accepted':
      return `*Taken on* by ${by}.`
    case 'declined':
      return `*Declined* by ${by}${said}`
    case 'answered':
      return `*Answered* by ${by}${said}\n${settled === null ? 'It is on its way into the packet.' : settledWords[settled]}`
    case 'withdrawn':
      return `*Withdrawn* by ${by}: nothing is asked of you any more.`
    case 'undelivered':
      return 'This was not delivered.'
  }
  return ''
}

const settledWords = {
  applied: 'It is in the packet, which was planned anew with it.',
  proposed: 'The packet is accepted and locked: its people decide whether they reopen it for this.',
  conflict: 'Somebody decided the same point meanwhile: the packet’s author decides which holds.',
} as const

/** What was declined can still be answered, and an answer corrected; what was withdrawn has no buttons. */
function buttons({ id, state }: HandOffView): readonly ActionsBlock[] {
  const accept = noteButton('Take it on', actionIds.handOffAccept, id)
  const answer = noteButton('Answer…', actionIds.handOffAnswer, id, 'primary')
  const decline = noteButton('Decline…', actionIds.handOffDecline, id)
  const offered: readonly Button[] =
    state === 'sent'
      ? [answer, accept, decline]
      : state === 'accepted'
        ? [answer, decline, noteButton('Put it back', actionIds.handOffRelease, id)]
        : state === 'declined'
          ? [noteButton('Answer after all…', actionIds.handOffAnswer, id)]
          : state === 'answered'
            ? [noteButton('Correct…', actionIds.handOffAnswer, id)]
            : []
  return offered.length === 0 ? [] : [{ type: 'actions', elements: [...offered] }]
}

/** To whoever writes to the bot under a hand-off: words there are not read, so that none is taken for the answer. */
export function renderHow(id: string): MessagePayload {
  return renderNote(
    'Talk it over here: nothing that is said in this thread is kept. What is decided goes into the packet with:',
    [
      noteButton('Answer…', actionIds.handOffAnswer, id, 'primary'),
      noteButton('Decline…', actionIds.handOffDecline, id),
    ],
  )
}
