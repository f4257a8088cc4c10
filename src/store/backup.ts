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
 * Brings a backup into an instance without content. The bot must not be running on it.
 *
 * @throws StoreError `backup_refused` when the instance has content, or the file is no sound backup of this program.
 */
export async function restore(file: string, databasePath: string): Promise<void> {
  if (!existsSync(file)) throw refused(`There is no file ${file}.`)
  if (!hasMigrations(file)) throw refused(`${file} is no backup of this program.`)
  if (existsSync(databasePath)) {
    const filled = filledTables(databasePath)
    if (filled.length > 0)
      throw refused(
        `The database ${databasePath} is not empty (${filled.join(', ')}); restore into a new one.`,
      )
  }
  makeFolderOf(databasePath)
  const fresh = `${databasePath}.restoring`
  rmSync(fresh, { force: true })
  await copyDatabase(file, fresh)
  // What the empty instance had in its log must not be replayed into the restored file.
  for (const ending of ['', '-wal', '-shm']) rmSync(`${databasePath}${ending}`, { force: true })
  renameSync(fresh, databasePath)
  // A backup of an older version is brought to the newest schema at once, not at the first request.
  await (await openStore(databasePath)).close()
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
  return inspect(path, (names) => names.includes('kysely_migration') && names.includes('packets'))
}

/** Tables of content that have rows; what the migrations themselves keep does not count. */
function filledTables(path: string): readonly string[] {
  return inspect(path, (names, database) =>
    names
      .filter((name) => !name.startsWith('kysely_') && !name.startsWith('sqlite_'))
      .filter((name) => !name.startsWith('packet_words'))
      .filter((name) => database.prepare(`select 1 from "${name}" limit 1`).get() !== undefined),
  )
}

function inspect<T>(
  path: string,
  look: (names: readonly string[], database: SqliteDatabase.Database) => T,
): T {
  const database = open(path)
  try {
    const rows = database.prepare(`select name from sqlite_master where type = 'table'`).all()
    return look(
      rows.map((row) => String((row as { readonly name: unknown }).name)),
      database,
    )
  } catch (cause) {
    throw new StoreError('database_unusable', `The database file ${path} cannot be read.`, {
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
