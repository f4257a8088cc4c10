/** Small dialogs of the thread: reasons, adjusting a proposal, revising the framing, changing one row, capturing a reply. */
import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types'
import { channelBlock, fieldIdOf, kindBlock, renderDialog, requestBlock } from '../dialog.ts'
import type { Dialog } from '../dialog.ts'
import { escapeMrkdwn, plainLine } from '../escape.ts'
import { actionIds, viewIds } from '../ids.ts'
import { slackLimits } from '../limits.ts'
import { noteButton, renderNote } from '../notes.ts'
import { blocksOf } from '../pack.ts'
import { shorten } from '../split.ts'

export const wordsBlock = 'words'
export const keepBlock = 'keep'
export const rowBlock = 'row'
export const choiceBlock = 'choice'
export const captureBlock = 'capture'
export const ownerBlock = 'owner'
export const dueBlock = 'due'

/** Asks what should change, or what speaks against it. */
export function renderStanceModal(
  stance: 'needs-change' | 'object',
  packetId: string,
  revision: number,
): ModalView {
  const objects = stance === 'object'
  return modal({
    callbackId: viewIds.stanceTake,
    metadata: { packetId, revision, stance },
    title: objects ? 'Object' : 'Needs change',
    submit: objects ? 'Object' : 'Send',
    blocks: [
      textInput(
        objects ? 'What speaks against it?' : 'What should change?',
        objects
          ? 'It stays beside the packet under your name, also after it was accepted.'
          : 'As you would say it in the thread: mock Stripe, because its sandbox is down a lot',
      ),
    ],
  })
}

/** The changes of a proposal to keep or drop, and room to say others. `changes` are sentences in their order. */
export function renderAdjustModal(proposalId: string, changes: readonly string[]): ModalView {
  const options = changes
    .slice(0, slackLimits.selectOptions)
    .map((words, at) => option(words, String(at)))
  return modal({
    callbackId: viewIds.proposalAdjust,
    metadata: { proposalId },
    title: 'Adjust the proposal',
    submit: 'Propose this',
    blocks: [
      {
        type: 'input',
        block_id: keepBlock,
        optional: true,
        label: plain('What stays in it'),
        element: {
          type: options.length <= slackLimits.radioOptions ? 'checkboxes' : 'multi_static_select',
          action_id: 'value',
          options,
          initial_options: options,
        },
      },
      {
        ...textInput(
          'What else, or what instead',
          'One change a line, as you would say it in the thread',
        ),
        optional: true,
      },
    ],
  })
}

/** The dialog's framing of the current revision, without the request itself and without a place. */
export function renderReviseModal(
  dialog: Dialog,
  metadata: { readonly packetId: string; readonly revision: number },
): ModalView {
  const fields = renderDialog(dialog).blocks.flatMap((block): readonly KnownBlock[] => {
    if (!isInput(block)) return []
    const id = fieldIdOf(block.block_id ?? '')
    if (id === requestBlock || id === channelBlock) return []
    return [id === kindBlock ? { ...block, dispatch_action: false } : block]
  })
  return modal({
    callbackId: viewIds.packetRevise,
    metadata,
    title: `Revise revision ${metadata.revision}`,
    submit: 'Propose',
    blocks: [
      ...renderNote(
        'What you change here is shown in the thread with all that follows from it, before it counts.',
      ).blocks,
      ...fields,
      { ...textInput('Because', 'Kept with each change'), optional: true },
    ],
  })
}

const isInput = (block: { readonly type: string }): block is InputBlock => block.type === 'input'

/** An alternative for a row, with what it would cost in other decisions. */
export interface Alternative {
  readonly label: string
  readonly cost: string
  readonly value: string
}

export function renderChangeModal(view: {
  readonly packetId: string
  readonly revision: number
  readonly rows: readonly { readonly key: string; readonly label: string }[]
  /** The row that was chosen; null before that. */
  readonly row: string | null
  readonly alternatives: readonly Alternative[]
}): ModalView {
  const rows = view.rows
    .slice(0, slackLimits.selectOptions)
    .map((row) => option(row.label, row.key))
  const chosen = rows.find((row) => row.value === view.row)
  return modal({
    callbackId: viewIds.packetChange,
    metadata: { packetId: view.packetId, revision: view.revision },
    title: 'Change a row',
    submit: 'Propose',
    blocks: [
      {
        type: 'input',
        block_id: rowBlock,
        dispatch_action: true,
        label: plain('Layer, dependency or lane'),
        element: {
          type: 'static_select',
          action_id: actionIds.rowChoose,
          options: rows,
          ...(chosen === undefined ? {} : { initial_option: chosen }),
        },
      },
      ...(view.alternatives.length === 0
        ? renderNote(
            view.row === null
              ? 'Choose a row to see what else it could be and what each would cost.'
              : 'This row has no alternative that would change anything.',
          ).blocks
        : [choices(view.row ?? '', view.alternatives)]),
      { ...textInput('Because', 'Kept with the change'), optional: true },
    ],
  })
}

function choices(row: string, alternatives: readonly Alternative[]): InputBlock {
  return {
    type: 'input',
    // A block id of its own for each row: Slack keeps what was chosen as long as the id stays.
    block_id: `${choiceBlock}~${row}`,
    label: plain('What it becomes'),
    element: {
      type: 'radio_buttons',
      action_id: 'value',
      options: alternatives.slice(0, slackLimits.radioOptions).map(({ label, cost, value }) => ({
        ...option(label, value),
        description: plain(shorten(plainLine(cost), slackLimits.optionText)),
      })),
    },
  }
}

/** What a reply in the thread becomes. `shown` is the message for the person's eyes only: nothing of it is kept. */
export function renderCaptureModal(view: {
  readonly packetId: string
  readonly sourceTs: string
  readonly authorId: string
  readonly shown: string
  readonly isOwn: boolean
}): ModalView {
  const { packetId, sourceTs, authorId, isOwn, shown } = view
  const own = isOwn ? Array.from(shown).slice(0, slackLimits.inputText).join('') : ''
  return modal({
    callbackId: viewIds.packetAdd,
    metadata: { packetId, sourceTs, authorId },
    title: 'Add to packet',
    submit: 'Add',
    blocks: [
      ...renderNote(`<@${authorId}> wrote:`).blocks,
      ...blocksOf([{ type: 'quote', text: shorten(shown, 600) || ' ' }]),
      {
        type: 'input',
        block_id: captureBlock,
        label: plain('As what?'),
        element: {
          type: 'radio_buttons',
          action_id: 'value',
          options: captureKinds,
          initial_option: changeKind,
        },
      },
      textInput(
        'In your words',
        'Only this, the author and a link are kept, never the message itself. A change as you would say it: mock Stripe',
        own,
      ),
      {
        type: 'input',
        block_id: ownerBlock,
        optional: true,
        label: plain('Who answers (for a question)'),
        element: { type: 'users_select', action_id: 'value' },
      },
      {
        type: 'input',
        block_id: dueBlock,
        optional: true,
        label: plain('Until when (for a question)'),
        element: { type: 'datepicker', action_id: 'value' },
      },
    ],
  })
}

const changeKind = option('A change of the packet', 'amendment')
const captureKinds: PlainTextOption[] = [
  changeKind,
  option('An open question', 'question'),
  option('An objection', 'objection'),
]

/** A note that stays beside the packet. */
export interface NoteView {
  readonly id: string
  readonly kind: 'question' | 'objection' | 'conflict'
  readonly text: string
  readonly authorId: string
  readonly ownerId: string | null
  readonly due: string | null
  readonly permalink: string | null
  readonly resolution: string | null
}

/** Questions, objections and conflicts, the open ones with a button that closes them. */
export function renderNotesModal(notes: readonly NoteView[]): ModalView {
  const shown = notes.toSorted(
    (a, b) => Number(a.resolution !== null) - Number(b.resolution !== null),
  )
  return {
    type: 'modal',
    callback_id: viewIds.packetNotes,
    title: plain('Beside the packet'),
    close: plain('Close'),
    blocks:
      notes.length === 0
        ? renderNote('Nobody has asked or objected anything.').blocks
        : shown.slice(0, slackLimits.viewBlocks).map((note) => ({
            type: 'section',
            text: { type: 'mrkdwn', verbatim: true, text: noteWords(note) },
            ...(note.resolution === null && note.kind !== 'conflict'
              ? { accessory: noteButton('Close it', actionIds.noteResolve, note.id) }
              : {}),
          })),
  }
}

/** One note in mrkdwn. */
export function noteWords(note: NoteView): string {
  const facts = [
    `by <@${note.authorId}>`,
    ...(note.ownerId === null
      ? []
      : [`<@${note.ownerId}> ${note.kind === 'conflict' ? 'decides' : 'answers'}`]),
    ...(note.due === null ? [] : [`until ${note.due}`]),
    ...(note.permalink === null ? [] : [`<${note.permalink}|the message>`]),
    ...(note.resolution === null ? [] : [`closed ${withMentions(escapeMrkdwn(note.resolution))}`]),
  ]
  return `*${noteNames[note.kind]}:* ${escapeMrkdwn(shorten(note.text, 1200))}\n${facts.join(' · ')}`
}

/** How a note ended is written by the bot itself, names included. */
const withMentions = (escaped: string): string =>
  escaped.replace(/&lt;@([UW][A-Z0-9]+)&gt;/gu, '<@$1>')

const noteNames = { question: 'Question', objection: 'Objection', conflict: 'Conflict' } as const

function modal(parts: {
  readonly callbackId: string
  readonly metadata: object
  readonly title: string
  readonly submit: string
  readonly blocks: readonly KnownBlock[]
}): ModalView {
  return {
    type: 'modal',
    callback_id: parts.callbackId,
    private_metadata: JSON.stringify(parts.metadata),
    title: plain(parts.title),
    submit: plain(parts.submit),
    close: plain('Cancel'),
    blocks: [...parts.blocks],
  }
}

function textInput(label: string, hint: string, initial = ''): InputBlock {
  return {
    type: 'input',
    block_id: wordsBlock,
    label: plain(label),
    hint: plain(hint),
    element: {
      type: 'plain_text_input',
      action_id: 'value',
      multiline: true,
      max_length: slackLimits.inputText,
      ...(initial === '' ? {} : { initial_value: initial }),
    },
  }
}

function option(label: string, value: string): PlainTextOption {
  return { text: plain(shorten(plainLine(label), slackLimits.optionText) || ' '), value }
}

function plain(text: string) {
  return { type: 'plain_text' as const, text, emoji: false }
}
