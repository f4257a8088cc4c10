import type { App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt'
import {
  handOffFields,
  renderAnswerModal,
  renderDeclineModal,
} from '../../../render/hand-off/modals.ts'
import { actionIds, viewIds } from '../../../render/ids.ts'
import { renderNote, renderNoticeModal } from '../../../render/notes.ts'
import type { HandOffRecord } from '../../../store/port.ts'
import type { BotContext } from '../../context.ts'
import { adoptMessage, alreadyWords, ownersSide } from '../../hand-off/owners-side.ts'
import { actorIn, valueIn } from '../../payload.ts'
import { seenIn } from '../../thread/seen.ts'
import { typedIn } from '../../thread/submitted.ts'
import { tell } from '../../thread/take-part.ts'

type Pressed = BlockAction<ButtonAction>

/** What an owner does with what was handed over: take it on, decline it, answer it. */
export function registerHandOffOwners(app: App, context: BotContext): void {
  const { client, handOffs } = context

  const say = async (body: Pressed, words: string): Promise<void> => {
    if (body.channel === undefined)
      await client.views.open({ trigger_id: body.trigger_id, view: renderNoticeModal(words) })
    else await tell(client, seenIn(body), renderNote(words))
  }

  const handOffIn = async (body: Pressed): Promise<HandOffRecord | null> => {
    const side = await ownersSide(context, actorIn(body), valueIn(body), body.channel?.id)
    if (side.ok) {
      await adoptMessage(context, side.handOff, body)
      return side.handOff
    }
    await say(body, side.why)
    return null
  }

  for (const [actionId, step] of [
    [
      actionIds.handOffAccept,
      (...taken: Parameters<typeof handOffs.accept>) => handOffs.accept(...taken),
    ],
    [
      actionIds.handOffRelease,
      (...given: Parameters<typeof handOffs.release>) => handOffs.release(...given),
    ],
  ] as const) {
    app.action<Pressed>({ type: 'block_actions', action_id: actionId }, async ({ ack, body }) => {
      await ack()
      const handOff = await handOffIn(body)
      if (handOff === null) return
      const outcome = await step(actorIn(body), handOff.id)
      if (outcome.outcome === 'already') await say(body, alreadyWords(outcome.handOff))
    })
  }

  for (const [actionId, states, modalOf] of [
    [
      actionIds.handOffDecline,
      ['sent', 'accepted'],
      ({ id, to }: HandOffRecord) => renderDeclineModal(id, to),
    ],
    [
      actionIds.handOffAnswer,
      ['sent', 'accepted', 'declined', 'answered'],
      ({ id, brief, state, words, at }: HandOffRecord) =>
        renderAnswerModal(id, brief, state === 'answered' && words !== null ? { words, at } : null),
    ],
  ] as const) {
    app.action<Pressed>({ type: 'block_actions', action_id: actionId }, async ({ ack, body }) => {
      await ack()
      const handOff = await handOffIn(body)
      if (handOff === null) return
      if (states.some((each) => each === handOff.state))
        await client.views.open({ trigger_id: body.trigger_id, view: modalOf(handOff) })
      else await say(body, alreadyWords(handOff))
    })
  }

  for (const [callbackId, step] of [
    [
      viewIds.handOffDecline,
      (...[actor, id, words]: Parameters<typeof handOffs.answer>) =>
        handOffs.decline(actor, id, words),
    ],
    [
      viewIds.handOffAnswer,
      (...step: Parameters<typeof handOffs.answer>) => handOffs.answer(...step),
    ],
  ] as const) {
    app.view<ViewSubmitAction>(
      { type: 'view_submission', callback_id: callbackId },
      async ({ ack, body, view }) => {
        const actor = actorIn(body)
        const notice = (words: string) =>
          ack({ response_action: 'update', view: renderNoticeModal(words) })
        const [id = '', corrects] = view.private_metadata.split(' ')
        const side = await ownersSide(context, actor, id)
        if (!side.ok) return notice(side.why)
        const words = typedIn(view, handOffFields.words)
        if (words === '')
          return ack({
            response_action: 'errors',
            errors: { [handOffFields.words]: 'Say it in a sentence.' },
          })
        const seenAt = corrects === undefined ? null : Number(corrects)
        const outcome = await step(actor, side.handOff.id, words, seenAt)
        return outcome.outcome === 'already' ? notice(alreadyWords(outcome.handOff)) : ack()
      },
    )
  }
}
