import { expect, test } from 'vitest'
import { freePort } from './free-port.ts'
import { startBot, startedWorkspace } from './start-bot.ts'

test.each([
  ['bot', { botToken: 'xoxb-wrong' }],
  ['app', { appToken: 'xapp-wrong' }],
])('a wrong %s token stops the start with Slack’s word for it', async (_, tokens) => {
  const workspace = await startedWorkspace({ rateLimits: false })
  const start = startBot({ workspace: { ...workspace, ...tokens } })
  await expect(start).rejects.toMatchObject({
    name: 'ConnectionError',
    slackCode: 'invalid_auth',
    message: expect.stringContaining('SLACK_BOT_TOKEN'),
  })
})

test('a Slack that cannot be reached stops the start with a sentence about the network', async () => {
  const workspace = await startedWorkspace({ rateLimits: false })
  const nobody = `http://127.0.0.1:${await freePort()}/api/`
  await expect(startBot({ workspace: { ...workspace, apiUrl: nobody } })).rejects.toMatchObject({
    code: 'slack_unreachable',
    message: expect.stringContaining('SLACK_API_URL'),
  })
})
