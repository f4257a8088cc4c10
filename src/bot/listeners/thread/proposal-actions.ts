import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import { actionIds } from '../../../render/ids.ts'
import { renderNote, renderNoticeModal } from '../../../render/notes.ts'
import { renderDifference } from '../../../render/thread/revision.ts'
import type { BotContext } from '../../context.ts'
import { openPacketModal } from '../../packet-modal.ts'
import { actorIn, valueIn } from '../../payload.ts'
import { applyProposal, dismissProposal } from '../../thread/proposals.ts'
import { packetToChange, tell } from '../../thread/take-part.ts'
import { seenIn } from '../../thread/seen.ts'

type Pressed = BlockAction<ButtonAction>

/** Apply, dismiss and look at a proposal. What a button names is looked up and checked; who pressed is what Slack signed. */
export function registerProposalActions(app: App, context: BotContext): void {
  for (const [actionId, end] of [
    [actionIds.proposalApply, applyProposal],
    [actionIds.proposalReopen, reopenWith],
    [actionIds.proposalDismiss, dismissProposal],
  ] as const) {
    app.action<Pressed>({ type: 'block_actions', action_id: actionId }, async ({ ack, body }) => {
      await ack()
      const seen = seenIn(body)
      const proposal = await context.store.findProposal(seen.actor.teamId, valueIn(body))
      const packet = await packetToChange(context, seen, proposal?.packetId ?? '')
      if (!packet || !proposal) return
      const note = await context.turns(packet.id, () =>
        end(context, seen.actor, packet, proposal.id),
      )
      if (note !== null) await tell(context.client, seen, renderNote(note))
    })
  }

  app.action<Pressed>(
    { type: 'block_actions', action_id: actionIds.proposalChanges },
    async ({ ack, body }) => {
      await ack()
      const proposal = await context.store.findProposal(actorIn(body).teamId, valueIn(body))
      await openPacketModal(context, body, proposal?.packetId ?? '', async (packet) =>
        proposal === null
          ? renderNoticeModal('This proposal is not there any more.')
          : renderDifference(
              'Against the revision that holds now',
              (await context.thread.prospectOf(packet, proposal)).changes,
            ),
      )
    },
  )
}

const reopenWith: typeof applyProposal = (context, actor, packet, proposalId) =>
  applyProposal(context, actor, packet, proposalId, true)
