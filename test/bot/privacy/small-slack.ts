/** As much of Slack as access is decided by: who people are and which channels they are in. Everything sent is kept. */
import { WebAPIPlatformError } from '@slack/web-api'
import type { WebClient } from '@slack/web-api'

export interface SlackPerson {
  readonly teamId: string
  readonly is?: 'admin' | 'guest' | 'single-channel guest' | 'bot' | 'removed'
}

export interface SlackChannel {
  readonly isPrivate: boolean
  readonly isArchived?: boolean
  readonly isShared?: boolean
  readonly hasBot: boolean
  readonly members: readonly string[]
}

export interface SmallSlack {
  readonly client: WebClient
  /** Every call that shows something, as it left. */
  readonly sent: unknown[]
}

/** The token is of `teamId`: of other teams Slack tells nothing. */
export function smallSlack(directory: {
  readonly teamId: string
  readonly people: Readonly<Record<string, SlackPerson>>
  readonly channels: Readonly<Record<string, SlackChannel>>
  /** Slack answers nothing about people and channels. */
  readonly isSilent: boolean
}): SmallSlack {
  const { people, channels } = directory
  const sent: unknown[] = []
  const refuse = (error: string): never => {
    throw new WebAPIPlatformError({ ok: false, error })
  }
  const known = (): void => {
    if (directory.isSilent) refuse('internal_error')
  }

  const lookUps: Readonly<Record<string, (args: Args) => unknown>> = {
    'users.info'({ user = '' }) {
      known()
      const person = people[user] ?? refuse('user_not_found')
      return {
        user: {
          id: user,
          team_id: person.teamId,
          name: user.toLowerCase(),
          is_admin: person.is === 'admin',
          is_restricted: person.is === 'guest' || person.is === 'single-channel guest',
          is_ultra_restricted: person.is === 'single-channel guest',
          is_bot: person.is === 'bot',
          deleted: person.is === 'removed',
        },
      }
    },
    'users.conversations'({ user }) {
      known()
      const of = Object.entries(channels).filter(([, { members, hasBot, isPrivate }]) =>
        user === undefined ? hasBot : members.includes(user) && (hasBot || !isPrivate),
      )
      return {
        channels: of.map(([id, { isPrivate }]) => ({ id, is_private: isPrivate })),
      }
    },
    'conversations.info'({ channel = '' }) {
      known()
      const found = channels[channel]
      if (found === undefined || (found.isPrivate && !found.hasBot))
        return refuse('channel_not_found')
      return {
        channel: {
          id: channel,
          name: channel.toLowerCase(),
          is_private: found.isPrivate,
          is_archived: found.isArchived === true,
          is_ext_shared: found.isShared === true,
          is_member: found.hasBot,
        },
      }
    },
    'conversations.members': ({ channel = '' }) => ({ members: channels[channel]?.members ?? [] }),
    'conversations.open': ({ users = '' }) => ({ channel: { id: `D-${users}` } }),
    'auth.test': () => ({ user_id: 'U-BTP' }),
    'chat.getPermalink': ({ channel, message_ts: ts }) => ({
      permalink: `https://slack.test/${channel}/${ts}`,
    }),
    'files.getUploadURLExternal': () => ({
      upload_url: 'https://slack.test/upload',
      file_id: 'F1',
    }),
  }

  const method = (name: string) => (args: Args) => {
    const lookUp = lookUps[name]
    if (lookUp !== undefined) return Promise.resolve().then(() => lookUp(args))
    sent.push([name, args])
    return Promise.resolve({ ok: true, ts: '9.9', view: { id: 'V9' } })
  }
  // Whatever is called is answered: only what leaves matters here.
  const group = (name: string) =>
    new Proxy({}, { get: (_, verb) => method(`${name}.${String(verb)}`) })
  const client = new Proxy({}, { get: (_, name) => group(String(name)) })
  return { client: client as WebClient, sent }
}

type Args = Readonly<Record<string, string | undefined>>
