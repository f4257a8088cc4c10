import { record, records, string, type Json } from './json.ts'

/** `view.state.values`: block id, action id, then the element's type with its value. */
export type Values = { readonly [blockId: string]: { readonly [actionId: string]: Json } }

/** For each element that has a value: its key in `state.values`, the key of its initial value, and what empty is. */
const keysByType: Readonly<
  Record<string, readonly [key: string, initial: string, empty: unknown]>
> = {
  plain_text_input: ['value', 'initial_value', null],
  email_text_input: ['value', 'initial_value', null],
  url_text_input: ['value', 'initial_value', null],
  number_input: ['value', 'initial_value', null],
  static_select: ['selected_option', 'initial_option', null],
  external_select: ['selected_option', 'initial_option', null],
  radio_buttons: ['selected_option', 'initial_option', null],
  multi_static_select: ['selected_options', 'initial_options', []],
  multi_external_select: ['selected_options', 'initial_options', []],
  checkboxes: ['selected_options', 'initial_options', []],
  users_select: ['selected_user', 'initial_user', null],
  multi_users_select: ['selected_users', 'initial_users', []],
  channels_select: ['selected_channel', 'initial_channel', null],
  multi_channels_select: ['selected_channels', 'initial_channels', []],
  conversations_select: ['selected_conversation', 'initial_conversation', null],
  multi_conversations_select: ['selected_conversations', 'initial_conversations', []],
  datepicker: ['selected_date', 'initial_date', null],
  timepicker: ['selected_time', 'initial_time', null],
  datetimepicker: ['selected_date_time', 'initial_date_time', null],
}

/** The key of an element's value in `state.values`, `value` for those without one (buttons). */
export const valueKey = (elementType: string): string => keysByType[elementType]?.[0] ?? 'value'

export const emptyValue = (elementType: string): unknown => keysByType[elementType]?.[2] ?? null

const initialValue = (element: Json, channel: string | undefined): Json | undefined => {
  const type = string(element['type'])
  const keys = keysByType[type]
  if (keys === undefined) return undefined
  const [key, initial, empty] = keys
  const current =
    channel !== undefined && element['default_to_current_conversation'] === true
      ? key.endsWith('s')
        ? [channel]
        : channel
      : undefined
  return { type, [key]: element[initial] ?? current ?? empty }
}

/** A block's interactive elements, wherever the block keeps them. */
const elementsOf = (block: Json): readonly Json[] => [
  ...[record(block['accessory']), record(block['element'])].filter((one) => one !== undefined),
  ...(block['type'] === 'actions' || block['type'] === 'context_actions'
    ? records(block['elements'])
    : []),
]

export const blockIdOf = (block: Json, index: number): string =>
  string(block['block_id']) || `block-${index}`

/**
 * The values of all elements of a view or message. A value that somebody entered survives an update only where block id,
 * action id and element type stay the same, as in Slack; elsewhere the element starts with its initial value.
 *
 * @param channel where the person was, for `default_to_current_conversation`
 */
export const carryValues = (
  blocks: readonly Json[],
  entered: Values | undefined,
  channel?: string,
): Values => {
  const values: Record<string, Record<string, Json>> = {}
  for (const [index, block] of blocks.entries()) {
    const blockId = blockIdOf(block, index)
    for (const element of elementsOf(block)) {
      const initial = initialValue(element, channel)
      if (initial === undefined) continue
      const actionId = string(element['action_id'])
      const kept = entered?.[blockId]?.[actionId]
      const ofBlock = (values[blockId] ??= {})
      ofBlock[actionId] = kept !== undefined && kept['type'] === initial['type'] ? kept : initial
    }
  }
  return values
}

export const withValue = (
  values: Values,
  blockId: string,
  actionId: string,
  value: Json,
): Values => ({ ...values, [blockId]: { ...values[blockId], [actionId]: value } })
