import type { App } from '@slack/bolt'
import type { BotContext } from '../../context.ts'
import { publishHome } from '../../publish-home.ts'

export function registerHome(app: App, context: BotContext): void {
  app.event('app_home_opened', async ({ event, body }) => {
    if (event.tab !== 'home') return
    const actor = { teamId: body.team_id, userId: event.user }
    context.homes.opened(actor, event.channel)
    await publishHome(context, actor, event.channel)
  })
}
