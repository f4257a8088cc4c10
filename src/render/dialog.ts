/** The dialog *Backend test packet*: the request, what was read in it, and where the packet goes. */
import type {
  ActionsBlock,
  ContextBlock,
  InputBlock,
  KnownBlock,
  ModalView,
  PlainTextOption,
  SectionBlock,
} from '@slack/types'
import { packetKinds, routeOutIds } from '../engine/packet.ts'
import type { Classification, Verdict, VerdictLabel } from '../engine/packet.ts'
import { fieldsFor, writeValues } from './dialog-fields.ts'
import type { Field, FieldValues, Vocabulary } from './dialog-fields.ts'
import { displayable, escapeMrkdwn, plainLine } from './escape.ts'
import { actionIds, viewIds } from './ids.ts'
import { confidenceWords, labelWords } from './labels.ts'
import { slackLimits } from './limits.ts'
import { blocksOf } from './pack.ts'
import { inline, richSection, richText } from './rich-text.ts'
import { lengthOf, shorten } from './split.ts'

export interface Dialog {
  /** The whole request; what exceeds Slack's input is kept by the caller and announced here. */
  readonly requestText: string
  /** The engine's reading of the request; of an empty one, `needs-framing`. */
  readonly verdict: Verdict
  readonly vocabulary: Vocabulary
  /** What stands in the fields: the reading, or what the person made of it. */
  readonly values: FieldValues
  /** Null leaves the kind to the engine. */
  readonly kind: VerdictLabel | null
  /**
   * Suffix of block ids by field, for a field that must forget what stands in it: Slack keeps an input's state as long
   * as its block id stays.
   */
  readonly generations: Readonly<Record<string, number>>
  /** Null: Slack offers the channel the person is in. */
  readonly channelId: string | null
  /** The packet goes to this thread; a channel cannot be chosen. */
  readonly isInThread: boolean
  readonly notices: readonly string[]
  /** The beginning of an unsent draft. */
  readonly draft: string | null
  readonly privateMetadata: string
}

export const requestBlock = 'request'
export const kindBlock = 'kind'
export const channelBlock = 'channel'
const fieldAction = 'value'

/** Base id of a field's block: `risks~2` belongs to `risks`. */
export function fieldIdOf(blockId: string): string {
  return blockId.split('~')[0] ?? blockId
}

/** How a field's block is called in this dialog. */
function blockIdOf(id: string, generations: Dialog['generations']): string {
  return `${id}~${generations[id] ?? 0}`
}

export function renderDialog(dialog: Dialog): ModalView {
  return {
    type: 'modal',
    callback_id: viewIds.packetOpen,
    title: plain('Backend test packet'),
    submit: plain('Post'),
    close: plain('Cancel'),
    notify_on_close: true,
    private_metadata: dialog.privateMetadata,
    blocks: [
      ...noticeBlocks(dialog),
      requestInput(dialog),
      readButton(dialog),
      ...readingBlocks(dialog),
    ],
  }
}

function noticeBlocks(dialog: Dialog): readonly KnownBlock[] {
  const notices = dialog.notices.map((notice) => context(escapeMrkdwn(notice)))
  return dialog.draft === null ? notices : [...draftOffer(dialog.draft), ...notices]
}

function draftOffer(draft: string): readonly KnownBlock[] {
  const section: SectionBlock = {
    type: 'section',
    text: {
      type: 'mrkdwn',
      text: `*You have an unsent draft:* ${escapeMrkdwn(shorten(plainLine(draft), 200))}`,
      verbatim: true,
    },
  }
  const choices: ActionsBlock = {
    type: 'actions',
    elements: [
      { type: 'button', text: plain('Continue the draft'), action_id: actionIds.draftContinue },
      { type: 'button', text: plain('Discard the draft'), action_id: actionIds.draftDiscard },
    ],
  }
  return [section, choices, { type: 'divider' }]
}

function requestInput(dialog: Dialog): InputBlock {
  const shown = shownRequest(dialog.requestText)
  return {
    type: 'input',
    block_id: blockIdOf(requestBlock, dialog.generations),
    label: plain('What changed, or what worries you?'),
    element: {
      type: 'plain_text_input',
      action_id: fieldAction,
      multiline: true,
      max_length: slackLimits.inputText,
      placeholder: plain('We added refresh-token rotation to our Express API …'),
      focus_on_load: dialog.requestText === '',
      ...(shown === '' ? {} : { initial_value: shown }),
    },
  }
}

/** As much of a request as Slack's input holds, sign by sign: an input shows everything literally. */
export function shownRequest(text: string): string {
  return Array.from(text.toWellFormed()).slice(0, slackLimits.inputText).join('')
}

export function isLong(text: string): boolean {
  return lengthOf(text) > slackLimits.inputText
}

function readButton(dialog: Dialog): ActionsBlock {
  return {
    type: 'actions',
    elements: [
      {
        type: 'button',
        text: plain(dialog.requestText === '' ? 'Read it' : 'Read again'),
        action_id: actionIds.requestRead,
      },
    ],
  }
}

function readingBlocks(dialog: Dialog): readonly KnownBlock[] {
  const { verdict, kind, vocabulary } = dialog
  const fields = fieldsFor(verdict, kind, vocabulary)
  const hasRequest = dialog.requestText !== ''
  return [
    ...(hasRequest ? whatIRead(verdict.classification) : []),
    kindSelect(dialog),
    ...(hasRequest ? fields.questions.map((field) => input(field, dialog)) : []),
    ...fields.followUps.map((field) => input(field, dialog)),
    destination(dialog),
    { type: 'divider' },
    context(
      hasRequest
        ? 'Correct what I read wrong; everything below is optional.'
        : 'Everything below is optional; I read it from your words.',
    ),
    ...fields.framing.map((field) => input(field, dialog)),
  ]
}

function whatIRead(classification: Classification): readonly KnownBlock[] {
  const { primary, confidence, reason, runnerUp } = classification
  const close =
    runnerUp !== null && classification.probability - runnerUp.probability < closeCall
      ? ` It could also be: ${labelWords[runnerUp.label]}.`
      : ''
  const summary = `${labelWords[primary]}, ${confidenceWords[confidence]}. `
  return [
    ...blocksOf([{ type: 'heading', text: 'What I read' }]),
    richText(
      richSection([
        { type: 'text', text: summary, style: { bold: true } },
        ...inline(`${shorten(displayable(reason), 1500)}${close}`),
      ]),
    ),
  ]
}

/** A runner-up within this distance of the choice is named beside it. */
const closeCall = 0.25

function kindSelect(dialog: Dialog): InputBlock {
  const groups = [
    { label: plain('Packets'), options: packetKinds.map(labelOption) },
    { label: plain('Somebody else’s question'), options: routeOutIds.map(labelOption) },
    { label: plain('Not concrete yet'), options: [labelOption('needs-framing')] },
  ]
  return {
    type: 'input',
    block_id: blockIdOf(kindBlock, dialog.generations),
    optional: true,
    dispatch_action: true,
    label: plain('Kind of packet'),
    element: {
      type: 'static_select',
      action_id: actionIds.kindChoose,
      placeholder: plain('Read it from the request'),
      option_groups: groups,
      ...(dialog.kind === null ? {} : { initial_option: labelOption(dialog.kind) }),
    },
  }
}

function labelOption(label: VerdictLabel): PlainTextOption {
  return { text: plain(labelWords[label]), value: label }
}

function destination(dialog: Dialog): KnownBlock {
  if (dialog.isInThread) return context('The packet goes into the thread of that message.')
  const isDirect = dialog.channelId?.startsWith('D') ?? false
  return {
    type: 'input',
    block_id: blockIdOf(channelBlock, dialog.generations),
    label: plain('Post in'),
    element: {
      type: 'conversations_select',
      action_id: fieldAction,
      ...(dialog.channelId === null
        ? { default_to_current_conversation: true }
        : { initial_conversation: dialog.channelId }),
      filter: {
        include: isDirect ? ['public', 'private', 'im'] : ['public', 'private'],
        exclude_bot_users: false,
      },
    },
  }
}

function input(field: Field, dialog: Dialog): InputBlock {
  return {
    type: 'input',
    block_id: blockIdOf(field.id, dialog.generations),
    optional: true,
    label: plain(shorten(plainLine(field.label), 2000) || ' '),
    ...(field.hint === null ? {} : { hint: plain(field.hint) }),
    element: elementOf(field, dialog.values[field.id] ?? []),
  }
}

function elementOf(field: Field, values: readonly string[]): InputBlock['element'] {
  const options = field.options.map((option) => ({
    text: plain(shorten(plainLine(option.label), slackLimits.optionText) || ' '),
    value: option.value,
  }))
  const chosen = options.filter((option) => values.includes(option.value))
  const [first] = chosen
  if (field.shape === 'choices') {
    return {
      type: 'multi_static_select',
      action_id: fieldAction,
      options,
      ...(first === undefined ? {} : { initial_options: chosen }),
    }
  }
  if (field.shape === 'choice') {
    return {
      type: 'radio_buttons',
      action_id: fieldAction,
      options,
      ...(first === undefined ? {} : { initial_option: first }),
    }
  }
  const text = writeValues(field, values)
  return {
    type: 'plain_text_input',
    action_id: fieldAction,
    multiline: field.shape === 'lines',
    max_length: slackLimits.inputText,
    ...(text === '' ? {} : { initial_value: text }),
  }
}

function context(text: string): ContextBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: shorten(text, 2900) }] }
}

function plain(text: string) {
  return { type: 'plain_text' as const, text, emoji: false }
}
