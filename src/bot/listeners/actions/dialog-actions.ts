import type { App, BlockAction } from '@slack/bolt'
import { actionIds } from '../../../render/ids.ts'
import type { BotContext } from '../../context.ts'
import type { Dialogs, OpenView } from '../../dialog/create-dialogs.ts'
import type { Actor } from '../../../flows/flows.ts'
import { PayloadError } from '../../payload-error.ts'
import { actorIn } from '../../payload.ts'

type DialogStep = (actor: Actor, view: OpenView) => Promise<void>

/** Buttons and the kind's menu inside the open dialog. */
export function registerDialogActions(app: App, { dialogs }: BotContext): void {
  for (const [actionId, step] of stepsOf(dialogs)) {
    app.action<BlockAction>(
      { type: 'block_actions', action_id: actionId },
      async ({ ack, body }) => {
        await ack()
        if (body.view === undefined) throw new PayloadError('foreign_view')
        await step(actorIn(body), body.view)
      },
    )
  }
}

function stepsOf(dialogs: Dialogs): readonly (readonly [string, DialogStep])[] {
  return [
    [actionIds.requestRead, (actor, view) => dialogs.readAgain(actor, view)],
    [actionIds.kindChoose, (actor, view) => dialogs.chooseKind(actor, view)],
    [actionIds.draftContinue, (actor, view) => dialogs.continueDraft(actor, view)],
    [actionIds.draftDiscard, (actor, view) => dialogs.discardDraft(actor, view)],
  ]
}
