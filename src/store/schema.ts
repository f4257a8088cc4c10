import type { ColumnType } from 'kysely'

/** Column types of the database. Times are integers (milliseconds), structured values are JSON text. */
export interface Schema {
  packets: PacketsTable
  revisions: RevisionsTable
  amendments: AmendmentsTable
  deliveries: DeliveriesTable
  claims: ClaimsTable
  drafts: DraftsTable
}

type Immutable<T> = ColumnType<T, T, never>

export interface PacketsTable {
  id: Immutable<string>
  team_id: Immutable<string>
  name: Immutable<string>
  channel_id: Immutable<string>
  channel_kind: string
  thread_ts: Immutable<string | null>
  author_id: Immutable<string>
  source: Immutable<string>
  request_text: Immutable<string>
  created_at: Immutable<number>
  current_revision: number
  card_ts: string | null
}

export interface RevisionsTable {
  packet_id: Immutable<string>
  number: Immutable<number>
  verdict: Immutable<string>
  references_hash: Immutable<string>
  author_id: Immutable<string>
  created_at: Immutable<number>
}

/** Each amendment is stored with the revision that brought it; a revision's list is all rows up to its number. */
export interface AmendmentsTable {
  packet_id: Immutable<string>
  revision: Immutable<number>
  position: Immutable<number>
  amendment: Immutable<string>
}

export interface DeliveriesTable {
  id: Immutable<string>
  packet_id: Immutable<string>
  revision: Immutable<number>
  position: Immutable<number>
  kind: Immutable<string>
  state: string
  ts: string | null
  attempts: number
  due_at: number
  error: string | null
}

export interface ClaimsTable {
  key: Immutable<string>
  claimed_at: Immutable<number>
  /** What the claim led to, when it is worth finding again. */
  packet_id: Immutable<string | null>
}

export interface DraftsTable {
  team_id: string
  user_id: string
  draft: string
  saved_at: number
}
