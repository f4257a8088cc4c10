import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readTables, type Table } from './document.ts'
import type { Problems } from './rows.ts'

/** The references of a directory, laid over by an operator's own where there is one. */
export interface Documents {
  /** SHA-256 (hex) over the names and bytes of all documents in name order, the overlay's included. */
  readonly hash: string
  /** Names of all documents in order, additions (`….add.md`) left out. */
  readonly names: readonly string[]
  /** All tables of a Markdown document; a document that is missing is a problem and has none. */
  tables(name: string): readonly Table[]
  /** A JSON document, unchecked; undefined, and a problem, when it is missing or no JSON. */
  json(name: string): unknown
}

/**
 * Reads `*.md` and `*.json` of a directory. The overlay's rule: `lanes.md` there replaces `lanes.md` here as a whole;
 * `lanes.add.md` adds its tables' rows to the table under the same heading with the same columns, and a row whose `id`
 * already exists in `lanes.md` takes that row's place. A name that matches no document is a problem, so that a typing
 * error does not silently change nothing.
 */
export function readDocuments(
  directory: string,
  overlay: string | undefined,
  problems: Problems,
): Documents {
  const base = readFolder(directory, problems)
  const over = overlay === undefined ? new Map<string, string>() : readFolder(overlay, problems)
  const known = [...base.keys()]
  for (const name of over.keys())
    if (!base.has(documentOf(name)))
      problems.add({
        document: name,
        line: 1,
        message: `no reference has this name; use one of ${known.join(', ')}, or <name>.add.md to add rows`,
      })
  const textOf = (name: string): string | undefined => over.get(name) ?? base.get(name)
  const missing = (name: string): void =>
    problems.add({
      document: name,
      line: 1,
      message: 'is missing; the engine needs this reference',
    })
  return {
    hash: hashOf(base, over),
    names: known,
    tables(name) {
      const text = textOf(name)
      if (text === undefined) {
        missing(name)
        return []
      }
      const addition = name.replace(/\.md$/, '.add.md')
      const added = over.get(addition)
      const tables = readTables(name, text)
      return added === undefined
        ? tables
        : addRows(tables, readTables(name, added), addition, problems)
    },
    json(name) {
      const text = textOf(name)
      if (text === undefined) {
        missing(name)
        return undefined
      }
      try {
        return JSON.parse(text)
      } catch {
        problems.add({ document: name, line: 1, message: 'is no valid JSON' })
        return undefined
      }
    },
  }
}

const documentOf = (name: string): string => name.replace(/\.add\.md$/, '.md')

function readFolder(directory: string, problems: Problems): ReadonlyMap<string, string> {
  const names = namesIn(directory, problems)
    .filter((name) => /\.(md|json)$/.test(name) && name !== 'README.md')
    .toSorted((one, other) => (one < other ? -1 : 1))
  // A checkout with CRLF line ends must give the same hash and the same packets.
  return new Map(
    names.map((name) => [
      name,
      readFileSync(join(directory, name), 'utf8').replaceAll('\r\n', '\n'),
    ]),
  )
}

function namesIn(directory: string, problems: Problems): readonly string[] {
  try {
    return readdirSync(directory)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    problems.add({
      document: directory,
      line: 0,
      message: `is no directory that can be read (${reason}); name an existing one`,
    })
    return []
  }
}

function addRows(
  tables: readonly Table[],
  additions: readonly Table[],
  source: string,
  problems: Problems,
): readonly Table[] {
  for (const addition of additions)
    if (!tables.some((table) => fits(table, addition)))
      problems.add({
        document: source,
        line: addition.line,
        message: `no table of ${addition.document} stands under "${addition.section}" with the columns ${addition.columns.join(', ')}; its headings are ${tables.map((table) => `"${table.section}"`).join(', ')}`,
      })
  const replaced = new Set(additions.flatMap((table) => table.rows.map((row) => row.cells['id'])))
  return tables.flatMap((table) => [
    { ...table, rows: table.rows.filter((row) => !replaced.has(row.cells['id'])) },
    ...additions
      .filter((addition) => fits(table, addition))
      .map((addition) => ({ ...addition, source })),
  ])
}

const fits = (table: Table, addition: Table): boolean =>
  table.section === addition.section && table.columns.join('|') === addition.columns.join('|')

function hashOf(...folders: readonly ReadonlyMap<string, string>[]): string {
  const hash = createHash('sha256')
  for (const folder of folders)
    for (const [name, text] of folder) hash.update(`${name}\0${text.length}\0${text}\0`)
  return hash.digest('hex')
}
