import { isObject } from '../state/json.ts'
import { lengthOf } from './rule.ts'

/** Fields that hold words a reader sees; ids, values and URLs do not count towards a message's size. */
const shownFields = new Set(['text', 'alt_text', 'title'])

/** Code points of all shown text at any depth below `value`. */
export function textLengthOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + textLengthOf(one), 0)
  if (!isObject(value)) return 0
  return Object.entries(value).reduce((sum, [key, field]) => {
    if (typeof field === 'string') return shownFields.has(key) ? sum + lengthOf(field) : sum
    return sum + textLengthOf(field)
  }, 0)
}
