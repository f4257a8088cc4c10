import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import { actionIds } from '../../../render/ids.ts'
import { helpText, renderNote } from '../../../render/notes.ts'
import { notFound, packetAnswer } from '../../answers.ts'
import type { BotContext } from '../../context.ts'
import type { Opening } from '../../dialog/create-dialogs.ts'
import { actorIn, valueIn } from '../../payload.ts'

type Pressed = BlockAction<ButtonAction>

/** Buttons under what only one person sees: help, history, *did you mean*, and Home's way into the dialog. */
export function registerNoteActions(app: App, context: BotContext): void {
  const { dialogs, flows, viewers } = context

  const openingOf = (body: Pressed): Omit<Opening, 'text'> => ({
    actor: actorIn(body),
    triggerId: body.trigger_id,
    source: body.channel === undefined ? 'global-shortcut' : 'command',
    channelId: body.channel?.id ?? null,
    threadTs: null,
  })

  app.action<Pressed>(
    { type: 'block_actions', action_id: actionIds.packetNew },
    async ({ ack, body }) => {
      await ack()
      await dialogs.openDraft(openingOf(body))
    },
  )

  // Beside *Continue the draft*: the draft stays and is offered in the empty dialog.
  app.action<Pressed>(
    { type: 'block_actions', action_id: actionIds.packetBlank },
    async ({ ack, body }) => {
      await ack()
      await dialogs.open({ ...openingOf(body), text: '' })
    },
  )

  app.action<Pressed>(
    { type: 'block_actions', action_id: actionIds.verbRequest },
    async ({ ack, body }) => {
      await ack()
      await dialogs.open({ ...openingOf(body), text: valueIn(body) })
    },
  )

  app.action<Pressed>(
    { type: 'block_actions', action_id: actionIds.verbHelp },
    async ({ ack, respond }) => {
      await ack()
      await respond({ replace_original: true, ...renderNote(helpText) })
    },
  )

  app.action<Pressed>(
    { type: 'block_actions', action_id: actionIds.verbShow },
    async ({ ack, body, respond }) => {
      await ack()
      const viewer = await viewers.viewerOf(actorIn(body), body.channel?.id)
      const name = valueIn(body)
      const packet = await flows.showPacket(viewer, name)
      const answer = packet === null ? notFound(name) : await packetAnswer(context, packet, viewer)
      await respond({ replace_original: true, ...answer })
    },
  )
}
