import { createHash } from 'node:crypto'
import type { HomeView } from '@slack/types'
import type { Actor } from '../../flows/flows.ts'
import { renderHome } from '../../render/home.ts'
import type { WaitingNotes } from '../../render/home.ts'
import type { WaitingList } from '../../store/port.ts'
import { lineOf, stuckNote } from '../answers.ts'
import type { BotContext } from '../context.ts'
import { homeList } from '../hand-off/lines.ts'

/**
 * Publishes the Home of one person as it stands now, unless that is `shown` already; gives what is shown then.
 * `directId` is their direct message with the bot, where it is known.
 */
export async function publishHome(
  context: BotContext,
  actor: Actor,
  directId: string | undefined,
  shown: string | null,
): Promise<string> {
  const view = await homeOf(context, actor, directId)
  const now = createHash('sha256').update(JSON.stringify(view)).digest('base64')
  if (now !== shown) await context.client.views.publish({ user_id: actor.userId, view })
  return now
}

async function homeOf(
  { flows, handOffs, store, viewers }: BotContext,
  actor: Actor,
  directId: string | undefined,
): Promise<HomeView> {
  const viewer = await viewers.viewerOf(actor, directId)
  const [page, draft, waiting, isAdmin, handedOver] = await Promise.all([
    flows.history(viewer, '', null, null),
    flows.findDraft(actor),
    flows.waiting(viewer),
    viewers.isAdmin(actor),
    handOffs.waiting(viewer),
  ])
  const own = page.packets.filter((packet) => packet.authorId === actor.userId)
  const stuck = await Promise.all(own.map((packet) => stuckNote(store, packet)))
  return renderHome({
    waiting: {
      questions: notesOf(waiting.questions),
      conflicts: notesOf(waiting.conflicts),
      toAccept: {
        lines: waiting.toAccept.packets.map(lineOf),
        total: waiting.toAccept.total,
      },
    },
    handOffs: {
      waiting: homeList(handedOver.waiting, handOffs),
      taken: homeList(handedOver.taken, handOffs),
    },
    isAdmin,
    recent: page.packets.map(lineOf),
    total: page.total,
    draft: draft?.requestText ?? null,
    stuck: stuck.filter((note) => note !== null),
  })
}

function notesOf({ notes, total }: WaitingList): WaitingNotes {
  return {
    notes: notes.map(({ note, packet }) => ({
      text: note.text,
      due: note.due,
      line: lineOf(packet),
    })),
    total,
  }
}
