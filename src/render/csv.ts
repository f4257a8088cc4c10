/** A list of packets for a spreadsheet (RFC 4180, UTF-8 with a byte order mark, which spreadsheets ask for). */
export interface CsvRow {
  readonly name: string
  readonly title: string
  readonly kind: string
  readonly status: 'open' | 'accepted'
  readonly revision: number
  readonly authorId: string
  readonly channelId: string
  /** Milliseconds since the epoch. */
  readonly openedAt: number
  readonly surfaces: readonly string[]
  readonly risks: readonly string[]
  readonly dependencies: readonly string[]
}

const columns: readonly (readonly [string, (row: CsvRow) => string])[] = [
  ['name', (row) => row.name],
  ['title', (row) => row.title],
  ['kind', (row) => row.kind],
  ['status', (row) => row.status],
  ['revision', (row) => String(row.revision)],
  ['author', (row) => row.authorId],
  ['channel', (row) => row.channelId],
  ['opened', (row) => new Date(row.openedAt).toISOString()],
  ['surfaces', (row) => row.surfaces.join('; ')],
  ['risks', (row) => row.risks.join('; ')],
  ['dependencies', (row) => row.dependencies.join('; ')],
]

export function renderCsv(rows: readonly CsvRow[]): string {
  const lines = [
    columns.map(([name]) => name),
    ...rows.map((row) => columns.map(([, cell]) => cell(row))),
  ]
  return `\u{FEFF}${lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`
}

/**
 * People's words in a cell. What a spreadsheet would run as a formula is led by an apostrophe, also behind white space;
 * what would end the cell is quoted.
 */
export function csvCell(text: string): string {
  const safe = /^\s*[=+\-@|%\t\r]/u.test(text) ? `'${text}` : text
  return /[",\r\n\t]/u.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}
