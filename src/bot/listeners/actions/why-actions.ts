import type { App, BlockAction, ButtonAction, StaticSelectAction } from '@slack/bolt'
import { z } from 'zod'
import { actionIds } from '../../../render/ids.ts'
import { renderNote, renderNoticeModal } from '../../../render/notes.ts'
import { inShort, renderWhy, whyOnItsWay } from '../../../render/why.ts'
import type { PacketRecord } from '../../../store/port.ts'
import { adoptCard } from '../../delivery/adopt-card.ts'
import type { BotContext } from '../../context.ts'
import { updateView } from '../../dialog/show-view.ts'
import { openedViewKey } from '../../errors.ts'
import { actorIn, valueIn } from '../../payload.ts'
import { goneText, openAtOnce } from '../../packet-modal.ts'
import { metadataOf } from '../../thread/submitted.ts'

type Pressed = BlockAction<ButtonAction>
type Chosen = BlockAction<StaticSelectAction>

const OfPacket = z.object({ packetId: z.string() })

/** *Why?* on a card, and the choice of a section in the modal. Access is checked at both. */
export function registerWhyActions(app: App, context: BotContext): void {
  const { client, flows, replies, rules, viewers } = context

  const viewOf = async (packet: PacketRecord | null, shown: string | null) =>
    packet === null
      ? renderNoticeModal(goneText)
      : renderWhy({
          packetId: packet.id,
          requestText: packet.requestText,
          verdict: packet.revision.verdict,
          amendments: packet.revision.amendments,
          rules,
          explanation: await replies.explain(packet),
          shown,
        })

  app.action<Pressed>(
    { type: 'block_actions', action_id: actionIds.packetWhy },
    async ({ ack, body, context: listening, respond }) => {
      await ack()
      const opened = await openAtOnce(context, body, whyOnItsWay)
      if (opened === null) {
        await respond({ response_type: 'ephemeral', replace_original: false, ...tooLate })
        return
      }
      // From here on a fault is told in the modal: the trigger is spent.
      listening[openedViewKey] = opened
      const viewer = await viewers.viewerOf(actorIn(body), body.channel?.id)
      const packet = await flows.showPacket(viewer, valueIn(body))
      if (packet !== null) await adoptCard(context, packet, body)
      // A choice in a modal is signed without a channel, and a direct message can be proven by nothing else.
      const isDirect = packet?.channelId.startsWith('D') === true
      await updateView(client, opened, await viewOf(packet, isDirect ? null : inShort))
    },
  )

  app.action<Chosen>(
    { type: 'block_actions', action_id: actionIds.whyShow },
    async ({ ack, body, context: listening }) => {
      await ack()
      if (body.view === undefined) return
      listening[openedViewKey] = body.view.id
      const viewer = await viewers.viewerOf(actorIn(body))
      const packet = await flows.showPacket(viewer, metadataOf(body.view, OfPacket).packetId)
      const shown = body.actions[0]?.selected_option.value ?? inShort
      await updateView(client, body.view.id, await viewOf(packet, shown))
    },
  )
}

const tooLate = renderNote('Slack took too long to open the reasons. Please press *Why?* again.')
