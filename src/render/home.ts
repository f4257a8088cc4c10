import type { HomeView, KnownBlock } from '@slack/types'
import { escapeMrkdwn } from './escape.ts'
import { actionIds } from './ids.ts'
import { helpText, noteButton, packetLineBlock, renderNote } from './notes.ts'
import type { PacketLine } from './notes.ts'
import type { MessagePayload } from './pack.ts'
import { shorten } from './split.ts'

export interface Home {
  /** Packets that this person may see, newest first. */
  readonly recent: readonly PacketLine[]
  readonly total: number
  /** Beginning of an unsent draft. */
  readonly draft: string | null
  /** Notes about own packets that wait for a decision, with their buttons. */
  readonly stuck: readonly MessagePayload[]
}

/** Made for one person; never shown to another. */
export function renderHome(home: Home): HomeView {
  return {
    type: 'home',
    blocks: [
      heading('Backend test packets'),
      {
        type: 'actions',
        elements: [
          noteButton(
            home.draft === null ? 'New packet' : 'Continue the draft',
            actionIds.packetNew,
            'home',
            'primary',
          ),
        ],
      },
      ...draftBlocks(home.draft),
      ...home.stuck.flatMap((note) => note.blocks),
      heading('Recent packets'),
      ...recentBlocks(home),
      heading('How it works'),
      ...renderNote(helpText).blocks,
    ],
  }
}

function draftBlocks(draft: string | null): readonly KnownBlock[] {
  if (draft === null) return []
  return renderNote(`*Your unsent draft:* ${escapeMrkdwn(shorten(draft, 300))}`).blocks
}

function recentBlocks({ recent, total }: Home): readonly KnownBlock[] {
  if (total === 0) return renderNote('None yet that you can see.').blocks
  const rows = recent.map((line) => packetLineBlock(line, actionIds.packetShow))
  if (total <= recent.length) return rows
  const more = `${total - recent.length} more: \`/backend-test-packet history\``
  return [...rows, ...renderNote(more).blocks]
}

function heading(text: string): KnownBlock {
  return { type: 'header', text: { type: 'plain_text', text, emoji: false } }
}
