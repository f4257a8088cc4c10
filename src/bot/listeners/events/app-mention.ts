import type { App } from '@slack/bolt'
import { renderHow } from '../../../render/hand-off/message.ts'
import { helpText, renderNote } from '../../../render/notes.ts'
import type { BotContext } from '../../context.ts'
import { answerMention } from '../../thread/mention.ts'

/** A mention is answered where it was said: under a packet it is about the packet, elsewhere it asks for help. */
export function registerMention(app: App, bot: BotContext): void {
  const { client, flows, store } = bot
  app.event('app_mention', async ({ event, body, context }) => {
    // An edited mention arrives again under a new event id.
    if (event.user === undefined || 'edited' in event) return
    // In a shared channel the event may name the team that hosts it; ours is the one that installed the app.
    const { teamId = body.team_id } = context
    if (!(await flows.once(`mention:${teamId}:${event.channel}:${event.ts}`))) return
    const { thread_ts: threadTs, channel, user } = event
    const packet =
      threadTs === undefined ? null : await store.packetByThread(teamId, channel, threadTs)
    if (packet !== null) {
      const seen = { actor: { teamId, userId: user }, channelId: channel, threadTs }
      const own = new RegExp(`<@${context.botUserId ?? ''}(?:\\|[^>]*)?>`, 'gu')
      const words = event.text.replace(own, ' ').trim()
      return bot.turns(packet.id, () => answerMention(bot, seen, packet, words, event.ts))
    }
    const handOff =
      threadTs === undefined ? null : await store.handOffByThread(body.team_id, channel, threadTs)
    await client.chat.postEphemeral({
      channel,
      user,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      ...(handOff === null ? renderNote(helpText) : renderHow(handOff.id)),
    })
    return undefined
  })
}
