import { clientMessage } from './state/client-message.ts'
import type { Message as ClientMessage, View } from './client-api.ts'
import { runBlockAction } from './interactions/block-actions.ts'
import type { BlockAction, Container } from './interactions/block-actions.ts'
import { runCommand } from './interactions/commands.ts'
import type { Outcome, TypedCommand } from './interactions/commands.ts'
import {
  changeChannel,
  deleteMessage,
  editMessage,
  invite,
  openHome,
  removeMember,
  sendMessage,
  uninstall,
} from './interactions/conversation-acts.ts'
import { actorOf } from './interactions/interactions.ts'
import type { Interactions } from './interactions/interactions.ts'
import { runGlobalShortcut, runMessageShortcut } from './interactions/shortcuts.ts'
import { suggest } from './interactions/suggestions.ts'
import type { Suggestions } from './interactions/suggestions.ts'
import { closeView } from './interactions/view-close.ts'
import { enterViewState, submitView } from './interactions/view-submission.ts'
import type { Submitted } from './interactions/view-submission.ts'
import type { Message, StateValues, Team } from './state/model.ts'
import { clientView } from './state/views.ts'

/**
 * What people can do, each with the acting person's id first. The browser client and tests call the same functions.
 * What a person could not do in Slack (post where they are not a member, press a button that is gone) throws `ActError`.
 */
export interface Act {
  send(user: string, typed: { channel: string; text: string; threadTs?: string }): ClientMessage
  edit(user: string, typed: { channel: string; ts: string; text: string }): ClientMessage
  delete(user: string, on: { channel: string; ts: string }): void
  /** Resolves when the app has acknowledged, or when the person was told that it did not. */
  command(user: string, typed: TypedCommand): Promise<Outcome>
  shortcut(user: string, which: { callbackId: string }): Promise<Outcome>
  messageShortcut(
    user: string,
    on: { callbackId: string; channel: string; ts: string },
  ): Promise<Outcome>
  blockAction(user: string, what: BlockAction): Promise<Outcome>
  /** Presses a button by its `action_id`. */
  press(user: string, container: Container, actionId: string, blockId?: string): Promise<Outcome>
  suggestions(
    user: string,
    typed: { container: Container; blockId?: string; actionId: string; value: string },
  ): Promise<Suggestions>
  viewState(user: string, entered: { viewId: string; state: StateValues }): void
  /** With `state` absent, what was entered so far (or the initial values) is sent. */
  submitView(user: string, what: { viewId: string; state?: StateValues }): Promise<Submitted>
  /** `entered` is what stands in the views that close, by their ids. */
  closeView(
    user: string,
    what: { viewId: string; clearAll?: boolean; entered?: { [viewId: string]: StateValues } },
  ): Promise<void>
  openHome(user: string, what: { tab: 'home' | 'messages' }): View | undefined
  invite(user: string, what: { channel: string; user: string }): void
  removeMember(user: string, what: { channel: string; user: string }): void
  changeChannel(user: string, what: { channel: string; to: 'private' | 'archived' }): void
  /** What an admin does when somebody leaves. */
  deactivate(user: string): void
  /** Takes the app out of this person's team. */
  uninstall(user: string): void
}

export function act(parts: Interactions): Act {
  const { world } = parts
  const who = (user: string) => actorOf(world, user)
  const shown = (team: Team, message: Message): ClientMessage => {
    const channel = team.channels.get(message.channel)
    if (channel === undefined) throw new Error(`Channel ${message.channel} vanished`)
    return clientMessage(world, channel, message)
  }
  return {
    send: (user, typed) => shown(who(user).team, sendMessage(parts, who(user), typed)),
    edit: (user, typed) => shown(who(user).team, editMessage(parts, who(user), typed)),
    delete: (user, on) => deleteMessage(parts, who(user), on),
    command: async (user, typed) => runCommand(parts, who(user), typed),
    shortcut: async (user, which) => runGlobalShortcut(parts, who(user), which),
    messageShortcut: async (user, on) => runMessageShortcut(parts, who(user), on),
    blockAction: async (user, what) => runBlockAction(parts, who(user), what),
    press: async (user, container, actionId, blockId) =>
      runBlockAction(parts, who(user), {
        container,
        ...(blockId !== undefined && { blockId }),
        action: { action_id: actionId },
      }),
    suggestions: async (user, typed) => suggest(parts, who(user), typed),
    viewState: (user, { viewId, state }) => void enterViewState(who(user), viewId, state),
    submitView: async (user, what) => submitView(parts, who(user), what),
    closeView: async (user, what) => closeView(parts, who(user), what),
    openHome(user, what) {
      const view = openHome(parts, who(user), what)
      return view && clientView(view)
    },
    invite: (user, what) => invite(parts, who(user), what),
    removeMember: (user, what) => removeMember(parts, who(user), what),
    changeChannel: (user, what) => changeChannel(parts, who(user), what),
    deactivate: (user) => void (who(user).person.deleted = true),
    uninstall: (user) => uninstall(parts, who(user).team),
  }
}
