import type { JsonObject } from '../state/json.ts'
import { actionId, dispatchConfig, plainText } from './composition.ts'
import { element } from './element-entry.ts'
import type { ElementEntry } from './element-entry.ts'
import { richTextBlock } from './rich-text.ts'
import { flag, list, problem, text, whole } from './rule.ts'
import type { Problem } from './rule.ts'

/** Elements in which people write or attach something; they stand in input blocks only. */
export const inputElements: readonly ElementEntry[] = [
  element('plain_text_input', ['input'], {
    optional: {
      action_id: actionId,
      placeholder: plainText(150),
      initial_value: text({ max: 3000 }),
      multiline: flag,
      min_length: whole(0, 3000),
      max_length: whole(1, 3000),
      dispatch_action_config: dispatchConfig,
      focus_on_load: flag,
    },
    together: initialFitsLength,
  }),
  element(
    'rich_text_input',
    ['input'],
    {
      required: { action_id: actionId },
      optional: {
        placeholder: plainText(150),
        initial_value: richTextBlock,
        min_lines: whole(1, 100),
        max_lines: whole(1, 100),
        dispatch_action_config: dispatchConfig,
        focus_on_load: flag,
      },
    },
    ['modal', 'home'],
  ),
  element(
    'number_input',
    ['input'],
    {
      required: { is_decimal_allowed: flag },
      optional: {
        action_id: actionId,
        placeholder: plainText(150),
        initial_value: text(),
        min_value: text(),
        max_value: text(),
        dispatch_action_config: dispatchConfig,
        focus_on_load: flag,
      },
    },
    ['modal'],
  ),
  ...(['email_text_input', 'url_text_input'] as const).map((type) =>
    element(
      type,
      ['input'],
      {
        optional: {
          action_id: actionId,
          placeholder: plainText(150),
          initial_value: text({ max: 3000 }),
          dispatch_action_config: dispatchConfig,
          focus_on_load: flag,
        },
      },
      ['modal'],
    ),
  ),
  element(
    'file_input',
    ['input'],
    {
      optional: {
        action_id: actionId,
        filetypes: list(text({ min: 1 }), { max: 100 }),
        max_files: whole(1, 10),
      },
    },
    ['modal'],
  ),
]

function initialFitsLength(own: JsonObject, pointer: string): readonly Problem[] {
  const [min, max] = [own['min_length'], own['max_length']]
  if (typeof min === 'number' && typeof max === 'number' && min > max)
    return problem(pointer, 'min_length must not be greater than max_length')
  const initial = own['initial_value']
  if (typeof initial !== 'string' || typeof max !== 'number') return []
  return text({ max })(initial, `${pointer}/initial_value`)
}
