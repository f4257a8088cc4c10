import type { Workspace } from '../../src/workspace/start-workspace.ts'
import type { Message } from '../../src/workspace/state/model.ts'
import { dialogOf } from './dialog-driver.ts'

const command = '/backend-test-packet'

/** Types the command and waits for the dialog. */
export async function openDialog(
  workspace: Workspace,
  user: string,
  channel: string,
  text = '',
): Promise<ReturnType<typeof dialogOf>> {
  await workspace.act.command(user, { channel, text: `${command} ${text}`.trim() })
  await workspace.until(() => workspace.see.modal(user))
  return dialogOf(workspace, user)
}

/** Types the command and waits for the answer that only this person sees. */
export async function ask(
  workspace: Workspace,
  user: string,
  channel: string,
  text: string,
): Promise<Readonly<Message>> {
  const before = workspace.see.ephemerals(user).length
  await workspace.act.command(user, { channel, text: `${command} ${text}` })
  return workspace.until(() => workspace.see.ephemerals(user)[before])
}

/** The thread's replies, once the last part has arrived. */
export function wholeThread(
  workspace: Workspace,
  channel: string,
  rootTs: string,
): Promise<readonly Readonly<Message>[]> {
  return workspace.until(() => {
    const replies = workspace.see.replies(channel, rootTs)
    const [, part, parts] =
      /Part (\d+) of (\d+)/u.exec(workspace.see.textOf(replies.at(-1)?.blocks)) ?? []
    return part !== undefined && part === parts ? replies : null
  })
}

/** Opens the dialog, presses Post, and gives the card once the whole packet is there. */
export async function postPacket(
  workspace: Workspace,
  user: string,
  channel: string,
  text: string,
): Promise<Readonly<Message>> {
  const before = workspace.see.roots(channel).length
  const dialog = await openDialog(workspace, user, channel, text)
  await dialog.post()
  const card = await workspace.until(() => workspace.see.roots(channel)[before])
  await wholeThread(workspace, channel, card.ts)
  return card
}

/** Opens a card's menu and chooses what begins with this verb. */
export function chooseInMenu(
  workspace: Workspace,
  user: string,
  card: Readonly<Message>,
  verb: string,
): Promise<unknown> {
  const shown = workspace.see.messages(card.channel).find(({ ts }) => ts === card.ts)
  const [value] = new RegExp(`(?<="value":")${verb} [^"]+`, 'u').exec(JSON.stringify(shown)) ?? []
  return workspace.act.blockAction(user, {
    container: { channel: card.channel, ts: card.ts },
    action: { action_id: 'packet_more', selected_option: { value: value ?? verb } },
  })
}

/** Presses *Why?* on a message and gives the words of the modal once they are no longer on their way. */
export async function askWhy(
  workspace: Workspace,
  user: string,
  message: Readonly<Message>,
): Promise<{ readonly id: string; readonly words: string }> {
  await workspace.act.press(user, { channel: message.channel, ts: message.ts }, 'packet_why')
  return workspace.until(() => {
    const modal = workspace.see.modal(user)
    const words = workspace.see.textOf(modal?.view['blocks'])
    return modal && !words.includes(onItsWay) ? { id: modal.id, words } : null
  })
}

const onItsWay = 'Looking up what led here'

/** In *Change a row*: chooses the row that begins so, and waits for what else it could be. */
export async function chooseRow(
  workspace: Workspace,
  user: string,
  row: string,
): Promise<ReturnType<typeof dialogOf>> {
  await workspace.until(() => workspace.see.modal(user))
  const dialog = dialogOf(workspace, user)
  const offered = dialog.block('row').element?.options ?? []
  const value = offered.find((each) => each.value.startsWith(row))?.value ?? row
  dialog.choose('row', value)
  await workspace.act.blockAction(user, {
    container: { viewId: dialog.top().id },
    action: { action_id: 'row_choose', selected_option: { value } },
  })
  await workspace.until(() => dialog.has('choice'))
  return dialog
}

export function nameOn(workspace: Workspace, message: Readonly<Message>): string {
  const [name] = /[a-z]+-[a-z]+-\d+/u.exec(workspace.see.textOf(message.blocks)) ?? []
  if (name === undefined) throw new Error('The message names no packet')
  return name
}
