import { SocketModeClient } from '@slack/socket-mode'
import { describe, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import type { Workspace } from '../../src/workspace/start-workspace.ts'
import { channels, people } from '../../src/workspace/state/seed.ts'
import { connectApp, openWorkspace, silent, webClient } from './support.ts'

interface Frame {
  readonly type: string
  readonly reason?: string
  readonly envelope_id?: string
  readonly [key: string]: unknown
}

/** A bare connection, to see the frames themselves. */
async function connect(workspace: Workspace, url?: string) {
  const ticket =
    url ?? (await webClient(workspace, workspace.appToken).apps.connections.open()).url!
  const socket = new WebSocket(ticket)
  onTestFinished(() => socket.terminate())
  const frames: Frame[] = []
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()))
  const refused = new Promise<string>((resolve) =>
    socket.on('error', (error) => resolve(error.message)),
  )
  let arrived = (): void => undefined
  socket.on('message', (data: Buffer) => {
    frames.push(JSON.parse(data.toString('utf8')) as Frame)
    arrived()
  })
  const next = async (count: number): Promise<Frame> => {
    while (frames.length < count) await new Promise<void>((resolve) => (arrived = resolve))
    return frames[count - 1]!
  }
  return { socket, frames, next, closed, refused, url: ticket }
}

const command = { channel: channels.backend, text: '/backend-test-packet x' }

describe('a socket', () => {
  test('starts with hello, on a ticket that lets one connection in', async () => {
    const { workspace } = await openWorkspace()
    const first = await connect(workspace)
    expect(await first.next(1)).toMatchObject({
      type: 'hello',
      num_connections: 1,
      connection_info: { app_id: 'A0BTPAPP01' },
    })
    const again = await connect(workspace, first.url)
    expect(await again.refused).toContain('403')
    expect(workspace.socket.count()).toBe(1)
  })

  test('answers pings', async () => {
    const { workspace } = await openWorkspace()
    const { socket, next } = await connect(workspace)
    await next(1)
    const pong = new Promise<string>((resolve) =>
      socket.on('pong', (data) => resolve(data.toString())),
    )
    socket.ping('are you there')
    expect(await pong).toBe('are you there')
  })

  test('gives each envelope to one connection, in turn', async () => {
    const { workspace } = await openWorkspace()
    const [left, right] = [await connect(workspace), await connect(workspace)]
    await Promise.all([left.next(1), right.next(1)])
    const runs = [
      workspace.act.command(people.maya, command),
      workspace.act.command(people.maya, command),
    ]
    for (const side of [left, right]) {
      const { envelope_id, type, accepts_response_payload } = await side.next(2)
      expect({ type, accepts_response_payload }).toEqual({
        type: 'slash_commands',
        accepts_response_payload: true,
      })
      side.socket.send(JSON.stringify({ envelope_id, payload: {} }))
    }
    expect(await Promise.all(runs)).toEqual([{ ok: true }, { ok: true }])
    expect([left.frames.length, right.frames.length]).toEqual([2, 2])
  })

  test('refuses the eleventh connection', async () => {
    const { workspace } = await openWorkspace()
    for (let count = 0; count < 10; count += 1) await (await connect(workspace)).next(1)
    const eleventh = await connect(workspace)
    expect(await eleventh.next(1)).toMatchObject({
      type: 'disconnect',
      reason: 'too_many_websockets',
    })
    await eleventh.closed
    expect(workspace.socket.count()).toBe(10)
  })

  test('ignores an acknowledgement that is unknown or late, and notes one that nobody can read', async () => {
    const { workspace, clock } = await openWorkspace()
    const { socket, next } = await connect(workspace)
    await next(1)
    socket.send(JSON.stringify({ envelope_id: 'unknown', payload: { text: 'x' } }))
    const run = workspace.act.command(people.maya, command)
    const { envelope_id } = await next(2)
    clock.advance(3000)
    expect(await run).toMatchObject({ ok: false })
    socket.send(JSON.stringify({ envelope_id, payload: { text: 'late' } }))
    socket.send('not json')
    await workspace.until(() => workspace.log().length === 1)
    expect(workspace.log()).toMatchObject([
      { level: 'suspicious', error: 'unreadable_acknowledgement' },
    ])
    expect(workspace.see.ephemerals(people.maya)).toEqual([])
  })

  test('a response on an event is ignored and noted', async () => {
    const { workspace } = await openWorkspace()
    const { socket, next } = await connect(workspace)
    await next(1)
    workspace.act.openHome(people.maya, { tab: 'home' })
    const { envelope_id, accepts_response_payload, retry_attempt } = await next(2)
    expect({ accepts_response_payload, retry_attempt }).toEqual({
      accepts_response_payload: false,
      retry_attempt: 0,
    })
    socket.send(JSON.stringify({ envelope_id, payload: { text: 'x' } }))
    await workspace.settled()
    expect(workspace.log()).toMatchObject([{ error: 'response_payload_not_accepted' }])
  })

  test('that dies under a command is a failure for the person at once', async () => {
    const { workspace } = await openWorkspace()
    const { socket, next } = await connect(workspace)
    await next(1)
    const run = workspace.act.command(people.maya, command)
    await next(2)
    socket.terminate()
    expect(await run).toMatchObject({
      ok: false,
      message: expect.stringContaining('dispatch_failed'),
    })
  })
})

describe('the official client', () => {
  test('stays through a warning and comes back with a new ticket after a refresh', async () => {
    const { workspace } = await openWorkspace()
    const client = new SocketModeClient({
      appToken: workspace.appToken,
      logger: silent,
      clientPingTimeout: 20,
      clientOptions: { slackApiUrl: workspace.apiUrl },
    })
    onTestFinished(() => client.disconnect())
    let hellos = 0
    client.on('connected', () => (hellos += 1))
    await client.start()
    workspace.socket.disconnect('warning')
    await workspace.until(() => workspace.socket.count() === 1)
    workspace.socket.disconnect('refresh_requested')
    await workspace.until(() => hellos === 2 && workspace.socket.count() === 1)
    expect(workspace.log()).toEqual([])
  })

  test('runs two apps side by side', async () => {
    const { workspace } = await openWorkspace()
    const taken: string[] = []
    for (const name of ['one', 'two']) {
      await connectApp(workspace, (app) => {
        app.command('/backend-test-packet', async ({ ack }) => {
          taken.push(name)
          await ack()
        })
      })
    }
    await workspace.until(() => workspace.socket.count() === 2)
    await workspace.act.command(people.maya, command)
    await workspace.act.command(people.jonas, command)
    expect(taken.toSorted()).toEqual(['one', 'two'])
  })
})
