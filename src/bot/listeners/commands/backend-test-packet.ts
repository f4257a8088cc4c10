import type { App, RespondFn } from '@slack/bolt'
import { actorInCommand, readSlackQuery, readSlackText } from '../../payload.ts'
import { notFound, packetAnswer } from '../../answers.ts'
import { historyAnswer } from '../../history/history-answer.ts'
import type { BotContext } from '../../context.ts'
import { readCommand } from '../../read-command.ts'
import type { CommandRequest } from '../../read-command.ts'
import { mrkdwnCode } from '../../../render/escape.ts'
import { actionIds, command as commandName } from '../../../render/ids.ts'
import { helpText, noteButton, renderNote } from '../../../render/notes.ts'
import type { MessagePayload } from '../../../render/pack.ts'
import type { Opening } from '../../dialog/create-dialogs.ts'

/** `/backend-test-packet`: a request, or one of the verbs help, history and show. */
export function registerCommand(app: App, context: BotContext): void {
  app.command(commandName, async ({ ack, command, respond }) => {
    await ack()
    const asked = readCommand(readSlackText(command.text), readSlackQuery(command.text))
    const opening = {
      actor: actorInCommand(command),
      triggerId: command.trigger_id,
      source: 'command' as const,
      channelId: command.channel_id,
      threadTs: null,
    }
    const answer = await answerTo(context, asked, opening)
    if (answer !== null) await toActor(respond, answer)
  })
}

/** Null when a dialog is the answer. */
async function answerTo(
  context: BotContext,
  asked: CommandRequest,
  opening: Omit<Opening, 'text'>,
): Promise<MessagePayload | null> {
  const { dialogs, flows, viewers } = context
  switch (asked.ask) {
    case 'dialog':
      return tooLateNote(await dialogs.openDraft(opening))
    case 'packet':
      return tooLateNote(await dialogs.open({ ...opening, text: asked.text }))
    case 'help':
      return renderNote(helpText, [newPacketButton()])
    case 'unsure':
      return unsureNote(asked)
    case 'history': {
      const viewer = await viewers.viewerOf(opening.actor, opening.channelId ?? undefined)
      return historyAnswer(flows, viewer, {
        text: asked.text,
        channelId: opening.channelId,
        after: null,
      })
    }
    case 'show': {
      if (asked.name === '') return showHow
      const viewer = await viewers.viewerOf(opening.actor, opening.channelId ?? undefined)
      const packet = await flows.showPacket(viewer, asked.name)
      return packet === null ? notFound(asked.name) : packetAnswer(context, packet, viewer)
    }
    default:
      return null
  }
}

export function tooLateNote(outcome: 'opened' | 'too-late'): MessagePayload | null {
  if (outcome === 'opened') return null
  return renderNote(
    'Slack gave me no time to open the dialog. What you typed is kept: press the button to go on.',
    [noteButton('Open the dialog', actionIds.packetNew, 'draft', 'primary')],
  )
}

const showHow = renderNote(
  'Which packet? Say its name: `/backend-test-packet show calm-otter-27`. `/backend-test-packet history` lists the packets that you can see.',
)

function newPacketButton() {
  return noteButton('New packet', actionIds.packetNew, 'new', 'primary')
}

function unsureNote(asked: CommandRequest & { readonly ask: 'unsure' }): MessagePayload {
  const yes =
    asked.meant === 'show'
      ? noteButton('Yes, show it', actionIds.verbShow, asked.text.split(/\s+/u)[1] ?? '', 'primary')
      : noteButton(
          `Yes, ${asked.meant}`,
          asked.meant === 'help' ? actionIds.verbHelp : actionIds.verbHistory,
          asked.meant,
          'primary',
        )
  return renderNote(
    `${mrkdwnCode(asked.text)} is not a verb that I know. Did you mean \`${asked.meant}\`?`,
    [
      yes, // A word or two of the actor's own, in a message that only the actor sees.
      noteButton('No, it is my request', actionIds.verbRequest, asked.text),
    ],
  )
}

async function toActor(respond: RespondFn, answer: MessagePayload): Promise<void> {
  await respond({ response_type: 'ephemeral', replace_original: false, ...answer })
}
