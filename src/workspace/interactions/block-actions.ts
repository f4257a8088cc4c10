import { findEphemeral } from '../state/ephemerals.ts'
import { objectsIn, textIn } from '../state/json.ts'
import type { JsonObject } from '../state/json.ts'
import { findMessage, wireMessage } from '../state/messages.ts'
import type { Channel, Message, StateValues, ViewRecord } from '../state/model.ts'
import { enterState, findElement, initialState } from '../state/view-state.ts'
import { homeOf, stackOf, wireView } from '../state/views.ts'
import type { Outcome } from './commands.ts'
import { enteredValue } from './entered-values.ts'
import { actionTs, cannot, commonFields, interactive, notify } from './interactions.ts'
import type { Actor, Interactions } from './interactions.ts'

/** Where an element stands. */
export type Container =
  | { readonly channel: string; readonly ts: string }
  | { readonly viewId: string }

export interface BlockAction {
  readonly container: Container
  readonly blockId?: string
  /** The element's `action_id` and, for menus and inputs, its new value under the key that Slack uses. */
  readonly action: JsonObject & { readonly action_id: string }
}

type Found =
  | { readonly kind: 'message'; readonly channel: Channel; readonly message: Message }
  | { readonly kind: 'view'; readonly view: ViewRecord }

/** A button pressed, a menu changed. The new value is checked against what the element offers. */
export async function runBlockAction(
  parts: Interactions,
  actor: Actor,
  { container, blockId, action }: BlockAction,
): Promise<Outcome> {
  const found = findContainer(actor, container)
  const blocks = blocksOf(found)
  const touched = findElement(blocks, action.action_id, blockId)
  if (touched === undefined) return cannot('no_such_element', 'That control is no longer there.')
  const { block, element } = touched
  if (block['type'] === 'input' && block['dispatch_action'] !== true) {
    return cannot('not_dispatched', 'That input is only sent with the whole dialog.')
  }
  const value = enteredValue(actor, element, action)
  keepState(found, textIn(block, 'block_id'), action.action_id, { type: element['type'], ...value })
  const answer = await parts.transport.send(
    interactive({
      type: 'block_actions',
      ...commonFields(parts.world, actor),
      ...whereFields(parts, actor, found),
      actions: [
        {
          type: element['type'],
          block_id: block['block_id'],
          action_id: action.action_id,
          action_ts: actionTs(parts.world),
          ...shownFields(element),
          ...value,
        },
      ],
    }),
  )
  if (answer.kind === 'acked') return { ok: true }
  const message = 'This app did not respond. Try again in a moment.'
  notify(parts.world, actor, message)
  return { ok: false, message }
}

export function findContainer(actor: Actor, container: Container): Found {
  const { team, person } = actor
  if ('viewId' in container) {
    const view = team.views.get(container.viewId)
    const own = view?.userId === person.id
    const shown =
      view?.type === 'home'
        ? homeOf(team, person.id)?.id === view.id
        : stackOf(team, person.id).at(-1)?.id === view?.id
    return view !== undefined && own && shown
      ? { kind: 'view', view }
      : cannot('view_not_open', 'That dialog is no longer open.')
  }
  const channel = team.channels.get(container.channel)
  if (channel === undefined || !channel.members.has(person.id)) {
    return cannot('not_in_channel', 'Join the channel first.')
  }
  const message =
    findMessage(channel, container.ts) ?? findEphemeral(team, channel.id, container.ts)
  const visible =
    message !== undefined &&
    (message.ephemeralTo === undefined || message.ephemeralTo === person.id)
  return visible
    ? { kind: 'message', channel, message }
    : cannot('message_not_found', 'That message is gone.')
}

export function blocksOf(found: Found): readonly JsonObject[] {
  return found.kind === 'view' ? objectsIn(found.view.view['blocks']) : (found.message.blocks ?? [])
}

/** Container, trigger, response_url and the surface itself, as Slack sends them for a message or a view. */
function whereFields(parts: Interactions, actor: Actor, found: Found): JsonObject {
  const { world, triggers, responseUrls } = parts
  const { team, person } = actor
  if (found.kind === 'view') {
    return {
      trigger_id: triggers.issue({
        teamId: team.id,
        userId: person.id,
        ...(found.view.type === 'modal' && { insideViewId: found.view.id }),
        originChannel: found.view.originChannel,
      }),
      container: { type: 'view', view_id: found.view.id },
      view: wireView(world, team, found.view),
    }
  }
  const { channel, message } = found
  const isEphemeral = message.ephemeralTo !== undefined
  return {
    trigger_id: triggers.issue({ teamId: team.id, userId: person.id, originChannel: channel.id }),
    response_url: responseUrls.issue({ team, channel, userId: person.id, original: message }),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...(message.threadTs !== undefined && { thread_ts: message.threadTs }),
    },
    channel: { id: channel.id, name: channel.kind === 'im' ? 'directmessage' : channel.name },
    ...(!isEphemeral && { message: wireMessage(world, team, channel, message) }),
    state: { values: stateOf(message) },
  }
}

/** Text, value and style of a button; a menu's choices do not travel. */
function shownFields(element: JsonObject): JsonObject {
  if (element['type'] !== 'button') return {}
  const { text, value, style, url } = element
  return {
    text,
    ...(value !== undefined && { value }),
    ...(style !== undefined && { style }),
    ...(url !== undefined && { url }),
  }
}

function stateOf(message: Message): StateValues {
  return message.state ?? initialState(message.blocks ?? [])
}

function keepState(found: Found, blockId: string, actionId: string, value: JsonObject): void {
  const entered = { [blockId]: { [actionId]: value } }
  if (found.kind === 'view') found.view.state = enterState(found.view.state, entered)
  else found.message.state = enterState(stateOf(found.message), entered)
}
