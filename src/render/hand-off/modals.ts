/** Dialogs around a hand-off: what is sent and where, why it is declined, what the answer is. */
import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types'
import type { RouteOutId } from '../../engine/packet.ts'
import type { Brief } from '../../engine/route-out/brief.ts'
import { escapeMrkdwn } from '../escape.ts'
import { actionIds, viewIds } from '../ids.ts'
import { labelWords } from '../labels.ts'
import { noteButton, renderNote } from '../notes.ts'
import { briefBlocks } from './message.ts'

export const handOffFields = {
  to: 'to',
  place: 'place',
  quotes: 'quotes',
  confirm: 'confirm',
  words: 'words',
} as const

/** Longest answer in characters: it stands in one row of the packet. */
const answerLimit = 600

export interface SendDialog {
  readonly packetId: string
  readonly revision: number
  /** What can be handed over. */
  readonly choices: readonly RouteOutId[]
  readonly to: RouteOutId
  readonly place: {
    readonly channelId: string | null
    /** The owner's, so that nobody is asked. */
    readonly isFixed: boolean
    /** In mrkdwn: where it goes and why, or why it cannot. */
    readonly words: string
  }
  readonly brief: Brief
  readonly withQuotes: boolean
  /** What has to be confirmed about who will read it, in mrkdwn; null when the packet's own readers are all. */
  readonly warning: string | null
  /** The hand-off that is open already, in mrkdwn, and whether this person may take it back. */
  readonly standing: {
    readonly id: string
    readonly words: string
    readonly isTheirs: boolean
  } | null
  /** Something changed since the person looked. */
  readonly notice: string | null
}

export function renderSendDialog(view: SendDialog): ModalView {
  return {
    type: 'modal',
    callback_id: viewIds.handOffSend,
    private_metadata: JSON.stringify({
      packetId: view.packetId,
      revision: view.revision,
      to: view.to,
      channelId: view.place.channelId,
      withQuotes: view.withQuotes,
      standing: view.standing?.id ?? null,
    }),
    title: plain('Hand off'),
    submit: plain(view.standing === null ? 'Hand off' : 'Send again'),
    close: plain('Cancel'),
    blocks: [
      ...(view.notice === null ? [] : renderNote(view.notice).blocks),
      ...standingBlocks(view),
      ...(view.choices.length > 1 ? [chooseWhat(view)] : []),
      ...placeBlocks(view),
      { type: 'divider' },
      ...renderNote('*This is what will be read there:*').blocks,
      ...briefBlocks(view.brief),
      { type: 'divider' },
      {
        type: 'input',
        block_id: handOffFields.words,
        optional: true,
        label: plain('Your own words, below it'),
        element: {
          type: 'plain_text_input',
          action_id: 'value',
          multiline: true,
          max_length: 1000,
        },
      },
      ...(hasQuotes(view) ? [quotesChoice(view.withQuotes)] : []),
      ...warningBlocks(view),
    ],
  }
}

function standingBlocks({ standing }: SendDialog): readonly KnownBlock[] {
  if (standing === null) return []
  return renderNote(
    `*Already sent.* ${standing.words}\nSending again withdraws that one and asks anew.`,
    standing.isTheirs ? [noteButton('Withdraw', actionIds.handOffWithdraw, standing.id)] : [],
  ).blocks
}

function chooseWhat({ choices, to }: SendDialog): InputBlock {
  const options = choices.map((each) => option(labelWords[each], each))
  const chosen = options.find((each) => each.value === to)
  return {
    type: 'input',
    block_id: handOffFields.to,
    dispatch_action: true,
    label: plain('What to hand over'),
    element: {
      type: 'static_select',
      action_id: actionIds.handOffChoose,
      options,
      ...(chosen === undefined ? {} : { initial_option: chosen }),
    },
  }
}

/** An owner's channel is given; where there is none, or none that can be reached, the person chooses. */
function placeBlocks({ place }: SendDialog): readonly KnownBlock[] {
  const { channelId, isFixed, words } = place
  if (isFixed) return renderNote(words).blocks
  return [
    ...renderNote(words).blocks,
    {
      type: 'input',
      block_id: handOffFields.place,
      dispatch_action: true,
      label: plain('Channel'),
      element: {
        type: 'conversations_select',
        action_id: actionIds.handOffChoose,
        filter: { include: ['public', 'private'], exclude_bot_users: true },
        ...(channelId === null ? {} : { initial_conversation: channelId }),
      },
    },
  ]
}

const hasQuotes = ({ brief, withQuotes }: SendDialog): boolean =>
  !withQuotes || brief.undecided.some((each) => each.asked !== null)

function quotesChoice(withQuotes: boolean): InputBlock {
  const leaveOut = option('Leave the quotes of the request out', 'out')
  return {
    type: 'input',
    block_id: handOffFields.quotes,
    optional: true,
    dispatch_action: true,
    label: plain('Quotes'),
    element: {
      type: 'checkboxes',
      action_id: actionIds.handOffChoose,
      options: [leaveOut],
      ...(withQuotes ? {} : { initial_options: [leaveOut] }),
    },
  }
}

function warningBlocks({ warning, place }: SendDialog): readonly KnownBlock[] {
  if (warning === null) return []
  return [
    ...renderNote(warning).blocks,
    {
      type: 'input',
      // Of its own for each channel: what was confirmed for one does not hold for another.
      block_id: `${handOffFields.confirm}~${place.channelId}`,
      label: plain('Who will read it'),
      element: {
        type: 'checkboxes',
        action_id: 'value',
        options: [option('I have read what is sent, and it may be read there', 'yes')],
      },
    },
  ]
}

export function renderDeclineModal(id: string, to: RouteOutId): ModalView {
  return asking({
    callbackId: viewIds.handOffDecline,
    id,
    title: 'Decline',
    submit: 'Decline',
    note: `Whoever handed this over reads why, and goes elsewhere with it: ${labelWords[to]} stays open in their packet.`,
    label: 'Why, or who it is for instead',
    initial: null,
  })
}

/** `given` is the answer that is corrected, with its time; null for the first one. */
export function renderAnswerModal(
  id: string,
  brief: Brief,
  given: { readonly words: string; readonly at: number } | null,
): ModalView {
  return asking({
    callbackId: viewIds.handOffAnswer,
    id: given === null ? id : `${id} ${given.at}`,
    title: given === null ? 'Answer' : 'Correct the answer',
    submit: given === null ? 'Answer' : 'Correct',
    note: [
      '*Open:*',
      ...brief.undecided.map(({ point }) => `• ${escapeMrkdwn(point)}`),
      given === null
        ? 'Your answer becomes a change of the packet under your name, and it is planned anew.'
        : 'It takes the place of the answer that is in the packet, which is planned anew.',
    ].join('\n'),
    label: 'What is decided',
    initial: given?.words ?? null,
  })
}

function asking(parts: {
  readonly callbackId: string
  readonly id: string
  readonly title: string
  readonly submit: string
  readonly note: string
  readonly label: string
  readonly initial: string | null
}): ModalView {
  return {
    type: 'modal',
    callback_id: parts.callbackId,
    private_metadata: parts.id,
    title: plain(parts.title),
    submit: plain(parts.submit),
    close: plain('Cancel'),
    blocks: [
      ...renderNote(parts.note).blocks,
      {
        type: 'input',
        block_id: handOffFields.words,
        label: plain(parts.label),
        hint: plain('In a sentence or two. A link to where it is written down helps.'),
        element: {
          type: 'plain_text_input',
          action_id: 'value',
          multiline: true,
          max_length: answerLimit,
          ...(parts.initial === null ? {} : { initial_value: parts.initial }),
        },
      },
    ],
  }
}

function option(label: string, value: string): PlainTextOption {
  return { text: plain(label), value }
}

function plain(text: string) {
  return { type: 'plain_text' as const, text, emoji: false }
}
