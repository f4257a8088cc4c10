/** The environment, read once and checked once, with every problem in one list. */
import { z } from 'zod'

type SlackConfig =
  | { readonly mode: 'socket'; readonly botToken: string; readonly appToken: string }
  | { readonly mode: 'http'; readonly botToken: string; readonly signingSecret: string }
  /** No Slack credential at all: the bot runs in a workspace of its own on this machine. */
  | { readonly mode: 'local' }

export interface Config {
  readonly slack: SlackConfig
  /** Base of Slack's Web API, with a trailing slash. */
  readonly apiUrl: string
  /** Null when not set: each mode has its own idea of what to do then. */
  readonly port: number | null
  /** File of the SQLite database, or `:memory:`. */
  readonly databasePath: string
  /** A directory that overlays `references/`; null for none. */
  readonly referencesDir: string | null
  readonly logLevel: LogLevel
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
type LogLevel = (typeof logLevels)[number]

/** `problems` has one sentence for each variable that cannot be used. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly code = 'config_invalid'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`The configuration cannot be used:\n${problems.map((one) => `- ${one}`).join('\n')}`)
    this.problems = problems
  }
}

// A variable that is set to nothing counts as not set, as people expect of a .env file.
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

const Environment = z.object({
  SLACK_BOT_TOKEN: optional(z.string().startsWith('xoxb-', 'begins with xoxb-')),
  SLACK_APP_TOKEN: optional(z.string().startsWith('xapp-', 'begins with xapp-')),
  SLACK_SIGNING_SECRET: optional(z.string().min(16, 'has at least 16 characters')),
  SLACK_API_URL: optional(
    z.url({ protocol: /^https?$/u, error: 'is an address that begins with https:// or http://' }),
  ),
  PORT: optional(
    z.coerce
      .number('is a number from 1 to 65535')
      .int('is a number from 1 to 65535')
      .min(1, 'is a number from 1 to 65535')
      .max(65_535, 'is a number from 1 to 65535'),
  ),
  DATABASE_URL: optional(
    z.string().regex(/^sqlite:.+/u, 'is sqlite: and a path, such as sqlite:data/packets.sqlite'),
  ),
  REFERENCES_DIR: optional(z.string()),
  LOG_LEVEL: optional(z.enum(logLevels, `is one of ${logLevels.join(', ')}`)),
})

const slackApi = 'https://slack.com/api/'
const defaultDatabase = 'data/backend-test-packet.sqlite'

/** @throws ConfigError that lists every problem. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const read = Environment.safeParse(environment)
  // Values are never repeated: some of them are secrets.
  const problems = (read.error?.issues ?? []).map(
    (issue) => `${String(issue.path[0])}: expected that it ${issue.message}`,
  )
  const slack = slackOf(environment)
  if (typeof slack === 'string') problems.push(slack)
  if (!read.success || typeof slack === 'string') throw new ConfigError(problems)
  const { data } = read
  return {
    slack,
    apiUrl: withSlash(data.SLACK_API_URL ?? slackApi),
    port: data.PORT ?? null,
    databasePath: (data.DATABASE_URL ?? `sqlite:${defaultDatabase}`).slice('sqlite:'.length),
    referencesDir: data.REFERENCES_DIR ?? null,
    logLevel: data.LOG_LEVEL ?? 'info',
  }
}

/** The connection that the credentials allow, or what is missing for one. */
function slackOf(environment: Readonly<Record<string, string | undefined>>): SlackConfig | string {
  const botToken = environment['SLACK_BOT_TOKEN'] ?? ''
  const appToken = environment['SLACK_APP_TOKEN'] ?? ''
  const signingSecret = environment['SLACK_SIGNING_SECRET'] ?? ''
  if (botToken === '') {
    return appToken === '' && signingSecret === ''
      ? { mode: 'local' }
      : 'SLACK_BOT_TOKEN: missing; it begins with xoxb- and is under "OAuth & Permissions"'
  }
  if (appToken !== '') return { mode: 'socket', botToken, appToken }
  if (signingSecret !== '') return { mode: 'http', botToken, signingSecret }
  return 'SLACK_APP_TOKEN: missing; Socket Mode needs it (xapp-…), or give SLACK_SIGNING_SECRET to receive over HTTP'
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`
}
