import { withBlockIds } from './block-ids.ts'
import { clientMessage } from './client-message.ts'
import type { JsonObject } from './json.ts'
import { nextTs } from './messages.ts'
import type { Channel, Message, Team } from './model.ts'
import type { World } from './world.ts'

/** Messages that one person sees and no history keeps. They share the channel's `ts` sequence only in form. */
export function postEphemeral(
  world: World,
  team: Team,
  channel: Channel,
  draft: Omit<Message, 'channel' | 'ts'> & { readonly ephemeralTo: string },
): Message {
  const message: Message = {
    ...draft,
    channel: channel.id,
    ts: ephemeralTs(world, team, channel),
    ...(draft.blocks && { blocks: withBlockIds(world.ids, draft.blocks) }),
  }
  team.ephemerals.push(message)
  show(world, team, channel, message, false)
  return message
}

export function replaceEphemeral(
  world: World,
  team: Team,
  channel: Channel,
  message: Message,
  content: { readonly text: string; readonly blocks?: readonly JsonObject[] | undefined },
): void {
  message.text = content.text
  if (content.blocks === undefined) delete message.blocks
  else message.blocks = withBlockIds(world.ids, content.blocks)
  show(world, team, channel, message, true)
}

export function deleteEphemeral(
  world: World,
  team: Team,
  channel: Channel,
  message: Message,
): void {
  const index = team.ephemerals.indexOf(message)
  if (index !== -1) team.ephemerals.splice(index, 1)
  world.changes.publish({
    teamId: team.id,
    to: [message.ephemeralTo ?? ''],
    event: {
      type: 'ephemeral_replaced',
      message: clientMessage(world, channel, message),
      deleted: true,
    },
  })
}

export function findEphemeral(team: Team, channelId: string, ts: string): Message | undefined {
  return team.ephemerals.find((message) => message.channel === channelId && message.ts === ts)
}

function show(world: World, team: Team, channel: Channel, message: Message, again: boolean): void {
  const shown = clientMessage(world, channel, message)
  world.changes.publish({
    teamId: team.id,
    to: [message.ephemeralTo ?? ''],
    event: again
      ? { type: 'ephemeral_replaced', message: shown }
      : { type: 'message', message: shown },
  })
}

/** Unique among both kinds of message, so that a container's `ts` names one of them. */
function ephemeralTs(world: World, team: Team, channel: Channel): string {
  const taken = new Set(team.ephemerals.map((message) => message.ts))
  let ts = nextTs(world, channel)
  while (taken.has(ts)) ts = (Number(ts) + 0.000_001).toFixed(6)
  return ts
}
