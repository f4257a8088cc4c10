import { z } from 'zod'
import type { Act } from '../act.ts'
import { cannot } from '../interactions/interactions.ts'
import type { Actor } from '../interactions/interactions.ts'
import { clientMessage } from '../state/client-message.ts'
import { canSee } from '../state/membership.ts'
import { findMessage, repliesTo } from '../state/messages.ts'
import type { Channel, Message } from '../state/model.ts'
import type { World } from '../state/world.ts'

/** The calls of the browser client (see client-api.ts): a body in, a JSON answer out, `ActError` for what is not allowed. */
export type ClientCall = (actor: Actor, body: unknown) => Promise<unknown>

const id = z.string()
const inMessage = z.object({ channel: id, ts: id })
const container = z.union([inMessage, z.object({ viewId: id })])
const values = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.json())))

const bodies = {
  channel: z.object({ channel: id }),
  thread: z.object({ channel: id, threadTs: id }),
  typed: z.object({ channel: id, text: z.string(), threadTs: id.exactOptional() }),
  edit: z.object({ channel: id, ts: id, text: z.string() }),
  shortcut: z.object({ callbackId: id }),
  messageShortcut: z.object({ callbackId: id, channel: id, ts: id }),
  blockAction: z.object({
    container,
    blockId: id.exactOptional(),
    action: z.intersection(z.object({ action_id: id }), z.record(z.string(), z.json())),
  }),
  suggestions: z.object({
    container,
    blockId: id.exactOptional(),
    actionId: id,
    value: z.string(),
  }),
  submission: z.object({ viewId: id, state: values.exactOptional() }),
  state: z.object({ viewId: id, state: values }),
  close: z.object({
    viewId: id,
    clearAll: z.boolean().exactOptional(),
    entered: z.record(z.string(), values).exactOptional(),
  }),
  home: z.object({ tab: z.enum(['home', 'messages']) }),
  invite: z.object({ channel: id, user: id }),
}

export function clientCalls(world: World, act: Act): ReadonlyMap<string, ClientCall> {
  return new Map<string, ClientCall>([
    ['history', call(bodies.channel, (actor, { channel }) => history(world, actor, channel))],
    [
      'thread',
      call(bodies.thread, (actor, { channel, threadTs }) =>
        thread(world, actor, channel, threadTs),
      ),
    ],
    ['send', call(bodies.typed, ({ person }, body) => ({ message: act.send(person.id, body) }))],
    ['edit', call(bodies.edit, ({ person }, body) => ({ message: act.edit(person.id, body) }))],
    ['delete', call(inMessage, ({ person }, body) => act.delete(person.id, body))],
    ['command', call(bodies.typed, async ({ person }, body) => none(act.command(person.id, body)))],
    [
      'shortcut',
      call(bodies.shortcut, async ({ person }, body) => none(act.shortcut(person.id, body))),
    ],
    [
      'message-shortcut',
      call(bodies.messageShortcut, async ({ person }, body) =>
        none(act.messageShortcut(person.id, body)),
      ),
    ],
    [
      'block-action',
      call(bodies.blockAction, async ({ person }, body) => none(act.blockAction(person.id, body))),
    ],
    [
      'suggestions',
      call(bodies.suggestions, async ({ person }, body) => act.suggestions(person.id, body)),
    ],
    [
      'view-submission',
      call(bodies.submission, async ({ person }, body) => act.submitView(person.id, body)),
    ],
    ['view-state', call(bodies.state, ({ person }, body) => act.viewState(person.id, body))],
    [
      'view-close',
      call(bodies.close, async ({ person }, body) => none(act.closeView(person.id, body))),
    ],
    [
      'open-home',
      call(bodies.home, ({ person }, body) => {
        const view = act.openHome(person.id, body)
        return view === undefined ? {} : { view }
      }),
    ],
    ['invite', call(bodies.invite, ({ person }, body) => act.invite(person.id, body))],
    [
      'archive',
      call(bodies.channel, ({ person }, { channel }) =>
        act.changeChannel(person.id, { channel, to: 'archived' }),
      ),
    ],
    ['log', call(z.object({}), () => ({ entries: world.log.entries() }))],
  ])
}

function history(
  world: World,
  actor: Actor,
  id: string,
): { readonly messages: readonly unknown[] } {
  const channel = visibleChannel(actor, id)
  const roots = channel.messages.filter(
    (message) => message.threadTs === undefined || message.threadTs === message.ts,
  )
  return shown(world, channel, roots)
}

function thread(world: World, actor: Actor, id: string, threadTs: string) {
  const channel = visibleChannel(actor, id)
  const root = findMessage(channel, threadTs)
  if (root === undefined) return cannot('thread_not_found', 'That thread is gone.')
  return shown(world, channel, [root, ...repliesTo(channel, root)])
}

function visibleChannel({ team, person }: Actor, id: string): Channel {
  const channel = team.channels.get(id)
  if (channel !== undefined && canSee(channel, person)) return channel
  return cannot('channel_not_found', 'That channel does not exist.')
}

function shown(world: World, channel: Channel, messages: readonly Message[]) {
  return { messages: messages.map((message) => clientMessage(world, channel, message)) }
}

function call<Body>(
  schema: z.ZodType<Body>,
  run: (actor: Actor, body: Body) => unknown,
): ClientCall {
  return async (actor, body) => {
    const parsed = schema.safeParse(body)
    if (!parsed.success) return cannot('invalid_body', z.prettifyError(parsed.error))
    return (await run(actor, parsed.data)) ?? {}
  }
}

/** What the app made of it shows elsewhere: as a message, a dialog or a notice. */
async function none(run: Promise<unknown>): Promise<object> {
  await run
  return {}
}
