import type { HomeView, KnownBlock } from '@slack/types'
import { escapeMrkdwn } from './escape.ts'
import { handOffHome } from './hand-off/standing.ts'
import type { HomeHandOffs } from './hand-off/standing.ts'
import { actionIds } from './ids.ts'
import { helpText, noteButton, packetLineBlock, renderNote } from './notes.ts'
import type { PacketLine } from './notes.ts'
import type { MessagePayload } from './pack.ts'
import { shorten } from './split.ts'

export interface WaitingNotes {
  readonly notes: readonly {
    readonly text: string
    readonly due: string | null
    readonly line: PacketLine
  }[]
  /** With those that do not fit here. */
  readonly total: number
}

export interface Home {
  /** What this person has to do. */
  readonly waiting: {
    readonly questions: WaitingNotes
    readonly conflicts: WaitingNotes
    readonly toAccept: { readonly lines: readonly PacketLine[]; readonly total: number }
  }
  /** What this person handed over or asked for and nobody answered, and what they took on. */
  readonly handOffs: { readonly waiting: HomeHandOffs; readonly taken: HomeHandOffs }
  readonly isAdmin: boolean
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
          ...(home.draft === null
            ? [noteButton('New packet', actionIds.packetNew, 'home', 'primary')]
            : [
                noteButton('Continue the draft', actionIds.packetNew, 'home', 'primary'),
                noteButton('New packet', actionIds.packetBlank, 'home'),
              ]),
          noteButton('Search', actionIds.historySearch, 'home'),
          ...(home.isAdmin ? [noteButton('Settings', actionIds.settingsOpen, 'home')] : []),
        ],
      },
      ...draftBlocks(home.draft),
      ...home.stuck.flatMap((note) => note.blocks),
      ...waitingBlocks(home),
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

function waitingBlocks({ waiting, handOffs }: Home): readonly KnownBlock[] {
  const { questions, conflicts, toAccept } = waiting
  const handedOver = handOffHome(handOffs.waiting, handOffs.taken)
  const blocks = [
    ...handedOver.taken,
    ...noteBlocks('to answer', questions),
    ...noteBlocks('to decide', conflicts),
    ...(toAccept.total === 0
      ? []
      : [
          ...renderNote(`*${toAccept.total} to accept* in your channels`).blocks,
          ...toAccept.lines.map((line) => packetLineBlock(line, actionIds.packetShow)),
        ]),
  ]
  return [
    ...(blocks.length === 0 ? [] : [heading('Waits for you'), ...blocks]),
    ...(handedOver.waiting.length === 0 ? [] : [heading('You wait for'), ...handedOver.waiting]),
  ]
}

function noteBlocks(what: string, { notes, total }: WaitingNotes): readonly KnownBlock[] {
  if (total === 0) return []
  return [
    ...renderNote(`*${total} ${what}*`).blocks,
    ...notes.flatMap(({ text, due, line }) => [
      ...renderNote(
        `${escapeMrkdwn(shorten(text, 300))}${due === null ? '' : ` (due ${escapeMrkdwn(due)})`}`,
      ).blocks,
      packetLineBlock(line, actionIds.packetShow),
    ]),
  ]
}

function recentBlocks({ recent, total }: Home): readonly KnownBlock[] {
  if (total === 0) return renderNote(noneYet).blocks
  const rows = recent.map((line) => packetLineBlock(line, actionIds.packetShow))
  if (total <= recent.length) return rows
  const more = `${total - recent.length} more: \`/backend-test-packet history\``
  return [...rows, ...renderNote(more).blocks]
}

function heading(text: string): KnownBlock {
  return { type: 'header', text: { type: 'plain_text', text, emoji: false } }
}

const noneYet =
  'None yet that you can see. Press *New packet*, or type `/backend-test-packet` and what changed or worries you in a channel that I am in: the packet is posted there.'
