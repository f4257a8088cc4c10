/** Cells of reference tables that hold lists or closed words. */
import { z } from 'zod'
import type { Cue } from '../engine/request-words.ts'
import { readCue } from '../engine/request-words.ts'
import type { Table } from './document.ts'

const parts = (cell: string): readonly string[] =>
  cell
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** `a, b, c`; an empty cell is an empty list. */
export const list = z
  .string()
  .default('')
  .transform((cell) => parts(cell))

/** A list with at least one entry. */
export const filledList = z
  .string()
  .default('')
  .transform((cell) => parts(cell))
  .refine((entries) => entries.length > 0, { message: 'name at least one, separated by commas' })

/** Words to look for in a request, separated by commas. */
export const cues = z
  .string()
  .default('')
  .transform((cell): readonly Cue[] => parts(cell).map((part) => readCue(part)))

/** A sentence or phrase that may not be left out. */
export const words = z.string().min(1, { message: 'is empty; say it in words' })

/** A cell that may be empty, then null. */
export const maybe = z
  .string()
  .default('')
  .transform((cell) => (cell === '' ? null : cell))

/** A cell with one of the given words, or empty, then null. */
export const maybeOneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z
    .union([z.enum(values), z.literal('').transform(() => null)], {
      error: () => `use ${values.join(', ')} or leave it empty`,
    })
    .default(null)

/** The document's tables that have all these columns: how a reader tells several kinds of table in one document apart. */
export const tablesWith = (
  tables: readonly Table[],
  ...columns: readonly string[]
): readonly Table[] =>
  tables.filter((table) => columns.every((column) => table.columns.includes(column)))
