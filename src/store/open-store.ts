import { Kysely } from 'kysely'
import { channelsIn } from './channels.ts'
import { claimsIn } from './claims.ts'
import { deliveriesIn } from './deliveries.ts'
import { draftsIn } from './drafts.ts'
import { handOffsIn } from './hand-offs.ts'
import { migrateToLatest } from './migrations/migrate.ts'
import { notesIn } from './notes.ts'
import { outboxIn } from './outbox.ts'
import { packetsIn } from './packets.ts'
import type { Store } from './port.ts'
import { proposalsIn } from './proposals.ts'
import { retentionIn } from './retention.ts'
import { revisionsIn } from './revisions.ts'
import type { Schema } from './schema.ts'
import { indexMissing } from './search-index.ts'
import { searchIn } from './search.ts'
import { settingsIn } from './settings.ts'
import { sqliteDialect } from './sqlite.ts'
import { waitingIn } from './waiting.ts'

/**
 * Opens the database at `path` (a file, or `:memory:`), migrates it and gives the store.
 *
 * @throws StoreError `database_unusable`, `migration_failed`
 */
export async function openStore(path: string): Promise<Store> {
  const db = new Kysely<Schema>({ dialect: sqliteDialect(path) })
  await migrateToLatest(db)
  await indexMissing(db)
  return {
    ...packetsIn(db),
    ...searchIn(db),
    ...waitingIn(db),
    ...channelsIn(db),
    ...settingsIn(db),
    ...retentionIn(db),
    ...revisionsIn(db),
    ...outboxIn(db),
    ...deliveriesIn(db),
    ...claimsIn(db),
    ...draftsIn(db),
    ...proposalsIn(db),
    ...notesIn(db),
    ...handOffsIn(db),
    close: () => db.destroy(),
  }
}
