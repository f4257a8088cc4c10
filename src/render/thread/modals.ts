/** Small dialogs of the thread. */
import type { InputBlock, ModalView } from '@slack/types'
import { viewIds } from '../ids.ts'
import { slackLimits } from '../limits.ts'

export const wordsBlock = 'words'

/** Asks what should change, or what speaks against it. */
export function renderStanceModal(
  stance: 'needs-change' | 'object',
  packetId: string,
  revision: number,
): ModalView {
  const asks = stance === 'object'
  return {
    type: 'modal',
    callback_id: viewIds.stanceTake,
    private_metadata: JSON.stringify({ packetId, revision, stance }),
    title: plain(asks ? 'Object' : 'Needs change'),
    submit: plain(asks ? 'Object' : 'Send'),
    close: plain('Cancel'),
    blocks: [
      textInput(
        asks ? 'What speaks against it?' : 'What should change?',
        asks
          ? 'It stays beside the packet under your name, also after it was accepted.'
          : 'As you would say it in the thread: mock Stripe, because its sandbox is down a lot',
      ),
    ],
  }
}

function textInput(label: string, hint: string): InputBlock {
  return {
    type: 'input',
    block_id: wordsBlock,
    label: plain(label),
    hint: plain(hint),
    element: {
      type: 'plain_text_input',
      action_id: 'value',
      multiline: true,
      focus_on_load: true,
      max_length: slackLimits.inputText,
    },
  }
}

function plain(text: string) {
  return { type: 'plain_text' as const, text, emoji: false }
}
