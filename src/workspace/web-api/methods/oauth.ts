import type { JsonObject } from '../../state/json.ts'
import type { Installation } from '../../state/model.ts'
import type { World } from '../../state/world.ts'
import { textArg } from '../arguments.ts'
import type { Call, Method } from '../method.ts'
import { refuse } from '../refusal.ts'

export const oauthMethods: readonly Method[] = [
  {
    name: 'oauth.v2.access',
    token: 'none',
    tier: 'special',
    run(call) {
      requireClient(call)
      const grantType = textArg(call.args, 'grant_type') ?? 'authorization_code'
      if (grantType !== 'authorization_code') return refuse('invalid_grant_type')
      const grant = call.grants.redeem(textArg(call.args, 'code') ?? '')
      if (grant === undefined) return refuse('invalid_code')
      if (textArg(call.args, 'redirect_uri') !== grant.redirectUri)
        return refuse('bad_redirect_uri')
      const { bot } = grant.team
      reinstall(call.world, bot, grant.team.id, grant.scopes)
      return {
        access_token: bot.botToken,
        token_type: 'bot',
        scope: bot.scopes.join(','),
        bot_user_id: bot.botUserId,
        app_id: call.world.app.id,
        team: { id: grant.team.id, name: grant.team.name },
        enterprise: null,
        authed_user: { id: grant.userId },
        is_enterprise_install: false,
      } satisfies JsonObject
    },
  },
]

function requireClient({ args, world }: Call): void {
  if (textArg(args, 'client_id') !== world.app.clientId) refuse('invalid_client_id')
  if (textArg(args, 'client_secret') !== world.app.clientSecret) refuse('bad_client_secret')
}

/** Agreeing again widens or narrows a living installation and keeps its token; after an uninstall there is a new one. */
function reinstall(
  world: World,
  bot: Installation,
  teamId: string,
  scopes: readonly string[],
): void {
  bot.scopes = scopes
  if (bot.active) return
  bot.retiredTokens.add(bot.botToken)
  bot.botToken = `xoxb-${teamId}-${world.ids.secret()}`
  bot.active = true
}
