/** What the thread's forms are made of. */
import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types'
import { plainLine } from '../escape.ts'
import { slackLimits } from '../limits.ts'
import { shorten } from '../split.ts'

/** Ids of the inputs, by which a submission is read. */
export const wordsBlock = 'words'
export const keepBlock = 'keep'
export const rowBlock = 'row'
export const choiceBlock = 'choice'
export const captureBlock = 'capture'
export const ownerBlock = 'owner'
export const dueBlock = 'due'

export function formModal(parts: {
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

export function wordsInput(label: string, hint: string, initial = ''): InputBlock {
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

export function option(label: string, value: string): PlainTextOption {
  return { text: plain(shorten(plainLine(label), slackLimits.optionText) || ' '), value }
}

export function plain(text: string) {
  return { type: 'plain_text' as const, text, emoji: false }
}
