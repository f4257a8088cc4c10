import { expect, test } from 'vitest'
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
