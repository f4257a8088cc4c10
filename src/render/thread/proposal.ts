/** What somebody proposed: what was understood and what it changes, before it counts. */
import type { ActionsBlock } from '@slack/types'
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
  readonly authorId: string
  readonly amendments: readonly Amendment[]
  /** Every decision that would read differently, knock-on changes included. */
  readonly changes: readonly Change[]
  /** The packet is accepted: applying reopens it. */
  readonly isLocked: boolean
  /** Null while it waits; then how it ended, in mrkdwn. */
  readonly ending: string | null
}

const shownChanges = 6
const sideCharacters = 140

export function renderProposal(view: ProposalView): MessagePayload {
  const understood = view.amendments.map(amendmentWords)
  return {
    text: `<@${view.authorId}> proposes a change. Nothing counts before somebody applies it.`,
    blocks: [
      ...renderNote(`<@${view.authorId}> proposes, as I understood it:`).blocks,
      ...blocksOf([
        { type: 'list', ordered: false, items: understood },
        ...changePieces(view.changes, 'What it changes'),
      ]),
      ...(view.ending === null ? [choices(view)] : renderNote(view.ending).blocks),
    ],
  }
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

function choices(view: ProposalView): ActionsBlock {
  const apply = view.isLocked ? 'Reopen with this change' : 'Apply'
  return {
    type: 'actions',
    elements: [
      noteButton(
        apply,
        view.isLocked ? actionIds.proposalReopen : actionIds.proposalApply,
        view.id,
        'primary',
      ),
      noteButton('Adjust', actionIds.proposalAdjust, view.id),
      noteButton('Dismiss', actionIds.proposalDismiss, view.id),
      ...(view.changes.length > shownChanges
        ? [noteButton(`All ${view.changes.length} changes`, actionIds.proposalChanges, view.id)]
        : []),
    ],
  }
}
