import type { StateValues } from '../../src/workspace/state/model.ts'
import type { Workspace } from '../../src/workspace/start-workspace.ts'

/** A person at the dialog: finds inputs by their base id, as the bot's block ids carry a generation. */
export function dialogOf(workspace: Workspace, user: string) {
  const top = () => {
    const modal = workspace.see.modal(user)
    if (modal === undefined) throw new Error('No dialog is open')
    return modal
  }
  const blocks = () => top().view['blocks'] as readonly Block[]
  const block = (id: string): Block => {
    const found = blocks().find((one) => one.block_id?.split('~')[0] === id)
    if (found === undefined) throw new Error(`The dialog has no ${id}`)
    return found
  }
  const entry = (id: string, value: unknown): StateValues => {
    const { block_id: blockId, element } = block(id)
    if (blockId === undefined || element === undefined) throw new Error(`${id} is no input`)
    return { [blockId]: { [element.action_id]: { type: element.type, ...(value as object) } } }
  }
  return {
    top,
    block,
    has: (id: string) => blocks().some((one) => one.block_id?.split('~')[0] === id),
    text: () => workspace.see.textOf(blocks()),
    type: (id: string, value: string) =>
      workspace.act.viewState(user, { viewId: top().id, state: entry(id, { value }) }),
    choose: (id: string, ...values: readonly string[]) => {
      const { element } = block(id)
      const offered = [
        ...(element?.options ?? []),
        ...(element?.option_groups ?? []).flatMap((group) => group.options),
      ]
      const options = offered.filter(({ value }) => values.includes(value))
      const chosen =
        element?.type === 'multi_static_select'
          ? { selected_options: options }
          : { selected_option: options[0] }
      workspace.act.viewState(user, { viewId: top().id, state: entry(id, chosen) })
    },
    chooseChannel: (channel: string) =>
      workspace.act.viewState(user, {
        viewId: top().id,
        state: entry('channel', { selected_conversation: channel }),
      }),
    press: (actionId: string) => workspace.act.press(user, { viewId: top().id }, actionId),
    post: () => workspace.act.submitView(user, { viewId: top().id }),
    close: () => workspace.act.closeView(user, { viewId: top().id }),
  }
}

interface Block {
  readonly block_id?: string
  readonly element?: {
    readonly type: string
    readonly action_id: string
    readonly initial_value?: string
    readonly initial_option?: { readonly value: string }
    readonly initial_conversation?: string
    readonly options?: readonly { readonly value: string }[]
    readonly option_groups?: readonly {
      readonly options: readonly { readonly value: string }[]
    }[]
  }
}
