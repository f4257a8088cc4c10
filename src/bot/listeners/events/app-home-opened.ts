import type { App } from '@slack/bolt'
import type { Actor } from '../../../flows/flows.ts'
import { renderHome } from '../../../render/home.ts'
import { lineOf, stuckNote } from '../../answers.ts'
import type { BotContext } from '../../context.ts'

export function registerHome(app: App, context: BotContext): void {
  app.event('app_home_opened', async ({ event, body }) => {
    if (event.tab !== 'home') return
    const actor = { teamId: body.team_id, userId: event.user }
    await context.client.views.publish({
      user_id: actor.userId,
      view: await homeOf(context, actor, event.channel),
    })
  })
}

async function homeOf({ flows, store, viewers }: BotContext, actor: Actor, channelId: string) {
  const viewer = await viewers.viewerOf(actor, channelId)
  const [page, draft] = await Promise.all([flows.history(viewer, null), flows.findDraft(actor)])
  const own = page.packets.filter((packet) => packet.authorId === actor.userId)
  const stuck = await Promise.all(own.map((packet) => stuckNote(store, packet)))
  return renderHome({
    recent: page.packets.map(lineOf),
    total: page.total,
    draft: draft?.requestText ?? null,
    stuck: stuck.filter((note) => note !== null),
  })
}
