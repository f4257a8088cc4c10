/** What people are called, for messages that are about them and ask nothing of them: a mention would notify them. */
import type { WebClient } from '@slack/web-api'
import { escapeMrkdwn } from '../../render/escape.ts'
import { readAgain } from '../slack/read-again.ts'

export interface People {
  /** How somebody is called, in mrkdwn; a mention when Slack does not say, because a person must not become nobody. */
  nameOf(userId: string): Promise<string>
  /** Whether Slack says now that this account is deactivated; where it says nothing, somebody is taken to be there. */
  hasLeft(userId: string): Promise<boolean>
  /** The text with names in place of the ids of people, as Slack writes them or as `readSlackText` leaves them. */
  withNames(text: string): Promise<string>
}

interface Remembered {
  readonly until: number
  /** Null when Slack does not say. */
  readonly name: Promise<string | null>
}

const freshForMs = 10 * 60_000
const rememberedNames = 5000
const idsInText = /<@([UW][A-Z0-9]{4,})(?:\|[^<>]*)?>|@([UW][A-Z0-9]{7,})\b/giu

export function createPeople(client: WebClient, now: () => number): People {
  const remembered = new Map<string, Remembered>()

  const lookUp = (userId: string): Promise<string | null> => {
    const known = remembered.get(userId)
    if (known !== undefined && known.until > now()) return known.name
    const name = askSlack(client, userId).catch(() => {
      remembered.delete(userId)
      return null
    })
    remembered.delete(userId)
    remembered.set(userId, { until: now() + freshForMs, name })
    const [oldest] = remembered.keys()
    if (remembered.size > rememberedNames && oldest !== undefined) remembered.delete(oldest)
    return name
  }

  return {
    async nameOf(userId) {
      const name = await lookUp(userId)
      return name === null ? `<@${userId}>` : escapeMrkdwn(name)
    },
    hasLeft: (userId) =>
      readAgain(() => client.users.info({ user: userId })).then(
        ({ user }) => user?.deleted === true,
        () => false,
      ),
    async withNames(text) {
      const ids = [...text.matchAll(idsInText)].map(idIn)
      const names = new Map(
        await Promise.all([...new Set(ids)].map(async (id) => [id, await lookUp(id)] as const)),
      )
      return text.replace(idsInText, (...match) => `@${names.get(idIn(match)) ?? 'somebody'}`)
    },
  }
}

const idIn = (match: readonly unknown[]): string => String(match[1] ?? match[2]).toUpperCase()

async function askSlack(client: WebClient, userId: string): Promise<string> {
  const { user } = await readAgain(() => client.users.info({ user: userId }))
  const { real_name: real, display_name: display } = user?.profile ?? {}
  const name = [real, display, user?.name].find((each) => each !== undefined && each !== '')
  if (name === undefined) throw new TypeError('Slack gave no name')
  return name
}
