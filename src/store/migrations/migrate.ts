import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { StoreError } from '../store-error.ts'
import { up as packets } from './0001-packets.ts'
import { up as thread } from './0002-thread.ts'
import { up as search } from './0003-search.ts'
import { up as settings } from './0004-settings.ts'
import { up as endings } from './0005-endings.ts'
import { up as handOffs } from './0006-hand-offs.ts'
import { up as services } from './0007-services.ts'

/** In the order in which they run. A migration that has been released is never edited; write the next one. */
const migrations: Readonly<Record<string, Migration>> = {
  '0001-packets': { up: packets },
  '0002-thread': { up: thread },
  '0003-search': { up: search },
  '0004-settings': { up: settings },
  '0005-endings': { up: endings },
  '0006-hand-offs': { up: handOffs },
  '0007-services': { up: services },
}

/** Brings the database to the newest schema. @throws StoreError `migration_failed` naming the migration. */
export async function migrateToLatest<T>(db: Kysely<T>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
  })
  const { error, results } = await migrator.migrateToLatest()
  if (error === undefined) return
  const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'unknown'
  throw new StoreError('migration_failed', `Migration ${failed} did not run.`, { cause: error })
}
