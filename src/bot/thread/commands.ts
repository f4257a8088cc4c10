/** What a reply can order rather than change: undo, show, diff, approve, help, export and their like. */
import type { Button } from '@slack/types'
import type { CommandName } from '../../engine/reply/knowledge.ts'
import type { Actor } from '../../flows/flows.ts'
import { actionIds } from '../../render/ids.ts'
import { noteButton, renderNote } from '../../render/notes.ts'
import { threadHelpText } from '../../render/thread/help.ts'
import type { PacketRecord } from '../../store/port.ts'
import type { BotContext } from '../context.ts'
import { offerHandOff } from '../hand-off/offer.ts'
import { proposalOfMessage, proposeChanges } from './proposals.ts'
import { revisionLine } from './revision-lines.ts'
import { takeStance } from './stances.ts'
import { currentLink, tell } from './take-part.ts'
import type { Seen } from './take-part.ts'

/** `ts` is the message that orders it. */
type Ordered = { readonly name: CommandName; readonly argument: string; readonly ts: string }

export async function obey(
  context: BotContext,
  seen: Seen,
  packet: PacketRecord,
  { name, argument, ts }: Ordered,
): Promise<void> {
  const say = (text: string, buttons: readonly Button[] = []) =>
    tell(context.client, seen, renderNote(text, buttons))
  const sayIf = async (text: string | null): Promise<void> => {
    if (text !== null) await say(text)
  }
  const { number } = packet.revision
  switch (name) {
    case 'undo':
      return sayIf(await undo(context, seen.actor, packet))
    case 'redo':
      return sayIf(await redo(context, seen, packet, ts))
    case 'approve':
      return sayIf(
        await takeStance(context, seen.actor, packet, {
          stance: 'accept',
          because: null,
          revision: number,
        }),
      )
    case 'show': {
      const asked = Number(/\d+/u.exec(argument)?.[0] ?? number)
      return asked < 1 || asked > number
        ? say(
            `There is no revision ${asked}; the newest is ${await currentLink(context.client, packet)}.`,
          )
        : say(`Revision ${asked} of ${number}:`, [
            noteButton(`Show revision ${asked}`, actionIds.revisionShow, `${packet.id} ${asked}`),
          ])
    }
    case 'diff':
      return number === 1
        ? say('There is one revision only, so nothing differs yet.')
        : say(`What revision ${number} changed:`, [
            noteButton('Full difference', actionIds.revisionDifference, `${packet.id} ${number}`),
          ])
    case 'export':
      return say('The current revision, to copy from:', [
        noteButton('As Markdown', actionIds.packetMarkdown, packet.id),
      ])
    case 'help':
      return say(threadHelpText)
    case 'reset':
      return say(
        'I take back one revision at a time: say `undo`, or start anew with `/backend-test-packet`.',
      )
    case 'remind':
      return say('I set no reminders. Slack does: `/remind`.')
    case 'hand-off':
      return offerHandOff(context, seen, packet, argument)
    case 'close':
      return say(
        'A packet is closed by accepting it: press *Accept* on its card, or say `approve`.',
      )
  }
  return undefined
}

/** Gives what to tell the person; null when the thread itself shows what happened. */
export async function undo(
  { client, thread }: BotContext,
  actor: Actor,
  packet: PacketRecord,
): Promise<string | null> {
  const outcome = await thread.undo(actor, packet.id)
  if (outcome.outcome === 'undone') return null
  const where = await currentLink(client, packet)
  return outcome.outcome === 'locked'
    ? `${where} is accepted and locked. To change it, propose what should hold instead: the button then says *Reopen with this change*.`
    : `There is nothing to undo: ${where} is what was asked for.`
}

/** What the last revision took back is proposed anew. */
async function redo(
  context: BotContext,
  seen: Seen,
  packet: PacketRecord,
  ts: string,
): Promise<string | null> {
  const line = await revisionLine(context.store, packet.id, packet.revision.number)
  const gone = line?.takenBack ?? []
  if (gone.length === 0) return 'There is nothing that an *undo* took back.'
  return proposeChanges(
    context,
    { seen, packet, id: proposalOfMessage(packet, ts), sourceTs: ts },
    gone.map(({ on, target, op, to, because }) => ({ on, target, op, to, because })),
  )
}
