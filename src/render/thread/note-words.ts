/** Questions, objections and conflicts that stay beside a packet. */
import type { ModalView } from '@slack/types'
import { escapeMrkdwn } from '../escape.ts'
import { actionIds, viewIds } from '../ids.ts'
import { slackLimits } from '../limits.ts'
import { noteButton, renderNote } from '../notes.ts'
import { shorten } from '../split.ts'
import { plain } from './form-blocks.ts'

/** A note that stays beside the packet. */
export interface NoteView {
  readonly id: string
  readonly kind: 'question' | 'objection' | 'conflict'
  readonly text: string
  readonly authorId: string
  readonly ownerId: string | null
  readonly due: string | null
  /** Slack's `ts` of the message it was captured from; null when there is none. */
  readonly sourceTs: string | null
  readonly permalink: string | null
  readonly resolution: string | null
}

/** Questions, objections and conflicts, the open ones with a button that closes them. */
export function renderNotesModal(notes: readonly NoteView[]): ModalView {
  const shown = notes.toSorted(
    (a, b) => Number(a.resolution !== null) - Number(b.resolution !== null),
  )
  return {
    type: 'modal',
    callback_id: viewIds.packetNotes,
    title: plain('Beside the packet'),
    close: plain('Close'),
    blocks:
      notes.length === 0
        ? renderNote('Nobody has asked or objected anything.').blocks
        : shown.slice(0, slackLimits.viewBlocks).map((note) => ({
            type: 'section',
            text: { type: 'mrkdwn', verbatim: true, text: noteWords(note) },
            ...(note.resolution === null && note.kind !== 'conflict'
              ? { accessory: noteButton('Close it', actionIds.noteResolve, note.id) }
              : {}),
          })),
  }
}

/** One note in mrkdwn. Who has to answer is mentioned; who said it is only named, as `by` does. */
export function noteWords(note: NoteView, by = `<@${note.authorId}>`): string {
  const facts = [
    `by ${by}`,
    ...(note.ownerId === null
      ? []
      : [`<@${note.ownerId}> ${note.kind === 'conflict' ? 'decides' : 'answers'}`]),
    ...(note.due === null ? [] : [`until ${note.due}`]),
    ...(note.sourceTs === null ? [] : [`said ${momentOf(note.sourceTs)}`]),
    ...(note.permalink === null ? [] : [`<${note.permalink}|the message>`]),
    ...(note.resolution === null ? [] : [`closed ${withMentions(escapeMrkdwn(note.resolution))}`]),
  ]
  return `*${noteNames[note.kind]}:* ${escapeMrkdwn(shorten(note.text, 1200))}\n${facts.join(' · ')}`
}

/** In the reader's own time zone. */
function momentOf(ts: string): string {
  const seconds = Math.floor(Number(ts))
  const day = new Date(seconds * 1000).toISOString().slice(0, 10)
  return `<!date^${seconds}^{date_short_pretty} {time}|${day}>`
}

/** How a note ended is written by the bot itself, names included. */
const withMentions = (escaped: string): string =>
  escaped.replace(/&lt;@([UW][A-Z0-9]+)&gt;/gu, '<@$1>')

const noteNames = { question: 'Question', objection: 'Objection', conflict: 'Conflict' } as const
