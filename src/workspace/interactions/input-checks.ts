import { lengthOf } from '../blocks/rule.ts'
import { isObject, objectsIn, textIn } from '../state/json.ts'
import type { JsonObject } from '../state/json.ts'
import type { StateValues } from '../state/model.ts'
import { valueKeyOf } from '../state/view-state.ts'

/** What Slack's client checks before it sends a dialog: the words to show, by block id. An empty object lets it through. */
export function inputErrors(
  blocks: readonly JsonObject[],
  state: StateValues,
): Readonly<Record<string, string>> {
  const errors: Record<string, string> = {}
  for (const block of blocks) {
    const { element } = block
    if (block['type'] !== 'input' || !isObject(element)) continue
    const blockId = textIn(block, 'block_id')
    const entered = state[blockId]?.[textIn(element, 'action_id')]
    const value = entered?.[valueKeyOf(textIn(element, 'type')) ?? '']
    const error = isEmpty(value)
      ? block['optional'] === true
        ? undefined
        : 'Please complete this required field.'
      : valueError(element, value)
    if (error !== undefined) errors[blockId] = error
  }
  return errors
}

/** The ids of blocks that an app may put an error on. */
export function inputBlockIds(blocks: readonly JsonObject[]): readonly string[] {
  return objectsIn(blocks)
    .filter((block) => block['type'] === 'input')
    .map((block) => textIn(block, 'block_id'))
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  )
}

function valueError(element: JsonObject, value: unknown): string | undefined {
  switch (element['type']) {
    case 'plain_text_input':
      return lengthError(element, String(value))
    case 'number_input':
      return numberError(element, String(value))
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(String(value))
        ? undefined
        : 'Please enter a valid email address.'
    case 'url_text_input':
      return URL.canParse(String(value)) ? undefined : 'Please enter a valid URL.'
    default:
      return countError(element, value)
  }
}

function lengthError(element: JsonObject, value: string): string | undefined {
  const length = lengthOf(value)
  const min = numberIn(element, 'min_length') ?? 0
  const max = numberIn(element, 'max_length') ?? 3000
  if (length < min) return `Please enter at least ${min} characters.`
  return length > max ? `Please enter no more than ${max} characters.` : undefined
}

function numberError(element: JsonObject, value: string): string | undefined {
  const wanted = element['is_decimal_allowed'] === true ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/
  if (!wanted.test(value)) return 'Please enter a valid number.'
  const [min, max] = [element['min_value'], element['max_value']]
  if (typeof min === 'string' && Number(value) < Number(min)) return `Please enter at least ${min}.`
  return typeof max === 'string' && Number(value) > Number(max)
    ? `Please enter at most ${max}.`
    : undefined
}

function countError(element: JsonObject, value: unknown): string | undefined {
  const most = numberIn(element, 'max_selected_items')
  if (most === undefined || !Array.isArray(value) || value.length <= most) return undefined
  return `Please choose no more than ${most}.`
}

function numberIn(element: JsonObject, key: string): number | undefined {
  const value = element[key]
  return typeof value === 'number' ? value : undefined
}
