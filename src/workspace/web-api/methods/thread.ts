import { findMessage } from '../../state/messages.ts'
import type { Channel } from '../../state/model.ts'
import { textArg } from '../arguments.ts'
import type { BotCall } from '../method.ts'
import { refuse } from '../refusal.ts'

/** Slack wants the root's `ts`; a reply's `ts` is refused here so that the mistake is seen. */
export function threadOf(call: BotCall, channel: Channel): string | undefined {
  const threadTs = textArg(call.args, 'thread_ts')
  if (threadTs === undefined) return undefined
  const root = findMessage(channel, threadTs)
  if (root === undefined || (root.threadTs !== undefined && root.threadTs !== root.ts)) {
    return refuse('thread_not_found')
  }
  if (root.subtype !== undefined && root.subtype !== 'tombstone') refuse('cannot_reply_to_message')
  return threadTs
}
