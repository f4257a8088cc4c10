import type { UsersInfoResponse, WebClient } from '@slack/web-api'
import type { Actor } from '../../flows/flows.ts'
import type { Viewer } from '../../store/port.ts'
import type { ChannelKinds } from './channel-kinds.ts'
import { pagesOf } from '../pages.ts'
import { readAgain } from '../slack/read-again.ts'

export interface Viewers {
  /**
   * Who is looking, as Slack sees it at most a minute ago. `provenChannelId` is a channel that a signed payload shows the
   * person in; a direct message can be proven in no other way.
   */
  viewerOf(actor: Actor, provenChannelId?: string): Promise<Viewer>
  /** An admin or owner of the workspace; false when Slack does not answer. */
  isAdmin(actor: Actor): Promise<boolean>
}

const freshForMs = 60_000
const rememberedViewers = 1000

/** When Slack does not answer, the person is taken for a guest of no channel: nothing private is shown by mistake. */
export function createViewers(client: WebClient, now: () => number, kinds: ChannelKinds): Viewers {
  const remembered = new Map<string, { readonly until: number; readonly person: Promise<Person> }>()

  const lookUp = (actor: Actor): Promise<Person> => {
    const key = `${actor.teamId} ${actor.userId}`
    const known = remembered.get(key)
    if (known !== undefined && known.until > now()) return known.person
    const person = askSlack(client, actor).catch((): Person => {
      remembered.delete(key)
      return { viewer: { ...actor, isFullMember: false, memberOf: [] }, isAdmin: false }
    })
    remembered.delete(key)
    remembered.set(key, { until: now() + freshForMs, person })
    const [oldest] = remembered.keys()
    if (remembered.size > rememberedViewers && oldest !== undefined) remembered.delete(oldest)
    return person
  }

  return {
    async viewerOf(actor, provenChannelId) {
      const [{ viewer: asSlackSays }, areKindsKnown] = await Promise.all([
        lookUp(actor),
        kinds.refresh(actor.teamId),
      ])
      const viewer = areKindsKnown ? asSlackSays : { ...asSlackSays, isFullMember: false }
      if (provenChannelId === undefined || viewer.memberOf.includes(provenChannelId)) return viewer
      return { ...viewer, memberOf: [...viewer.memberOf, provenChannelId] }
    },
    isAdmin: async (actor) => (await lookUp(actor)).isAdmin,
  }
}

interface Person {
  readonly viewer: Viewer
  readonly isAdmin: boolean
}

async function askSlack(client: WebClient, actor: Actor): Promise<Person> {
  const [{ user }, memberOf] = await Promise.all([
    readAgain(() => client.users.info({ user: actor.userId })),
    channelsOf(client, actor.userId),
  ])
  const isFullMember = isFullMemberOf(user, actor.teamId)
  const isAdmin = isFullMember && (user?.is_admin === true || user?.is_owner === true)
  return { viewer: { ...actor, isFullMember, memberOf }, isAdmin }
}

/** A person at work in this workspace: no bot, nobody who left, no guest, nobody of another organisation. */
export function isFullMemberOf(user: UsersInfoResponse['user'], teamId: string): boolean {
  if (user === undefined || user.deleted === true || user.is_bot === true) return false
  const isGuest = user.is_restricted === true || user.is_ultra_restricted === true
  const isOurs = user.team_id === undefined || user.team_id === teamId
  return isOurs && !isGuest && user.is_stranger !== true
}

/** Slack lists a private channel only where the bot is too, which is just what may be shown. */
async function channelsOf(client: WebClient, userId: string): Promise<readonly string[]> {
  const pages = pagesOf((from) =>
    client.users.conversations({
      user: userId,
      types: 'public_channel,private_channel',
      limit: 999,
      ...from,
    }),
  )
  const ids: string[] = []
  for await (const { channels } of pages)
    ids.push(...(channels ?? []).flatMap(({ id }) => id ?? []))
  return ids
}
