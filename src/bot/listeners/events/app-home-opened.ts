import type { App } from '@slack/bolt'
import type { BotContext } from '../../context.ts'

export function registerHome(app: App, { homes }: BotContext): void {
  app.event('app_home_opened', async ({ event, body }) => {
    if (event.tab !== 'home') return
    await homes.show({ teamId: body.team_id, userId: event.user }, event.channel)
  })
}
