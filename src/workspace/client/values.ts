import type { Values } from './api.ts'
import { record, records, string, type Json } from './json.ts'

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
export const elementsOf = (block: Json): readonly Json[] => [
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

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && !value.length)

/** What Slack's client checks before it submits: required inputs, lengths, bounds, e-mail and URL. Empty means fine. */
export const checkValues = (
  blocks: readonly Json[],
  values: Values,
): { readonly [blockId: string]: string } => {
  const errors: Record<string, string> = {}
  for (const [index, block] of blocks.entries()) {
    const element = record(block['element'])
    if (block['type'] !== 'input' || element === undefined) continue
    const blockId = blockIdOf(block, index)
    const type = string(element['type'])
    const value = values[blockId]?.[string(element['action_id'])]?.[valueKey(type)]
    const error = isEmpty(value)
      ? block['optional'] === true
        ? undefined
        : 'Please complete this required field.'
      : checkText(element, type, string(value))
    if (error !== undefined) errors[blockId] = error
  }
  return errors
}

const checkText = (element: Json, type: string, value: string): string | undefined => {
  const length = Array.from(value).length
  const { min_length: min, max_length: max, min_value: lowest, max_value: highest } = element
  switch (type) {
    case 'plain_text_input':
      if (typeof min === 'number' && length < min) return `Must be at least ${min} characters.`
      if (typeof max === 'number' && length > max)
        return `Must be at most ${max} characters (it has ${length}).`
      return undefined
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? undefined : 'Enter a valid email address.'
    case 'url_text_input':
      return URL.canParse(value) ? undefined : 'Enter a valid URL.'
    case 'number_input': {
      const decimal = element['is_decimal_allowed'] === true
      if (!(decimal ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/).test(value))
        return decimal ? 'Enter a number.' : 'Enter a whole number.'
      if (string(lowest) && Number(value) < Number(lowest))
        return `Must be at least ${string(lowest)}.`
      if (string(highest) && Number(value) > Number(highest))
        return `Must be at most ${string(highest)}.`
      return undefined
    }
    default:
      return undefined
  }
}
