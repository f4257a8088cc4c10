import type { ModalView } from '@slack/types'
import type { Amendment } from '../../engine/packet.ts'
import { escapeMrkdwn } from '../escape.ts'
import { actionIds, viewIds } from '../ids.ts'
import { noteButton, renderNote } from '../notes.ts'
import { blocksOf } from '../pack.ts'
import { saidWords } from './change-words.ts'
import { plain } from './form-blocks.ts'

/** A revision as a line of the packet's history. */
export interface RevisionLine {
  readonly number: number
  readonly authorId: string
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  readonly brought: readonly Amendment[]
  readonly takenBack: readonly Amendment[]
}

/** Each takes three of a modal's blocks. */
export const shownRevisions = 30

/** The newest revisions first, each to open and to compare; the last change can be taken back here. */
export function renderRevisionsModal(view: {
  readonly packetId: string
  readonly packetName: string
  readonly revisions: readonly RevisionLine[]
}): ModalView {
  const current = view.revisions[0]?.number ?? 1
  return {
    type: 'modal',
    callback_id: viewIds.packetRevisions,
    private_metadata: JSON.stringify({ packetId: view.packetId, revision: current }),
    title: plain('Revisions'),
    close: plain('Close'),
    blocks: [
      ...renderNote(
        current === 1
          ? `Packet *${escapeMrkdwn(view.packetName)}* has one revision: what was asked for.`
          : `Packet *${escapeMrkdwn(view.packetName)}*: revision ${current} holds. Taking back its changes makes a new revision; nothing here is ever deleted.`,
      ).blocks,
      ...view.revisions.flatMap((line) => lineBlocks(view.packetId, line, current)),
    ],
  }
}

function lineBlocks(packetId: string, line: RevisionLine, current: number): ModalView['blocks'] {
  const { number, authorId, createdAt } = line
  const said = saidWords(line)
  const value = `${packetId} ${number}`
  const day = new Date(createdAt).toISOString().slice(0, 10)
  const when = `<!date^${Math.floor(createdAt / 1000)}^{date_short_pretty} {time}|${day}>`
  return [
    ...renderNote(`*Revision ${number}* by <@${authorId}>, ${when}`).blocks,
    ...(said.length === 0 ? [] : blocksOf([{ type: 'list', ordered: false, items: said }])),
    {
      type: 'actions',
      elements: [
        noteButton(`Show revision ${number}`, actionIds.revisionShow, value),
        ...(number === 1
          ? []
          : [noteButton('Full difference', actionIds.revisionDifference, value)]),
        ...(number === current && number > 1
          ? [noteButton('Undo', actionIds.revisionUndo, value)]
          : []),
      ],
    },
  ]
}
