import type { App } from '@slack/bolt'
import { describe, expect, test } from 'vitest'
import type { Workspace } from '../../src/workspace/start-workspace.ts'
import { channels, people, secondTeam } from '../../src/workspace/state/seed.ts'
import { connectApp, manifestWith, openWorkspace, quiet, webClient } from './support.ts'

interface Heard {
  readonly type: string
  readonly event_id: string
  readonly retry: number | undefined
  readonly event: Record<string, unknown>
}

/** Everything that the app hears, in order of arrival. */
async function listening(workspace: Workspace): Promise<readonly Heard[]> {
  const heard: Heard[] = []
  await connectApp(workspace, (app: App) => {
    app.use(async ({ body, context, next }) => {
      if ('event' in body) {
        const event = body['event'] as Record<string, unknown>
        heard.push({
          type: String(event['type']),
          event_id: String(body['event_id']),
          retry: context.retryNum,
          event,
        })
      }
      await next()
    })
  })
  return heard
}

const mention = { channel: channels.backend, text: '@Backend Test Packet drop the e2e layer' }

describe('a mention', () => {
  test('is an app_mention with the bot’s id in the text', async () => {
    const { workspace } = await openWorkspace()
    const heard = await listening(workspace)
    const { ts } = workspace.act.send(people.maya, mention)
    await workspace.until(() => heard.length === 1)
    expect(heard[0]).toMatchObject({
      type: 'app_mention',
      event: {
        user: people.maya,
        ts,
        channel: channels.backend,
        text: `<@${people.bot}> drop the e2e layer`,
      },
    })
  })

  test('comes again with a new event id when the message is edited', async () => {
    const { workspace } = await openWorkspace()
    const heard = await listening(workspace)
    const { ts } = workspace.act.send(people.maya, mention)
    workspace.act.edit(people.maya, { ...mention, ts, text: `${mention.text}, please` })
    await workspace.until(() => heard.length === 2)
    expect(heard[1]?.event).toMatchObject({ ts, edited: { user: people.maya } })
    expect(heard[0]?.event).not.toHaveProperty('edited')
    expect(heard[0]?.event_id).not.toBe(heard[1]?.event_id)
  })

  test('is not heard from a channel without the bot, from a direct message, or from the bot itself', async () => {
    const { workspace } = await openWorkspace()
    const heard = await listening(workspace)
    workspace.act.send(people.maya, { ...mention, channel: channels.random })
    workspace.act.send(people.maya, { ...mention, channel: 'D0MAYA0001' })
    await webClient(workspace).chat.postMessage({
      channel: channels.backend,
      text: `<@${people.bot}>`,
      ...quiet,
    })
    workspace.act.invite(people.maya, { channel: channels.random, user: people.bot })
    workspace.act.send(people.maya, { ...mention, channel: channels.random })
    await workspace.until(() => heard.length === 1)
    await workspace.settled()
    expect(heard).toMatchObject([{ event: { channel: channels.random } }])
  })

  test('typed as an entity is not a mention', async () => {
    const { workspace } = await openWorkspace()
    const heard = await listening(workspace)
    workspace.act.send(people.maya, {
      channel: channels.backend,
      text: '&lt;@U0NOBODY01&gt; <!channel>',
    })
    workspace.act.send(people.maya, mention)
    await workspace.until(() => heard.length === 1)
    expect(workspace.see.messages(channels.backend)[0]?.text).toBe(
      '&amp;lt;@U0NOBODY01&amp;gt; &lt;!channel&gt;',
    )
  })

  test('of the second team names that team', async () => {
    const { workspace } = await openWorkspace()
    const heard = await listening(workspace)
    workspace.act.send(secondTeam.person, { ...mention, channel: secondTeam.channel })
    await workspace.until(() => heard.length === 1)
    expect(heard[0]?.event).toMatchObject({ team: secondTeam.id, user: secondTeam.person })
  })
})

describe('subscriptions', () => {
  test('messages are heard only with event and scope, the bot’s own posts and edits included', async () => {
    const { workspace } = await openWorkspace({
      manifest: manifestWith({
        scopes: ['channels:history'],
        events: ['message.channels', 'message.groups'],
      }),
    })
    const heard: unknown[] = []
    await connectApp(workspace, (app) => {
      app.use(async ({ body, next }) => {
        if ('event' in body) heard.push(body['event'])
        await next()
      })
    })
    workspace.act.send(people.maya, { channel: channels.incidentRoom, text: 'no scope for groups' })
    workspace.act.send(people.maya, { channel: channels.backend, text: 'one' })
    await workspace.until(() => heard.length === 1)
    const { chat } = webClient(workspace)
    const { ts } = await chat.postMessage({ channel: channels.backend, text: 'two', ...quiet })
    await chat.update({ channel: channels.backend, ts: ts!, text: 'three' })
    await workspace.until(() => heard.length === 2)
    // Bolt drops the bot's own post, and lets its edit through: it has no top-level user.
    expect(heard).toMatchObject([
      { type: 'message', text: 'one', channel_type: 'channel' },
      { subtype: 'message_changed', message: { text: 'three' }, previous_message: { text: 'two' } },
    ])
  })
})

describe('delivery', () => {
  test('an unacknowledged event comes again, marked as a retry', async () => {
    const { workspace, clock } = await openWorkspace()
    const heard = await listening(workspace)
    workspace.faults.onDelivery('lost-ack', 2)
    workspace.act.send(people.maya, mention)
    await workspace.until(() => workspace.faults.left() === 1)
    clock.advance(3000)
    await workspace.until(() => workspace.faults.left() === 0)
    clock.advance(3000)
    await workspace.retryPending()
    clock.advance(60_000)
    await workspace.until(() => heard.length === 3)
    await workspace.settled()
    expect(heard.map((one) => one.retry)).toEqual([0, 1, 2])
    expect(new Set(heard.map((one) => one.event_id)).size).toBe(1)
  })

  test('a duplicate keeps its id, and reordered events change places', async () => {
    const { workspace } = await openWorkspace()
    const heard = await listening(workspace)
    workspace.faults.onDelivery('duplicate-event')
    workspace.act.send(people.maya, mention)
    await workspace.until(() => heard.length === 2)
    expect(heard[0]?.event_id).toBe(heard[1]?.event_id)
    workspace.faults.onDelivery('reorder-events')
    const early = workspace.act.send(people.maya, mention)
    const late = workspace.act.send(people.maya, mention)
    await workspace.until(() => heard.length === 4)
    expect(heard.slice(2).map((one) => one.event['ts'])).toEqual([late.ts, early.ts])
  })

  test('an app that was away gets the event when it is back', async () => {
    const { workspace, clock } = await openWorkspace()
    workspace.act.send(people.maya, mention)
    const heard = await listening(workspace)
    await workspace.retryPending()
    clock.advance(60_000)
    await workspace.until(() => heard.length === 1)
    expect(heard[0]?.retry).toBe(2)
  })

  test('uninstalling is told in both of Slack’s words', async () => {
    const { workspace } = await openWorkspace()
    const heard = await listening(workspace)
    workspace.act.uninstall(people.maya)
    await workspace.until(() => heard.length === 2)
    expect(heard.map((one) => one.type).toSorted()).toEqual(['app_uninstalled', 'tokens_revoked'])
  })
})
