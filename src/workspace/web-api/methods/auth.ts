import type { Method } from '../method.ts'

export const authMethods: readonly Method[] = [
  {
    name: 'api.test',
    token: 'none',
    tier: 'special',
    run: (call) => ({ args: call.args }),
  },
  {
    name: 'auth.test',
    token: 'bot',
    tier: 'special',
    run: ({ team, bot, world }) => ({
      url: `${world.origin()}/`,
      team: team.name,
      user: team.people.get(bot.botUserId)?.name,
      team_id: team.id,
      user_id: bot.botUserId,
      bot_id: bot.botId,
      is_enterprise_install: false,
    }),
  },
  {
    name: 'apps.connections.open',
    token: 'app',
    tier: 3,
    run: (call) => ({ url: call.connections.ticketUrl() }),
  },
]
