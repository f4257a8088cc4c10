import type { Kysely } from 'kysely'
import { z } from 'zod'
import { Amendment } from '../engine/packet.ts'
import type { ProposalState, Store } from './port.ts'
import type { Schema } from './schema.ts'
import { parseColumn } from './stored-json.ts'

type ProposalMethods = 'saveProposal' | 'findProposal' | 'openProposals' | 'endProposal'

/** Proposals: what was understood, kept until somebody applies or dismisses it. */
export function proposalsIn(db: Kysely<Schema>): Pick<Store, ProposalMethods> {
  return {
    async saveProposal(proposal) {
      const result = await db
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
          ended_by: null,
          ended_in: null,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst()
      return Number(result.numInsertedOrUpdatedRows ?? 0) > 0
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
        ending: row.ended_by === null ? null : { by: row.ended_by, revision: row.ended_in },
      }
    },
    async openProposals(packetId) {
      const rows = await db
        .selectFrom('proposals')
        .select('id')
        .where('packet_id', '=', packetId)
        .where('state', '=', 'open')
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .execute()
      return rows.map((row) => row.id)
    },
    async endProposal(id, { to, by, revision }) {
      const result = await db
        .updateTable('proposals')
        .set({ state: to, ended_by: by, ended_in: revision })
        .where('id', '=', id)
        .where('state', '=', 'open')
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
  }
}
