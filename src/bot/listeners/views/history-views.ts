import type { App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt'
import { z } from 'zod'
import { titleOf } from '../../../render/card.ts'
import { renderFoundModal } from '../../../render/history.ts'
import { actionIds, viewIds } from '../../../render/ids.ts'
import { renderNoticeModal } from '../../../render/notes.ts'
import { searchText } from '../../../render/search-modal.ts'
import { renderShareModal, shareFields } from '../../../render/share-modal.ts'
import type { BotContext } from '../../context.ts'
import { historyView } from '../../history/history-answer.ts'
import { openPacketModal } from '../../packet-modal.ts'
import { actorIn, valueIn } from '../../payload.ts'
import { readSearchForm } from '../../history/search-form.ts'
import { checkShare, postShared } from '../../history/share-packet.ts'

const Chosen = z.object({ selected_conversation: z.string() })

/** The search form, and the form in which a packet is shared. */
export function registerHistoryViews(app: App, context: BotContext): void {
  const { client, flows, viewers } = context

  app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: viewIds.historySearch },
    async ({ ack, body, view }) => {
      const viewer = await viewers.viewerOf(actorIn(body))
      const found = await historyView(flows, viewer, {
        text: searchText(readSearchForm(view.state.values)),
        channelId: null,
        after: null,
      })
      await ack({ response_action: 'update', view: renderFoundModal(found) })
    },
  )

  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: actionIds.packetShare },
    async ({ ack, body }) => {
      await ack()
      await openPacketModal(context, body, valueIn(body), ({ id, revision }) =>
        renderShareModal({ id, title: titleOf(revision.verdict) }),
      )
    },
  )

  app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: viewIds.packetShare },
    async ({ ack, body, view }) => {
      const actor = actorIn(body)
      const { selected_conversation: channelId } = Chosen.parse(
        view.state.values[shareFields.channel]?.['value'],
      )
      const check = await checkShare(context, actor, view.private_metadata, channelId)
      if (!check.ok) {
        await ack({ response_action: 'errors', errors: { [shareFields.channel]: check.why } })
        return
      }
      await ack({
        response_action: 'update',
        view: renderNoticeModal('Sharing the packet …'),
      })
      // One form shares once, however often Slack sends it.
      if (!(await flows.once(`share:${view.id}`))) return
      const said = await postShared(client, actor, check.packet, channelId)
      await client.views.update({ view_id: view.id, view: renderNoticeModal(said) })
    },
  )
}
