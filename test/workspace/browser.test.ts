import { describe, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import type { Boot, ClientEvent, Message } from '../../src/workspace/client-api.ts'
import type { Workspace } from '../../src/workspace/start-workspace.ts'
import { channels, people, secondTeam } from '../../src/workspace/state/seed.ts'
import { connectApp, openWorkspace, quiet, webClient } from './support.ts'

interface Answer {
  readonly status: number
  readonly body: {
    readonly error?: string
    readonly message?: Message | string
    readonly messages?: readonly Message[]
    readonly entries?: readonly object[]
  }
}

async function ask(
  workspace: Workspace,
  user: string,
  name: string,
  body: object = {},
): Promise<Answer> {
  const response = await fetch(`${workspace.url}/client/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-workspace-user': user },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

async function boot(workspace: Workspace, user: string): Promise<Boot> {
  const headers = { 'x-workspace-user': user }
  return (await (await fetch(`${workspace.url}/client/boot`, { headers })).json()) as Boot
}

/** What one person's browser is told. */
async function watch(workspace: Workspace, user: string): Promise<readonly ClientEvent[]> {
  const socket = new WebSocket(`${workspace.url.replace('http', 'ws')}/client/socket?user=${user}`)
  onTestFinished(() => socket.terminate())
  const events: ClientEvent[] = []
  socket.on('message', (data: Buffer) =>
    events.push(JSON.parse(data.toString('utf8')) as ClientEvent),
  )
  // A socket says first which dialogs are open.
  await new Promise((resolve) => socket.once('message', resolve))
  expect(events.splice(0, 1)).toEqual([{ type: 'modals', views: [] }])
  return events
}

describe('the first picture', () => {
  test('shows members public channels and their own, and guests only their own', async () => {
    const { workspace } = await openWorkspace()
    const names = async (user: string) =>
      (await boot(workspace, user)).channels.map((channel) => channel.name)
    expect(await names(people.maya)).toContain('leadership')
    expect(await names(people.jonas)).toEqual([
      'general',
      'backend',
      'payments',
      'random',
      'incident-room',
      'old-billing',
      'Backend Test Packet',
    ])
    expect(await names(people.priya)).toEqual(['backend', 'Backend Test Packet'])
  })

  test('has the app’s commands, shortcuts and whether it is connected', async () => {
    const { workspace } = await openWorkspace()
    const before = await boot(workspace, people.maya)
    expect(before).toMatchObject({
      team: { name: 'Harborlight' },
      me: { id: people.maya, kind: 'admin' },
      commands: [{ command: '/backend-test-packet' }],
      shortcuts: [
        { callbackId: 'packet_new', type: 'global' },
        { callbackId: 'packet_from_message', type: 'message' },
        { callbackId: 'packet_add', type: 'message' },
      ],
      app: { homeEnabled: true, connected: false },
    })
    await connectApp(workspace, () => undefined)
    expect((await boot(workspace, people.maya)).app.connected).toBe(true)
  })

  test('of a person in the second team shows that team only', async () => {
    const { workspace } = await openWorkspace()
    const { team, channels: seen, people: others } = await boot(workspace, secondTeam.person)
    expect(team.id).toBe(secondTeam.id)
    expect(seen.map((channel) => channel.id)).toEqual([secondTeam.channel, 'D0SAM00001'])
    expect(others.map((person) => person.id)).not.toContain(people.maya)
  })
})

describe('calls', () => {
  test('send, history and thread show roots and replies apart', async () => {
    const { workspace } = await openWorkspace()
    const sent = await ask(workspace, people.maya, 'send', {
      channel: channels.backend,
      text: 'root',
    })
    const { ts: threadTs } = sent.body.message as Message
    await ask(workspace, people.jonas, 'send', {
      channel: channels.backend,
      text: 'reply',
      threadTs,
    })
    const history = await ask(workspace, people.priya, 'history', {
      channel: channels.backend,
    })
    expect(history.body.messages).toMatchObject([{ text: 'root', replyCount: 1 }])
    const thread = await ask(workspace, people.priya, 'thread', {
      channel: channels.backend,
      threadTs,
    })
    expect(thread.body.messages?.map((message) => message.text)).toEqual(['root', 'reply'])
  })

  test('a private channel is not there for those outside, and posting needs membership', async () => {
    const { workspace } = await openWorkspace()
    const history = await ask(workspace, people.priya, 'history', {
      channel: channels.incidentRoom,
    })
    expect(history).toMatchObject({ status: 400, body: { error: 'channel_not_found' } })
    const send = await ask(workspace, people.priya, 'send', {
      channel: channels.general,
      text: 'x',
    })
    expect(send.body).toEqual({ error: 'not_in_channel', message: 'Join the channel first.' })
  })

  test('a command in a thread is refused with Slack’s sentence', async () => {
    const { workspace } = await openWorkspace()
    const { ts } = workspace.act.send(people.maya, { channel: channels.backend, text: 'root' })
    const body = { channel: channels.backend, text: '/backend-test-packet x', threadTs: ts }
    expect((await ask(workspace, people.maya, 'command', body)).body).toEqual({
      error: 'not_supported_in_threads',
      message: '/backend-test-packet is not supported in threads. Sorry!',
    })
  })

  test('unknown people, unknown calls and broken bodies are refused with a sentence', async () => {
    const { workspace } = await openWorkspace()
    expect(await ask(workspace, 'U0NOBODY01', 'log')).toMatchObject({
      status: 400,
      body: { error: 'user_not_found' },
    })
    expect(await ask(workspace, people.bot, 'log')).toMatchObject({ status: 400 })
    expect(await ask(workspace, people.maya, 'no-such-call')).toMatchObject({
      body: { error: 'not_found' },
    })
    expect(await ask(workspace, people.maya, 'send', { channel: 1 })).toMatchObject({
      body: { error: 'invalid_body' },
    })
  })

  test('the log shows what the app was refused', async () => {
    const { workspace } = await openWorkspace()
    await webClient(workspace)
      .chat.postMessage({ channel: channels.random, text: 'x' })
      .catch(() => undefined)
    const { body } = await ask(workspace, people.maya, 'log')
    expect(body.entries).toMatchObject([{ method: 'chat.postMessage', error: 'not_in_channel' }])
  })
})

describe('the browser’s socket', () => {
  test('carries messages to those who may see them, and ephemeral ones to one person', async () => {
    const { workspace } = await openWorkspace()
    const [maya, priya] = [
      await watch(workspace, people.maya),
      await watch(workspace, people.priya),
    ]
    workspace.act.send(people.jonas, { channel: channels.incidentRoom, text: 'secret' })
    await webClient(workspace).chat.postEphemeral({
      channel: channels.backend,
      user: people.priya,
      text: 'for Priya',
    })
    workspace.act.send(people.jonas, { channel: channels.backend, text: 'for all' })
    await workspace.until(() => maya.length === 2 && priya.length === 2)
    const texts = (events: readonly ClientEvent[]) =>
      events.map((event) => (event.type === 'message' ? event.message.text : event.type))
    expect(texts(maya)).toEqual(['secret', 'for all'])
    expect(texts(priya)).toEqual(['for Priya', 'for all'])
    expect(priya[0]).toMatchObject({ message: { ephemeral: true } })
  })

  test('carries dialogs, their end, and what Slackbot says', async () => {
    const { workspace } = await openWorkspace()
    await connectApp(workspace, (app) => {
      app.shortcut('packet_new', async ({ ack, shortcut, client }) => {
        await ack()
        await client.views.open({
          trigger_id: shortcut.trigger_id,
          view: {
            type: 'modal',
            title: { type: 'plain_text', text: 'Form' },
            blocks: [{ type: 'divider' }],
          },
        })
      })
    })
    const events = await watch(workspace, people.maya)
    await ask(workspace, people.maya, 'shortcut', { callbackId: 'packet_new' })
    const { id: viewId } = await workspace.until(() => workspace.see.modal(people.maya))
    await ask(workspace, people.maya, 'view-close', { viewId })
    await workspace.until(() => events.length === 2)
    expect(events).toMatchObject([
      { type: 'modals', views: [{ id: viewId, depth: 0, view: { title: { text: 'Form' } } }] },
      { type: 'modals', views: [] },
    ])
  })

  test('shows a channel that was archived', async () => {
    const { workspace } = await openWorkspace()
    const events = await watch(workspace, people.jonas)
    await ask(workspace, people.maya, 'archive', { channel: channels.payments })
    await workspace.until(() => events.length === 1)
    const listed = events[0]?.type === 'channels' ? events[0].channels : []
    expect(listed.find((channel) => channel.id === channels.payments)?.isArchived).toBe(true)
  })

  test('shows a deleted message and a bot that was invited', async () => {
    const { workspace } = await openWorkspace()
    const { chat } = webClient(workspace)
    const { ts } = await chat.postMessage({ channel: channels.backend, text: 'x', ...quiet })
    const events = await watch(workspace, people.maya)
    await chat.delete({ channel: channels.backend, ts: ts! })
    await ask(workspace, people.maya, 'invite', { channel: channels.random, user: people.bot })
    await workspace.until(() => events.length === 2)
    expect(events[0]).toEqual({ type: 'message_deleted', channel: channels.backend, ts })
    const listed = events[1]?.type === 'channels' ? events[1].channels : []
    expect(listed.find((channel) => channel.id === channels.random)?.botIsMember).toBe(true)
  })
})

describe('the page', () => {
  test('is a document with a language, a title and a root, and its script is bundled', async () => {
    const { workspace } = await openWorkspace()
    const page = await (await fetch(workspace.url)).text()
    expect(page).toContain('<html lang="en">')
    expect(page).toContain('<title>Backend Test Packet')
    expect(page).toContain('<div id="root"></div>')
    const script = await fetch(`${workspace.url}/client/main.js`)
    expect(script.headers.get('content-type')).toContain('text/javascript')
    expect((await script.text()).length).toBeGreaterThan(10_000)
    expect((await fetch(`${workspace.url}/client/main.css`)).status).toBe(200)
    expect((await fetch(`${workspace.url}/no-such-page`)).status).toBe(404)
  })
})

describe('pages elsewhere on the web', () => {
  test('cannot act here through a person’s browser', async () => {
    const { workspace } = await openWorkspace()
    const body = JSON.stringify({ channel: channels.backend, text: 'planted' })
    const from = async (origin: string) => {
      const init = { method: 'POST', headers: { origin, 'content-type': 'text/plain' }, body }
      return (await fetch(`${workspace.url}/client/send`, init)).status
    }
    expect(await from('https://evil.example')).toBe(403)
    expect(await from('null')).toBe(403)
    expect(workspace.see.messages(channels.backend)).toEqual([])
    expect(await from(workspace.url)).toBe(200)
  })

  test('cannot listen to a person’s messages', async () => {
    const { workspace } = await openWorkspace()
    const url = `${workspace.url.replace('http', 'ws')}/client/socket?user=${people.maya}`
    const socket = new WebSocket(url, { origin: 'https://evil.example' })
    const refused = await new Promise<string>((resolve) =>
      socket.on('error', (error) => resolve(error.message)),
    )
    expect(refused).toContain('403')
  })
})
