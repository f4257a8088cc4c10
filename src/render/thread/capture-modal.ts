import type { ModalView, PlainTextOption } from '@slack/types'
import { viewIds } from '../ids.ts'
import { slackLimits } from '../limits.ts'
import { renderNote } from '../notes.ts'
import { blocksOf } from '../pack.ts'
import { shorten } from '../split.ts'
import {
  captureBlock,
  dueBlock,
  formModal,
  option,
  ownerBlock,
  plain,
  wordsInput,
} from './form-blocks.ts'

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
  return formModal({
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
      wordsInput(
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
