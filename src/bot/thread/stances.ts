import type { WebClient } from '@slack/web-api'
import type { Actor } from '../../flows/flows.ts'
import type { StanceOutcome } from '../../flows/thread.ts'
import type { PacketRecord, Stance } from '../../store/port.ts'
import type { BotContext } from '../context.ts'
import { pagesOf } from '../pages.ts'
import { readAgain } from '../slack/read-again.ts'
import { isFullMemberOf } from '../people/viewer.ts'
import { currentLink } from './take-part.ts'

/**
 * Accept, needs change, object: written down with the name. Gives why it could not be, in mrkdwn; null when the card
 * shows it.
 */
export async function takeStance(
  context: BotContext,
  actor: Actor,
  packet: PacketRecord,
  stance: Pick<Stance, 'revision' | 'stance' | 'because'>,
): Promise<string | null> {
  const { client, thread } = context
  const others = stance.stance === 'accept' && (await hasOthers(client, packet))
  const outcome = await thread.takeStance(actor, packet.id, stance, others)
  if (outcome.outcome === 'recorded') return null
  const where = await currentLink(client, packet)
  return {
    stale: `The packet has moved on since: look at ${where} first.`,
    'no-packet': `There is no packet to accept in ${where} yet.`,
    already: `You said that already; it stands on ${where}.`,
    'needs-somebody-else': `You asked for this packet, so somebody else in this channel accepts it. Your word on ${where} is as good as anybody’s for changing it.`,
    'not-an-acceptor': `${acceptorWords(outcome)} accept packets in this workspace. What you think of it belongs in the thread, or under *Needs change*.`,
  }[outcome.outcome]
}

/** Some of the people who may accept, as mentions that only the person who pressed sees. */
function acceptorWords(outcome: StanceOutcome): string {
  if (outcome.outcome !== 'not-an-acceptor') return ''
  const named = outcome.acceptorIds.slice(0, 5).map((id) => `<@${id}>`)
  const left = outcome.acceptorIds.length - named.length
  return [...named, ...(left > 0 ? [`${left} more`] : [])].join(', ')
}

/** Looking people up one by one ends here: among so many there is somebody. */
const mostLookups = 50

/**
 * Whether anybody but the packet's author could accept it in its channel: a person at work there, neither a bot nor
 * somebody who left, and no guest, since guests accept nothing. Unknown counts as yes.
 */
async function hasOthers(client: WebClient, packet: PacketRecord): Promise<boolean> {
  if (packet.channelKind === 'dm') return false
  try {
    let lookups = 0
    const pages = pagesOf((from) =>
      client.conversations.members({ channel: packet.channelId, limit: 200, ...from }),
    )
    for await (const { members } of pages)
      for (const userId of members ?? []) {
        if (userId === packet.authorId) continue
        if ((lookups += 1) > mostLookups) return true
        const { user } = await readAgain(() => client.users.info({ user: userId }))
        if (isFullMemberOf(user, packet.teamId)) return true
      }
    return false
  } catch {
    return true
  }
}
