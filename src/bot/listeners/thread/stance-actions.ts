import type { App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt'
import { escapeMrkdwn } from '../../../render/escape.ts'
import { actionIds, viewIds } from '../../../render/ids.ts'
import { renderNote } from '../../../render/notes.ts'
import { wordsBlock, renderStanceModal } from '../../../render/thread/modals.ts'
import { conflictMessage } from '../../thread/compose.ts'
import type { BotContext } from '../../context.ts'
import { actorIn, valueIn } from '../../payload.ts'
import { proposeReading } from '../../thread/proposals.ts'
import { takeStance } from '../../thread/stances.ts'
import { currentLink, packetToChange, tell, threadOf } from '../../thread/take-part.ts'
import type { Seen } from '../../thread/take-part.ts'
import { seenIn } from '../../thread/seen.ts'
import { metadataOf, OfStance, typedIn } from '../../thread/submitted.ts'

type Pressed = BlockAction<ButtonAction>

/** Accept, needs change, object; and the decider's choice in a conflict. */
export function registerStances(app: App, context: BotContext): void {
  const { client, store, thread } = context

  const cardOf = async (body: Pressed) => {
    const seen = seenIn(body)
    const [packetId = '', revision = ''] = valueIn(body).split(' ')
    const packet = await packetToChange(context, seen, packetId)
    return packet && { seen, packet, revision: Number(revision) }
  }

  app.action<Pressed>(
    { type: 'block_actions', action_id: actionIds.packetAccept },
    async ({ ack, body }) => {
      await ack()
      const found = await cardOf(body)
      if (found === null) return
      const { seen, packet, revision } = found
      await takeStance(context, seen, packet, { stance: 'accept', because: null, revision })
    },
  )

  for (const [actionId, stance] of [
    [actionIds.packetNeedsChange, 'needs-change'],
    [actionIds.packetObject, 'object'],
  ] as const) {
    app.action<Pressed>({ type: 'block_actions', action_id: actionId }, async ({ ack, body }) => {
      await ack()
      const found = await cardOf(body)
      if (found === null) return
      await client.views.open({
        trigger_id: body.trigger_id,
        view: renderStanceModal(stance, found.packet.id, found.revision),
      })
    })
  }

  app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: viewIds.stanceTake },
    async ({ ack, body, view }) => {
      const { packetId, revision, stance } = metadataOf(view, OfStance)
      const words = typedIn(view, wordsBlock)
      await ack()
      const packet = await store.packetById(actorIn(body).teamId, packetId)
      if (packet === null) return
      const seen: Seen = {
        actor: actorIn(body),
        channelId: packet.channelId,
        isChannelStored: true,
        threadTs: threadOf(packet),
      }
      const allowed = await packetToChange(context, seen, packetId)
      if (allowed === null) return
      await takeStance(context, seen, allowed, { stance, because: words, revision })
      const reading = context.replies.read(words, allowed.revision.verdict)
      // Words that say what should hold instead are a proposal too.
      if (stance === 'needs-change' && reading.kind === 'amendment')
        await proposeReading(context, seen, allowed, reading, null)
    },
  )

  for (const [actionId, choice] of [
    [actionIds.conflictKeep, 'keep'],
    [actionIds.conflictTake, 'take'],
  ] as const) {
    app.action<Pressed>({ type: 'block_actions', action_id: actionId }, async ({ ack, body }) => {
      await ack()
      const seen = seenIn(body)
      const note = await store.findNote(seen.actor.teamId, valueIn(body))
      const packet = await packetToChange(context, seen, note?.packetId ?? '')
      if (!packet || !note) return
      const outcome = await thread.decide(seen.actor, note.id, choice)
      const where = await currentLink(client, packet)
      const said = {
        decided: null,
        'not-yours': `<@${note.ownerId ?? packet.authorId}> decides this one. What you think of it belongs in the thread.`,
        already: `This is decided already${outcome.outcome === 'already' ? `: ${escapeMrkdwn(outcome.resolution)}` : ''}. What holds is ${where}.`,
        locked: `${where} is accepted and locked: propose the change and reopen it with that.`,
        'not-found': 'This conflict is not there any more.',
      }[outcome.outcome]
      if (said !== null) await tell(client, seen, renderNote(said))
      const message = await conflictMessage(store, packet, note.id)
      if (outcome.outcome === 'decided' && message && seen.messageTs !== undefined)
        await client.chat.update({ channel: packet.channelId, ts: seen.messageTs, ...message })
    })
  }
}
