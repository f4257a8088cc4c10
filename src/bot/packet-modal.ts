import type { BlockAction } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import { renderNoticeModal } from '../render/notes.ts'
import type { PacketRecord } from '../store/port.ts'
import type { BotContext } from './context.ts'
import { isTooLate } from './dialog/show-view.ts'
import { actorIn } from './payload.ts'

export const goneText =
  'This packet is not there any more, or it is in a channel that you are not in.'

/** On top of the dialog in which something was pressed; anywhere else a dialog of its own. */
export async function openModal(
  context: Pick<BotContext, 'client'>,
  body: BlockAction,
  view: ModalView,
): Promise<void> {
  await opened(context, body, view)
}

/** The same for a view that is filled later: its id, or null when the trigger had expired. */
export async function openAtOnce(
  context: Pick<BotContext, 'client'>,
  body: BlockAction,
  view: ModalView,
): Promise<string | null> {
  try {
    return (await opened(context, body, view)).view?.id ?? null
  } catch (error) {
    if (isTooLate(error)) return null
    throw error
  }
}

const opened = (
  { client }: Pick<BotContext, 'client'>,
  { trigger_id, view: pressedIn }: BlockAction,
  view: ModalView,
) =>
  pressedIn?.type === 'modal'
    ? client.views.push({ trigger_id, view })
    : client.views.open({ trigger_id, view })

/** Opens what `render` makes of a packet for whoever pressed and may see it; otherwise says that it is gone. */
export async function openPacketModal(
  context: Pick<BotContext, 'client' | 'flows' | 'viewers'>,
  body: BlockAction,
  packetId: string,
  render: (packet: PacketRecord) => ModalView | Promise<ModalView>,
): Promise<void> {
  const viewer = await context.viewers.viewerOf(actorIn(body), body.channel?.id)
  const packet = await context.flows.showPacket(viewer, packetId)
  await openModal(
    context,
    body,
    packet === null ? renderNoticeModal(goneText) : await render(packet),
  )
}
