import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import { actionIds } from '../../../render/ids.ts'
import { renderNote } from '../../../render/notes.ts'
import type { BotContext } from '../../context.ts'
import { actorIn, valueIn } from '../../payload.ts'
import { resolveStuck } from '../../delivery/resolve-stuck.ts'

type Pressed = BlockAction<ButtonAction>

/** The author decides about a message that Slack refused or did not confirm. */
export function registerDeliveryActions(app: App, context: BotContext): void {
  for (const [actionId, choice] of [
    [actionIds.deliveryRepeat, 'repeat'],
    [actionIds.deliverySkip, 'skip'],
  ] as const) {
    app.action<Pressed>(
      { type: 'block_actions', action_id: actionId },
      async ({ ack, body, respond }) => {
        await ack()
        const answer = await resolveStuck(context, actorIn(body), valueIn(body), choice)
        // Home has no message to replace: it is shown anew, without what was decided.
        if (body.view === undefined)
          await respond({ replace_original: true, ...renderNote(answer) })
        else await context.homes.show(actorIn(body))
      },
    )
  }
}
