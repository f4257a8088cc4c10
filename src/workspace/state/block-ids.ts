import type { Ids } from './ids.ts'
import { isObject, objectsIn } from './json.ts'
import type { JsonObject } from './json.ts'

/** Slack names every block and interactive element that the app left unnamed; so do we, or nobody could press them. */
export function withBlockIds(ids: Ids, blocks: readonly JsonObject[]): readonly JsonObject[] {
  return blocks.map((block) => {
    const named = { ...block, block_id: block['block_id'] ?? ids.next('b') }
    if (Array.isArray(block['elements']) && block['type'] === 'actions') {
      return {
        ...named,
        elements: objectsIn(block['elements']).map((element) => withActionId(ids, element)),
      }
    }
    for (const slot of ['accessory', 'element'] as const) {
      const element = block[slot]
      if (isObject(element)) return { ...named, [slot]: withActionId(ids, element) }
    }
    return named
  })
}

function withActionId(ids: Ids, element: JsonObject): JsonObject {
  if (element['type'] === 'image') return element
  return { ...element, action_id: element['action_id'] ?? ids.next('a') }
}
