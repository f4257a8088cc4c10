import type { Kysely, Selectable } from 'kysely'
import { z } from 'zod'
import { Amendment } from '../engine/packet.ts'
import type { Note, NoteRecord, Stance, Store } from './port.ts'
import type { NotesTable, Schema } from './schema.ts'
import { parseColumn } from './stored-json.ts'

type NoteMethods = 'saveStance' | 'stances' | 'addNote' | 'notes' | 'findNote' | 'resolveNote'

/** What people said about a packet: their stances, and the notes that stay beside it. */
export function notesIn(db: Kysely<Schema>): Pick<Store, NoteMethods> {
  return {
    async saveStance({ packetId, revision, userId, ...stance }) {
      await db
        .insertInto('stances')
        .values({ packet_id: packetId, revision, user_id: userId, ...stance })
        .onConflict((conflict) =>
          conflict.columns(['packet_id', 'revision', 'user_id']).doUpdateSet(stance),
        )
        .execute()
    },
    async stances(packetId, revision) {
      const rows = await db
        .selectFrom('stances')
        .selectAll()
        .where('packet_id', '=', packetId)
        .where('revision', '=', revision)
        .orderBy('at')
        .orderBy('user_id')
        .execute()
      return rows.map((row) => ({
        packetId,
        revision,
        userId: row.user_id,
        // Written from this union only.
        stance: row.stance as Stance['stance'],
        because: row.because,
        at: row.at,
      }))
    },

    async addNote(note) {
      const result = await db
        .insertInto('notes')
        .values({
          id: note.id,
          team_id: note.teamId,
          packet_id: note.packetId,
          kind: note.kind,
          text: note.text,
          owner_id: note.ownerId,
          due: note.due,
          author_id: note.authorId,
          source_ts: note.sourceTs,
          permalink: note.permalink,
          created_at: note.createdAt,
          conflict: note.conflict && JSON.stringify(note.conflict),
          resolution: null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      return Number(result.numInsertedOrUpdatedRows ?? 0) > 0
    },
    async notes(packetId) {
      const rows = await db
        .selectFrom('notes')
        .selectAll()
        .where('packet_id', '=', packetId)
        .orderBy('created_at')
        .orderBy('id')
        .execute()
      return rows.map(toNote)
    },
    async findNote(teamId, id) {
      const row = await db
        .selectFrom('notes')
        .selectAll()
        .where('team_id', '=', teamId)
        .where('id', '=', id)
        .executeTakeFirst()
      return row ? toNote(row) : null
    },
    async resolveNote(id, resolution) {
      const result = await db
        .updateTable('notes')
        .set({ resolution })
        .where('id', '=', id)
        .where('resolution', 'is', null)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
  }
}

const StoredConflict = z.object({ standing: Amendment, proposed: Amendment })

export const toNote = (row: Selectable<NotesTable>): NoteRecord => ({
  id: row.id,
  teamId: row.team_id,
  packetId: row.packet_id,
  // Written from this union only.
  kind: row.kind as Note['kind'],
  text: row.text,
  ownerId: row.owner_id,
  due: row.due,
  authorId: row.author_id,
  sourceTs: row.source_ts,
  permalink: row.permalink,
  createdAt: row.created_at,
  conflict:
    row.conflict === null ? null : parseColumn(StoredConflict, row.conflict, `note ${row.id}`),
  resolution: row.resolution,
})
