import type { App, BlockAction, ButtonAction, OverflowAction } from '@slack/bolt'
import { changesBetween } from '../../../engine/difference.ts'
import { actionIds } from '../../../render/ids.ts'
import { renderMarkdownModal } from '../../../render/markdown-modal.ts'
import { renderNoticeModal } from '../../../render/notes.ts'
import { renderNotesModal } from '../../../render/thread/modals.ts'
import { renderDifference } from '../../../render/thread/revision.ts'
import type { BotContext } from '../../context.ts'
import { valueIn } from '../../payload.ts'
import { undo } from '../../thread/commands.ts'
import { changeView } from '../../thread/dialogs.ts'
import { goneText, packetToChange } from '../../thread/take-part.ts'
import { seenIn } from '../../thread/seen.ts'

/** Old and current revisions to look at, and the card's menu. */
export function registerRevisionActions(app: App, context: BotContext): void {
  const { client, flows, store, viewers } = context

  /** `value` is a packet's id and a revision's number. */
  const viewOf = async (body: BlockAction, value: string, what: 'show' | 'diff') => {
    const [packetId = '', number = ''] = value.split(' ')
    const { actor, channelId } = seenIn(body)
    const packet = await flows.showPacket(await viewers.viewerOf(actor, channelId), packetId)
    const revision = packet && (await store.revision(packet.id, Number(number)))
    if (!packet || !revision) return renderNoticeModal(goneText)
    if (what === 'show') return renderMarkdownModal(revision.verdict)
    const before = await store.revision(packet.id, revision.number - 1)
    return before === null
      ? renderNoticeModal('Revision 1 is the first, so nothing differs yet.')
      : renderDifference(
          `Revision ${before.number} → ${revision.number} (the newest is ${packet.revision.number})`,
          changesBetween(before.verdict, revision.verdict),
        )
  }

  const openAbout = async (body: BlockAction, packetId: string, what: 'change' | 'notes') => {
    const seen = seenIn(body)
    const packet = await packetToChange(context, seen, packetId)
    if (packet === null) return
    await client.views.open({
      trigger_id: body.trigger_id,
      view:
        what === 'change'
          ? changeView(context, packet, null)
          : renderNotesModal(await store.notes(packet.id)),
    })
  }

  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: actionIds.packetChange },
    async ({ ack, body }) => {
      await ack()
      await openAbout(body, valueIn(body), 'change')
    },
  )

  for (const [actionId, what] of [
    [actionIds.revisionShow, 'show'],
    [actionIds.revisionDifference, 'diff'],
  ] as const) {
    app.action<BlockAction<ButtonAction>>(
      { type: 'block_actions', action_id: actionId },
      async ({ ack, body }) => {
        await ack()
        const view = await viewOf(body, valueIn(body), what)
        await client.views.open({ trigger_id: body.trigger_id, view })
      },
    )
  }

  app.action<BlockAction<OverflowAction>>(
    { type: 'block_actions', action_id: actionIds.packetMore },
    async ({ ack, body }) => {
      await ack()
      const [verb, ...value] = (body.actions[0]?.selected_option.value ?? '').split(' ')
      if (verb === 'undo') {
        const seen = seenIn(body)
        const packet = await packetToChange(context, seen, value[0] ?? '')
        if (packet !== null) await undo(context, seen, packet)
        return
      }
      if (verb === 'change' || verb === 'notes') {
        await openAbout(body, value[0] ?? '', verb)
        return
      }
      const view = await viewOf(body, value.join(' '), verb === 'diff' ? 'diff' : 'show')
      await client.views.open({ trigger_id: body.trigger_id, view })
    },
  )
}
