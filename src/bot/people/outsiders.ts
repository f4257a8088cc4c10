/**
 * A shared channel lets people of other organisations in, and Slack lets them mention the bot and press its buttons. They
 * are refused at the door, before any listener, and told why where they look.
 */
import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { renderNote, renderNoticeModal } from '../../render/notes.ts'

/** What of a payload says who acts, whose they are, and where they look. */
const Body = z.object({
  type: z.string().optional(),
  trigger_id: z.string().optional(),
  team: z.object({ id: z.string() }).nullish(),
  user: z.object({ id: z.string(), team_id: z.string().optional() }).optional(),
  channel: z.object({ id: z.string() }).optional(),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }).optional(),
  event: z
    .object({
      type: z.string(),
      user: z.string().optional(),
      user_team: z.string().optional(),
      source_team: z.string().optional(),
      channel: z.string().optional(),
      thread_ts: z.string().optional(),
      edited: z.unknown().optional(),
    })
    .optional(),
})
type Body = z.infer<typeof Body>

const refusalText =
  'You are of another organisation than this workspace. You can read what is in this channel, but I act only for people of this workspace. Ask one of them to say it for you.'

/** `ownTeamId` is the workspace that installed the app; undefined until Slack has said it, and nothing happens before. */
export function outsidersAreRefused(
  client: WebClient,
  ownTeamId: () => string | undefined,
): Middleware<AnyMiddlewareArgs> {
  return async ({ body, next, ...args }) => {
    const seen = Body.catch({}).parse(body)
    const home = homeOf(seen)
    if (home === undefined || home === ownTeamId()) return next()
    const ack = 'ack' in args ? (args.ack as (answer?: unknown) => Promise<void>) : undefined
    if (seen.type === 'view_submission') {
      await ack?.({ response_action: 'update', view: renderNoticeModal(refusalText) })
      return undefined
    }
    await ack?.()
    await tell(client, seen)
    return undefined
  }
}

/** The team of who acts; undefined where a payload does not say, such as an event about nobody. */
const homeOf = ({ user, team, event }: Body): string | undefined =>
  event === undefined ? (user?.team_id ?? team?.id) : (event.user_team ?? event.source_team)

async function tell(
  client: WebClient,
  { event, user, channel, message, trigger_id: triggerId }: Body,
): Promise<void> {
  // An edited mention was answered when it was first said.
  if (event?.edited !== undefined) return
  const [channelId, userId] = [event?.channel ?? channel?.id, event?.user ?? user?.id]
  const threadTs = event === undefined ? (message?.thread_ts ?? message?.ts) : event.thread_ts
  if (channelId !== undefined && userId !== undefined)
    await client.chat.postEphemeral({
      channel: channelId,
      user: userId,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      ...renderNote(refusalText),
    })
  else if (triggerId !== undefined)
    await client.views.open({ trigger_id: triggerId, view: renderNoticeModal(refusalText) })
}
