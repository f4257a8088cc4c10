import type { Answer } from '../delivery/transport.ts'
import { channelToActIn, cannot, notify, wireChannelName } from './interactions.ts'
import type { Actor, Interactions } from './interactions.ts'
import { encodeTyped, escapeEntities } from './wire-text.ts'

export interface TypedCommand {
  readonly channel: string
  /** The whole line, starting with the command. */
  readonly text: string
  readonly threadTs?: string
}

/** Whether the app took what a person did; `message` is what they were told when it did not. */
export type Outcome = { readonly ok: true } | { readonly ok: false; readonly message: string }

export async function runCommand(
  parts: Interactions,
  actor: Actor,
  typed: TypedCommand,
): Promise<Outcome> {
  const { world } = parts
  const { team, person } = actor
  const [name, rest] = splitCommand(typed.text)
  const command = world.app.manifest.features.slash_commands.find((one) => one.command === name)
  if (command === undefined) {
    return cannot(
      'unknown_command',
      `${name} is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands.`,
    )
  }
  if (typed.threadTs !== undefined) {
    return cannot('not_supported_in_threads', `${name} is not supported in threads. Sorry!`)
  }
  const channel = channelToActIn(actor, typed.channel)
  const place = { team, channel, userId: person.id }
  const answer = await parts.transport.send({
    type: 'slash_commands',
    acceptsResponse: true,
    payload: {
      token: world.app.verificationToken,
      team_id: team.id,
      team_domain: team.domain,
      channel_id: channel.id,
      channel_name: wireChannelName(channel),
      user_id: person.id,
      user_name: person.name,
      command: name,
      text: command.should_escape ? encodeTyped(team, rest, 'command') : escapeEntities(rest),
      api_app_id: world.app.id,
      is_enterprise_install: 'false',
      response_url: parts.responseUrls.issue(place),
      trigger_id: parts.triggers.issue({
        teamId: team.id,
        userId: person.id,
        originChannel: channel.id,
      }),
    },
  })
  if (answer.kind !== 'acked') {
    const message = `${name} failed with the error "${failureOf(answer)}"`
    notify(world, actor, message)
    return { ok: false, message }
  }
  if (answer.payload !== undefined) parts.responseUrls.respond(place, answer.payload)
  return { ok: true }
}

function splitCommand(line: string): readonly [string, string] {
  const match = /^(\/\S+)\s*([\s\S]*)$/.exec(line.trim())
  return [match?.[1] ?? line.trim(), match?.[2] ?? '']
}

function failureOf(answer: Answer): string {
  return answer.kind === 'timeout' ? 'operation_timeout' : 'dispatch_failed'
}
