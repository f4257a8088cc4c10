import SqliteDatabase from 'better-sqlite3'
import { SqliteDialect } from 'kysely'
import { makeFolderOf } from './folder.ts'
import { StoreError } from './store-error.ts'

/**
 * The embedded database in a file (`:memory:` for tests). Write-ahead logging lets a backup or an inspection read while
 * the bot writes; `synchronous = FULL` because an answer given to Slack must survive a power cut.
 *
 * @throws StoreError `database_unusable` when its folder cannot be made or the file cannot be opened.
 */
export function sqliteDialect(path: string): SqliteDialect {
  if (path !== ':memory:') makeFolderOf(path)
  try {
    const database = new SqliteDatabase(path)
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    database.pragma('busy_timeout = 5000')
    return new SqliteDialect({ database })
  } catch (cause) {
    throw new StoreError('database_unusable', `The database file ${path} cannot be opened.`, {
      cause,
    })
  }
}
