import { App } from '@slack/bolt'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { channels, people } from '../../src/workspace/state/seed.ts'
import { openWorkspace, silent } from './support.ts'
import type { WorkspaceOptions } from '../../src/workspace/start-workspace.ts'

const http: WorkspaceOptions = { delivery: 'http' }
const command = { channel: channels.backend, text: '/backend-test-packet tokens & sessions' }
const mention = { channel: channels.backend, text: '@Backend Test Packet hello' }

/** A Bolt app with its HTTP receiver, at a request URL that the workspace has verified. */
async function withBolt(listen: (app: App) => void) {
  const opened = await openWorkspace(http)
  const { workspace } = opened
  const app = new App({
    token: workspace.botToken,
    signingSecret: workspace.signingSecret,
    convoStore: false,
    logger: silent,
    clientOptions: { slackApiUrl: workspace.apiUrl },
  })
  listen(app)
  const server = await app.start(0)
  onTestFinished(async () => void (await app.stop()))
  const { port } = server.address() as AddressInfo
  expect(await workspace.http.setRequestUrl(`http://127.0.0.1:${port}/slack/events`)).toBe(true)
  return opened
}

interface Received {
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** An app that answers as the test says, to see the requests themselves. */
async function withServer(answer: (response: ServerResponse, count: number) => void) {
  const opened = await openWorkspace(http)
  const received: Received[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString('utf8')))
    request.on('end', () => {
      if (body.includes('url_verification')) {
        response.end((JSON.parse(body) as { challenge: string }).challenge)
        return
      }
      received.push({ headers: request.headers, body })
      answer(response, received.length)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  await opened.workspace.http.setRequestUrl(`http://127.0.0.1:${port}/`)
  return { ...opened, received }
}

describe('signed HTTP', () => {
  test('commands, interactions and events reach Bolt’s own receiver', async () => {
    const heard: string[] = []
    const { workspace } = await withBolt((app) => {
      app.command('/backend-test-packet', async ({ ack, command, client }) => {
        heard.push(command.text)
        await ack('Noted')
        await client.views.open({
          trigger_id: command.trigger_id,
          view: {
            type: 'modal',
            callback_id: 'form',
            title: { type: 'plain_text', text: 'Form' },
            blocks: [{ type: 'divider' }],
          },
        })
      })
      app.view('form', async ({ ack }) => {
        heard.push('submitted')
        await ack({ response_action: 'clear' })
      })
      app.event('app_mention', async ({ event }) => {
        heard.push(event.text)
      })
    })
    await workspace.act.command(people.maya, command)
    const { id: viewId } = await workspace.until(() => workspace.see.modal(people.maya))
    expect(await workspace.act.submitView(people.maya, { viewId })).toEqual({ outcome: 'closed' })
    workspace.act.send(people.maya, mention)
    await workspace.until(() => heard.length === 3)
    expect(heard).toEqual(['tokens &amp; sessions', 'submitted', `<@${people.bot}> hello`])
    expect(workspace.see.ephemerals(people.maya)).toMatchObject([{ text: 'Noted' }])
    expect(workspace.log()).toEqual([])
  })

  test.each(['wrong-secret', 'stale-timestamp'] as const)(
    'Bolt refuses a request with a %s',
    async (how) => {
      let reached = 0
      const { workspace } = await withBolt((app) => {
        app.command('/backend-test-packet', async ({ ack }) => {
          reached += 1
          await ack()
        })
      })
      workspace.http.forge(how)
      expect(await workspace.act.command(people.maya, command)).toMatchObject({ ok: false })
      expect(reached).toBe(0)
      expect(await workspace.act.command(people.maya, command)).toEqual({ ok: true })
    },
  )

  test('forms go out with the bare content type and a signature over the raw body', async () => {
    const { workspace, received } = await withServer((response) => response.end())
    await workspace.act.command(people.maya, command)
    expect(received[0]?.headers).toMatchObject({
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-signature': expect.stringMatching(/^v0=[0-9a-f]{64}$/),
    })
    expect(new URLSearchParams(received[0]?.body).get('text')).toBe('tokens &amp; sessions')
  })

  test('a URL that does not echo the challenge is not taken', async () => {
    const { workspace } = await openWorkspace(http)
    expect(await workspace.http.setRequestUrl(`${workspace.url}/nothing-here`)).toBe(false)
    expect(await workspace.act.command(people.maya, command)).toMatchObject({ ok: false })
    expect(workspace.log()).toMatchObject([{ method: 'url_verification' }])
  })

  test('an event that fails comes three more times, then never', async () => {
    const { workspace, clock, received } = await withServer((response) => {
      response.statusCode = 500
      response.end()
    })
    workspace.act.send(people.maya, mention)
    await workspace.retryPending()
    expect(received).toHaveLength(2)
    clock.advance(60_000)
    await workspace.retryPending()
    expect(received).toHaveLength(3)
    clock.advance(300_000)
    await workspace.settled()
    expect(
      received.map(({ headers }) => [
        headers['x-slack-retry-num'],
        headers['x-slack-retry-reason'],
      ]),
    ).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_error'],
      ['3', 'http_error'],
    ])
    const ids = received.map(({ body }) => (JSON.parse(body) as { event_id: string }).event_id)
    expect(new Set(ids).size).toBe(1)
  })

  test('an app can ask not to be tried again', async () => {
    const { workspace, received } = await withServer((response) => {
      response.writeHead(500, { 'x-slack-no-retry': '1' })
      response.end()
    })
    workspace.act.send(people.maya, mention)
    await workspace.until(() => received.length === 1)
    await workspace.settled()
    expect(received).toHaveLength(1)
  })

  test('an answer later than three seconds is none', async () => {
    const { workspace, clock, received } = await withServer(() => undefined)
    const run = workspace.act.command(people.maya, command)
    await workspace.until(() => received.length === 1)
    clock.advance(3000)
    expect(await run).toMatchObject({ message: expect.stringContaining('operation_timeout') })
  })
})
