/** The thread's reply to a new revision, and a conflict that waits for its decider. */
import type { ModalView } from '@slack/types'
import type { Change } from '../../engine/difference.ts'
import type { Amendment } from '../../engine/packet.ts'
import { escapeMrkdwn } from '../escape.ts'
import { actionIds, viewIds } from '../ids.ts'
import { slackLimits } from '../limits.ts'
import { noteButton, renderNote } from '../notes.ts'
import { blocksOf } from '../pack.ts'
import type { MessagePayload } from '../pack.ts'
import { amendmentWords, changeWords, saidWords } from './change-words.ts'
import { changePieces } from './proposal.ts'

export interface RevisionView {
  readonly packetId: string
  readonly packetName: string
  readonly number: number
  readonly authorId: string
  /** Their name in mrkdwn: who made it knows, so nobody is mentioned. */
  readonly author: string
  /** What joined with this revision, and what was taken back. */
  readonly brought: readonly Amendment[]
  readonly takenBack: readonly Amendment[]
  readonly changes: readonly Change[]
}

/** One compact reply: who, why, and the difference. */
export function renderRevision(view: RevisionView): MessagePayload {
  const said = saidWords(view)
  const opening = `*Revision ${view.number}* of ${escapeMrkdwn(view.packetName)} by ${view.author}`
  const value = `${view.packetId} ${view.number}`
  const count = view.changes.length
  return {
    text: `Revision ${view.number} of ${escapeMrkdwn(view.packetName)}: ${count} ${count === 1 ? 'decision reads' : 'decisions read'} differently.`,
    blocks: [
      ...renderNote(opening).blocks,
      ...blocksOf([
        ...(said.length > 0 ? [{ type: 'list', ordered: false, items: said } as const] : []),
        ...(view.changes.length > 0 ? changePieces(view.changes, 'Before → after') : []),
      ]),
      {
        type: 'actions',
        elements: [
          noteButton('Full difference', actionIds.revisionDifference, value),
          noteButton(`Show revision ${view.number}`, actionIds.revisionShow, value),
        ],
      },
    ],
  }
}

export interface ConflictView {
  readonly noteId: string
  /** The one person with a task here, and the one who is mentioned; null when they have left the workspace. */
  readonly deciderId: string | null
  /** Names in mrkdwn. */
  readonly standingBy: string
  readonly proposedBy: string
  readonly standing: Amendment
  readonly proposed: Amendment
  /** Null while it is open; then how it ended. */
  readonly resolution: string | null
}

export function renderConflict(view: ConflictView): MessagePayload {
  const { standing, proposed, deciderId } = view
  return {
    text: `Two people decided the same: ${deciderId === null ? successorsDecide : `<@${deciderId}> decides`}.`,
    blocks: [
      ...renderNote(
        `*Two people decided the same.* ${
          deciderId === null
            ? `Who asked for the packet has left the workspace, so ${successorsDecide}.`
            : `<@${deciderId}>, which one holds?`
        }`,
      ).blocks,
      ...blocksOf([
        {
          type: 'facts',
          facts: [
            ['Holds now', reasoned(standing)],
            ['Also wanted', reasoned(proposed)],
          ],
        },
      ]),
      ...renderNote(`${view.standingBy} said the first, ${view.proposedBy} the second.`).blocks,
      ...(view.resolution === null
        ? [
            {
              type: 'actions' as const,
              elements: [
                noteButton('Keep what holds', actionIds.conflictKeep, view.noteId),
                noteButton('Take the other', actionIds.conflictTake, view.noteId),
              ],
            },
          ]
        : renderNote(
            `Decided: ${escapeMrkdwn(view.resolution)}. The other one stays as an objection.`,
          ).blocks),
    ],
  }
}

const successorsDecide = 'whoever may accept the packet decides which one holds'

const reasoned = (each: Amendment): string =>
  each.because === null ? `${amendmentWords(each)} (no reason given)` : amendmentWords(each)

/** Every change between two revisions, or of a proposal, as long as a modal holds them. */
export function renderDifference(title: string, changes: readonly Change[]): ModalView {
  const blocks = blocksOf([
    { type: 'subheading', text: title },
    changes.length === 0
      ? { type: 'paragraph', text: 'No decision reads differently.' }
      : { type: 'list', ordered: false, items: changes.map((change) => changeWords(change, 600)) },
  ])
  const room = slackLimits.viewBlocks - 1
  return {
    type: 'modal',
    callback_id: viewIds.revisionDifference,
    title: { type: 'plain_text', text: 'What changes', emoji: false },
    close: { type: 'plain_text', text: 'Close', emoji: false },
    blocks:
      blocks.length <= room
        ? blocks
        : [
            ...blocks.slice(0, room),
            ...blocksOf([{ type: 'paragraph', text: 'The rest does not fit here.' }]),
          ],
  }
}
