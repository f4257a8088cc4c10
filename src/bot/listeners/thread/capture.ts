import type { App, BlockAction, ButtonAction, MessageShortcut } from '@slack/bolt'
import { actionIds, shortcutIds, viewIds } from '../../../render/ids.ts'
import { renderNoticeModal } from '../../../render/notes.ts'
import { renderCaptureModal } from '../../../render/thread/capture-modal.ts'
import {
  captureBlock,
  dueBlock,
  ownerBlock,
  wordsBlock,
} from '../../../render/thread/form-blocks.ts'
import { renderNotesModal } from '../../../render/thread/note-words.ts'
import type { PacketRecord } from '../../../store/port.ts'
import type { BotContext } from '../../context.ts'
import { openModal } from '../../packet-modal.ts'
import { actorIn, messageIn, valueIn } from '../../payload.ts'
import { PayloadError } from '../../payload-error.ts'
import { onSubmit } from '../../thread/on-submit.ts'
import type { Submitted } from '../../thread/on-submit.ts'
import { proposalOfMessage, proposeReading } from '../../thread/proposals.ts'
import { chosenIn, dateIn, metadataOf, OfCapture, typedIn, userIn } from '../../thread/submitted.ts'
import { admit, currentLink } from '../../thread/take-part.ts'

/** *Add to packet* on a reply: a change, a question or an objection, with author, time and a link to the message. */
export function registerCapture(app: App, context: BotContext): void {
  const { client, people, replies, store, thread } = context

  app.shortcut<MessageShortcut>(
    { type: 'message_action', callback_id: shortcutIds.packetAdd },
    async ({ ack, shortcut }) => {
      await ack()
      const actor = actorIn(shortcut)
      const { channelId, threadTs, text } = messageIn(shortcut)
      const found = await store.packetByThread(actor.teamId, channelId, threadTs)
      const admission = found && (await admit(context, { actor, channelId }, found.id))
      const authorId = shortcut.message.user ?? actor.userId
      await client.views.open({
        trigger_id: shortcut.trigger_id,
        view:
          admission === null
            ? renderNoticeModal(
                'There is no packet in this thread. *Make a test packet* in the same menu makes one.',
              )
            : 'refusal' in admission
              ? renderNoticeModal(admission.refusal)
              : renderCaptureModal({
                  packetId: admission.packet.id,
                  sourceTs: shortcut.message_ts,
                  authorId,
                  shown: await people.withNames(text),
                  isOwn: authorId === actor.userId,
                }),
      })
    },
  )

  onSubmit(app, viewIds.packetAdd, async (actor, view): Promise<Submitted> => {
    const { packetId, sourceTs, authorId } = metadataOf(view, OfCapture)
    const seen = { actor, channelId: undefined, threadTs: undefined }
    const admission = await admit(context, seen, packetId)
    if ('refusal' in admission) return { notice: admission.refusal }
    const { packet } = admission
    const words = typedIn(view, wordsBlock)
    const [kind] = chosenIn(view, captureBlock)
    if (kind === 'amendment') {
      const reading = replies.read(words, packet.revision.verdict)
      if (reading.changes.length === 0) {
        const problem =
          reading.unclear[0] ??
          'I read no change in this. Say it as an order: mock Stripe, drop smoke …'
        return { problems: { [wordsBlock]: problem } }
      }
      const id = proposalOfMessage(packet, sourceTs)
      const note = await proposeReading(context, { seen, packet, id, sourceTs }, reading)
      return note === null ? 'done' : { notice: note }
    }
    const isQuestion = kind === 'question'
    const outcome = await thread.capture({
      actor,
      authorId,
      packet,
      kind: isQuestion ? 'question' : 'objection',
      text: words,
      ownerId: isQuestion ? userIn(view, ownerBlock) : null,
      due: isQuestion ? dateIn(view, dueBlock) : null,
      sourceTs,
      permalink: await linkTo(packet, sourceTs),
    })
    if (outcome === 'past')
      return { problems: { [dueBlock]: 'That day is over. Choose today or later, or none.' } }
    return outcome === 'captured' ? 'done' : { notice: await alreadyThere(packet) }
  })

  /** Null when Slack gives none: the words are kept all the same. */
  const linkTo = async ({ channelId }: PacketRecord, ts: string): Promise<string | null> => {
    const asked = client.chat.getPermalink({ channel: channelId, message_ts: ts })
    return (await asked.catch(() => null))?.permalink ?? null
  }

  const alreadyThere = async (packet: PacketRecord): Promise<string> =>
    `That message is already there: see *Questions and objections* in the menu of ${await currentLink(client, packet)}.`

  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: actionIds.noteResolve },
    async ({ ack, body }) => {
      await ack()
      if (body.view === undefined) throw new PayloadError('foreign_view')
      const actor = actorIn(body)
      const note = await store.findNote(actor.teamId, valueIn(body))
      const admission = await admit(context, { actor, channelId: undefined }, note?.packetId ?? '')
      if ('refusal' in admission || note === null) {
        const refusal = 'refusal' in admission ? admission.refusal : 'It is not there any more.'
        return openModal(context, body, renderNoticeModal(refusal))
      }
      await thread.resolve(actor, note.id, `by <@${actor.userId}>`)
      await client.views.update({
        view_id: body.view.id,
        view: renderNotesModal(await store.notes(note.packetId)),
      })
      return undefined
    },
  )
}
