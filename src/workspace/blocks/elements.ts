import { isObject, textIn } from '../state/json.ts'
import type { JsonObject } from '../state/json.ts'
import {
  actionId,
  confirmDialog,
  offersInitial,
  option,
  optionGroup,
  plainText,
  slackFile,
} from './composition.ts'
import { element } from './element-entry.ts'
import type { ElementEntry, Slot, Surface } from './element-entry.ts'
import { inputElements } from './input-elements.ts'
import {
  among,
  exactlyOne,
  flag,
  httpUrl,
  list,
  object,
  pattern,
  problem,
  text,
  whole,
} from './rule.ts'
import type { Problem, Rule, Shape } from './rule.ts'

const date = pattern(/^\d{4}-\d{2}-\d{2}$/, 'a date as YYYY-MM-DD')
const time = pattern(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time as HH:mm')
const common = { action_id: actionId, confirm: confirmDialog, focus_on_load: flag }
const withPlaceholder = { ...common, placeholder: plainText(150) }
const id = text({ min: 1 })

const everywhere: readonly Slot[] = ['section', 'actions', 'input']

function optionsTogether(own: JsonObject, pointer: string): readonly Problem[] {
  const oneSource = exactlyOne('options', 'option_groups')(own, pointer)
  return [...oneSource, ...offersInitial(own, pointer)]
}

const optionSources = {
  options: list(option('select'), { min: 1, max: 100 }),
  option_groups: list(optionGroup, { min: 1, max: 100 }),
}

const conversationFilter = object({
  optional: {
    include: list(among('im', 'mpim', 'private', 'public'), { min: 1, max: 4 }),
    exclude_external_shared_channels: flag,
    exclude_bot_users: flag,
  },
  together: (own, pointer) =>
    Object.keys(own).length === 0 ? problem(pointer, 'must provide at least one field') : [],
})

const choices: Shape = {
  required: { options: list(option('choice'), { min: 1, max: 10 }) },
  together: offersInitial,
}

const elements: readonly ElementEntry[] = [
  element('button', ['section', 'actions'], {
    required: { text: plainText(75) },
    optional: {
      action_id: actionId,
      url: httpUrl(),
      value: text({ max: 2000 }),
      style: among('primary', 'danger'),
      confirm: confirmDialog,
      accessibility_label: text({ max: 75 }),
    },
  }),
  element('static_select', everywhere, {
    optional: { ...withPlaceholder, ...optionSources, initial_option: option('select') },
    together: optionsTogether,
  }),
  element('multi_static_select', everywhere, {
    optional: {
      ...withPlaceholder,
      ...optionSources,
      initial_options: list(option('select'), { min: 1, max: 100 }),
      max_selected_items: whole(1, 100),
    },
    together: optionsTogether,
  }),
  element('external_select', everywhere, {
    optional: {
      ...withPlaceholder,
      initial_option: option('select'),
      min_query_length: whole(0, 100),
    },
  }),
  element('multi_external_select', everywhere, {
    optional: {
      ...withPlaceholder,
      initial_options: list(option('select'), { min: 1, max: 100 }),
      min_query_length: whole(0, 100),
      max_selected_items: whole(1, 100),
    },
  }),
  element('users_select', everywhere, { optional: { ...withPlaceholder, initial_user: id } }),
  element('multi_users_select', everywhere, {
    optional: {
      ...withPlaceholder,
      initial_users: list(id, { max: 100 }),
      max_selected_items: whole(1, 100),
    },
  }),
  element('channels_select', everywhere, {
    optional: { ...withPlaceholder, initial_channel: id, response_url_enabled: flag },
  }),
  element('multi_channels_select', everywhere, {
    optional: {
      ...withPlaceholder,
      initial_channels: list(id, { max: 100 }),
      max_selected_items: whole(1, 100),
    },
  }),
  element('conversations_select', everywhere, {
    optional: {
      ...withPlaceholder,
      initial_conversation: id,
      default_to_current_conversation: flag,
      response_url_enabled: flag,
      filter: conversationFilter,
    },
  }),
  element('multi_conversations_select', everywhere, {
    optional: {
      ...withPlaceholder,
      initial_conversations: list(id, { max: 100 }),
      default_to_current_conversation: flag,
      max_selected_items: whole(1, 100),
      filter: conversationFilter,
    },
  }),
  element('overflow', ['section', 'actions'], {
    required: { options: list(option('overflow'), { min: 1, max: 5 }) },
    optional: { action_id: actionId, confirm: confirmDialog },
  }),
  element('checkboxes', everywhere, {
    ...choices,
    optional: { ...common, initial_options: list(option('choice'), { min: 1, max: 10 }) },
  }),
  element('radio_buttons', everywhere, {
    ...choices,
    optional: { ...common, initial_option: option('choice') },
  }),
  ...inputElements,
  element('datepicker', everywhere, { optional: { ...withPlaceholder, initial_date: date } }),
  element('timepicker', everywhere, {
    optional: { ...withPlaceholder, initial_time: time, timezone: text({ min: 1 }) },
  }),
  element(
    'datetimepicker',
    ['actions', 'input'],
    { optional: { ...common, initial_date_time: whole(1_000_000_000, 9_999_999_999) } },
    ['message', 'modal'],
  ),
  element('image', ['section', 'context'], {
    required: { alt_text: text({ max: 2000 }) },
    optional: { image_url: httpUrl(), slack_file: slackFile },
    together: exactlyOne('image_url', 'slack_file'),
  }),
  element(
    'feedback_buttons',
    ['context_actions'],
    {
      required: { positive_button: feedbackButton(), negative_button: feedbackButton() },
      optional: { action_id: actionId },
    },
    ['message'],
  ),
  element(
    'icon_button',
    ['context_actions'],
    {
      required: { icon: text({ min: 1 }), text: plainText(75) },
      optional: {
        action_id: actionId,
        value: text({ max: 2000 }),
        confirm: confirmDialog,
        accessibility_label: text({ max: 75 }),
        visible_to_user_ids: list(id, { max: 10 }),
      },
    },
    ['message'],
  ),
]

function feedbackButton(): Rule {
  return object({
    required: { text: plainText(75), value: text({ min: 1, max: 2000 }) },
    optional: { accessibility_label: text({ max: 75 }) },
  })
}

/** The rule for what may stand in this slot on this surface. */
export function elementIn(slot: Slot, surface: Surface): Rule {
  return (value, pointer) => {
    const own = isObject(value) ? value : {}
    const entry = elements.find((one) => one.type === own['type'])
    if (entry === undefined)
      return problem(`${pointer}/type`, `unsupported type: ${textIn(own, 'type')}`)
    if (!entry.slots.includes(slot) || entry.surfaces?.includes(surface) === false) {
      return problem(`${pointer}/type`, `unsupported type: ${entry.type} in ${slot} on ${surface}`)
    }
    return entry.rule(value, pointer)
  }
}
