import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import type { Actor } from '../../../flows/flows.ts'
import { actionIds, viewIds } from '../../../render/ids.ts'
import { renderNoticeModal } from '../../../render/notes.ts'
import { renderAdjustModal } from '../../../render/thread/amend-modals.ts'
import { amendmentWords } from '../../../render/thread/change-words.ts'
import { choiceBlock, keepBlock, rowBlock, wordsBlock } from '../../../render/thread/form-blocks.ts'
import type { BotContext } from '../../context.ts'
import { actorIn, valueIn } from '../../payload.ts'
import { PayloadError } from '../../payload-error.ts'
import { rowsOf } from '../../thread/alternatives.ts'
import { changeView, correctionsOf, reviseView } from '../../thread/dialogs.ts'
import { onSubmit } from '../../thread/on-submit.ts'
import type { Submitted } from '../../thread/on-submit.ts'
import { proposeChanges, proposeReading } from '../../thread/proposals.ts'
import { seenIn } from '../../thread/seen.ts'
import { chosenIn, metadataOf, OfPacket, OfProposal, typedIn } from '../../thread/submitted.ts'
import { admit, packetToChange } from '../../thread/take-part.ts'

type Pressed = BlockAction<ButtonAction>

/** Amending by form: adjust a proposal, revise the framing, change one row. Each ends in a proposal in the thread. */
export function registerForms(app: App, context: BotContext): void {
  const { client, replies, store, thread } = context

  /** The packet as the form showed it, for whoever may change it; otherwise the reason why not. */
  const basisOf = async (actor: Actor, packetId: string, revision: number) => {
    const seen = { actor, channelId: undefined, threadTs: undefined }
    const admission = await admit(context, seen, packetId)
    if ('refusal' in admission) return admission
    const { packet } = admission
    const shown = (await store.revision(packetId, revision)) ?? packet.revision
    return { seen, packet: { ...packet, revision: shown } }
  }

  app.action<Pressed>(
    { type: 'block_actions', action_id: actionIds.packetRevise },
    async ({ ack, body }) => {
      await ack()
      const packet = await packetToChange(context, seenIn(body), valueIn(body))
      if (packet === null) return
      await client.views.open({ trigger_id: body.trigger_id, view: reviseView(context, packet) })
    },
  )

  onSubmit(app, viewIds.packetRevise, async (actor, view) => {
    const { packetId, revision } = metadataOf(view, OfPacket)
    const basis = await basisOf(actor, packetId, revision)
    if ('refusal' in basis) return { notice: basis.refusal }
    const because = typedIn(view, wordsBlock) || null
    const changes = correctionsOf(context, basis.packet, view, because)
    if (changes.length === 0)
      return { problems: { [wordsBlock]: 'Nothing is changed above. Change a field, or cancel.' } }
    const note = await proposeChanges(
      context,
      { ...basis, id: `form:${view.id}`, sourceTs: null },
      changes,
    )
    return note === null ? 'done' : { notice: note }
  })

  app.action<Pressed>(
    { type: 'block_actions', action_id: actionIds.proposalAdjust },
    async ({ ack, body }) => {
      await ack()
      const seen = seenIn(body)
      const proposal = await store.findProposal(seen.actor.teamId, valueIn(body))
      const packet = await packetToChange(context, seen, proposal?.packetId ?? '')
      if (!packet || !proposal) return
      await client.views.open({
        trigger_id: body.trigger_id,
        view:
          proposal.state === 'open'
            ? renderAdjustModal(proposal.id, proposal.amendments.map(amendmentWords))
            : renderNoticeModal(`This proposal was ${proposal.state} already.`),
      })
    },
  )

  onSubmit(app, viewIds.proposalAdjust, async (actor, view): Promise<Submitted> => {
    const { proposalId } = metadataOf(view, OfProposal)
    const proposal = await store.findProposal(actor.teamId, proposalId)
    if (proposal === null) return { notice: 'This proposal is not there any more.' }
    const basis = await basisOf(actor, proposal.packetId, proposal.baseRevision)
    if ('refusal' in basis) return { notice: basis.refusal }
    const kept = chosenIn(view, keepBlock)
    const words = typedIn(view, wordsBlock)
    const reading = replies.read(words, basis.packet.revision.verdict)
    const changes = [
      ...proposal.amendments
        .filter((_, at) => kept.includes(String(at)))
        .map(({ on, target, op, to, because }) => ({ on, target, op, to, because })),
      ...reading.changes,
    ]
    if (words !== '' && reading.changes.length === 0) {
      const problem = reading.unclear[0] ?? 'I read no change in this. Say it in other words?'
      return { problems: { [wordsBlock]: problem } }
    }
    if (changes.length === 0) {
      const problem = 'Keep something or say something else; to drop it all, press Dismiss.'
      return { problems: { [keepBlock]: problem } }
    }
    // First the new one, so that nothing is lost on the way; a fault in between leaves both, and the form to send again.
    const { unclear } = reading
    const proposing = { ...basis, id: `form:${view.id}`, sourceTs: proposal.sourceTs }
    const note = await proposeReading(context, proposing, { changes, unclear })
    await thread.dismiss(actor, proposalId, 'adjusted')
    return note === null ? 'done' : { notice: note }
  })

  app.action<BlockAction>(
    { type: 'block_actions', action_id: actionIds.rowChoose },
    async ({ ack, body }) => {
      await ack()
      if (body.view === undefined) throw new PayloadError('foreign_view')
      const { packetId } = metadataOf(body.view, OfPacket)
      const viewer = await context.viewers.viewerOf(actorIn(body))
      const packet = await context.flows.showPacket(viewer, packetId)
      if (packet === null) return
      const [row = null] = chosenIn(body.view, rowBlock)
      await client.views.update({ view_id: body.view.id, view: changeView(context, packet, row) })
    },
  )

  onSubmit(app, viewIds.packetChange, async (actor, view) => {
    const { packetId, revision } = metadataOf(view, OfPacket)
    const basis = await basisOf(actor, packetId, revision)
    if ('refusal' in basis) return { notice: basis.refusal }
    const [rowKey] = chosenIn(view, rowBlock)
    const [choice] = chosenIn(view, choiceBlock)
    const row = rowsOf(basis.packet.revision.verdict).find(({ key }) => key === rowKey)
    const chosen = choice === undefined ? undefined : row?.alternatives[Number(choice)]
    if (chosen === undefined) {
      const problem = 'Choose a row that has an alternative, and the alternative.'
      return { problems: { [rowBlock]: problem } }
    }
    const because = typedIn(view, wordsBlock) || null
    const proposing = { ...basis, id: `form:${view.id}`, sourceTs: null }
    const note = await proposeChanges(context, proposing, [{ ...chosen.change, because }])
    return note === null ? 'done' : { notice: note }
  })
}
