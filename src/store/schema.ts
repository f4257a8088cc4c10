import type { ColumnType, Generated } from 'kysely'

/** Column types of the database. Times are integers (milliseconds), structured values are JSON text. */
export interface Schema {
  packets: PacketsTable
  revisions: RevisionsTable
  amendments: AmendmentsTable
  deliveries: DeliveriesTable
  claims: ClaimsTable
  drafts: DraftsTable
  proposals: ProposalsTable
  stances: StancesTable
  notes: NotesTable
  packet_index: PacketIndexTable
  packet_facets: PacketFacetsTable
  packet_words: PacketWordsTable
  settings: SettingsTable
  hand_offs: HandOffsTable
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
  accepted_revision: number | null
}

export interface RevisionsTable {
  packet_id: Immutable<string>
  number: Immutable<number>
  verdict: Immutable<string>
  references_hash: Immutable<string>
  author_id: Immutable<string>
  created_at: Immutable<number>
}

/**
 * Each amendment is stored with the revision that brought it. A revision's list is the rows up to its number that were
 * not undone up to it, so that history replays exactly.
 */
export interface AmendmentsTable {
  packet_id: Immutable<string>
  revision: Immutable<number>
  position: Immutable<number>
  amendment_id: Immutable<string>
  amendment: Immutable<string>
  undone_in: number | null
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
  /** Null for the packet's own channel. */
  channel_id: Immutable<string | null>
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

export interface ProposalsTable {
  id: Immutable<string>
  team_id: Immutable<string>
  packet_id: Immutable<string>
  base_revision: Immutable<number>
  author_id: Immutable<string>
  amendments: Immutable<string>
  source_ts: Immutable<string | null>
  created_at: Immutable<number>
  state: string
  ended_by: string | null
  ended_in: number | null
}

export interface StancesTable {
  packet_id: Immutable<string>
  revision: Immutable<number>
  user_id: Immutable<string>
  stance: string
  because: string | null
  at: number
}

export interface NotesTable {
  id: Immutable<string>
  team_id: Immutable<string>
  packet_id: Immutable<string>
  kind: Immutable<string>
  text: Immutable<string>
  owner_id: string | null
  due: string | null
  author_id: Immutable<string>
  source_ts: Immutable<string | null>
  permalink: Immutable<string | null>
  created_at: Immutable<number>
  conflict: Immutable<string | null>
  resolution: string | null
}

export interface PacketIndexTable {
  row: Generated<number>
  packet_id: Immutable<string>
}

export interface PacketFacetsTable {
  packet_id: Immutable<string>
  facet: Immutable<string>
  value: Immutable<string>
}

/** A full-text table of SQLite (FTS5); `rowid` is the packet's row in `packet_index`. */
export interface PacketWordsTable {
  rowid: number
  name: string
  title: string
  surfaces: string
  request: string
  answer: string
}

export interface SettingsTable {
  team_id: Immutable<string>
  house_rules: string
  changed_by: string
  changed_at: number
}

export interface HandOffsTable {
  id: Immutable<string>
  team_id: Immutable<string>
  packet_id: Immutable<string>
  neighbour: Immutable<string>
  revision: Immutable<number>
  channel_id: Immutable<string>
  channel_kind: string
  sender_id: Immutable<string>
  brief: Immutable<string>
  created_at: Immutable<number>
  state: string
  changed_by: string
  changed_at: number
  words: string | null
  settled: string | null
  noticed_at: number | null
}
