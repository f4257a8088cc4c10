import type { App, BlockAction, ButtonAction, MessageShortcut, ViewSubmitAction } from '@slack/bolt'
import { actionIds, shortcutIds, viewIds } from '../../../render/ids.ts'
import { renderNote, renderNoticeModal } from '../../../render/notes.ts'
import {
  captureBlock,
  dueBlock,
  ownerBlock,
  renderCaptureModal,
  renderNotesModal,
  wordsBlock,
} from '../../../render/thread/modals.ts'
import type { BotContext } from '../../context.ts'
import { actorIn, messageIn, valueIn } from '../../payload.ts'
import { proposeReading } from '../../thread/proposals.ts'
import { chosenIn, dateIn, metadataOf, OfCapture, typedIn, userIn } from '../../thread/submitted.ts'
import { currentLink, packetToChange, tell, threadOf } from '../../thread/take-part.ts'
import type { Seen } from '../../thread/take-part.ts'

/** *Add to packet* on a reply: a change, a question or an objection, with author, time and a link to the message. */
export function registerCapture(app: App, context: BotContext): void {
  const { client, store, thread } = context

  app.shortcut<MessageShortcut>(
    { type: 'message_action', callback_id: shortcutIds.packetAdd },
    async ({ ack, shortcut }) => {
      await ack()
      const actor = actorIn(shortcut)
      const { channelId, threadTs, text } = messageIn(shortcut)
      const found = await store.packetByThread(actor.teamId, channelId, threadTs)
      const seen: Seen = { actor, channelId, threadTs }
      const packet = found && (await packetToChange(context, seen, found.id))
      if (found !== null && packet === null) return
      const authorId = shortcut.message.user ?? actor.userId
      await client.views.open({
        trigger_id: shortcut.trigger_id,
        view:
          packet === null
            ? renderNoticeModal(
                'There is no packet in this thread. *Make a test packet* in the same menu makes one.',
              )
            : renderCaptureModal({
                packetId: packet.id,
                sourceTs: shortcut.message_ts,
                authorId,
                shown: text,
                isOwn: authorId === actor.userId,
              }),
      })
    },
  )

  app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: viewIds.packetAdd },
    async ({ ack, body, view }) => {
      const { packetId, sourceTs, authorId } = metadataOf(view, OfCapture)
      const actor = actorIn(body)
      const known = await store.packetById(actor.teamId, packetId)
      const words = typedIn(view, wordsBlock)
      const [kind] = chosenIn(view, captureBlock)
      const reading =
        kind === 'amendment' && known ? context.replies.read(words, known.revision.verdict) : null
      if (reading !== null && reading.changes.length === 0)
        return ack({
          response_action: 'errors',
          errors: {
            [wordsBlock]:
              reading.unclear[0] ??
              'I read no change in this. Say it as an order: mock Stripe, drop smoke …',
          },
        })
      await ack()
      if (known === null) return undefined
      const seen: Seen = {
        actor,
        channelId: known.channelId,
        isChannelStored: true,
        threadTs: threadOf(known),
      }
      const packet = await packetToChange(context, seen, packetId)
      if (packet === null) return undefined
      if (reading !== null) {
        const isFirst = await context.flows.once(`capture:${packetId}:${sourceTs}`)
        if (isFirst) await proposeReading(context, seen, packet, reading, sourceTs)
        else await tell(client, seen, renderNote(await alreadyThere(packet)))
        return undefined
      }
      const { permalink } = await client.chat.getPermalink({
        channel: packet.channelId,
        message_ts: sourceTs,
      })
      const outcome = await thread.capture({
        actor,
        authorId,
        packet,
        kind: kind === 'question' ? 'question' : 'objection',
        text: words,
        ownerId: kind === 'question' ? userIn(view, ownerBlock) : null,
        due: kind === 'question' ? dateIn(view, dueBlock) : null,
        sourceTs,
        permalink: permalink ?? null,
      })
      if (outcome === 'already') await tell(client, seen, renderNote(await alreadyThere(packet)))
      return undefined
    },
  )

  const alreadyThere = async (packet: Parameters<typeof currentLink>[1]): Promise<string> =>
    `That message is already there: see *Questions and objections* in the menu of ${await currentLink(client, packet)}.`

  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: actionIds.noteResolve },
    async ({ ack, body }) => {
      await ack()
      const actor = actorIn(body)
      const note = await store.findNote(actor.teamId, valueIn(body))
      if (note === null || body.view === undefined) return
      const known = await store.packetById(actor.teamId, note.packetId)
      const seen: Seen = {
        actor,
        channelId: known?.channelId,
        isChannelStored: true,
        threadTs: known ? threadOf(known) : undefined,
      }
      const packet = await packetToChange(context, seen, note.packetId)
      if (packet === null) return
      await thread.resolve(actor, note.id, `by <@${actor.userId}>`)
      await client.views.update({
        view_id: body.view.id,
        view: renderNotesModal(await store.notes(packet.id)),
      })
    },
  )
}
