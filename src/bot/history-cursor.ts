import { z } from 'zod'
import type { HistoryCursor } from '../store/port.ts'

const Cursor = z.object({ createdAt: z.number().int(), id: z.string().min(1) })

/** A page's position as a button's value. It proves nothing: what is shown is decided by who presses. */
export const historyPage = {
  write: ({ createdAt, id }: HistoryCursor): string => `${createdAt} ${id}`,
  read: (value: string): HistoryCursor => {
    const [createdAt, id] = value.split(' ')
    return Cursor.parse({ createdAt: Number(createdAt), id })
  },
}
