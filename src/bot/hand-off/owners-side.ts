/** Who may act on a hand-off, where its owner reads it. What a button names is looked up; who pressed is what Slack signed. */
import type { BlockAction } from '@slack/bolt'
import type { Actor } from '../../flows/flows.ts'
import { escapeMrkdwn } from '../../render/escape.ts'
import type { HandOffRecord } from '../../store/port.ts'
import type { BotContext } from '../context.ts'

export type OwnersSide =
  | { readonly ok: true; readonly handOff: HandOffRecord }
  /** In mrkdwn, for this person alone. */
  | { readonly ok: false; readonly why: string }

/** `signedChannelId` is where Slack saw the press; a form and Home prove no channel. */
export async function ownersSide(
  { store, viewers }: BotContext,
  actor: Actor,
  id: string,
  signedChannelId?: string,
): Promise<OwnersSide> {
  const viewer = await viewers.viewerOf(actor, signedChannelId)
  // Read after the channels' kinds were looked up again.
  const handOff = await store.findHandOff(actor.teamId, id)
  if (handOff === null) return { ok: false, why: goneWords }
  if (!viewer.isFullMember) return { ok: false, why: strangerWords }
  const isThere = viewer.memberOf.includes(handOff.channelId) || handOff.channelKind === 'public'
  return isThere ? { ok: true, handOff } : { ok: false, why: elsewhereWords }
}

const goneWords =
  'This is not asked any more: the packet that it came from is gone, or the question belongs to another workspace.'
const strangerWords =
  'You can read this, but only full members of this workspace take on, answer or decline what is handed over: guests and people of other organisations cannot. Ask one of them to do it for you. If you are one, Slack did not tell me so just now: try again in a minute.'
const elsewhereWords =
  'This was handed over to a channel that you are not in. Its members answer it there.'

/** Pressed on a message whose arrival Slack never confirmed: it is there, and this is where. */
export async function adoptMessage(
  { store }: BotContext,
  handOff: HandOffRecord,
  { container, channel }: BlockAction,
): Promise<void> {
  const ts: unknown = container['message_ts']
  if (handOff.messageTs !== null || channel?.id !== handOff.channelId || typeof ts !== 'string')
    return
  if (container['is_ephemeral'] === true) return
  const id = `hand-off:${handOff.id}`
  const sent = (await store.deliveries(handOff.packetId)).find((each) => each.id === id)
  if (sent?.state === 'unknown' || sent?.state === 'abandoned') await store.markSent(id, ts)
}

/** Already done is an answer, not an error. In mrkdwn. */
export function alreadyWords({ state, by, words }: HandOffRecord): string {
  const said = words === null ? '' : `: “${escapeMrkdwn(words)}”`
  switch (state) {
    case 'accepted':
      return `<@${by}> has taken this on already.`
    case 'declined':
      return `<@${by}> declined this already${said}.`
    case 'answered':
      return `<@${by}> answered this already${said}.`
    case 'withdrawn':
      return `<@${by}> withdrew this: nothing is asked any more.`
    default:
      return 'This is settled already.'
  }
}
