/** The whole database as one file, taken while the bot runs, and back into an instance that has nothing yet. */
import { existsSync, renameSync, rmSync } from 'node:fs'
import SqliteDatabase from 'better-sqlite3'
import { makeFolderOf } from './folder.ts'
import { openStore } from './open-store.ts'
import { StoreError } from './store-error.ts'

/**
 * Writes a consistent copy of the database at `databasePath` to `file`; the bot may go on writing meanwhile.
 *
 * @throws StoreError `backup_refused` when `file` exists, there is no database, or the copy is not sound.
 */
export async function backUp(databasePath: string, file: string): Promise<void> {
  if (existsSync(file)) throw refused(`${file} exists already; choose another name.`)
  if (!existsSync(databasePath)) throw refused(`There is no database at ${databasePath}.`)
  await copyDatabase(databasePath, file)
}

/**
 * Brings a backup into an instance without content, which may be running: it has everything or nothing of it.
 *
 * @throws StoreError `backup_refused` when the instance has content, or the file is no sound backup of this program.
 */
export async function restore(file: string, databasePath: string): Promise<void> {
  if (!existsSync(file)) throw refused(`There is no file ${file}.`)
  if (!hasMigrations(file)) throw refused(`${file} is no backup of this program.`)
  if (existsSync(databasePath))
    inspect(databasePath, (database) => mustBeEmpty(database, databasePath))
  makeFolderOf(databasePath)
  const fresh = `${databasePath}.restoring`
  rmSync(fresh, { force: true })
  await copyDatabase(file, fresh)
  // A backup of an older version is brought to the newest schema at once, not at the first request.
  await (await openStore(fresh)).close()
  if (existsSync(databasePath)) {
    await (await openStore(databasePath)).close()
    try {
      inspect(databasePath, (database) => fill(database, databasePath, fresh))
    } finally {
      rmSync(fresh)
    }
  } else renameSync(fresh, databasePath)
}

/** All rows of all tables in one transaction, in which nobody else writes. */
function fill(database: SqliteDatabase.Database, path: string, from: string): void {
  // What points to something may come before it.
  database.pragma('foreign_keys = OFF')
  database.prepare('attach ? as backup').run(from)
  database
    .transaction(() => {
      mustBeEmpty(database, path)
      for (const table of [...tablesIn(database), 'packet_words'])
        copyRows(database, table, table === 'packet_words' ? ['rowid'] : [])
      for (const table of ['kysely_migration', 'sqlite_sequence']) {
        database.exec(`delete from main."${table}"`)
        copyRows(database, table, [])
      }
    })
    .immediate()
}

function copyRows(
  database: SqliteDatabase.Database,
  table: string,
  beside: readonly string[],
): void {
  const columns = database.prepare(`select name from pragma_table_info(?)`).pluck().all(table)
  const named = [...beside, ...columns.map((name) => `"${String(name)}"`)].join(', ')
  database.exec(`insert into main."${table}" (${named}) select ${named} from backup."${table}"`)
}

/** Copies with the database's own backup, checks the copy, and only then gives it its name. */
async function copyDatabase(from: string, to: string): Promise<void> {
  const partial = `${to}.partial`
  rmSync(partial, { force: true })
  const source = open(from)
  try {
    await source.backup(partial)
  } finally {
    source.close()
  }
  const copy = open(partial)
  const check: unknown = copy.pragma('integrity_check', { simple: true })
  // One file that can be carried away: without a log beside it.
  copy.pragma('journal_mode = DELETE')
  copy.close()
  if (check !== 'ok') {
    rmSync(partial, { force: true })
    throw refused(`The copy of ${from} is not sound.`)
  }
  renameSync(partial, to)
}

function hasMigrations(path: string): boolean {
  return inspect(path, (database) => {
    const names = allTables(database)
    return names.includes('kysely_migration') && names.includes('packets')
  })
}

function mustBeEmpty(database: SqliteDatabase.Database, path: string): void {
  const filled = tablesIn(database).filter(
    (name) => database.prepare(`select 1 from main."${name}" limit 1`).get() !== undefined,
  )
  if (filled.length > 0)
    throw refused(
      `The database ${path} is not empty (${filled.join(', ')}); restore into a new one.`,
    )
}

/** Tables of content; what SQLite, the migrations and the full text keep for themselves does not count. */
function tablesIn(database: SqliteDatabase.Database): readonly string[] {
  return allTables(database).filter((name) => !/^(?:kysely_|sqlite_|packet_words)/u.test(name))
}

function allTables(database: SqliteDatabase.Database): readonly string[] {
  return database
    .prepare(`select name from main.sqlite_master where type = 'table'`)
    .pluck()
    .all()
    .map(String)
}

function inspect<T>(path: string, look: (database: SqliteDatabase.Database) => T): T {
  const database = open(path)
  try {
    return look(database)
  } catch (cause) {
    if (cause instanceof StoreError) throw cause
    throw new StoreError('database_unusable', `The database file ${path} cannot be used.`, {
      cause,
    })
  } finally {
    database.close()
  }
}

function open(path: string): SqliteDatabase.Database {
  return new SqliteDatabase(path, { fileMustExist: true, timeout: 5000 })
}

function refused(message: string): StoreError {
  return new StoreError('backup_refused', message)
}
