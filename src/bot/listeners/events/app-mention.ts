import type { App } from '@slack/bolt'
import { helpText, renderNote } from '../../../render/notes.ts'
import type { BotContext } from '../../context.ts'

/** A mention is answered where it was said, to the person who said it. */
export function registerMention(app: App, { client, flows }: BotContext): void {
  app.event('app_mention', async ({ event, body }) => {
    // An edited mention arrives again under a new event id.
    if (event.user === undefined || 'edited' in event) return
    if (!(await flows.once(`mention:${body.team_id}:${event.channel}:${event.ts}`))) return
    await client.chat.postEphemeral({
      channel: event.channel,
      user: event.user,
      ...(event.thread_ts === undefined ? {} : { thread_ts: event.thread_ts }),
      ...renderNote(helpText),
    })
  })
}
