/** The dialog in which something is handed over: what is shown in it is what is sent. */
import type { ModalView } from '@slack/types'
import { z } from 'zod'
import { RouteOutId } from '../../engine/packet.ts'
import type { Actor } from '../../flows/flows.ts'
import type { Owner } from '../../flows/hand-off.ts'
import { handOffFields, renderSendDialog } from '../../render/hand-off/modals.ts'
import { labelWords } from '../../render/labels.ts'
import { renderNoticeModal } from '../../render/notes.ts'
import type { HandOffRecord, PacketRecord } from '../../store/port.ts'
import type { BotContext } from '../context.ts'
import { lookAtPlace, placeWords } from './place.ts'
import type { HandOffPlace } from './place.ts'

/** What the person has chosen so far; null for nothing. */
export interface Choice {
  readonly to: RouteOutId | null
  readonly channelId: string | null
  readonly withQuotes: boolean
}

/** What would be sent; everything that has to be the same when the dialog comes back. */
export interface Target {
  readonly to: RouteOutId
  readonly revision: number
  readonly channelId: string
  readonly channelKind: 'public' | 'private' | 'unknown'
  readonly withQuotes: boolean
  readonly standing: string | null
  readonly needsConfirmation: boolean
}

export interface SendDialogState {
  readonly view: ModalView
  /** Null while it can go nowhere. */
  readonly target: Target | null
}

export async function sendDialog(
  context: BotContext,
  actor: Actor,
  packet: PacketRecord,
  choice: Choice,
  notice: string | null = null,
): Promise<SendDialogState> {
  const points = await context.handOffs.openPoints(packet)
  const point =
    points.find((each) => each.to === choice.to) ??
    points.find((each) => each.standing === null) ??
    points[0]
  if (point === undefined) return { view: renderNoticeModal(nothingOpen), target: null }
  const { to, standing } = point
  const owner = await context.handOffs.ownerOf(packet.teamId, to)
  const place = await chosenPlace(context, actor, to, owner, choice.channelId)
  const warning = place.found === null ? null : warningOf(packet, place.channelId, place.found)
  const revision = packet.revision.number
  const target: Target | null =
    place.found === null || place.channelId === null
      ? null
      : {
          to,
          revision,
          channelId: place.channelId,
          channelKind: place.found.kind === 'dm' ? 'private' : place.found.kind,
          withQuotes: choice.withQuotes,
          standing: standing?.id ?? null,
          needsConfirmation: warning !== null,
        }
  return {
    target,
    view: renderSendDialog({
      packetId: packet.id,
      revision,
      choices: points.map((each) => each.to),
      to,
      place: { channelId: place.channelId, isFixed: place.isFixed, words: place.words },
      brief: context.handOffs.preview(packet, to, choice.withQuotes),
      withQuotes: choice.withQuotes,
      warning,
      standing: standing && {
        id: standing.id,
        words: standingWords(standing),
        isTheirs: standing.senderId === actor.userId || packet.authorId === actor.userId,
      },
      notice,
    }),
  }
}

interface ChosenPlace {
  readonly channelId: string | null
  readonly found: Extract<HandOffPlace, { ok: true }> | null
  readonly isFixed: boolean
  readonly words: string
}

/** The owner's channel where there is one that can be reached, otherwise what the person chose. */
async function chosenPlace(
  context: BotContext,
  actor: Actor,
  to: RouteOutId,
  owner: Owner,
  picked: string | null,
): Promise<ChosenPlace> {
  const name = labelWords[to]
  const own = owner.channelId === null ? null : await lookAtPlace(context, owner.channelId)
  if (own?.ok === true)
    return {
      channelId: owner.channelId,
      found: own,
      isFixed: true,
      words: owner.isFallback
        ? `Goes to <#${owner.channelId}>: the settings name no channel for ${name} alone.`
        : `Goes to <#${owner.channelId}>, which owns ${name}${owner.name === null || owner.name === own.name ? '' : ` (${withoutMarks(owner.name)})`}.`,
    }
  const [why, ask] =
    own === null
      ? [
          `The settings name no channel for ${name}; an admin sets it on the app’s *Home*.`,
          'Choose one for this time.',
        ]
      : [
          `<#${owner.channelId}>, which owns ${name}, ${placeWords[own.problem]}.`,
          'Choose another channel for this time.',
        ]
  if (picked === null)
    return { channelId: null, found: null, isFixed: false, words: `${why} ${ask}` }
  const place = await lookAtPlace(context, picked)
  const problem = place.ok
    ? await notTheirs(context, actor, picked, place)
    : placeWords[place.problem]
  return problem === null && place.ok
    ? {
        channelId: picked,
        found: place,
        isFixed: false,
        words: `${why} This time it goes to <#${picked}>.`,
      }
    : {
        channelId: picked,
        found: null,
        isFixed: false,
        words: `<#${picked}> ${problem ?? ''}. Choose another channel.`,
      }
}

/** Nobody posts through the bot where they could not speak themselves. */
async function notTheirs(
  { viewers }: BotContext,
  actor: Actor,
  channelId: string,
  place: Extract<HandOffPlace, { ok: true }>,
): Promise<string | null> {
  if (place.kind === 'public') return null
  const { memberOf } = await viewers.viewerOf(actor)
  return memberOf.includes(channelId) ? null : 'is a channel that you are not in'
}

/** Who else than the packet's own readers will read it; null when nobody will. In mrkdwn. */
function warningOf(
  packet: PacketRecord,
  channelId: string | null,
  place: Extract<HandOffPlace, { ok: true }>,
): string | null {
  const where = `<#${channelId}>`
  const isPrivate = packet.channelKind !== 'public' && packet.channelId !== channelId
  const reasons = [
    ...(isPrivate
      ? [
          {
            public: `*This packet is in a private place, and ${where} is public:* everybody in the workspace can read what is sent.`,
            private: `*This packet is in a private place, and ${where} has other members:* they read what is sent.`,
            dm: '',
            unknown: `*This packet is in a private place,* and Slack did not tell me who reads ${where}.`,
          }[place.kind],
        ]
      : []),
    ...(place.isShared
      ? [`*${where} is shared with other organisations:* their people read it too.`]
      : []),
  ]
  return reasons.length === 0 ? null : reasons.join('\n')
}

const standingWords = ({ channelId, senderId, createdAt, state, by }: HandOffRecord): string => {
  const seconds = Math.floor(createdAt / 1000)
  const day = new Date(createdAt).toISOString().slice(0, 10)
  const stands = state === 'accepted' ? `<@${by}> takes it on` : 'nobody has taken it on yet'
  return `To <#${channelId}> by <@${senderId}>, <!date^${seconds}^{date_short_pretty}|${day}>; ${stands}.`
}

/** An owner's name is words of an admin: nothing in it is markup. */
const withoutMarks = (name: string): string => name.replaceAll(/[&<>*_~`]/gu, '')

const nothingOpen =
  'There is nothing to hand over in this packet: its route-outs leave no point open. Say in the thread what is undecided, or use *Revise*.'

const Chosen = z.object({
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
  selected_conversation: z.string().nullish(),
  value: z.string().nullish(),
})
const Values = z.record(z.string(), z.record(z.string(), Chosen))

/** What the form holds. Ids in it are looked up and checked anew. */
export function readSendDialog(values: unknown): Choice & {
  readonly words: string | null
  readonly isConfirmed: boolean
} {
  const blocks = Object.entries(Values.parse(values))
  const entered = (id: string): z.infer<typeof Chosen> =>
    Object.values(blocks.find(([block]) => block.split('~')[0] === id)?.[1] ?? {})[0] ?? {}
  const to = RouteOutId.safeParse(entered(handOffFields.to).selected_option?.value)
  const words = entered(handOffFields.words).value?.trim() ?? ''
  return {
    to: to.success ? to.data : null,
    channelId: entered(handOffFields.place).selected_conversation ?? null,
    withQuotes: (entered(handOffFields.quotes).selected_options ?? []).length === 0,
    words: words === '' ? null : words,
    isConfirmed: (entered(handOffFields.confirm).selected_options ?? []).length > 0,
  }
}
