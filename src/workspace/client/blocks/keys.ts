import { record, records, string, type Json } from '../json.ts'

/**
 * What stays the same block over a redraw. A message's blocks get new ids with each version of it, so their ids would
 * take every button away from under a keyboard and put another one there. A block is known by what it is and does, and
 * by its place among those that do the same; an input by its id, since a new id there means a field that starts anew.
 */
export const withKeys = (
  blocks: readonly Json[],
): readonly { readonly key: string; readonly block: Json }[] => {
  const seen = new Map<string, number>()
  return blocks.map((block) => {
    const likeness = likenessOf(block)
    const before = seen.get(likeness) ?? 0
    seen.set(likeness, before + 1)
    return { key: `${likeness} ${before}`, block }
  })
}

const likenessOf = (block: Json): string => {
  const type = string(block['type'])
  if (type === 'input') return `${type} ${string(block['block_id'])}`
  // The first button of a row comes and goes with what is waited for; the row ends as it did.
  const acting = record(block['accessory']) ?? records(block['elements']).at(-1)
  return acting === undefined || type === 'rich_text'
    ? type
    : `${type} ${string(acting['action_id'])} ${type === 'section' ? string(acting['value']) : ''}`
}
