import type { Kysely } from 'kysely'
import { z } from 'zod'
import { Amendment } from '../engine/packet.ts'
import type { Draft, Store } from './port.ts'
import type { Schema } from './schema.ts'
import { parseColumn } from './stored-json.ts'

const StoredDraft = z.object({
  requestText: z.string(),
  amendments: z.array(Amendment),
  channelId: z.string().nullable(),
  threadTs: z.string().nullable(),
  source: z.enum(['command', 'global-shortcut', 'message-shortcut']),
})

/** One unsent dialog per person; a newer one replaces it. */
export function draftsIn(
  db: Kysely<Schema>,
): Pick<Store, 'saveDraft' | 'findDraft' | 'deleteDraft'> {
  return {
    async saveDraft({ teamId, userId, savedAt, ...rest }) {
      const row = { draft: JSON.stringify(rest), saved_at: savedAt }
      await db
        .insertInto('drafts')
        .values({ team_id: teamId, user_id: userId, ...row })
        .onConflict((conflict) => conflict.columns(['team_id', 'user_id']).doUpdateSet(row))
        .execute()
    },
    async findDraft(teamId, userId): Promise<Draft | null> {
      const row = await db
        .selectFrom('drafts')
        .select(['draft', 'saved_at'])
        .where('team_id', '=', teamId)
        .where('user_id', '=', userId)
        .executeTakeFirst()
      if (!row) return null
      return {
        teamId,
        userId,
        savedAt: row.saved_at,
        ...parseColumn(StoredDraft, row.draft, `the draft of ${userId}`),
      }
    },
    async deleteDraft(teamId, userId) {
      await db
        .deleteFrom('drafts')
        .where('team_id', '=', teamId)
        .where('user_id', '=', userId)
        .execute()
    },
  }
}
