import type { App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt'
import { actionIds, viewIds } from '../../../render/ids.ts'
import { renderNoticeModal } from '../../../render/notes.ts'
import { amendmentWords } from '../../../render/thread/change-words.ts'
import {
  choiceBlock,
  keepBlock,
  renderAdjustModal,
  rowBlock,
  wordsBlock,
} from '../../../render/thread/modals.ts'
import type { PacketRecord } from '../../../store/port.ts'
import type { BotContext } from '../../context.ts'
import { actorIn, valueIn } from '../../payload.ts'
import { PayloadError } from '../../payload-error.ts'
import { rowsOf } from '../../thread/alternatives.ts'
import { changeView, correctionsOf, reviseView } from '../../thread/dialogs.ts'
import { dismissProposal, proposeChanges, proposeReading } from '../../thread/proposals.ts'
import { seenIn } from '../../thread/seen.ts'
import { chosenIn, metadataOf, OfPacket, OfProposal, typedIn } from '../../thread/submitted.ts'
import { packetToChange, threadOf } from '../../thread/take-part.ts'
import type { Seen } from '../../thread/take-part.ts'

type Pressed = BlockAction<ButtonAction>

/** Amending by form: adjust a proposal, revise the framing, change one row. Each ends in a proposal in the thread. */
export function registerForms(app: App, context: BotContext): void {
  const { client, replies, store } = context

  /** A form knows no channel: where its packet is, is where the person is told things. */
  const packetOfForm = async (body: ViewSubmitAction, packetId: string, revision?: number) => {
    const actor = actorIn(body)
    const known = await store.packetById(actor.teamId, packetId)
    if (known === null) return null
    const seen: Seen = {
      actor,
      channelId: known.channelId,
      isChannelStored: true,
      threadTs: threadOf(known),
    }
    const packet = await packetToChange(context, seen, packetId)
    const base = packet && (await store.revision(packetId, revision ?? packet.revision.number))
    return packet && base ? { seen, packet, base: { ...packet, revision: base } } : null
  }

  app.action<Pressed>(
    { type: 'block_actions', action_id: actionIds.packetRevise },
    async ({ ack, body }) => {
      await ack()
      const packet = await packetToChange(context, seenIn(body), valueIn(body).split(' ')[0] ?? '')
      if (packet === null) return
      await client.views.open({ trigger_id: body.trigger_id, view: reviseView(context, packet) })
    },
  )

  app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: viewIds.packetRevise },
    async ({ ack, body, view }) => {
      const { packetId, revision } = metadataOf(view, OfPacket)
      await ack()
      const found = await packetOfForm(body, packetId, revision)
      if (found === null) return
      const because = typedIn(view, wordsBlock) || null
      const changes = correctionsOf(context, found.base, view, because)
      await proposeChanges(context, found.seen, found.base, changes)
    },
  )

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

  app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: viewIds.proposalAdjust },
    async ({ ack, body, view }) => {
      const { proposalId } = metadataOf(view, OfProposal)
      const proposal = await store.findProposal(actorIn(body).teamId, proposalId)
      const found = proposal && (await packetOfForm(body, proposal.packetId, proposal.baseRevision))
      if (!proposal || !found) return ack()
      const kept = chosenIn(view, keepBlock)
      const words = typedIn(view, wordsBlock)
      const reading = replies.read(words, found.base.revision.verdict)
      const changes = [
        ...proposal.amendments
          .filter((_, at) => kept.includes(String(at)))
          .map(({ on, target, op, to, because }) => ({ on, target, op, to, because })),
        ...reading.changes,
      ]
      if (words !== '' && reading.changes.length === 0)
        return ack({
          response_action: 'errors',
          errors: {
            [wordsBlock]: reading.unclear[0] ?? 'I read no change in this. Say it in other words?',
          },
        })
      if (changes.length === 0)
        return ack({
          response_action: 'errors',
          errors: {
            [keepBlock]: 'Keep something or say something else; to drop it all, press Dismiss.',
          },
        })
      await ack()
      const { seen, packet, base } = found
      const ending = `Adjusted by <@${seen.actor.userId}>, see below.`
      if ((await dismissProposal(context, seen, packet, proposalId, ending)) === 'dismissed')
        await proposeReading(
          context,
          seen,
          base,
          { changes, unclear: reading.unclear },
          proposal.sourceTs,
        )
      return undefined
    },
  )

  app.action<BlockAction>(
    { type: 'block_actions', action_id: actionIds.rowChoose },
    async ({ ack, body }) => {
      await ack()
      if (body.view === undefined) throw new PayloadError('foreign_view')
      const { packetId } = metadataOf(body.view, OfPacket)
      const viewer = await context.viewers.viewerOf(actorIn(body))
      const packet: PacketRecord | null = await context.flows.showPacket(viewer, packetId)
      if (packet === null) return
      const [row = null] = chosenIn(body.view, rowBlock)
      await client.views.update({ view_id: body.view.id, view: changeView(context, packet, row) })
    },
  )

  app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: viewIds.packetChange },
    async ({ ack, body, view }) => {
      const { packetId, revision } = metadataOf(view, OfPacket)
      const found = await packetOfForm(body, packetId, revision)
      const [rowKey] = chosenIn(view, rowBlock)
      const [choice] = chosenIn(view, choiceBlock)
      const row = found && rowsOf(found.base.revision.verdict).find(({ key }) => key === rowKey)
      const chosen = choice === undefined ? undefined : row?.alternatives[Number(choice)]
      if (found !== null && chosen === undefined)
        return ack({
          response_action: 'errors',
          errors: { [rowBlock]: 'Choose a row that has an alternative, and the alternative.' },
        })
      await ack()
      if (found === null || chosen === undefined) return undefined
      const because = typedIn(view, wordsBlock) || null
      await proposeChanges(context, found.seen, found.base, [{ ...chosen.change, because }])
      return undefined
    },
  )
}
