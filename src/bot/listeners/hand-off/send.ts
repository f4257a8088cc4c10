import type { App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt'
import { z } from 'zod'
import { RouteOutId } from '../../../engine/packet.ts'
import { actionIds, viewIds } from '../../../render/ids.ts'
import { renderNoticeModal } from '../../../render/notes.ts'
import type { BotContext } from '../../context.ts'
import { createRedraws } from '../../hand-off/redraws.ts'
import { readSendDialog, sendDialog } from '../../hand-off/send-dialog.ts'
import type { Target } from '../../hand-off/send-dialog.ts'
import { actorIn, valueIn } from '../../payload.ts'
import { PayloadError } from '../../payload-error.ts'
import { seenIn } from '../../thread/seen.ts'
import { metadataOf } from '../../thread/submitted.ts'
import { admit, packetToChange } from '../../thread/take-part.ts'
import type { Admission } from '../../thread/take-part.ts'

type Pressed = BlockAction<ButtonAction>

const Shown = z.object({
  packetId: z.string(),
  revision: z.number().int(),
  to: RouteOutId,
  channelId: z.string().nullable(),
  withQuotes: z.boolean(),
  standing: z.string().nullable(),
})

/** Handing something over, from the first press to *Sent*, and taking it back. */
export function registerHandOffSending(app: App, context: BotContext): void {
  const { client, handOffs } = context
  const redraws = createRedraws()

  /** A form proves nothing about who sends it: what the person may do is asked again. */
  const admitForm = (body: ViewSubmitAction | BlockAction, packetId: string): Promise<Admission> =>
    admit(context, { actor: actorIn(body), channelId: undefined }, packetId)

  app.action<Pressed>(
    { type: 'block_actions', action_id: actionIds.handOffOpen },
    async ({ ack, body }) => {
      await ack()
      const [packetId = '', to] = valueIn(body).split(' ')
      const packet = await packetToChange(context, seenIn(body), packetId)
      if (packet === null) return
      const { view } = await sendDialog(context, actorIn(body), packet, {
        to: RouteOutId.safeParse(to).data ?? null,
        channelId: null,
        withQuotes: true,
      })
      await client.views.open({ trigger_id: body.trigger_id, view })
    },
  )

  app.action<BlockAction>(
    { type: 'block_actions', action_id: actionIds.handOffChoose },
    async ({ ack, body }) => {
      await ack()
      if (body.view === undefined) throw new PayloadError('foreign_view')
      const { packetId } = metadataOf(body.view, Shown)
      const isNewest = redraws.begin(body.view.id)
      const admission = await admitForm(body, packetId)
      const choice = readSendDialog(body.view.state.values)
      const view =
        'refusal' in admission
          ? renderNoticeModal(admission.refusal)
          : (await sendDialog(context, actorIn(body), admission.packet, choice)).view
      if (isNewest()) await client.views.update({ view_id: body.view.id, view })
    },
  )

  app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: viewIds.handOffSend },
    async ({ ack, body, view }) => {
      redraws.end(view.id)
      const shown = metadataOf(view, Shown)
      const admission = await admitForm(body, shown.packetId)
      if ('refusal' in admission)
        return ack({ response_action: 'update', view: renderNoticeModal(admission.refusal) })
      const { packet } = admission
      const actor = actorIn(body)
      const choice = readSendDialog(view.state.values)
      const again = async (notice: string | null) => {
        const next = await sendDialog(context, actor, packet, choice, notice)
        await ack({ response_action: 'update', view: next.view })
      }
      const { target } = await sendDialog(context, actor, packet, { ...choice, to: shown.to })
      if (target === null) return again(null)
      if (!isAsShown(target, shown)) return again(changedText)
      if (target.needsConfirmation && !choice.isConfirmed) return again(null)
      const outcome = await handOffs.send({
        ...target,
        actor,
        packet,
        words: choice.words,
        replaces: target.standing,
      })
      switch (outcome.outcome) {
        case 'sent':
          return ack({
            response_action: 'update',
            view: renderNoticeModal(
              `It goes to <#${outcome.handOff.channelId}>. The packet’s card shows what becomes of it, and the answer comes back as a revision.`,
            ),
          })
        case 'already-sent':
          return ack({
            response_action: 'update',
            view: renderNoticeModal(
              `*Already sent:* <@${outcome.handOff.senderId}> handed this over to <#${outcome.handOff.channelId}> just before you. Nothing was sent twice.`,
            ),
          })
        case 'stale':
        case 'nothing-open':
          return again(changedText)
      }
      return undefined
    },
  )

  app.action<Pressed>(
    { type: 'block_actions', action_id: actionIds.handOffWithdraw },
    async ({ ack, body }) => {
      await ack()
      const actor = actorIn(body)
      const { isFullMember } = await context.viewers.viewerOf(actor)
      const outcome = isFullMember
        ? await handOffs.withdraw(actor, valueIn(body))
        : ({ outcome: 'not-yours' } as const)
      const said =
        outcome.outcome === 'not-yours'
          ? 'Only who handed it over and the packet’s author can take it back.'
          : outcome.outcome === 'done'
            ? 'Withdrawn: the message there says that nothing is asked any more.'
            : 'That is over already; the packet’s card shows how it ended.'
      if (body.view?.type === 'home') {
        await context.homes.show(actor)
        if (outcome.outcome === 'done') return
        await client.views.open({ trigger_id: body.trigger_id, view: renderNoticeModal(said) })
      } else if (body.view !== undefined)
        await client.views.update({ view_id: body.view.id, view: renderNoticeModal(said) })
    },
  )
}

const changedText =
  '*Something changed since you looked.* Nothing was sent: read it once more, then send it.'

const isAsShown = (target: Target, shown: z.infer<typeof Shown>): boolean =>
  target.to === shown.to &&
  target.revision === shown.revision &&
  target.channelId === shown.channelId &&
  target.withQuotes === shown.withQuotes &&
  target.standing === shown.standing
