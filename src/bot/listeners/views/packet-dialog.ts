import type { App, ViewClosedAction, ViewSubmitAction } from '@slack/bolt'
import { viewIds } from '../../../render/ids.ts'
import type { BotContext } from '../../context.ts'
import { submitDialog } from '../../dialog/submit.ts'
import { actorIn } from '../../payload.ts'

export function registerViews(app: App, context: BotContext): void {
  // The acknowledgement is the last step on purpose: the error handler answers a submission that failed before it.
  app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: viewIds.packetOpen },
    async ({ ack, body, view }) => {
      const errors = await submitDialog(context, actorIn(body), view)
      await (errors === null ? ack() : ack({ response_action: 'errors', errors }))
    },
  )

  app.view<ViewClosedAction>(
    { type: 'view_closed', callback_id: viewIds.packetOpen },
    async ({ ack, body, view }) => {
      await ack()
      await context.dialogs.keep(actorIn(body), view)
    },
  )
}
