import type { App, ViewOutput, ViewSubmitAction } from '@slack/bolt'
import type { Actor } from '../../flows/flows.ts'
import { fieldIdOf } from '../../render/dialog.ts'
import { renderNoticeModal } from '../../render/notes.ts'
import { actorIn } from '../payload.ts'

/** What becomes of a submitted form. */
export type Submitted =
  /** The thread shows the rest. */
  | 'done'
  /** The form is over; this takes its place, in mrkdwn. */
  | { readonly notice: string }
  /** The form stays open with all that was typed; what is wrong, by the id of its block. */
  | { readonly problems: Readonly<Record<string, string>> }

/**
 * A form of the thread. Its work is done before it closes: a fault on the way leaves it open with all that was typed and
 * the next step beside it, and nothing is left to do that could fail unseen. Slack may send a submission again, so the
 * work happens once for each `view.id`.
 */
export function onSubmit(
  app: App,
  callbackId: string,
  work: (actor: Actor, view: ViewOutput) => Promise<Submitted>,
): void {
  app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: callbackId },
    async ({ ack, body, view }) => {
      const submitted = await work(actorIn(body), view)
      if (submitted === 'done') return ack()
      if ('notice' in submitted)
        return ack({ response_action: 'update', view: renderNoticeModal(submitted.notice) })
      return ack({
        response_action: 'errors',
        errors: Object.fromEntries(
          Object.entries(submitted.problems).map(([id, problem]) => [blockIn(view, id), problem]),
        ),
      })
    },
  )
}

/** Some blocks carry what they belong to behind their id. */
const blockIn = ({ blocks }: ViewOutput, id: string): string =>
  blocks.map((each) => each.block_id ?? '').find((each) => fieldIdOf(each) === id) ?? id
