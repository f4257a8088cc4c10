import type { ReactNode } from 'react'
import { record, records, string, type Json } from '../json.ts'
import { Grid } from '../text/grid.tsx'
import { RichText } from '../text/rich-text.tsx'

/** A `table` block; its first row is the head, as Slack draws it. */
export const Table = ({ block }: { readonly block: Json }): ReactNode => {
  const rows = (Array.isArray(block['rows']) ? block['rows'] : []).map(records)
  const settings = Array.isArray(block['column_settings']) ? block['column_settings'] : []
  const styleOf = (column: number) => {
    const setting = record(settings[column])
    const align = string(setting?.['align'])
    return {
      textAlign: align === 'right' || align === 'center' ? align : 'left',
      whiteSpace: setting?.['is_wrapped'] === true ? 'normal' : undefined,
    } as const
  }
  return <Grid rows={rows} draw={(cell) => <Cell cell={cell} />} styleOf={styleOf} />
}

const Cell = ({ cell }: { readonly cell: Json }): ReactNode =>
  cell['type'] === 'rich_text' ? (
    <RichText block={cell} />
  ) : (
    <span className="plain">{literal(cell['text'] ?? cell['value'])}</span>
  )

/** `raw_text` has words, `raw_number` a number. */
const literal = (value: unknown): string =>
  typeof value === 'number' ? String(value) : string(value)
