/** What stands in an open dialog, read from the view that Slack sent. */
import { z } from 'zod'
import { VerdictLabel } from '../../engine/packet.ts'
import { channelBlock, fieldIdOf, kindBlock, requestBlock } from '../../render/dialog.ts'

export interface DialogState {
  readonly text: string
  readonly kind: VerdictLabel | null
  readonly channelId: string | null
  /** By field id: the text of an input, or the values that are chosen. */
  readonly fields: Readonly<Record<string, string | readonly string[]>>
  /** What the request input held when the view was made: the text that was read. */
  readonly shownText: string
  readonly generations: Readonly<Record<string, number>>
  /** Ids of the blocks as they are called in this view, for errors that must name one. */
  readonly blockIds: Readonly<Record<string, string>>
}

const Choice = z.object({ value: z.string() })
const Value = z.object({
  value: z.string().nullish(),
  selected_option: Choice.nullish(),
  selected_options: z.array(Choice).nullish(),
  selected_conversation: z.string().nullish(),
})
const View = z.object({
  blocks: z.array(
    z.object({
      type: z.string(),
      block_id: z.string(),
      element: z.object({ initial_value: z.string().optional() }).optional(),
    }),
  ),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), Value)) }).optional(),
})

export function readDialog(view: unknown): DialogState {
  const { blocks, state } = View.parse(view)
  const inputs = blocks.filter((block) => block.type === 'input')
  const entered = Object.fromEntries(
    Object.entries(state?.values ?? {}).map(([blockId, values]) => [
      fieldIdOf(blockId),
      Object.values(values)[0] ?? {},
    ]),
  )
  const { [requestBlock]: request, [kindBlock]: kind, [channelBlock]: channel, ...rest } = entered
  const shownText =
    inputs.find((block) => fieldIdOf(block.block_id) === requestBlock)?.element?.initial_value ?? ''
  return {
    text: request === undefined ? shownText : (request.value ?? ''),
    kind: VerdictLabel.nullable().parse(kind?.selected_option?.value ?? null),
    channelId: channel?.selected_conversation ?? null,
    fields: Object.fromEntries(Object.entries(rest).map(([id, value]) => [id, contentOf(value)])),
    shownText,
    generations: Object.fromEntries(
      inputs.map((block) => [fieldIdOf(block.block_id), generationOf(block.block_id)]),
    ),
    blockIds: Object.fromEntries(
      inputs.map((block) => [fieldIdOf(block.block_id), block.block_id]),
    ),
  }
}

function contentOf(value: z.infer<typeof Value>): string | readonly string[] {
  if (value.selected_options !== undefined && value.selected_options !== null) {
    return value.selected_options.map((choice) => choice.value)
  }
  if (value.selected_option !== undefined) {
    return value.selected_option === null ? [] : [value.selected_option.value]
  }
  return value.value ?? ''
}

function generationOf(blockId: string): number {
  return Number(blockId.split('~')[1] ?? 0)
}
