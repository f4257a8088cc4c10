import type { App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt'
import { z } from 'zod'
import { titleOf } from '../../../render/card.ts'
import { exportFields, renderExportModal } from '../../../render/export-modal.ts'
import { actionIds, viewIds } from '../../../render/ids.ts'
import { renderNote, renderNoticeModal } from '../../../render/notes.ts'
import type { BotContext } from '../../context.ts'
import { exportList, exportPacket } from '../../history/export-packet.ts'
import { historyPage } from '../../history/history-cursor.ts'
import { updateView } from '../../dialog/show-view.ts'
import { goneText, openAtOnce, openPacketModal } from '../../packet-modal.ts'
import { actorIn, valueIn } from '../../payload.ts'

type Pressed = BlockAction<ButtonAction>

const Chosen = z.object({ selected_option: z.object({ value: z.string() }) })
const Format = z.enum(['md', 'json'])
const Place = z.enum(['direct', 'thread'])

/** Packets and lists as files. */
export function registerExports(app: App, context: BotContext): void {
  const { client, flows, viewers } = context

  app.action<Pressed>(
    { type: 'block_actions', action_id: actionIds.packetExport },
    async ({ ack, body }) => {
      await ack()
      await openPacketModal(context, body, valueIn(body), ({ id, revision }) =>
        renderExportModal({ id, title: titleOf(revision.verdict) }),
      )
    },
  )

  app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: viewIds.packetExport },
    async ({ ack, body, view }) => {
      const actor = actorIn(body)
      const chosen = (id: string) =>
        Chosen.parse(view.state.values[id]?.['value']).selected_option.value
      const packet = await flows.showPacket(await viewers.viewerOf(actor), view.private_metadata)
      if (packet === null) {
        await ack({ response_action: 'update', view: gone })
        return
      }
      await ack({ response_action: 'update', view: beingWritten })
      if (!(await flows.once(`export:${view.id}`))) return
      const said = await exportPacket(
        context,
        actor,
        packet,
        Format.parse(chosen(exportFields.format)),
        Place.parse(chosen(exportFields.place)),
      )
      await client.views.update({ view_id: view.id, view: renderNoticeModal(said) })
    },
  )

  app.action<Pressed>(
    { type: 'block_actions', action_id: actionIds.historyExport },
    async ({ ack, body, respond }) => {
      await ack()
      const actor = actorIn(body)
      const viewer = await viewers.viewerOf(actor, body.channel?.id)
      const { text } = historyPage.read(valueIn(body))
      // In a dialog first of all a place for the answer: a long list takes longer than the trigger lives.
      const opened = body.view === undefined ? null : await openAtOnce(context, body, beingWritten)
      const said = await exportList(context, actor, viewer, text)
      if (body.view === undefined)
        await respond({ response_type: 'ephemeral', replace_original: false, ...renderNote(said) })
      else if (opened !== null) await updateView(client, opened, renderNoticeModal(said))
    },
  )
}

const gone = renderNoticeModal(goneText)

const beingWritten = renderNoticeModal('Writing the file …')
