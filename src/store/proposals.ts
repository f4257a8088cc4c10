import type { Kysely } from 'kysely'
import { z } from 'zod'
import { Amendment } from '../engine/packet.ts'
import type { ProposalState, Store } from './port.ts'
import type { Schema } from './schema.ts'
import { parseColumn } from './stored-json.ts'

/** Proposals: what was understood, kept until somebody applies or dismisses it. */
export function proposalsIn(
  db: Kysely<Schema>,
): Pick<Store, 'saveProposal' | 'findProposal' | 'endProposal'> {
  return {
    async saveProposal(proposal) {
      await db
        .insertInto('proposals')
        .values({
          id: proposal.id,
          team_id: proposal.teamId,
          packet_id: proposal.packetId,
          base_revision: proposal.baseRevision,
          author_id: proposal.authorId,
          amendments: JSON.stringify(proposal.amendments),
          source_ts: proposal.sourceTs,
          created_at: proposal.createdAt,
          state: 'open',
        })
        .execute()
    },
    async findProposal(teamId, id) {
      const row = await db
        .selectFrom('proposals')
        .selectAll()
        .where('team_id', '=', teamId)
        .where('id', '=', id)
        .executeTakeFirst()
      if (!row) return null
      return {
        id,
        teamId,
        packetId: row.packet_id,
        baseRevision: row.base_revision,
        authorId: row.author_id,
        amendments: parseColumn(z.array(Amendment), row.amendments, `proposal ${id}`),
        sourceTs: row.source_ts,
        createdAt: row.created_at,
        // Written from this union only.
        state: row.state as ProposalState,
      }
    },
    async endProposal(id, to) {
      const result = await db
        .updateTable('proposals')
        .set({ state: to })
        .where('id', '=', id)
        .where('state', '=', 'open')
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
  }
}
