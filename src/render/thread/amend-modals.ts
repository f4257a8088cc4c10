/** Forms that end in a proposal or a stance: reasons, adjusting a proposal, revising the framing, changing one row. */
import type { InputBlock, KnownBlock, ModalView } from '@slack/types'
import { channelBlock, fieldIdOf, kindBlock, renderDialog, requestBlock } from '../dialog.ts'
import type { Dialog } from '../dialog.ts'
import { plainLine } from '../escape.ts'
import { actionIds, viewIds } from '../ids.ts'
import { slackLimits } from '../limits.ts'
import { renderNote } from '../notes.ts'
import { shorten } from '../split.ts'
import {
  choiceBlock,
  formModal,
  keepBlock,
  option,
  plain,
  rowBlock,
  wordsInput,
} from './form-blocks.ts'

/** Asks what should change, or what speaks against it. */
export function renderStanceModal(
  stance: 'needs-change' | 'object',
  packetId: string,
  revision: number,
): ModalView {
  const objects = stance === 'object'
  return formModal({
    callbackId: viewIds.stanceTake,
    metadata: { packetId, revision, stance },
    title: objects ? 'Object' : 'Needs change',
    submit: objects ? 'Object' : 'Send',
    blocks: [
      wordsInput(
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
  return formModal({
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
        ...wordsInput(
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
  return formModal({
    callbackId: viewIds.packetRevise,
    metadata,
    title: `Revise revision ${metadata.revision}`,
    submit: 'Propose',
    blocks: [
      ...renderNote(
        'What you change here is shown in the thread with all that follows from it, before it counts.',
      ).blocks,
      ...fields,
      { ...wordsInput('Because', 'Kept with each change'), optional: true },
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
  return formModal({
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
      { ...wordsInput('Because', 'Kept with the change'), optional: true },
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
