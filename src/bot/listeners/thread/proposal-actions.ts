import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import { actionIds } from '../../../render/ids.ts'
import { renderNoticeModal } from '../../../render/notes.ts'
import { renderDifference } from '../../../render/thread/revision.ts'
import type { BotContext } from '../../context.ts'
import { actorIn, valueIn } from '../../payload.ts'
import { applyProposal, dismissProposal } from '../../thread/proposals.ts'
import { packetToChange } from '../../thread/take-part.ts'
import { seenIn } from '../../thread/seen.ts'

type Pressed = BlockAction<ButtonAction>

/** Apply, dismiss and look at a proposal. What a button names is looked up and checked; who pressed is what Slack signed. */
export function registerProposalActions(app: App, context: BotContext): void {
  const proposedIn = async (body: Pressed) => {
    const seen = seenIn(body)
    const proposal = await context.store.findProposal(seen.actor.teamId, valueIn(body))
    const packet = await packetToChange(context, seen, proposal?.packetId ?? '')
    return packet && proposal ? { seen, packet, proposal } : null
  }

  for (const [actionId, reopen] of [
    [actionIds.proposalApply, false],
    [actionIds.proposalReopen, true],
  ] as const) {
    app.action<Pressed>({ type: 'block_actions', action_id: actionId }, async ({ ack, body }) => {
      await ack()
      const found = await proposedIn(body)
      if (found !== null)
        await context.turns(found.packet.id, () =>
          applyProposal(context, found.seen, found.packet, found.proposal.id, reopen),
        )
    })
  }

  app.action<Pressed>(
    { type: 'block_actions', action_id: actionIds.proposalDismiss },
    async ({ ack, body }) => {
      await ack()
      const found = await proposedIn(body)
      if (found !== null)
        await dismissProposal(context, found.seen, found.packet, found.proposal.id)
    },
  )

  app.action<Pressed>(
    { type: 'block_actions', action_id: actionIds.proposalChanges },
    async ({ ack, body }) => {
      await ack()
      const actor = actorIn(body)
      const viewer = await context.viewers.viewerOf(actor, body.channel?.id)
      const proposal = await context.store.findProposal(actor.teamId, valueIn(body))
      const packet = proposal && (await context.flows.showPacket(viewer, proposal.packetId))
      await context.client.views.open({
        trigger_id: body.trigger_id,
        view:
          packet && proposal
            ? renderDifference(
                'Against the revision that holds now',
                context.thread.weigh(packet, proposal.amendments),
              )
            : renderNoticeModal('This proposal is not there any more.'),
      })
    },
  )
}
