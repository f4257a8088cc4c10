import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import { mrkdwnCode } from '../../../render/escape.ts'
import { actionIds } from '../../../render/ids.ts'
import { renderMarkdownModal } from '../../../render/markdown-modal.ts'
import { renderNoticeModal } from '../../../render/notes.ts'
import type { PacketRecord } from '../../../store/port.ts'
import { adoptCard } from '../../delivery/adopt-card.ts'
import { packetAnswer } from '../../answers.ts'
import type { BotContext } from '../../context.ts'
import { actorIn, valueIn } from '../../payload.ts'

type Pressed = BlockAction<ButtonAction>

/** Buttons on a card and on what shows a packet. Access is checked at the click, whatever the button says. */
export function registerPacketActions(app: App, context: BotContext): void {
  const { client, dialogs, flows, viewers } = context

  const packetOf = async (body: Pressed): Promise<PacketRecord | null> => {
    const viewer = await viewers.viewerOf(actorIn(body), body.channel?.id)
    const packet = await flows.showPacket(viewer, valueIn(body))
    if (packet !== null) await adoptCard(context, packet, body)
    return packet
  }

  app.action<Pressed>(
    { type: 'block_actions', action_id: actionIds.packetMarkdown },
    async ({ ack, body }) => {
      await ack()
      const packet = await packetOf(body)
      await client.views.open({
        trigger_id: body.trigger_id,
        view: packet === null ? gone : renderMarkdownModal(packet.revision.verdict),
      })
    },
  )

  app.action<Pressed>(
    { type: 'block_actions', action_id: actionIds.packetAnswer },
    async ({ ack, body }) => {
      await ack()
      const packet = await packetOf(body)
      if (packet === null) {
        await client.views.open({ trigger_id: body.trigger_id, view: gone })
      } else if (packet.authorId !== actorIn(body).userId) {
        await client.views.open({ trigger_id: body.trigger_id, view: authorsOnly(packet) })
      } else {
        await dialogs.open({
          actor: actorIn(body),
          triggerId: body.trigger_id,
          text: packet.requestText,
          source: packet.source,
          channelId: packet.channelId,
          threadTs: packet.threadTs ?? packet.cardTs,
        })
      }
    },
  )

  app.action<Pressed>(
    { type: 'block_actions', action_id: actionIds.packetShow },
    async ({ ack, body, respond }) => {
      await ack()
      const viewer = await viewers.viewerOf(actorIn(body), body.channel?.id)
      const packet = await flows.showPacket(viewer, valueIn(body))
      if (body.view === undefined) {
        const answer = packet === null ? noLonger : await packetAnswer(context, packet, viewer)
        await respond({ response_type: 'ephemeral', replace_original: false, ...answer })
      } else {
        const view =
          packet === null
            ? gone
            : { ...gone, blocks: (await packetAnswer(context, packet, viewer)).blocks }
        // On top of a dialog that lists packets, in place of nothing when Home does.
        await (body.view.type === 'modal'
          ? client.views.push({ trigger_id: body.trigger_id, view })
          : client.views.open({ trigger_id: body.trigger_id, view }))
      }
    },
  )
}

const goneText = 'This packet is not there any more, or it is in a channel that you are not in.'
const gone = renderNoticeModal(goneText)
const noLonger = { text: goneText, blocks: gone.blocks }

function authorsOnly(packet: PacketRecord) {
  return renderNoticeModal(
    `<@${packet.authorId}> asked for packet ${mrkdwnCode(packet.name)} and answers its questions. Write in its thread what you know.`,
  )
}
