/** Views of the thread's dialogs, put together from what a packet is now. */
import type { ModalView } from '@slack/types'
import { noHouseRules } from '../../engine/house-rules.ts'
import { renderNoticeModal } from '../../render/notes.ts'
import { renderChangeModal, renderReviseModal } from '../../render/thread/amend-modals.ts'
import type { PacketRecord } from '../../store/port.ts'
import type { BotContext } from '../context.ts'
import { correctionsIn, kindRead, valuesRead } from '../dialog/corrections.ts'
import { readDialog } from '../dialog/state.ts'
import type { ProposedChange } from '../../flows/thread.ts'
import { costWords, rowsOf } from './alternatives.ts'

/** The framing of the current revision, to correct. */
export function reviseView({ vocabulary }: BotContext, packet: PacketRecord): ModalView {
  const { verdict, number } = packet.revision
  const kind = kindRead(packet.requestText, verdict)
  return renderReviseModal(
    {
      requestText: packet.requestText,
      verdict,
      vocabulary,
      values: valuesRead(verdict, kind, vocabulary),
      kind,
      generations: {},
      channelId: packet.channelId,
      isInThread: true,
      notices: [],
      draft: null,
      privateMetadata: '',
    },
    { packetId: packet.id, revision: number },
  )
}

/** What the person corrected in it, against the revision that it showed. */
export function correctionsOf(
  { flows, vocabulary }: BotContext,
  packet: PacketRecord,
  view: unknown,
  because: string | null,
): readonly ProposedChange[] {
  const { verdict } = packet.revision
  const readLine = (line: string) => flows.preview(line, [], noHouseRules).verdict.framing
  return correctionsIn(
    readDialog(view),
    { text: packet.requestText, verdict, readLine },
    vocabulary,
    '',
    1,
  ).map(({ on, target, op, to, because: own }) => ({ on, target, op, to, because: own ?? because }))
}

/** Rows to change; for the chosen one what else it could be and what that would cost. */
export function changeView(
  { thread }: BotContext,
  packet: PacketRecord,
  rowKey: string | null,
): ModalView {
  const rows = rowsOf(packet.revision.verdict)
  if (rows.length === 0)
    return renderNoticeModal(
      'There are no layers, dependencies or lanes here yet. *Revise* in the same menu changes what was read.',
    )
  const row = rows.find((each) => each.key === rowKey)
  return renderChangeModal({
    packetId: packet.id,
    revision: packet.revision.number,
    rows,
    row: row?.key ?? null,
    alternatives: (row?.alternatives ?? []).flatMap(({ label, change }, at) => {
      const cost = costWords(thread.weigh(packet, [change]))
      return cost === null ? [] : [{ label, cost, value: String(at) }]
    }),
  })
}
