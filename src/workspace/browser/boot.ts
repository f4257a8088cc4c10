import type { Boot, Person as ClientPerson } from '../client-api.ts'
import type { Actor } from '../interactions/interactions.ts'
import { clientChannel } from '../state/client-channel.ts'
import { channelsSeenBy } from '../state/membership.ts'
import type { Person } from '../state/model.ts'
import type { World } from '../state/world.ts'

/** All that the browser needs to draw the first picture for one person. */
export function boot(world: World, { team, person }: Actor, connected: boolean): Boot {
  const { manifest } = world.app
  return {
    team: { id: team.id, name: team.name, domain: team.domain },
    me: clientPerson(person),
    people: [...team.people.values()].map(clientPerson),
    channels: channelsSeenBy(team, person).map((channel) => clientChannel(team, channel, person)),
    commands: manifest.features.slash_commands.map((command) => ({
      command: command.command,
      description: command.description,
      ...(command.usage_hint !== undefined && { usageHint: command.usage_hint }),
    })),
    shortcuts: manifest.features.shortcuts.map((shortcut) => ({
      callbackId: shortcut.callback_id,
      name: shortcut.name,
      type: shortcut.type,
      description: shortcut.description,
    })),
    app: {
      name: manifest.display_information.name,
      botUserId: team.bot.botUserId,
      homeEnabled: manifest.features.app_home.home_tab_enabled,
      connected,
    },
  }
}

function clientPerson(person: Person): ClientPerson {
  const { id, name, realName, kind, tz } = person
  return { id, name, realName, kind, tz, isBot: kind === 'bot' }
}
