import type { Kysely } from 'kysely'
import type { ChannelKind, Store } from './port.ts'
import type { Schema } from './schema.ts'

export function channelsIn(db: Kysely<Schema>): Pick<Store, 'packetChannels' | 'setChannelKind'> {
  return {
    async packetChannels(teamId) {
      const rows = await db
        .selectFrom('packets')
        .select(['channel_id', 'channel_kind'])
        .where('team_id', '=', teamId)
        .union(
          db
            .selectFrom('hand_offs')
            .select(['channel_id', 'channel_kind'])
            .where('team_id', '=', teamId),
        )
        .execute()
      return rows.map((row) => ({
        channelId: row.channel_id,
        // Written from this union only.
        kind: row.channel_kind as ChannelKind,
      }))
    },
    async setChannelKind(teamId, channelId, kind) {
      for (const table of ['packets', 'hand_offs'] as const)
        await db
          .updateTable(table)
          .set({ channel_kind: kind })
          .where('team_id', '=', teamId)
          .where('channel_id', '=', channelId)
          .where('channel_kind', '<>', kind)
          .execute()
    },
  }
}
