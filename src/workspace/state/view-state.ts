import { elementsOf } from '../blocks/check-blocks.ts'
import { objectsIn, stringIn, textIn } from './json.ts'
import type { JsonObject } from './json.ts'
import type { StateValues } from './model.ts'

/** How each kind of input reports its value: the key in the state, the key of the initial value, and what "nothing" is. */
const valueKeys: Readonly<
  Record<
    string,
    { readonly key: string; readonly initial: string; readonly empty: null | readonly [] }
  >
> = {
  plain_text_input: { key: 'value', initial: 'initial_value', empty: null },
  number_input: { key: 'value', initial: 'initial_value', empty: null },
  email_text_input: { key: 'value', initial: 'initial_value', empty: null },
  url_text_input: { key: 'value', initial: 'initial_value', empty: null },
  rich_text_input: { key: 'rich_text_value', initial: 'initial_value', empty: null },
  static_select: { key: 'selected_option', initial: 'initial_option', empty: null },
  external_select: { key: 'selected_option', initial: 'initial_option', empty: null },
  radio_buttons: { key: 'selected_option', initial: 'initial_option', empty: null },
  checkboxes: { key: 'selected_options', initial: 'initial_options', empty: [] },
  multi_static_select: { key: 'selected_options', initial: 'initial_options', empty: [] },
  multi_external_select: { key: 'selected_options', initial: 'initial_options', empty: [] },
  users_select: { key: 'selected_user', initial: 'initial_user', empty: null },
  multi_users_select: { key: 'selected_users', initial: 'initial_users', empty: [] },
  channels_select: { key: 'selected_channel', initial: 'initial_channel', empty: null },
  multi_channels_select: { key: 'selected_channels', initial: 'initial_channels', empty: [] },
  conversations_select: {
    key: 'selected_conversation',
    initial: 'initial_conversation',
    empty: null,
  },
  multi_conversations_select: {
    key: 'selected_conversations',
    initial: 'initial_conversations',
    empty: [],
  },
  datepicker: { key: 'selected_date', initial: 'initial_date', empty: null },
  timepicker: { key: 'selected_time', initial: 'initial_time', empty: null },
  datetimepicker: { key: 'selected_date_time', initial: 'initial_date_time', empty: null },
  file_input: { key: 'files', initial: 'initial_files', empty: [] },
}

/** The key under which an element of this type reports its value; undefined for buttons and other stateless parts. */
export function valueKeyOf(elementType: string): string | undefined {
  return valueKeys[elementType]?.key
}

/** Values as they stand when the blocks first appear. `currentConversation` fills pickers that default to it. */
export function initialState(
  blocks: readonly JsonObject[],
  currentConversation?: string,
): StateValues {
  const values: Record<string, Record<string, JsonObject>> = {}
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      const type = textIn(element, 'type')
      const rule = valueKeys[type]
      if (rule === undefined) continue
      const blockId = textIn(block, 'block_id')
      const fallback =
        element['default_to_current_conversation'] === true && currentConversation !== undefined
          ? type.startsWith('multi_')
            ? [currentConversation]
            : currentConversation
          : rule.empty
      const inBlock = (values[blockId] ??= {})
      inBlock[textIn(element, 'action_id')] = {
        type,
        [rule.key]: element[rule.initial] ?? fallback,
      }
    }
  }
  return values
}

/**
 * What people entered survives an update of the blocks only where block, action and kind of input are the same; everywhere
 * else the new initial value counts.
 */
export function carryState(
  before: StateValues,
  blocks: readonly JsonObject[],
  currentConversation?: string,
): StateValues {
  const fresh = initialState(blocks, currentConversation)
  return mapState(fresh, (value, blockId, actionId) => {
    const old = before[blockId]?.[actionId]
    if (old === undefined || old['type'] !== value['type']) return value
    const element = findElement(blocks, actionId, blockId)?.element
    return element !== undefined && stillOffered(element, old) ? old : value
  })
}

/** What a menu offers, groups included. */
export function offeredOptions(element: JsonObject): readonly JsonObject[] {
  return [
    ...objectsIn(element['options']),
    ...objectsIn(element['option_groups']).flatMap((group) => objectsIn(group['options'])),
  ]
}

/** A choice that the new blocks no longer offer is gone with them; external menus offer whatever the app answers. */
function stillOffered(element: JsonObject, value: JsonObject): boolean {
  if (textIn(element, 'type').endsWith('external_select')) return true
  const chosen = [...objectsIn([value['selected_option']]), ...objectsIn(value['selected_options'])]
  const values = new Set(offeredOptions(element).map((option) => option['value']))
  return chosen.every((option) => values.has(option['value']))
}

/** Takes over values for inputs that exist; anything else is not part of the view and is ignored. */
export function enterState(current: StateValues, entered: StateValues): StateValues {
  return mapState(current, (value, blockId, actionId) => {
    const given = entered[blockId]?.[actionId]
    return given === undefined ? value : { ...given, type: value['type'] }
  })
}

function mapState(
  state: StateValues,
  change: (value: JsonObject, blockId: string, actionId: string) => JsonObject,
): StateValues {
  return Object.fromEntries(
    Object.entries(state).map(([blockId, actions]) => [
      blockId,
      Object.fromEntries(
        Object.entries(actions).map(([actionId, value]) => [
          actionId,
          change(value, blockId, actionId),
        ]),
      ),
    ]),
  )
}

/** The element a person touched, with its block. */
export function findElement(
  blocks: readonly JsonObject[],
  actionId: string,
  blockId?: string,
): { readonly block: JsonObject; readonly element: JsonObject } | undefined {
  for (const block of objectsIn(blocks)) {
    if (blockId !== undefined && stringIn(block, 'block_id') !== blockId) continue
    const element = elementsOf(block).find((one) => one['action_id'] === actionId)
    if (element !== undefined) return { block, element }
  }
  return undefined
}
