/** What a reply can order rather than change: undo, show, diff, approve, help, export and their like. */
import type { Button } from '@slack/types'
import type { CommandName } from '../../engine/reply/knowledge.ts'
import { actionIds } from '../../render/ids.ts'
import { noteButton, renderNote } from '../../render/notes.ts'
import { threadHelpText } from '../../render/thread/help.ts'
import type { PacketRecord } from '../../store/port.ts'
import type { BotContext } from '../context.ts'
import { proposeChanges } from './proposals.ts'
import { takeStance } from './stances.ts'
import { currentLink, tell } from './take-part.ts'
import type { Seen } from './take-part.ts'

type Ordered = { readonly name: CommandName; readonly argument: string }

export async function obey(
  context: BotContext,
  seen: Seen,
  packet: PacketRecord,
  { name, argument }: Ordered,
): Promise<void> {
  const say = (text: string, buttons: readonly Button[] = []) =>
    tell(context.client, seen, renderNote(text, buttons))
  const { number } = packet.revision
  switch (name) {
    case 'undo':
      return undo(context, seen, packet)
    case 'redo':
      return redo(context, seen, packet)
    case 'approve':
      return takeStance(context, seen, packet, {
        stance: 'accept',
        because: null,
        revision: number,
      })
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
    case 'close':
      return say(
        'A packet is closed by accepting it: press *Accept* on its card, or say `approve`.',
      )
  }
  return undefined
}

export async function undo(
  context: BotContext,
  seen: Seen,
  packet: PacketRecord,
  reopen = false,
): Promise<void> {
  const outcome = await context.thread.undo(seen.actor, packet.id, { reopen })
  if (outcome.outcome === 'undone') return
  const where = await currentLink(context.client, packet)
  await tell(
    context.client,
    seen,
    renderNote(
      outcome.outcome === 'locked'
        ? `${where} is accepted and locked. To change it, propose what should hold instead: the button then says *Reopen with this change*.`
        : `There is nothing to undo: ${where} is what was asked for.`,
    ),
  )
}

/** What the last revision took back is proposed anew. */
async function redo(context: BotContext, seen: Seen, packet: PacketRecord): Promise<void> {
  const before = await context.store.revision(packet.id, packet.revision.number - 1)
  const held = new Set(packet.revision.amendments.map((each) => each.id))
  const gone = (before?.amendments ?? []).filter((each) => !held.has(each.id))
  if (gone.length === 0)
    return tell(context.client, seen, renderNote('There is nothing that an *undo* took back.'))
  return proposeChanges(
    context,
    seen,
    packet,
    gone.map(({ on, target, op, to, because }) => ({ on, target, op, to, because })),
  )
}
