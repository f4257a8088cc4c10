import { among, decimal, exactlyOne, flag, httpUrl, list, object, problem, text } from './rule.ts'
import type { Problem, Rule, Shape } from './rule.ts'
import { anyText, blockId, plainText, slackFile } from './composition.ts'
import { elementIn } from './elements.ts'
import type { Surface } from './element-entry.ts'
import { richTextBlock } from './rich-text.ts'
import { textLengthOf } from './text-length.ts'
import { isObject, textIn } from '../state/json.ts'
import type { JsonObject } from '../state/json.ts'

export interface BlockEntry {
  readonly type: string
  readonly surfaces: readonly Surface[]
  readonly rule: (surface: Surface) => Rule
}

const everywhere: readonly Surface[] = ['message', 'modal', 'home']
const messageOnly: readonly Surface[] = ['message']

function block(
  type: string,
  surfaces: readonly Surface[],
  shape: Shape | ((surface: Surface) => Shape),
): BlockEntry {
  const rule = (surface: Surface): Rule => {
    const own = typeof shape === 'function' ? shape(surface) : shape
    return object({
      ...own,
      required: { type: among(type), ...own.required },
      optional: { block_id: blockId, ...own.optional },
    })
  }
  return { type, surfaces, rule }
}

/** The blocks an app may send, where, and within which limits. What is missing here is refused. */
export const blocks: readonly BlockEntry[] = [
  block('actions', everywhere, (surface) => ({
    required: { elements: list(elementIn('actions', surface), { min: 1, max: 25 }) },
  })),
  block('alert', ['modal'], {
    required: { text: anyText(200) },
    optional: { level: among('default', 'info', 'warning', 'error', 'success') },
  }),
  block('context', everywhere, (surface) => ({
    required: { elements: list(contextPart(surface), { min: 1, max: 10 }) },
  })),
  block('context_actions', messageOnly, (surface) => ({
    required: { elements: list(elementIn('context_actions', surface), { min: 1, max: 5 }) },
  })),
  block('divider', everywhere, {}),
  block('header', everywhere, { required: { text: plainText(150) } }),
  block('image', everywhere, {
    required: { alt_text: text({ max: 2000 }) },
    optional: { image_url: httpUrl(), slack_file: slackFile, title: plainText(2000) },
    together: exactlyOne('image_url', 'slack_file'),
  }),
  block('input', everywhere, (surface) => ({
    required: { label: plainText(2000), element: elementIn('input', surface) },
    optional: { hint: plainText(2000), optional: flag, dispatch_action: flag },
  })),
  block('markdown', messageOnly, { required: { text: text({ min: 1, max: 12_000 }) } }),
  { type: 'rich_text', surfaces: everywhere, rule: () => richTextBlock },
  block('section', everywhere, (surface) => ({
    optional: {
      text: anyText(3000),
      fields: list(anyText(2000), { min: 1, max: 10 }),
      accessory: elementIn('section', surface),
      expand: flag,
    },
    together: (own, pointer) =>
      own['text'] === undefined && own['fields'] === undefined
        ? problem(pointer, 'missing required field: text or fields')
        : [],
  })),
  block('table', messageOnly, {
    required: { rows: list(list(tableCell(), { min: 1, max: 20 }), { min: 1, max: 100 }) },
    optional: {
      column_settings: list(
        object({ optional: { align: among('left', 'center', 'right'), is_wrapped: flag } }),
        { max: 20 },
      ),
    },
    together: tableCellsFit,
  }),
  block('plan', messageOnly, {
    required: { title: text({ min: 1 }) },
    optional: { tasks: list(taskCard(), { max: 50 }) },
  }),
  block('task_card', messageOnly, taskCardShape()),
]

/** Blocks that Slack has and this workspace refuses, because no part of it renders them. */
export const absentBlocks = [
  'card',
  'carousel',
  'container',
  'data_table',
  'data_visualization',
  'file',
  'video',
]

/** Any one block on this surface. */
export function blockOn(surface: Surface): Rule {
  return (value, pointer) => {
    if (!isObject(value)) return problem(pointer, 'must provide an object')
    const entry = blocks.find((one) => one.type === value['type'])
    if (entry === undefined || !entry.surfaces.includes(surface)) {
      return problem(`${pointer}/type`, `unsupported type: ${textIn(value, 'type')} on ${surface}`)
    }
    return entry.rule(surface)(value, pointer)
  }
}

function contextPart(surface: Surface): Rule {
  const image = elementIn('context', surface)
  const words = anyText(3000)
  return (value, pointer) =>
    isObject(value) && (value['type'] === 'plain_text' || value['type'] === 'mrkdwn')
      ? words(value, pointer)
      : image(value, pointer)
}

function tableCell(): Rule {
  const raw = object({ required: { type: among('raw_text'), text: text({ min: 1 }) } })
  const number = object({
    required: { type: among('raw_number'), value: decimal, text: text({ min: 1 }) },
  })
  return (value, pointer) => {
    const type = isObject(value) ? value['type'] : undefined
    if (type === 'rich_text') return richTextBlock(value, pointer)
    return type === 'raw_number' ? number(value, pointer) : raw(value, pointer)
  }
}

function tableCellsFit(table: JsonObject, pointer: string): readonly Problem[] {
  const characters = textLengthOf(table['rows'])
  return characters > 10_000
    ? problem(`${pointer}/rows`, 'must be less than 10001 characters over all cells')
    : []
}

function taskCardShape(): Shape {
  return {
    required: {
      task_id: text({ min: 1 }),
      title: text({ min: 1 }),
    },
    optional: {
      status: among('pending', 'in_progress', 'complete', 'error'),
      details: richTextBlock,
      output: richTextBlock,
    },
  }
}

function taskCard(): Rule {
  const shape = taskCardShape()
  return object({ ...shape, required: { type: among('task_card'), ...shape.required } })
}
