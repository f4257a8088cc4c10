import type { App, GlobalShortcut, MessageShortcut } from '@slack/bolt'
import { shortcutIds } from '../../../render/ids.ts'
import type { BotContext } from '../../context.ts'
import { actorIn, messageIn } from '../../payload.ts'
import { tooLateNote } from '../commands/backend-test-packet.ts'

export function registerShortcuts(app: App, { dialogs }: BotContext): void {
  app.shortcut<GlobalShortcut>(
    { type: 'shortcut', callback_id: shortcutIds.packetNew },
    async ({ ack, shortcut }) => {
      await ack()
      await dialogs.openDraft({
        actor: actorIn(shortcut),
        triggerId: shortcut.trigger_id,
        source: 'global-shortcut',
        channelId: null,
        threadTs: null,
      })
    },
  )

  app.shortcut<MessageShortcut>(
    { type: 'message_action', callback_id: shortcutIds.packetFromMessage },
    async ({ ack, shortcut, respond }) => {
      await ack()
      const { channelId, threadTs, text } = messageIn(shortcut)
      const outcome = await dialogs.open({
        actor: actorIn(shortcut),
        triggerId: shortcut.trigger_id,
        text,
        source: 'message-shortcut',
        channelId,
        threadTs,
      })
      const note = tooLateNote(outcome)
      if (note !== null) await respond({ response_type: 'ephemeral', ...note })
    },
  )
}
