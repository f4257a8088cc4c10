import type { z } from 'zod'
import { StoreError } from './store-error.ts'

/** Parses a JSON column. @throws StoreError `row_invalid` naming the row, never its content. */
export function parseColumn<S extends z.ZodType>(
  schema: S,
  column: string,
  row: string,
): z.infer<S> {
  try {
    return schema.parse(JSON.parse(column))
  } catch (cause) {
    throw new StoreError('row_invalid', `The stored value of ${row} cannot be read.`, { cause })
  }
}
