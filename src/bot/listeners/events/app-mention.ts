import type { App } from '@slack/bolt'
import { z } from 'zod'
import { renderHow } from '../../../render/hand-off/message.ts'
import { helpText, renderNote } from '../../../render/notes.ts'
import type { BotContext } from '../../context.ts'
import { answerMention } from '../../thread/mention.ts'
import { tell } from '../../thread/take-part.ts'

/** A mention is answered where it was said: under a packet it is about the packet, elsewhere it asks for help. */
export function registerMention(app: App, bot: BotContext): void {
  const { client, flows, store } = bot
  app.event('app_mention', async ({ event, body, context }) => {
    if (event.user === undefined) return
    // In a shared channel the event may name the team that hosts it; ours is the one that installed the app.
    const { teamId = body.team_id } = context
    const message = `${teamId}:${event.channel}:${event.ts}`
    const { thread_ts: threadTs, channel, user } = event
    // A message that was edited arrives again under a new event id, and for the first time if that brought the mention in.
    const editedTs = editedTsIn(event)
    if (editedTs !== null && Number(editedTs) - Number(event.ts) > longestSinceSeconds) return
    const isFirst = await flows.once(`mention:${message}`)
    const packet =
      threadTs === undefined ? null : await store.packetByThread(teamId, channel, threadTs)
    if (!isFirst) {
      if (packet === null || editedTs === null) return
      if (!(await flows.once(`mention:${message}:${editedTs}`))) return
      await tell(
        client,
        { actor: { teamId, userId: user }, channelId: channel, threadTs },
        renderNote(
          'I act on a message once, so what you changed in it counts for nothing. Say it in a new message.',
        ),
      )
      return
    }
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

/** Claims are forgotten after a while: a message from before must not be acted on again because a slip was mended. */
const longestSinceSeconds = 24 * 60 * 60

/** Slack sends it, its types leave it out. */
const Edited = z.object({ edited: z.object({ ts: z.string() }) })

function editedTsIn(event: object): string | null {
  const parsed = Edited.safeParse(event)
  return parsed.success ? parsed.data.edited.ts : null
}
