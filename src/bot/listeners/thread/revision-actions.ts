import type { App, BlockAction, ButtonAction, OverflowAction } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import { changesBetween } from '../../../engine/difference.ts'
import { actionIds } from '../../../render/ids.ts'
import { renderMarkdownModal } from '../../../render/markdown-modal.ts'
import { renderNoticeModal } from '../../../render/notes.ts'
import { renderNotesModal } from '../../../render/thread/note-words.ts'
import { renderDifference } from '../../../render/thread/revision.ts'
import { renderRevisionsModal } from '../../../render/thread/revisions-modal.ts'
import type { PacketRecord } from '../../../store/port.ts'
import { adoptCard } from '../../delivery/adopt-card.ts'
import type { BotContext } from '../../context.ts'
import { goneText, openModal, openPacketModal } from '../../packet-modal.ts'
import { actorIn, valueIn } from '../../payload.ts'
import { PayloadError } from '../../payload-error.ts'
import { undo } from '../../thread/commands.ts'
import { changeView, reviseView } from '../../thread/dialogs.ts'
import { revisionLines } from '../../thread/revision-lines.ts'
import { seenIn } from '../../thread/seen.ts'
import { admit, packetToChange } from '../../thread/take-part.ts'

type Pressed = BlockAction<ButtonAction>

/** Old and current revisions to look at, and the card's menu. */
export function registerRevisionActions(app: App, context: BotContext): void {
  const { client, store } = context

  const revisionView = async (
    packet: PacketRecord,
    number: number,
    what: 'show' | 'diff',
  ): Promise<ModalView> => {
    const revision = await store.revision(packet.id, number)
    if (revision === null) return renderNoticeModal(goneText)
    if (what === 'show') return renderMarkdownModal(revision.verdict)
    const before = await store.revision(packet.id, number - 1)
    return before === null
      ? renderNoticeModal('Revision 1 is the first, so nothing differs yet.')
      : renderDifference(
          `Revision ${before.number} → ${number} (the newest is ${packet.revision.number})`,
          changesBetween(before.verdict, revision.verdict),
        )
  }

  const revisionsView = async (packet: PacketRecord): Promise<ModalView> =>
    renderRevisionsModal({
      packetId: packet.id,
      packetName: packet.name,
      revisions: await revisionLines(store, packet),
    })

  for (const [actionId, what] of [
    [actionIds.revisionShow, 'show'],
    [actionIds.revisionDifference, 'diff'],
  ] as const) {
    app.action<Pressed>({ type: 'block_actions', action_id: actionId }, async ({ ack, body }) => {
      await ack()
      const [packetId = '', number = ''] = valueIn(body).split(' ')
      await openPacketModal(context, body, packetId, (packet) =>
        revisionView(packet, Number(number), what),
      )
    })
  }

  app.action<Pressed>(
    { type: 'block_actions', action_id: actionIds.revisionUndo },
    async ({ ack, body }) => {
      await ack()
      if (body.view === undefined) throw new PayloadError('foreign_view')
      const [packetId = '', number = ''] = valueIn(body).split(' ')
      const actor = actorIn(body)
      const admission = await admit(context, { actor, channelId: undefined }, packetId)
      if ('refusal' in admission)
        return openModal(context, body, renderNoticeModal(admission.refusal))
      const { packet } = admission
      // Somebody else changed the packet while this list was open: it shows that first.
      const note =
        packet.revision.number === Number(number) ? await undo(context, actor, packet) : null
      if (note !== null) return openModal(context, body, renderNoticeModal(note))
      const after = await store.packetById(actor.teamId, packetId)
      await client.views.update({
        view_id: body.view.id,
        view: await revisionsView(after ?? packet),
      })
      return undefined
    },
  )

  app.action<Pressed>(
    { type: 'block_actions', action_id: actionIds.packetChange },
    async ({ ack, body }) => {
      await ack()
      // The packet's id, and behind it the row that the form opens at, if one was named.
      const [, packetId = '', row = null] = /^(\S+)(?: (.+))?$/u.exec(valueIn(body)) ?? []
      const packet = await packetToChange(context, seenIn(body), packetId)
      if (packet !== null) await openModal(context, body, changeView(context, packet, row))
    },
  )

  /** What the menu opens for everybody who may see the packet, and for those who may change it. */
  const toSee: Readonly<Record<string, (packet: PacketRecord) => ModalView | Promise<ModalView>>> =
    {
      revisions: revisionsView,
      notes: async ({ id }) => renderNotesModal(await store.notes(id)),
      markdown: ({ revision }) => renderMarkdownModal(revision.verdict),
    }
  const toChange: Readonly<Record<string, (packet: PacketRecord) => ModalView>> = {
    revise: (packet) => reviseView(context, packet),
    change: (packet) => changeView(context, packet, null),
  }

  app.action<BlockAction<OverflowAction>>(
    { type: 'block_actions', action_id: actionIds.packetMore },
    async ({ ack, body }) => {
      await ack()
      const chosen = body.actions[0]?.selected_option.value ?? ''
      const [verb = '', packetId = ''] = chosen.split(' ')
      const [see, change] = [toSee[verb], toChange[verb]]
      if (see !== undefined)
        return openPacketModal(context, body, packetId, async (packet) => {
          await adoptCard(context, packet, body)
          return see(packet)
        })
      const packet = change && (await packetToChange(context, seenIn(body), packetId))
      if (change && packet) await openModal(context, body, change(packet))
      return undefined
    },
  )
}
