import type { MessageShortcut, SlashCommand } from '@slack/bolt'
import { describe, expect, test } from 'vitest'
import { ActError } from '../../src/workspace/interactions/interactions.ts'
import { channels, people } from '../../src/workspace/state/seed.ts'
import { connectApp, openWorkspace, quiet, webClient } from './support.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const line = (text: string, channel: string = channels.backend) => ({ channel, text })

describe('a slash command', () => {
  test('arrives flat, escaped, with mentions encoded, and without a thread', async () => {
    const { workspace } = await openWorkspace()
    const commands: SlashCommand[] = []
    await connectApp(workspace, (app) => {
      app.command('/backend-test-packet', async ({ ack, command }) => {
        commands.push(command)
        await ack()
      })
    })
    const typed = line('/backend-test-packet <b> & @Jonas in #payments', channels.incidentRoom)
    expect(await workspace.act.command(people.maya, typed)).toEqual({ ok: true })
    expect(commands[0]).toMatchObject({
      command: '/backend-test-packet',
      text: `&lt;b&gt; &amp; <@${people.jonas}|jonas> in <#${channels.payments}|payments>`,
      user_id: people.maya,
      channel_id: channels.incidentRoom,
      channel_name: 'privategroup',
      is_enterprise_install: 'false',
    })
    expect(Object.keys(commands[0]!).filter((key) => key.includes('thread'))).toEqual([])
  })

  test('is refused in a thread and when unknown, with Slack’s words, and nothing reaches the app', async () => {
    const { workspace } = await openWorkspace()
    let reached = 0
    await connectApp(workspace, (app) => {
      app.use(async ({ next }) => {
        reached += 1
        await next()
      })
    })
    const { ts } = workspace.act.send(people.maya, line('root'))
    const inThread = workspace.act.command(people.maya, {
      ...line('/backend-test-packet x'),
      threadTs: ts,
    })
    await expect(inThread).rejects.toThrow(
      '/backend-test-packet is not supported in threads. Sorry!',
    )
    const unknown = workspace.act.command(people.maya, line('/backend-test-packets x'))
    await expect(unknown).rejects.toThrow('/backend-test-packets is not a valid command.')
    expect(reached).toBe(0)
  })

  test('works only where the person is a member of a living channel', async () => {
    const { workspace } = await openWorkspace()
    const run = (user: string, channel: string) =>
      workspace.act.command(user, line('/backend-test-packet x', channel))
    await expect(run(people.priya, channels.incidentRoom)).rejects.toThrow(ActError)
    await expect(run(people.maya, channels.archived)).rejects.toMatchObject({ code: 'is_archived' })
  })

  test('answers with the text of its acknowledgement to the person alone', async () => {
    const { workspace } = await openWorkspace()
    await connectApp(workspace, (app) => {
      app.command('/backend-test-packet', ({ ack }) => ack('Here is some help'))
    })
    await workspace.act.command(people.maya, line('/backend-test-packet help'))
    expect(workspace.see.ephemerals(people.maya)).toMatchObject([
      { text: 'Here is some help', channel: channels.backend },
    ])
    expect(workspace.see.messages(channels.backend)).toEqual([])
  })

  test('without an app or without an acknowledgement the person is told', async () => {
    const { workspace, clock } = await openWorkspace()
    expect(await workspace.act.command(people.maya, line('/backend-test-packet x'))).toMatchObject({
      ok: false,
    })
    let arrived = false
    await connectApp(workspace, (app) => {
      app.command('/backend-test-packet', async () => {
        arrived = true
      })
    })
    const silent = workspace.act.command(people.maya, line('/backend-test-packet x'))
    await workspace.until(() => arrived)
    clock.advance(3000)
    expect(await silent).toMatchObject({ ok: false })
    expect(workspace.see.notices(people.maya)).toEqual([
      '/backend-test-packet failed with the error "dispatch_failed"',
      '/backend-test-packet failed with the error "operation_timeout"',
    ])
  })
})

describe('shortcuts', () => {
  test('the global one carries a trigger and no channel', async () => {
    const { workspace } = await openWorkspace()
    const bodies: object[] = []
    await connectApp(workspace, (app) => {
      app.shortcut('packet_new', async ({ ack, shortcut }) => {
        bodies.push(shortcut)
        await ack()
      })
    })
    await workspace.act.shortcut(people.maya, { callbackId: 'packet_new' })
    expect(bodies).toMatchObject([{ type: 'shortcut', trigger_id: expect.any(String) }])
    expect(bodies[0]).not.toHaveProperty('channel')
    await expect(
      workspace.act.shortcut(people.maya, { callbackId: 'packet_from_message' }),
    ).rejects.toThrow(ActError)
  })

  test('the one on a message works on a root and on a reply, which names its thread', async () => {
    const { workspace } = await openWorkspace()
    const bodies: MessageShortcut[] = []
    await connectApp(workspace, (app) => {
      app.shortcut('packet_from_message', async ({ ack, shortcut }) => {
        bodies.push(shortcut as MessageShortcut)
        await ack()
      })
    })
    const root = workspace.act.send(people.jonas, line('CI fails'))
    const reply = workspace.act.send(people.jonas, {
      ...line('only on Mondays'),
      threadTs: root.ts,
    })
    for (const { ts } of [root, reply]) {
      await workspace.act.messageShortcut(people.maya, {
        callbackId: 'packet_from_message',
        channel: channels.backend,
        ts,
      })
    }
    expect(bodies.map((body) => body.message)).toMatchObject([
      { ts: root.ts, text: 'CI fails', user: people.jonas },
      { ts: reply.ts, thread_ts: root.ts },
    ])
  })
})

const card = [
  {
    type: 'actions',
    block_id: 'card',
    elements: [
      { type: 'button', action_id: 'again', text: plain('Again'), value: 'p1' },
      {
        type: 'static_select',
        action_id: 'kind',
        options: [
          { text: plain('A'), value: 'a' },
          { text: plain('B'), value: 'b' },
        ],
      },
    ],
  },
]

describe('block actions', () => {
  test('a button carries the app’s own value and where it stands', async () => {
    const { workspace } = await openWorkspace()
    const bodies: object[] = []
    await connectApp(workspace, (app) => {
      app.action('again', async ({ ack, body }) => {
        bodies.push(body)
        await ack()
      })
    })
    const { ts } = await webClient(workspace).chat.postMessage({
      channel: channels.backend,
      text: 'card',
      blocks: card,
      ...quiet,
    })
    await workspace.act.press(people.jonas, { channel: channels.backend, ts: ts! }, 'again')
    expect(bodies).toMatchObject([
      {
        user: { id: people.jonas },
        container: {
          type: 'message',
          message_ts: ts,
          channel_id: channels.backend,
          is_ephemeral: false,
        },
        message: { ts, text: 'card' },
        actions: [{ type: 'button', block_id: 'card', action_id: 'again', value: 'p1' }],
      },
    ])
  })

  test('a menu takes only what it offers, and its value is in the state', async () => {
    const { workspace } = await openWorkspace()
    const states: unknown[] = []
    await connectApp(workspace, (app) => {
      app.action('kind', async ({ ack, body }) => {
        if (body.type === 'block_actions') states.push(body.state?.values)
        await ack()
      })
    })
    const { ts } = await webClient(workspace).chat.postMessage({
      channel: channels.backend,
      text: 'card',
      blocks: card,
      ...quiet,
    })
    const choose = (value: string) =>
      workspace.act.blockAction(people.maya, {
        container: { channel: channels.backend, ts: ts! },
        blockId: 'card',
        action: { action_id: 'kind', selected_option: { value } },
      })
    await choose('b')
    await expect(choose('z')).rejects.toMatchObject({ code: 'no_such_option' })
    expect(states).toMatchObject([
      { card: { kind: { selected_option: { value: 'b', text: { text: 'B' } } } } },
    ])
  })

  test('nobody presses what they cannot see', async () => {
    const { workspace } = await openWorkspace()
    const { chat } = webClient(workspace)
    const post = { text: 'card', blocks: card, ...quiet }
    const { ts } = await chat.postMessage({ channel: channels.incidentRoom, ...post })
    const press = (user: string, at: string) =>
      workspace.act.press(user, { channel: channels.incidentRoom, ts: at }, 'again')
    await expect(press(people.priya, ts!)).rejects.toMatchObject({ code: 'not_in_channel' })
    await chat.postEphemeral({
      channel: channels.incidentRoom,
      user: people.maya,
      text: 'x',
      blocks: card,
    })
    const [ephemeral] = workspace.see.ephemerals(people.maya)
    await expect(press(people.jonas, ephemeral!.ts)).rejects.toMatchObject({
      code: 'message_not_found',
    })
    await expect(press(people.maya, '1.000000')).rejects.toMatchObject({
      code: 'message_not_found',
    })
  })
})

describe('a response_url', () => {
  const respond = async (url: string, body: object) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return `${response.status} ${await response.text()}`
  }

  async function withUrl() {
    const opened = await openWorkspace()
    let url = ''
    await connectApp(opened.workspace, (app) => {
      app.command('/backend-test-packet', async ({ ack, command }) => {
        url = command.response_url
        await ack()
      })
      app.action('again', async ({ ack, respond }) => {
        await ack()
        await respond({ text: 'replaced', replace_original: true })
      })
    })
    await opened.workspace.act.command(people.maya, line('/backend-test-packet x'))
    return { ...opened, url }
  }

  test('speaks to the person alone unless told otherwise, five times', async () => {
    const { workspace, url } = await withUrl()
    expect(await respond(url, { text: 'for you' })).toBe('200 ok')
    expect(await respond(url, { text: 'for all', response_type: 'in_channel' })).toBe('200 ok')
    expect(await respond(url, {})).toBe('400 no_text')
    await respond(url, { text: '4' })
    await respond(url, { text: '5' })
    expect(await respond(url, { text: '6' })).toBe('404 used_url')
    expect(workspace.see.ephemerals(people.maya).map((message) => message.text)).toEqual([
      'for you',
      '4',
      '5',
    ])
    expect(workspace.see.messages(channels.backend)).toMatchObject([{ text: 'for all' }])
    expect(workspace.log().map((entry) => entry.error)).toEqual(['no_text', 'used_url'])
  })

  test('ends after thirty minutes', async () => {
    const { clock, url } = await withUrl()
    clock.advance(30 * 60_000)
    expect(await respond(url, { text: 'in time' })).toBe('200 ok')
    clock.advance(1)
    expect(await respond(url, { text: 'too late' })).toBe('404 expired_url')
    expect(await respond(`${url}x`, { text: 'invented' })).toBe('404 no_such_url')
  })

  test('replaces the ephemeral message that was acted on', async () => {
    const { workspace, url } = await withUrl()
    await respond(url, { text: 'card', blocks: card })
    const [message] = workspace.see.ephemerals(people.maya)
    await workspace.act.press(people.maya, { channel: channels.backend, ts: message!.ts }, 'again')
    await workspace.until(() => workspace.see.ephemerals(people.maya)[0]?.text === 'replaced')
    expect(workspace.see.ephemerals(people.maya)).toHaveLength(1)
  })
})

describe('suggestions', () => {
  test('are asked for from the shortest query on, and more than 100 are refused', async () => {
    const { workspace } = await openWorkspace()
    const asked: string[] = []
    let count = 2
    await connectApp(workspace, (app) => {
      app.options('pick', async ({ ack, payload }) => {
        asked.push(payload.value)
        const options = Array.from({ length: count }, (_, index) => ({
          text: plain(`${index}`),
          value: `${index}`,
        }))
        await ack({ options })
      })
    })
    const blocks = [
      {
        type: 'actions',
        block_id: 'b',
        elements: [{ type: 'external_select', action_id: 'pick' }],
      },
    ]
    const { ts } = await webClient(workspace).chat.postMessage({
      channel: channels.backend,
      text: 'x',
      blocks,
      ...quiet,
    })
    const type = (value: string) =>
      workspace.act.suggestions(people.maya, {
        container: { channel: channels.backend, ts: ts! },
        actionId: 'pick',
        value,
      })
    expect(await type('ab')).toEqual({ options: [] })
    expect((await type('abc')).options).toHaveLength(2)
    count = 101
    expect(await type('abcd')).toEqual({ options: [] })
    expect(asked).toEqual(['abc', 'abcd'])
    expect(workspace.log()).toMatchObject([
      { method: 'block_suggestion', error: 'invalid_options' },
    ])
  })
})
