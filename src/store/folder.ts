import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { StoreError } from './store-error.ts'

/**
 * Makes the folders that a database file needs, one after the other: Node's own recursive way never comes back where the
 * file system refuses a folder as if its parent were missing (under `/proc`).
 *
 * @throws StoreError `database_unusable` naming the folder.
 */
export function makeFolderOf(file: string): void {
  const missing: string[] = []
  for (let folder = dirname(file); !existsSync(folder); folder = dirname(folder))
    missing.unshift(folder)
  for (const folder of missing) {
    try {
      mkdirSync(folder)
    } catch (cause) {
      // Another process that starts now may have been faster.
      if (existsSync(folder)) continue
      throw new StoreError(
        'database_unusable',
        `The folder ${folder} for the database cannot be made. Choose a place where this program may write: DATABASE_URL=sqlite:data/packets.sqlite`,
        { cause },
      )
    }
  }
}
