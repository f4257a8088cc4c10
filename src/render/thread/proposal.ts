/** What somebody proposed: what was understood and what it changes, before it counts. */
import type { ActionsBlock, KnownBlock } from '@slack/types'
import type { Change } from '../../engine/difference.ts'
import type { Amendment } from '../../engine/packet.ts'
import { actionIds } from '../ids.ts'
import { noteButton, renderNote } from '../notes.ts'
import { blocksOf } from '../pack.ts'
import type { MessagePayload } from '../pack.ts'
import type { Piece } from '../pieces.ts'
import { amendmentWords, changeWords } from './change-words.ts'

export interface ProposalView {
  readonly id: string
  /** A name in mrkdwn: nothing is asked of who proposes, so nobody is mentioned. */
  readonly author: string
  readonly amendments: readonly Amendment[]
  /** Every decision that would read differently, knock-on changes included. */
  readonly changes: readonly Change[]
  /** Null once it ended. */
  readonly waits: {
    /** The revision that `changes` are held against, when it is not the one that was looked at; null when it is. */
    readonly movedTo: number | null
    /** What somebody else decided meanwhile and these would contradict. */
    readonly contradicts: readonly Amendment[]
    /** Who would decide that. A name in mrkdwn. */
    readonly decider: string
    /** The packet is accepted: applying reopens it. */
    readonly isLocked: boolean
  } | null
  /** How it ended, in mrkdwn. */
  readonly ending: string | null
}

const shownChanges = 6
const sideCharacters = 140

export function renderProposal(view: ProposalView): MessagePayload {
  const { author, waits } = view
  const title =
    waits === null || waits.movedTo === null
      ? 'What it changes'
      : `What it would change in revision ${waits.movedTo}, which holds now`
  return {
    text: `${author} proposes a change. Nothing counts before somebody applies it.`,
    blocks: [
      ...renderNote(`${author} proposes, as I understood it:`).blocks,
      ...blocksOf([
        { type: 'list', ordered: false, items: view.amendments.map(amendmentWords) },
        ...(view.changes.length === 0 ? [] : changePieces(view.changes, title)),
      ]),
      ...(waits === null ? [] : waitingBlocks(view, waits)),
      ...(view.ending === null ? [] : renderNote(view.ending).blocks),
    ],
  }
}

function waitingBlocks(
  view: ProposalView,
  waits: NonNullable<ProposalView['waits']>,
): readonly KnownBlock[] {
  const { contradicts, decider, movedTo } = waits
  if (view.changes.length === 0 && contradicts.length === 0)
    return [
      ...renderNote(`Revision ${movedTo ?? 1} says all of this already.`).blocks,
      { type: 'actions', elements: [dismissButton(view)] },
    ]
  return [
    ...(contradicts.length === 0
      ? []
      : [
          ...blocksOf([
            { type: 'subheading', text: 'Decided otherwise since' },
            { type: 'list', ordered: false, items: contradicts.map(amendmentWords) },
          ]),
          ...renderNote(`When it is applied, ${decider} decides which one holds.`).blocks,
        ]),
    choices(view, waits.isLocked),
  ]
}

/** The first few changes and how many more there are. */
export function changePieces(changes: readonly Change[], title: string): readonly Piece[] {
  const more = changes.length - shownChanges
  return [
    { type: 'subheading', text: title },
    {
      type: 'list',
      ordered: false,
      items: [
        ...changes.slice(0, shownChanges).map((change) => changeWords(change, sideCharacters)),
        ...(more > 0 ? [`and ${more} more`] : []),
      ],
    },
  ]
}

function choices(view: ProposalView, isLocked: boolean): ActionsBlock {
  return {
    type: 'actions',
    elements: [
      noteButton(
        isLocked ? 'Reopen with this change' : 'Apply',
        isLocked ? actionIds.proposalReopen : actionIds.proposalApply,
        view.id,
        'primary',
      ),
      noteButton('Adjust', actionIds.proposalAdjust, view.id),
      dismissButton(view),
      ...(view.changes.length > shownChanges
        ? [noteButton(`All ${view.changes.length} changes`, actionIds.proposalChanges, view.id)]
        : []),
    ],
  }
}

const dismissButton = ({ id }: ProposalView) => noteButton('Dismiss', actionIds.proposalDismiss, id)
