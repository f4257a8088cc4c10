import { expect, test } from 'vitest'
import { ConfigError, readConfig } from '../../src/config.ts'

const bot = { SLACK_BOT_TOKEN: 'xoxb-1' }
const app = { SLACK_APP_TOKEN: 'xapp-1' }
const signing = { SLACK_SIGNING_SECRET: '0123456789abcdef' }

test.each([
  ['no credential', {}, 'local'],
  ['empty credentials', { SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '' }, 'local'],
  ['bot and app token', { ...bot, ...app }, 'socket'],
  ['bot token and signing secret', { ...bot, ...signing }, 'http'],
  ['all three', { ...bot, ...app, ...signing }, 'socket'],
])('%s means %s mode', (_, environment, mode) => {
  expect(readConfig(environment).slack.mode).toBe(mode)
})

test('defaults are Slack itself and a database under data/', () => {
  expect(readConfig({})).toMatchObject({
    apiUrl: 'https://slack.com/api/',
    port: null,
    databasePath: 'data/backend-test-packet.sqlite',
    referencesDir: null,
    logLevel: 'info',
  })
})

test('an API address without a final slash gets one', () => {
  expect(readConfig({ SLACK_API_URL: 'http://127.0.0.1:3000/api' }).apiUrl).toBe(
    'http://127.0.0.1:3000/api/',
  )
})

test('every problem is listed at once, and no value is repeated', () => {
  const wrong = {
    SLACK_APP_TOKEN: 'xoxb-secret-in-the-wrong-place',
    PORT: 'eighty',
    DATABASE_URL: 'mysql://user:secret@host/db',
    LOG_LEVEL: 'loud',
    SLACK_API_URL: 'slack.com',
  }
  expect(() => readConfig(wrong)).toThrow(ConfigError)
  const problems = problemsOf(wrong)
  for (const name of [...Object.keys(wrong), 'SLACK_BOT_TOKEN']) {
    expect(problems.filter((problem) => problem.startsWith(name))).toHaveLength(1)
  }
  expect(problems.join('\n')).not.toMatch(/secret-in|mysql|loud|eighty/u)
})

test('a bot token alone names both ways to connect', () => {
  const [problem] = problemsOf(bot)
  expect(problem).toContain('SLACK_APP_TOKEN')
  expect(problem).toContain('SLACK_SIGNING_SECRET')
})

function problemsOf(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    return error instanceof ConfigError ? error.problems : []
  }
}
