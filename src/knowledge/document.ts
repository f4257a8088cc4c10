/**
 * Reads a reference document: Markdown headings and pipe tables, each cell and row with the line it stands on.
 * Prose between tables is for people and is skipped; the engine reads tables only.
 */
export interface TableRow {
  readonly line: number
  /** Cell text by column title (lower case), outer spaces removed, `\|` unescaped. */
  readonly cells: Readonly<Record<string, string>>
}

export interface Table {
  readonly document: string
  /** The file that problems and rules name when it is not `document` itself: an operator's `lanes.add.md`. */
  readonly source?: string
  /** Nearest heading above, without the hashes. */
  readonly section: string
  readonly line: number
  readonly columns: readonly string[]
  readonly rows: readonly TableRow[]
}

/** All tables of a document, in order. `document` is the file name that problems will name. */
export function readTables(document: string, markdown: string): readonly Table[] {
  const lines = markdown.split('\n')
  const tables: Table[] = []
  let section = ''
  let inFence = false
  for (let at = 0; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').trimEnd()
    if (line.startsWith('```')) inFence = !inFence
    if (inFence) continue
    const heading = /^#{1,6}\s+(.*)$/.exec(line)
    if (heading) section = (heading[1] ?? '').trim()
    if (!isRow(line) || !isDelimiter(lines[at + 1] ?? '')) continue
    const columns = splitRow(line).map((title) => title.toLowerCase())
    const rows: TableRow[] = []
    const start = at + 1
    at += 2
    for (; at < lines.length && isRow(lines[at] ?? ''); at += 1) {
      const values = splitRow(lines[at] ?? '')
      rows.push({
        line: at + 1,
        cells: Object.fromEntries(columns.map((title, index) => [title, values[index] ?? ''])),
      })
    }
    at -= 1
    tables.push({ document, section, line: start, columns, rows })
  }
  return tables
}

const isRow = (line: string): boolean => line.trimStart().startsWith('|')
const isDelimiter = (line: string): boolean => /^\s*\|?(\s*:?-+:?\s*\|)+\s*(:?-+:?\s*)?$/.test(line)

function splitRow(line: string): readonly string[] {
  const inner = line.trim().replace(/^\|/, '').replace(/\|$/, '')
  const cells: string[] = []
  let cell = ''
  for (let at = 0; at < inner.length; at += 1) {
    const character = inner[at] ?? ''
    if (character === '\\' && inner[at + 1] === '|') {
      cell += '|'
      at += 1
    } else if (character === '|') {
      cells.push(cell.trim())
      cell = ''
    } else cell += character
  }
  return [...cells, cell.trim()]
}
