import type { WebClient } from '@slack/web-api'
import { WebAPIPlatformError } from '@slack/web-api'
import { renderNote } from '../../render/notes.ts'
import type { StanceOutcome } from '../../flows/thread.ts'
import type { PacketRecord, Stance } from '../../store/port.ts'
import type { BotContext } from '../context.ts'
import { currentLink, tell } from './take-part.ts'
import type { Seen } from './take-part.ts'

/** Accept, needs change, object: written down with the name, or answered calmly when it cannot be. */
export async function takeStance(
  context: BotContext,
  seen: Seen,
  packet: PacketRecord,
  stance: Pick<Stance, 'revision' | 'stance' | 'because'>,
): Promise<void> {
  const { client, thread } = context
  const others = stance.stance === 'accept' && (await hasOthers(client, packet))
  const outcome = await thread.takeStance(seen.actor, packet.id, stance, others)
  const where = await currentLink(client, packet)
  const note = {
    stale: `The packet has moved on since: look at ${where} first.`,
    already: `You said that already; it stands on ${where}.`,
    'needs-somebody-else': `You asked for this packet, so somebody else in this channel accepts it. Your word on ${where} is as good as anybody’s for changing it.`,
    'not-an-acceptor': `${acceptorWords(outcome)} accept packets in this workspace. What you think of it belongs in the thread, or under *Needs change*.`,
    recorded: null,
  }[outcome.outcome]
  if (note !== null) await tell(client, seen, renderNote(note))
}

/** Some of the people who may accept, as mentions that only the person who pressed sees. */
function acceptorWords(outcome: StanceOutcome): string {
  if (outcome.outcome !== 'not-an-acceptor') return ''
  const named = outcome.acceptorIds.slice(0, 5).map((id) => `<@${id}>`)
  const left = outcome.acceptorIds.length - named.length
  return [...named, ...(left > 0 ? [`${left} more`] : [])].join(', ')
}

/** Whether anybody but the packet's author and the bot is in the channel; unknown counts as yes. */
async function hasOthers(client: WebClient, packet: PacketRecord): Promise<boolean> {
  if (packet.channelKind === 'dm') return false
  try {
    const [{ user_id: self }, { members }] = await Promise.all([
      client.auth.test(),
      client.conversations.members({ channel: packet.channelId, limit: 10 }),
    ])
    return (members ?? []).some((each) => each !== self && each !== packet.authorId)
  } catch (error) {
    if (error instanceof WebAPIPlatformError) return true
    throw error
  }
}
