import type { ExpressionBuilder } from 'kysely'
import type { Viewer } from './port.ts'
import type { Schema } from './schema.ts'

export type PacketWhere = (
  eb: ExpressionBuilder<Schema, 'packets'>,
) => ReturnType<ExpressionBuilder<Schema, 'packets'>['and']>

/** The viewer rule, in the query: see `Viewer`. Everything that reads for a person goes through it. */
export const visibleTo =
  (viewer: Viewer): PacketWhere =>
  (eb) =>
    eb.and([
      eb('packets.team_id', '=', viewer.teamId),
      eb.or([
        ...(viewer.memberOf.length > 0
          ? [eb('packets.channel_id', 'in', [...viewer.memberOf])]
          : []),
        ...(viewer.isFullMember ? [eb('packets.channel_kind', '=', 'public')] : []),
        // The only human side of a direct message with the bot is who asked there.
        eb.and([
          eb('packets.channel_kind', '=', 'dm'),
          eb('packets.author_id', '=', viewer.userId),
        ]),
      ]),
    ])

/** The same rule for what was handed over, where its owner looks: the channel it was sent to. */
export const handedTo =
  (viewer: Viewer) =>
  (eb: ExpressionBuilder<Schema, 'hand_offs'>): ReturnType<typeof eb.and> =>
    eb.and([
      eb('hand_offs.team_id', '=', viewer.teamId),
      eb.or([
        ...(viewer.memberOf.length > 0
          ? [eb('hand_offs.channel_id', 'in', [...viewer.memberOf])]
          : []),
        ...(viewer.isFullMember ? [eb('hand_offs.channel_kind', '=', 'public')] : []),
      ]),
    ])

/** No viewer at all: only for whoever runs the instance and has the database's file anyway. */
export const everywhere: PacketWhere = (eb) => eb.and([])
