import type { BlockAction } from '@slack/bolt'
import { actorIn } from '../payload.ts'
import type { Seen } from './take-part.ts'

/** Where an element was pressed: in a thread, or on a root, whose thread it then is. */
export function seenIn(body: BlockAction): Seen {
  const { thread_ts: threadTs, message_ts: ts, is_ephemeral: isEphemeral } = body.container
  const own: unknown = isEphemeral === true ? undefined : ts
  const root: unknown = threadTs ?? own
  return {
    actor: actorIn(body),
    channelId: body.channel?.id,
    threadTs: typeof root === 'string' ? root : undefined,
  }
}
