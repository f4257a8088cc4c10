import { isObject, objectsIn } from '../state/json.ts'
import type { JsonObject } from '../state/json.ts'
import { among, flag, httpUrl, list, object, text } from './rule.ts'
import type { Problem, Rule } from './rule.ts'

/** Composition objects: the small parts that blocks and elements share. */

export function plainText(max: number): Rule {
  return object({
    required: { type: among('plain_text'), text: text({ min: 1, max }) },
    optional: { emoji: flag },
  })
}

function mrkdwn(max: number): Rule {
  return object({
    required: { type: among('mrkdwn'), text: text({ min: 1, max }) },
    optional: { verbatim: flag },
  })
}

/** Either text object; `emoji` belongs to plain text only and `verbatim` to mrkdwn only. */
export function anyText(max: number): Rule {
  const plain = plainText(max)
  const marked = mrkdwn(max)
  return (value, pointer) =>
    typeof value === 'object' && value !== null && 'type' in value && value.type === 'plain_text'
      ? plain(value, pointer)
      : marked(value, pointer)
}

export const actionId = text({ min: 1, max: 255 })
export const blockId = text({ max: 255 })

export const confirmDialog = object({
  required: {
    title: plainText(100),
    text: anyText(300),
    confirm: plainText(30),
    deny: plainText(30),
  },
  optional: { style: among('primary', 'danger') },
})

export function option(kind: 'select' | 'choice' | 'overflow'): Rule {
  return object({
    required: {
      text: kind === 'choice' ? anyText(75) : plainText(75),
      value: text({ min: 1, max: 150 }),
    },
    optional: {
      description: kind === 'choice' ? anyText(75) : plainText(75),
      ...(kind === 'overflow' && { url: httpUrl() }),
    },
  })
}

export const optionGroup = object({
  required: { label: plainText(75), options: list(option('select'), { min: 1, max: 100 }) },
})

export const slackFile = object({
  optional: { id: text({ min: 1 }), url: httpUrl() },
})

export const dispatchConfig = object({
  required: {
    trigger_actions_on: list(among('on_enter_pressed', 'on_character_entered'), { min: 1, max: 2 }),
  },
})

/** An initial option must be one that is offered, compared by value. */
export function offersInitial(element: JsonObject, pointer: string): readonly Problem[] {
  const offered = new Set(
    [
      ...objectsIn(element['options']),
      ...objectsIn(element['option_groups']).flatMap((group) => objectsIn(group['options'])),
    ].map(identity),
  )
  const wanted = [
    ...objectsIn([element['initial_option']]),
    ...objectsIn(element['initial_options']),
  ]
  return wanted
    .filter((one) => !offered.has(identity(one)))
    .map(() => ({
      pointer,
      message: 'initial_option must match one of the options provided',
    }))
}

/** Options are the same when label and value are. */
function identity({ text, value }: JsonObject): string {
  return JSON.stringify([isObject(text) ? text['text'] : null, value])
}
