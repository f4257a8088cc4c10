import { typedBlocks } from '../events/message-events.ts'
import {
  addMessage,
  changeMessage,
  findMessage,
  removeMessage,
  wireMessage,
} from '../state/messages.ts'
import { channelsSeenBy } from '../state/membership.ts'
import { clientChannel } from '../state/client-channel.ts'
import type { Channel, Message, Team, ViewRecord } from '../state/model.ts'
import type { World } from '../state/world.ts'
import { homeOf, wireView } from '../state/views.ts'
import { cannot, channelToActIn } from './interactions.ts'
import type { Actor, Interactions } from './interactions.ts'
import { encodeTyped } from './wire-text.ts'

/** Text as typed: `@Name`, `@channel` and `#channel` become references, everything else is escaped. */
export function sendMessage(
  parts: Interactions,
  actor: Actor,
  typed: { readonly channel: string; readonly text: string; readonly threadTs?: string },
): Message {
  const channel = channelToActIn(actor, typed.channel)
  if (typed.text.trim() === '') return cannot('no_text', 'There is nothing to send.')
  const root = findMessage(channel, typed.threadTs)
  if (typed.threadTs !== undefined && root === undefined) {
    return cannot('thread_not_found', 'That thread is gone.')
  }
  const text = encodeTyped(actor.team, typed.text, 'message')
  const message = addMessage(parts.world, actor.team, channel, {
    user: actor.person.id,
    text,
    blocks: typedBlocks(text),
    ...(root && { threadTs: root.threadTs ?? root.ts }),
  })
  parts.messageEvents.posted(actor.team, channel, message)
  return message
}

export function editMessage(
  parts: Interactions,
  actor: Actor,
  typed: { readonly channel: string; readonly ts: string; readonly text: string },
): Message {
  const { channel, message } = ownMessage(actor, typed)
  const before = wireMessage(parts.world, actor.team, channel, message)
  const text = encodeTyped(actor.team, typed.text, 'message')
  const editor = actor.person.id
  changeMessage(parts.world, actor.team, channel, message, {
    text,
    blocks: typedBlocks(text),
    editor,
  })
  parts.messageEvents.changed(actor.team, channel, message, before)
  return message
}

export function deleteMessage(
  parts: Interactions,
  actor: Actor,
  on: { readonly channel: string; readonly ts: string },
): void {
  const { channel, message } = ownMessage(actor, on)
  const before = wireMessage(parts.world, actor.team, channel, message)
  removeMessage(parts.world, actor.team, channel, message)
  parts.messageEvents.deleted(actor.team, channel, message, before)
}

/** Brings a person or the bot in; whoever invites must be in the channel. */
export function invite(
  parts: Interactions,
  actor: Actor,
  { channel: id, user }: { readonly channel: string; readonly user: string },
): void {
  const channel = channelToActIn(actor, id)
  if (!actor.team.people.has(user)) cannot('user_not_found', 'There is nobody with that name.')
  if (channel.kind === 'im') cannot('not_supported', 'A direct message has two sides.')
  if (channel.members.has(user)) return
  channel.members.add(user)
  parts.sender.emit(
    actor.team,
    'member_joined_channel',
    {
      type: 'member_joined_channel',
      user,
      channel: channel.id,
      channel_type: channel.kind === 'private' ? 'G' : 'C',
      team: actor.team.id,
      inviter: actor.person.id,
    },
    channel,
  )
  showChannels(parts.world, actor.team)
}

/** Puts a member out, the person themself or the bot included. */
export function removeMember(
  parts: Interactions,
  actor: Actor,
  { channel: id, user }: { readonly channel: string; readonly user: string },
): void {
  channelToActIn(actor, id).members.delete(user)
  showChannels(parts.world, actor.team)
}

export function changeChannel(
  parts: Interactions,
  actor: Actor,
  { channel: id, to }: { readonly channel: string; readonly to: 'private' | 'archived' },
): void {
  const channel = channelToActIn(actor, id)
  if (to === 'private') channel.kind = 'private'
  else channel.isArchived = true
  showChannels(parts.world, actor.team)
}

/** Opening the app's Home or Messages tab; the view is what was published last, if anything was. */
export function openHome(
  parts: Interactions,
  actor: Actor,
  { tab }: { readonly tab: 'home' | 'messages' },
): ViewRecord | undefined {
  const { team, person } = actor
  const view = homeOf(team, person.id)
  const channel = [...team.channels.values()].find((one) => one.withUser === person.id)
  parts.sender.emit(team, 'app_home_opened', {
    type: 'app_home_opened',
    user: person.id,
    channel: channel?.id,
    tab,
    event_ts: (parts.world.clock.now() / 1000).toFixed(6),
    ...(tab === 'home' && view && { view: wireView(parts.world, team, view) }),
  })
  return view
}

/** The tokens die first; then the app hears of it, in both of Slack's words. */
export function uninstall(parts: Interactions, team: Team): void {
  team.bot.active = false
  parts.sender.emit(team, 'app_uninstalled', { type: 'app_uninstalled' })
  parts.sender.emit(team, 'tokens_revoked', {
    type: 'tokens_revoked',
    tokens: { oauth: [], bot: [team.bot.botUserId] },
  })
}

function showChannels(world: World, team: Team): void {
  for (const person of team.people.values()) {
    if (person.kind === 'bot') continue
    const channels = channelsSeenBy(team, person).map((channel) =>
      clientChannel(team, channel, person),
    )
    world.changes.publish({
      teamId: team.id,
      to: [person.id],
      event: { type: 'channels', channels },
    })
  }
}

function ownMessage(
  actor: Actor,
  { channel: id, ts }: { readonly channel: string; readonly ts: string },
): { readonly channel: Channel; readonly message: Message } {
  const channel = channelToActIn(actor, id)
  const message = findMessage(channel, ts)
  if (message === undefined) return cannot('message_not_found', 'That message is gone.')
  if (message.user !== actor.person.id)
    return cannot('not_yours', 'Only its author can change a message.')
  return { channel, message }
}
