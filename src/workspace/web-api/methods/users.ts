import type { JsonObject } from '../../state/json.ts'
import type { Person, Team } from '../../state/model.ts'
import { requiredText, textArg, wholeArg } from '../arguments.ts'
import type { Method } from '../method.ts'
import { refuse } from '../refusal.ts'
import { page } from './reach.ts'

export const userMethods: readonly Method[] = [
  {
    name: 'users.info',
    token: 'bot',
    scopes: ['users:read'],
    tier: 4,
    run(call) {
      const person = call.team.people.get(requiredText(call.args, 'user'))
      return person === undefined
        ? refuse('user_not_found')
        : { user: wirePerson(call.team, person) }
    },
  },
  {
    name: 'users.list',
    token: 'bot',
    scopes: ['users:read'],
    tier: 2,
    run(call) {
      const people = [...call.team.people.values()]
      const limit = wholeArg(call.args, 'limit') ?? people.length
      const { items, nextCursor } = page(people, limit, textArg(call.args, 'cursor'))
      return {
        members: items.map((person) => wirePerson(call.team, person)),
        cache_ts: Math.floor(call.world.clock.now() / 1000),
        response_metadata: { next_cursor: nextCursor },
      }
    },
  },
]

function wirePerson(team: Team, person: Person): JsonObject {
  return {
    id: person.id,
    team_id: person.homeTeamId ?? team.id,
    name: person.name,
    real_name: person.realName,
    deleted: person.deleted,
    tz: person.tz,
    is_admin: person.kind === 'admin',
    is_owner: false,
    is_bot: person.kind === 'bot',
    is_app_user: false,
    is_restricted: person.kind === 'guest',
    is_ultra_restricted: false,
    profile: {
      real_name: person.realName,
      display_name: person.name,
      team: person.homeTeamId ?? team.id,
      ...(person.kind === 'bot' && { bot_id: team.bot.botId }),
    },
  }
}
