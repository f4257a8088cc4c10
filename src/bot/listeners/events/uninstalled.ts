import type { App } from '@slack/bolt'
import type { BotContext } from '../../context.ts'

/** Nothing can be posted any more; what waits in the outbox stays there until somebody installs the app again. */
export function registerUninstalled(app: App, { delivery, logger }: BotContext): void {
  app.event('app_uninstalled', async ({ body }) => {
    logger.warn({ team: body.team_id }, 'the app was uninstalled')
    await delivery.stop()
  })
  app.event('tokens_revoked', async ({ event, body }) => {
    logger.warn({ team: body.team_id }, 'tokens were revoked')
    if ((event.tokens.bot ?? []).length > 0) await delivery.stop()
  })
}
