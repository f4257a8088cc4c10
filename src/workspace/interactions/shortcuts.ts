import { findMessage, wireMessage } from '../state/messages.ts'
import {
  actionTs,
  cannot,
  channelToActIn,
  commonFields,
  interactive,
  notify,
} from './interactions.ts'
import type { Actor, Interactions } from './interactions.ts'
import type { Outcome } from './commands.ts'

export async function runGlobalShortcut(
  parts: Interactions,
  actor: Actor,
  { callbackId }: { readonly callbackId: string },
): Promise<Outcome> {
  requireShortcut(parts, callbackId, 'global')
  return send(parts, actor, {
    type: 'shortcut',
    ...commonFields(parts.world, actor),
    callback_id: callbackId,
    action_ts: actionTs(parts.world),
    trigger_id: parts.triggers.issue({ teamId: actor.team.id, userId: actor.person.id }),
  })
}

/** Works on a root and on a reply; the message of a thread carries its `thread_ts`. */
export async function runMessageShortcut(
  parts: Interactions,
  actor: Actor,
  on: { readonly callbackId: string; readonly channel: string; readonly ts: string },
): Promise<Outcome> {
  requireShortcut(parts, on.callbackId, 'message')
  const { world } = parts
  const { team, person } = actor
  const channel = channelToActIn(actor, on.channel)
  const message = findMessage(channel, on.ts)
  if (message === undefined) return cannot('message_not_found', 'That message is gone.')
  return send(parts, actor, {
    type: 'message_action',
    ...commonFields(world, actor),
    callback_id: on.callbackId,
    action_ts: actionTs(world),
    trigger_id: parts.triggers.issue({
      teamId: team.id,
      userId: person.id,
      originChannel: channel.id,
    }),
    response_url: parts.responseUrls.issue({ team, channel, userId: person.id, original: message }),
    channel: { id: channel.id, name: channel.kind === 'im' ? 'directmessage' : channel.name },
    message_ts: message.ts,
    message: wireMessage(world, team, channel, message),
  })
}

function requireShortcut(
  parts: Interactions,
  callbackId: string,
  type: 'global' | 'message',
): void {
  const known = parts.world.app.manifest.features.shortcuts.some(
    (shortcut) => shortcut.callback_id === callbackId && shortcut.type === type,
  )
  if (!known) cannot('unknown_shortcut', 'That shortcut does not exist.')
}

async function send(
  parts: Interactions,
  actor: Actor,
  payload: Parameters<typeof interactive>[0],
): Promise<Outcome> {
  const answer = await parts.transport.send(interactive(payload))
  if (answer.kind === 'acked') return { ok: true }
  const message = 'That shortcut did not work: the app did not respond in time.'
  notify(parts.world, actor, message)
  return { ok: false, message }
}
