import { isObject, objectsIn, textIn } from '../state/json.ts'
import type { JsonObject } from '../state/json.ts'
import { blockOn } from './layout.ts'
import { lengthOf, list, problem } from './rule.ts'
import type { Problem } from './rule.ts'
import { textLengthOf } from './text-length.ts'
import type { Surface } from './element-entry.ts'

export type BlocksVerdict =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly error: 'invalid_blocks' | 'msg_blocks_too_long' | 'invalid_attachments'
      readonly problems: readonly Problem[]
    }

/**
 * Where Slack's own edge lies is not documented; messages failed from about 11,300 characters and passed up to about 13,200.
 */
const messageCharacters = 12_000

/** Would Slack take these blocks in one message? */
export function checkMessageBlocks(blocks: readonly unknown[]): BlocksVerdict {
  const problems = checkBlockList(blocks, 'message', '/blocks')
  if (problems.length > 0) return { ok: false, error: 'invalid_blocks', problems }
  const tables = objectsIn(blocks).filter((block) => block['type'] === 'table')
  if (tables.length > 1) {
    return {
      ok: false,
      error: 'invalid_attachments',
      problems: problem('/blocks', 'only_one_table_allowed'),
    }
  }
  const markdown = objectsIn(blocks)
    .filter((block) => block['type'] === 'markdown')
    .reduce((sum, block) => sum + lengthOf(textIn(block, 'text')), 0)
  if (markdown > 12_000 || textLengthOf(blocks) > messageCharacters) {
    return {
      ok: false,
      error: 'msg_blocks_too_long',
      problems: problem('/blocks', `must be less than ${messageCharacters + 1} characters`),
    }
  }
  return { ok: true }
}

/** Each block by itself, then what must be unique among them. */
export function checkBlockList(
  blocks: unknown,
  surface: Surface,
  pointer: string,
): readonly Problem[] {
  const limits = surface === 'message' ? { max: 50 } : { min: 1, max: 100 }
  const each = list(blockOn(surface), limits)(blocks, pointer)
  if (each.length > 0) return each
  const known = objectsIn(blocks)
  const repeatedBlocks = repeated(known, (block) => block['block_id']).map((index) => ({
    pointer: `${pointer}/${index}/block_id`,
    message: 'block_id already exists',
  }))
  const repeatedActions = known.flatMap((block, index) =>
    repeated(elementsOf(block), (element) => element['action_id']).map((place) => ({
      pointer: `${pointer}/${index}/elements/${place}/action_id`,
      message: 'action_id already exists',
    })),
  )
  const focused = known.flatMap(elementsOf).filter((element) => element['focus_on_load'] === true)
  const tooMuchFocus = focused.length > 1 ? problem(pointer, 'focus_on_load is allowed once') : []
  return [...repeatedBlocks, ...repeatedActions, ...tooMuchFocus]
}

/** The interactive parts of a block, wherever it keeps them. */
export function elementsOf(block: JsonObject): readonly JsonObject[] {
  const slots = [block['element'], block['accessory']].filter(isObject)
  return block['type'] === 'rich_text' ? [] : [...objectsIn(block['elements']), ...slots]
}

function repeated(
  items: readonly JsonObject[],
  keyOf: (item: JsonObject) => unknown,
): readonly number[] {
  const seen = new Set<unknown>()
  return items.flatMap((item, index) => {
    const key = keyOf(item)
    if (key === undefined || key === '') return []
    if (seen.has(key)) return [index]
    seen.add(key)
    return []
  })
}
