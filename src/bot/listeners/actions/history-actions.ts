import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import { renderFoundModal, renderHistory } from '../../../render/history.ts'
import { actionIds } from '../../../render/ids.ts'
import { renderSearchModal } from '../../../render/search-modal.ts'
import type { BotContext } from '../../context.ts'
import { historyView } from '../../history/history-answer.ts'
import { historyPage } from '../../history/history-cursor.ts'
import { actorIn, valueIn } from '../../payload.ts'

type Pressed = BlockAction<ButtonAction>

/** Pages of history, in the message or the dialog in which they are looked at, and the way to the search dialog. */
export function registerHistoryActions(app: App, context: BotContext): void {
  const { client, flows, viewers } = context

  for (const actionId of [actionIds.historyOlder, actionIds.verbHistory]) {
    app.action<Pressed>(
      { type: 'block_actions', action_id: actionId },
      async ({ ack, body, respond }) => {
        await ack()
        const viewer = await viewers.viewerOf(actorIn(body), body.channel?.id)
        const { cursor, text } =
          actionId === actionIds.historyOlder
            ? historyPage.read(valueIn(body))
            : { cursor: null, text: '' }
        const view = await historyView(flows, viewer, {
          text,
          channelId: body.channel?.id ?? null,
          after: cursor,
        })
        if (body.view === undefined) {
          await respond({ replace_original: true, ...renderHistory(view) })
        } else {
          await client.views.update({
            view_id: body.view.id,
            hash: body.view.hash,
            view: renderFoundModal(view),
          })
        }
      },
    )
  }

  app.action<Pressed>(
    { type: 'block_actions', action_id: actionIds.historySearch },
    async ({ ack, body }) => {
      await ack()
      const view = renderSearchModal(context.vocabulary)
      // Home and messages open a dialog; from a list in a dialog the form takes its place.
      await (body.view?.type === 'modal'
        ? client.views.update({ view_id: body.view.id, hash: body.view.hash, view })
        : client.views.open({ trigger_id: body.trigger_id, view }))
    },
  )
}
