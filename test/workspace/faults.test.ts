import { WebClient } from '@slack/web-api'
import { describe, expect, test } from 'vitest'
import { channels } from '../../src/workspace/state/seed.ts'
import { codeOf, openWorkspace, quiet, silent, webClient } from './support.ts'

const post = { channel: channels.backend, text: 'x', ...quiet }

describe('faults', () => {
  test('an answer lost after the work was done makes a retrying client post twice', async () => {
    const { workspace } = await openWorkspace()
    workspace.faults.onCall('chat.postMessage', { kind: 'drop-after-commit' })
    const retrying = new WebClient(workspace.botToken, {
      slackApiUrl: workspace.apiUrl,
      logger: silent,
      retryConfig: { retries: 1, minTimeout: 1, maxTimeout: 1 },
    })
    await retrying.chat.postMessage(post)
    expect(workspace.see.messages(channels.backend)).toHaveLength(2)
    expect(workspace.log()).toEqual([])
  })

  test('a connection that dies before the work leaves nothing behind', async () => {
    const { workspace } = await openWorkspace()
    workspace.faults.onCall('chat.postMessage', { kind: 'drop-before' })
    await expect(webClient(workspace).chat.postMessage(post)).rejects.toMatchObject({
      code: 'slack_webapi_request_error',
    })
    expect(workspace.see.messages(channels.backend)).toEqual([])
    expect(await codeOf(webClient(workspace).chat.postMessage(post))).toBe('ok')
  })

  test('server errors, rate limits and Slack’s own codes come for as many calls as asked', async () => {
    const { workspace } = await openWorkspace()
    const { api } = webClient(workspace)
    workspace.faults.onCall('api.test', { kind: 'http-error', status: 503 })
    workspace.faults.onCall('*', { kind: 'rate-limited', retryAfterSeconds: 7 })
    workspace.faults.onCall('api.test', { kind: 'error', error: 'fatal_error' }, 2)
    await expect(api.test()).rejects.toMatchObject({ statusCode: 503 })
    await expect(api.test()).rejects.toMatchObject({ retryAfter: 7 })
    expect([await codeOf(api.test()), await codeOf(api.test()), await codeOf(api.test())]).toEqual([
      'fatal_error',
      'fatal_error',
      'ok',
    ])
    expect(workspace.log()).toEqual([])
  })

  test('a slow answer waits for the clock', async () => {
    const { workspace, clock } = await openWorkspace()
    workspace.faults.onCall('chat.postMessage', { kind: 'slow', delayMs: 5000 })
    const posted = webClient(workspace).chat.postMessage(post)
    await workspace.until(() => clock.waiting() === 1)
    expect(workspace.see.messages(channels.backend)).toEqual([])
    clock.advance(5000)
    await posted
    expect(workspace.see.messages(channels.backend)).toHaveLength(1)
  })
})
