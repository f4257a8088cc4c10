import { z } from 'zod'
import type { HistoryCursor } from '../../store/port.ts'

const whole = z.coerce.number().int().nonnegative()
const Cursor = z.union([
  z.tuple([z.literal('start')]).transform(() => null),
  z
    .tuple([z.literal('newest'), whole, z.string().min(1)])
    .transform(([by, createdAt, id]): HistoryCursor => ({ by, createdAt, id })),
  z
    .tuple([z.literal('relevance'), whole, z.string().transform((rows) => rows.split('.'))])
    .transform(([by, upTo, rows]): HistoryCursor => ({ by, upTo, shown: rows.map(fromShort) })),
])

/**
 * A page's position and the words it is a page of, as a button's value. It proves nothing: what is shown is decided by
 * who presses, and the words are the presser's own.
 */
export const historyPage = {
  write: (cursor: HistoryCursor | null, text: string): string => `${positionOf(cursor)}\n${text}`,
  read(value: string): { readonly cursor: HistoryCursor | null; readonly text: string } {
    const [position = '', text = ''] = value.split(/\n(.*)/su)
    return { cursor: Cursor.parse(position.split(' ')), text }
  },
}

function positionOf(cursor: HistoryCursor | null): string {
  if (cursor === null) return 'start'
  return cursor.by === 'newest'
    ? `newest ${cursor.createdAt} ${cursor.id}`
    : `relevance ${cursor.upTo} ${cursor.shown.map((row) => row.toString(36)).join('.')}`
}

function fromShort(row: string): number {
  return whole.parse(Number.parseInt(row, 36))
}
