import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import { escapeMrkdwn } from '../../../render/escape.ts'
import { actionIds, viewIds } from '../../../render/ids.ts'
import { renderNote } from '../../../render/notes.ts'
import { renderStanceModal } from '../../../render/thread/amend-modals.ts'
import { wordsBlock } from '../../../render/thread/form-blocks.ts'
import type { BotContext } from '../../context.ts'
import { valueIn } from '../../payload.ts'
import { onSubmit } from '../../thread/on-submit.ts'
import { proposeReading } from '../../thread/proposals.ts'
import { takeStance } from '../../thread/stances.ts'
import { admit, currentLink, packetToChange, tell } from '../../thread/take-part.ts'
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
      const stance = { stance: 'accept', because: null, revision } as const
      const note = await takeStance(context, seen.actor, packet, stance)
      if (note !== null) await tell(client, seen, renderNote(note))
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

  onSubmit(app, viewIds.stanceTake, async (actor, view) => {
    const { packetId, revision, stance } = metadataOf(view, OfStance)
    const seen = { actor, channelId: undefined, threadTs: undefined }
    const admission = await admit(context, seen, packetId)
    if ('refusal' in admission) return { notice: admission.refusal }
    const { packet } = admission
    if (packet.revision.number !== revision) {
      const problem = `Revision ${packet.revision.number} holds since: look at it, then press the button on its card. Your words stay here to copy.`
      return { problems: { [wordsBlock]: problem } }
    }
    const words = typedIn(view, wordsBlock)
    const note = await takeStance(context, actor, packet, { stance, because: words, revision })
    const reading = context.replies.read(words, packet.revision.verdict)
    // Words that say what should hold instead are a proposal too.
    const proposing = { seen, packet, id: `form:${view.id}`, sourceTs: null }
    const more =
      stance === 'needs-change' && reading.kind === 'amendment'
        ? await proposeReading(context, proposing, reading)
        : null
    const notes = [note, more].filter((each) => each !== null)
    return notes.length === 0 ? 'done' : { notice: notes.join('\n') }
  })

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
      const outcome = await thread.decide(seen.actor, note.id, choice, (userId) =>
        context.people.hasLeft(userId),
      )
      if (outcome.outcome === 'decided') return
      const where = await currentLink(client, packet)
      const said = {
        'not-yours': `<@${note.ownerId ?? packet.authorId}> decides this one. What you think of it belongs in the thread.`,
        'not-an-acceptor':
          'Who was to decide this has left the workspace, so one of those decides who may accept packets here, as the settings name them.',
        already: `This is decided already${outcome.outcome === 'already' ? `: ${escapeMrkdwn(outcome.resolution)}` : ''}. What holds is ${where}.`,
        locked: `${where} is accepted and locked: propose the change and reopen it with that.`,
        'not-found': 'This conflict is not there any more.',
      }[outcome.outcome]
      await tell(client, seen, renderNote(said))
    })
  }
}
